package targets

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// Click takes a row in hand; on the one in hand it is Enter.
func (p *Page) Click(x, y int, _ string) tea.Cmd {
	if p.data == nil || p.filter.Typing() || p.open != "" && x >= p.left() {
		return nil
	}
	p.notice = ""
	if p.front().Click(y - p.above) {
		return p.press(keys.Enter)
	}
	return nil
}
