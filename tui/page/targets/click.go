package targets

import "fanzha/tui/widget"

// Target is the row under a cell: a click takes it in hand, and on the one in
// hand it is Enter.
func (p *Page) Target(x, y int, _ string) widget.Target {
	if p.data == nil || p.filter.Typing() || p.open != "" && x >= p.left() {
		return widget.Target{}
	}
	return p.front().Target(x, y, p.above, func() { p.notice = "" })
}
