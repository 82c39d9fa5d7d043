package home

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
)

// menu is what can be done with the report as it stands. Whoever learns a digit
// may go by it all year: what cannot be done now leaves its digit free.
func (p *Page) menu() []choice {
	var m []choice
	digit := 0
	add := func(id, label string, act func() tea.Cmd) {
		switch digit++; {
		case act == nil:
		case digit > 9: // no key is called so
			m = append(m, choice{id: id, label: label, act: act})
		default:
			m = append(m, choice{id, label, act, digit})
		}
	}
	place := func(kind tui.Kind) func() tea.Cmd {
		return func() tea.Cmd { return p.Go(tui.Place{Kind: kind, Unit: p.at.Unit, Period: p.period()}) }
	}
	p.reportMenu(add, place)
	if p.fills() {
		add("ledger", "记台账", place(tui.Ledger))
	}
	add("history", "历史", place(tui.History))
	if len(p.data.sheet.Plan.RegistersOf(p.data.sheet.Unit.Kind)) > 0 {
		add("registers", "名录", func() tea.Cmd {
			return p.Go(tui.Place{Kind: tui.Register, Unit: p.data.sheet.Unit.Code, Period: p.period()})
		})
	}
	if !p.other() && len(p.data.sheet.Standings()) > 0 {
		add("targets", "硬指标", place(tui.Targets))
	}
	for _, code := range p.filed() {
		if u, ok := p.data.sheet.Plan.Unit(code); ok && !p.other() {
			add("for:"+code, "代填 "+u.Name, func() tea.Cmd {
				return p.Go(tui.Place{Kind: tui.Home, Unit: code, Period: p.period()})
			})
		}
	}
	if o := p.data.office; o != nil {
		office, _ := p.data.sheet.Plan.Unit(p.data.sheet.Plan.Office)
		add("office", "审核 "+office.Name+"  "+o.State.Name(), func() tea.Cmd {
			return p.Go(tui.Place{Kind: tui.Review, Unit: office.Code, Period: p.period()})
		})
	}
	return m
}

// reportMenu adds what can be done with the report itself; without an act it only
// takes up the digit.
func (p *Page) reportMenu(add func(id, label string, act func() tea.Cmd), place func(tui.Kind) func() tea.Cmd) {
	r := p.report()
	switch {
	case !p.fills():
		add("entry", "查看", place(tui.Entry))
	case !p.editable():
		add("entry", "查看", place(tui.Entry))
		withdraw := p.withdraw
		if _, err := r.Withdraw(p.schedule(), p.Now()); err != nil {
			withdraw = nil
		}
		add("withdraw", "撤回", withdraw)
		add("nil", "零报告", nil)
	default:
		label := "继续填报"
		switch {
		case r.State == report.StateBlank:
			label = "开始填报"
		case r.Filed():
			label = "修改"
		}
		add("entry", label, place(tui.Entry))
		add("check", "检查并报送", place(tui.Check))
		if r.Nil {
			add("nil", "取消零报告", p.unmarkNil)
		} else {
			add("nil", "零报告", p.markNil)
		}
	}
}
