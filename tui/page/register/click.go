package register

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Target is the row under a cell, or an input of the form: a click takes it in
// hand. On the row in hand it is Enter, and on a register of the list too, as its
// digit is.
func (p *Page) Target(x, y int, _ string) widget.Target {
	switch {
	case p.acting || p.filter.Typing():
		return widget.Target{}
	case p.form != nil:
		at, ok := p.spots.At(x, y)
		if !ok || at.Item == p.form.hand {
			return widget.Target{}
		}
		return at.Target("", func() tea.Cmd {
			p.form.move(at.Item-p.form.hand, plan.DateOf(p.Now()))
			return nil
		})
	case p.shown() == nil:
		return widget.Target{}
	}
	t := p.front().Target(x, y, headRows, func() { p.notice = "" })
	if p.open == "" && t.Is() {
		t.Key = keys.Enter
	}
	return t
}
