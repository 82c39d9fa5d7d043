package entry

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/widget"
)

// fedBy says that a line is summed from a ledger, whether anything stands there
// or not.
func (p *Page) fedBy(e *report.Entry) bool {
	return len(p.sheet.Plan.FedBy(p.sheet.Unit.Kind, e.Line)) > 0
}

// summed says that a ledger has given the line its figure, and nobody another.
func (p *Page) summed(e *report.Entry) bool {
	_, own := p.own(e.Line.Key)
	return !own && p.ledgered(e) && !e.Differs()
}

// leads is the book to which Enter leads from a line that is taken from it: as
// wide as what Enter does elsewhere, so that the keys beside it stay in place.
func (p *Page) leads(e *report.Entry) string {
	switch {
	case p.summed(e):
		return "台账"
	case e.Registered() && p.Has(tui.Register):
		return "名录"
	}
	return ""
}

// rows opens the ledger rows that make the figure in hand, and the ledger to
// add one, or the register that it is taken from.
func (p *Page) rows() tea.Cmd {
	e := p.here()
	if r, ok := p.sheet.Plan.Registering(p.sheet.Unit.Kind, e.Line); ok && p.Has(tui.Register) {
		return p.depart(&tui.Place{Kind: tui.Register, Unit: p.sheet.Unit.Code, Period: p.at.Period, Key: tui.SiteKey{Register: r.ID}.String()})
	}
	if !p.fedBy(e) {
		p.hint = e.Line.Label + " 没有台账, 是直接填报的."
		return nil
	}
	return p.depart(&tui.Place{Kind: tui.Figure, Unit: p.at.Unit, Period: p.at.Period, Key: e.Line.Key})
}

// whence is what a line says, where it has no target, of a value that its person
// did not type: where it comes from, or what stands in the ledger if another figure
// was typed.
func (p *Page) whence(e *report.Entry) string {
	_, own := p.own(e.Line.Key)
	switch {
	case e.Differs() && p.ledgered(e):
		return "台账 " + e.Fed.Value.Shown()
	case own:
		return ""
	}
	return e.CarriedWord()
}

// ledgered says that a ledger gives the line a figure, whatever else was typed.
func (p *Page) ledgered(e *report.Entry) bool {
	return e.Fed != nil && e.Fed.Source == plan.SourceLedger && !e.Fed.Value.Blank() && p.fedBy(e)
}

// askReason asks why a figure is not the ledger's, and sends both in one; until
// then the figure stands as not saved.
func (p *Page) askReason(e *report.Entry, edit report.Edit) tea.Cmd {
	p.asked = edit.Key
	p.refused[edit.Key] = attempt{edit, report.Errorf(report.CodeInvalid, "还没有写为什么和台账不同. 按两次 Enter 写原因, 按 Del 照台账, 按 Ctrl+T 看台账.")}
	a := widget.Ask{
		Question: e.Line.Label + " 台账是 " + e.Fed.Value.Shown() + ", 你填的是 " + report.Clip(edit.Text) + ", 为什么不同?",
		Detail:   "原因写进备注, 平安办看得到. 先不写就按 Esc, 填的数还在, 台账少记了可以去补记.",
		Missing:  "请写一句原因, 例如: 有两场没有记台账.", Field: widget.Field{Max: report.MaxProse}, Old: true,
	}
	a.Field.SetValue(e.Cell.Note)
	return p.AskKeeping(p.about("unlike", edit.Key), a, func(reason string, agreed bool) tea.Cmd {
		if p.asked = ""; !agreed {
			p.show(edit.Key)
			return nil
		}
		edit.Note = &reason
		return p.send(edit)
	})
}

// about names what is asked about a line.
func (p *Page) about(what, key string) string {
	return tui.About(what, p.sheet.Unit.Code, p.sheet.Report.Period) + "/" + key
}

// divided says what a percentage divides by, and how it is counted.
func (p *Page) divided(e *report.Entry) string {
	text := ""
	for _, d := range p.sheet.Denominators(e) {
		if words := d.String(); words != "" && e.Line.Indicator.Type == plan.TypePercent {
			text += " " + d.Label + " " + words + "."
		}
	}
	return text
}

// numbers is what the list is called that makes the figure where the unit keeps
// one; empty where it counts.
func (p *Page) numbers(e *report.Entry) string {
	if k, mode := p.sheet.Listing(e.Line); mode == report.ModeListed {
		return k.Field(k.List).Label
	}
	return ""
}
