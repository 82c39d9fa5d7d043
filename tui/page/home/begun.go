package home

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui"
)

// begun are the ledgers and registers in which the person has left something
// half done, each with the words that say so and the page that goes on.
func (p *Page) begun() (all []choice) {
	unit := p.data.sheet.Unit
	for _, b := range p.data.begun {
		var name string
		at := tui.Place{Kind: tui.Ledger, Unit: p.at.Unit, Period: p.period(), Key: b.Ledger}
		if b.Ledger != "" {
			if l, err := ledger.Find(p.data.sheet.Plan.LedgersOf(unit.Kind), b.Ledger); err == nil {
				name = l.Name
			}
		} else if r, ok := p.data.sheet.Plan.Register(b.Register); ok {
			name = r.Name
			at = tui.Place{Kind: tui.Register, Unit: unit.Code, Period: p.period(), Key: tui.SiteKey{Register: b.Register}.String()}
		}
		if name == "" || !p.Has(at.Kind) {
			continue
		}
		all = append(all, choice{
			id: "begun:" + b.Ledger + "/" + b.Register, label: name + " 有 " + report.Whole(b.Rows).String() + " 条没填完, 填过的都还在",
			act: func() tea.Cmd { return p.Go(at) },
		})
	}
	return all
}
