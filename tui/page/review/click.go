package review

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// Click takes a line in hand; on the one in hand it is Enter.
func (p *Page) Click(x, y int, _ string) tea.Cmd {
	i, _, ok := p.spots.At(x, y)
	if p.sheet == nil || !ok {
		return nil
	}
	key := p.form.blocks[i].key
	if key == p.shown {
		return p.typed(keys.Enter)
	}
	p.shown, p.notice, p.warn = key, "", false
	return nil
}
