package ledger

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
)

// listed brings the units whose ledgers one may read.
type listed struct {
	items []tui.Item
	codes []string
	err   error
}

// units asks for the units, to choose one.
func (p *Page) units() tea.Cmd {
	year := p.want.period.Year
	return p.Do(func(ctx context.Context) tea.Msg {
		m, err := p.desk.Matrix(ctx, year)
		if err != nil {
			return listed{err: err}
		}
		var l listed
		for _, r := range m.Rows {
			l.items = append(l.items, tui.Item{Name: r.Name, Side: r.Group})
			l.codes = append(l.codes, r.Unit)
		}
		return l
	})
}

// choose lets the person choose a unit. Where none is shown yet, not choosing
// leaves the page.
func (p *Page) choose(l listed) tea.Cmd {
	if l.err != nil {
		p.Err = l.err
		return nil
	}
	p.choice = true
	return p.Menu("看哪个单位的台账", l.items, func(i int) tea.Cmd {
		p.choice = false
		switch {
		case i >= 0:
			return p.turn(view{unit: l.codes[i], period: p.want.period})
		case p.data == nil:
			return p.Back()
		}
		return nil
	})
}
