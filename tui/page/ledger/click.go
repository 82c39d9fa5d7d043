package ledger

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// spots are where the rows of a list were drawn.
type spots struct {
	above, width int            // rows of the page above the list, and its width
	lines        int            // of the list that are in sight
	ids          map[int]string // by line of the list; empty is the line that adds one
}

// Click takes a row in hand; on the one in hand it is Enter. In the list of
// ledgers, and at the question of how to count, it is the digit under it, and in
// the form of a row it takes a field in hand.
func (p *Page) Click(x, y int, row string) tea.Cmd {
	switch {
	case p.data == nil || p.busy > 0 || p.filter.Typing():
		return nil
	case p.form != nil:
		if i, _, ok := p.form.spots.At(x, y); ok && i != p.form.hand {
			p.leave(false)
			p.form.open(min(i, p.form.shown()-1)) // a day may take the reason away
		}
		return nil
	case p.mode > 0:
		if key := keys.Choice(row, x); key != "" {
			return p.pressMode(key)
		}
		return nil
	case p.data.page == nil && p.want.figure == "":
		if key := keys.Choice(row, x); key != "" {
			return p.pressBooks(key)
		}
		return nil
	}
	at := p.spots
	line := y - at.above
	id, ok := at.ids[line+p.top]
	switch {
	case !ok || line < 0 || line >= at.lines || x >= at.width:
		return nil
	case id == p.hand:
		return p.press(keys.Enter)
	}
	p.hand, p.notice, p.warn = id, "", false
	return p.seek()
}
