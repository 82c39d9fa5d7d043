package entry

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Target is the line under a cell: a click takes it in hand, or its value, which
// a click opens; on the line in hand it is Enter. An open field is left, and saved,
// as by a key.
func (p *Page) Target(x, y int, _ string) widget.Target {
	at, ok := p.spots.At(x, y)
	if p.sheet == nil || p.waits() || !ok || p.editing && at.Item == p.hand {
		return widget.Target{}
	}
	from, to := p.valueCells(at)
	onValue := x >= from && x < to
	t := at.Target("", func() tea.Cmd { return tea.Batch(p.click(at.Item, onValue), p.linger()) })
	if onValue {
		t.Y, t.From, t.To = y, from, to
	}
	return t
}

func (p *Page) click(line int, onValue bool) tea.Cmd {
	p.hint = ""
	var saved tea.Cmd
	if p.editing {
		asks := p.willAsk()
		if saved = p.commit(); asks {
			return saved
		}
	}
	again := line == p.hand
	p.hand = line
	if again || onValue {
		return tea.Batch(saved, p.press(keys.Press(keys.Enter)))
	}
	return saved
}

// valueCells are the cells of a line's row in which its value of this month stands.
func (p *Page) valueCells(at widget.Spot) (from, to int) {
	cols := p.columns(p.width)
	switch {
	case cols.narrow && at.Row == 1:
		return narrowLead, narrowLead + cols.value
	case cols.narrow || at.Row > 0:
		return 0, 0
	}
	from = 3 + cols.label + 1 + cols.measure + 1
	if wide(p.entry(p.lines[at.Item]).Line) {
		return from, p.width
	}
	from += cols.last + 1
	return from, from + cols.value
}
