package matrix

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// drawn is where the cells in sight were drawn.
type drawn struct {
	above       int // rows of the body above the lines
	lines       []line
	name        int // cells of a unit's name
	first, last int // the columns
}

// Target is the cell of a period, or a unit by its name: a click takes it in
// hand, and on the one in hand it is Enter.
func (p *Page) Target(x, y int, _ string) widget.Target {
	d := p.drawn
	at := y - d.above
	if p.data == nil || p.filter.Typing() || at < 0 || at >= len(d.lines) || d.lines[at].row == nil {
		return widget.Target{}
	}
	unit, period := d.lines[at].row.Unit, p.period
	t := widget.Target{Y: y, To: 1 + d.name}
	if right := x - t.To; right >= 0 {
		column := d.first + right/cell
		if column > d.last {
			return widget.Target{}
		}
		period = p.data.Periods[column]
		t.From = t.To + right/cell*cell
		t.To = t.From + cell
	}
	if unit == p.unit && period == p.period {
		t.Key = keys.Enter
		return t
	}
	t.Do = func() tea.Cmd {
		p.unit, p.period, p.notice = unit, period, ""
		return nil
	}
	return t
}
