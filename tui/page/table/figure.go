package table

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
)

// figures asks which figure of the unit in hand to open, the one in hand first,
// and shows the ledger rows that make it, or the
// register that it is taken from.
func (p *Page) figures() tea.Cmd {
	s := p.data.sheet(p.grid.Selected())
	if s == nil {
		p.notice = "先选一个单位, 再看它的数由台账的哪几笔, 名录的哪几条来."
		return nil
	}
	var items []tui.Item
	var places []tui.Place
	for _, at := range p.fromHand() {
		e := s.Find(p.data.table.Columns[at].Key)
		if e == nil {
			continue
		}
		at := tui.Place{Kind: tui.Figure, Unit: s.Unit.Code, Period: p.data.table.Period, Key: e.Line.Key}
		if r, ok := s.Plan.Registering(s.Unit.Kind, e.Line); ok && p.Has(tui.Register) {
			at.Kind, at.Key = tui.Register, tui.SiteKey{Register: r.ID}.String()
		} else if len(s.Plan.FedBy(s.Unit.Kind, e.Line)) == 0 {
			continue
		}
		side := e.Value.Shown()
		if e.Differs() {
			side += ", 台账 " + e.Fed.Value.Shown()
		}
		items = append(items, tui.Item{Name: strings.TrimSpace(e.Line.Label), Side: side})
		places = append(places, at)
	}
	if len(items) == 0 {
		p.notice = s.Unit.Name + " 在这一组里没有由台账或名录来的数."
		return nil
	}
	return p.Menu(s.Unit.Name+" 的哪个数", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		return p.Go(places[i])
	})
}

// fromHand are the columns of the view, beginning with the one in hand.
func (p *Page) fromHand() []int {
	shown := p.columns()
	return slices.Concat(shown[p.column:], shown[:p.column])
}
