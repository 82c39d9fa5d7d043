package entry

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// Click takes a line in hand, and opens it where its value was clicked on; on the
// line in hand it is Enter. An open field is left, and saved, as by a key.
func (p *Page) Click(x, y int, _ string) tea.Cmd {
	i, row, ok := p.spots.At(x, y)
	if p.sheet == nil || p.waits() || !ok || p.editing && i == p.hand {
		return nil
	}
	p.hint = ""
	var saved tea.Cmd
	if p.editing {
		_, changed := p.filled()
		asks := changed && p.mayAsk()
		if saved = p.commit(); asks {
			return saved
		}
	}
	again := i == p.hand
	p.hand = i
	if again || p.onValue(x, row) {
		return tea.Batch(saved, p.press(keys.Press(keys.Enter)))
	}
	return saved
}

// onValue says that a cell of the line in hand is in the column of this month.
func (p *Page) onValue(x, row int) bool {
	cols := p.columns(p.width)
	if cols.narrow {
		return row == 1 && x >= narrowLead && x < narrowLead+cols.value
	}
	from := 3 + cols.label + 1 + cols.measure + 1
	if wide(p.here().Line) {
		return row == 0 && x >= from
	}
	from += cols.last + 1
	return row == 0 && x >= from && x < from+cols.value
}
