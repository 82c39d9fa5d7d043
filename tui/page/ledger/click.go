package ledger

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Target is the row under a cell: a click takes it in hand, and on the one in
// hand it is Enter. In the list of ledgers, and at the question of how to count,
// it is the digit there, and in the form of a row a field.
func (p *Page) Target(x, y int, row string) widget.Target {
	switch {
	case p.data == nil || p.busy > 0 || p.filter.Typing():
		return widget.Target{}
	case p.form != nil:
		at, ok := p.form.spots.At(x, y)
		if !ok || at.Item == p.form.hand {
			return widget.Target{}
		}
		return at.Hold(false, func() {
			p.leave(false)
			p.form.open(min(at.Item, p.form.shown()-1)) // a day may take the reason away
		})
	case p.mode > 0, p.data.page == nil && p.want.figure == "":
		return widget.Numbered(x, y, row)
	}
	at, ok := p.spots.At(x, y)
	if !ok {
		return widget.Target{}
	}
	id := p.ids[at.Item]
	if id == p.hand {
		return at.Target(keys.Enter, nil)
	}
	return at.Target("", func() tea.Cmd {
		p.hand, p.notice, p.warn = id, "", false
		return p.seek()
	})
}
