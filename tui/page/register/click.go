package register

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/tui/keys"
)

// Click takes a row in hand, or an input of the form; on the row in hand it is
// Enter, and on a register of the list too, as its digit is.
func (p *Page) Click(x, y int, _ string) tea.Cmd {
	switch {
	case p.acting || p.filter.Typing():
		return nil
	case p.form != nil:
		if i, _, ok := p.spots.At(x, y); ok && i != p.form.hand {
			p.form.move(i-p.form.hand, plan.DateOf(p.Now()))
		}
		return nil
	case p.shown() == nil || x >= p.built:
		return nil
	}
	p.notice = ""
	before, again := p.front().Selected(), p.front().Click(y-headRows)
	if again || p.open == "" && p.list.Selected() != before {
		return p.press(keys.Enter)
	}
	return nil
}
