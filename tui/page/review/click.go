package review

import "fanzha/tui/widget"

// Target is the line under a cell: a click takes it in hand, and on the one in
// hand it is Enter.
func (p *Page) Target(x, y int, _ string) widget.Target {
	at, ok := p.spots.At(x, y)
	if p.sheet == nil || !ok {
		return widget.Target{}
	}
	key := p.form.blocks[at.Item].key
	return at.Hold(key == p.shown, func() { p.shown, p.notice, p.warn = key, "", false })
}
