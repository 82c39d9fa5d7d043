package matrix

import tea "charm.land/bubbletea/v2"

// drawn is where the cells in sight were drawn.
type drawn struct {
	above       int // rows of the body above the lines
	lines       []line
	name        int // cells of a unit's name
	first, last int // the columns
}

// Click takes a cell in hand, or a unit by its name; on the one in hand it is
// Enter.
func (p *Page) Click(x, y int, _ string) tea.Cmd {
	d := p.drawn
	at := y - d.above
	if p.data == nil || p.filter.Typing() || at < 0 || at >= len(d.lines) || d.lines[at].row == nil {
		return nil
	}
	unit, period := d.lines[at].row.Unit, p.period
	if right := x - 1 - d.name; right >= 0 {
		column := d.first + right/cell
		if column > d.last {
			return nil
		}
		period = p.data.Periods[column]
	}
	if unit == p.unit && period == p.period {
		return p.open()
	}
	p.unit, p.period, p.notice = unit, period, ""
	return nil
}
