package overview

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
)

// missing hands over who has not reported, as a text for the work group.
func (p *Page) missing() tea.Cmd {
	st := p.data.status
	if len(st.Missing)+len(st.Back) == 0 {
		p.notice = "都报了"
		return nil
	}
	lines := p.appeal()
	return p.Hand(st.Period.Name()+" 未报名单", []tui.Handed{{Name: "名单", Text: strings.Join(lines, "\n")}}, lines...)
}

// appeal asks those who have not reported to do so, politely.
func (p *Page) appeal() []string {
	st := p.data.status
	now := p.Now()
	name := st.Period.Name() + p.data.schedule().PlanFor(st.Period).Form
	var lines []string
	say := func(lead string, units []string) {
		if len(units) > 0 {
			lines = append(lines, lead+" "+strconv.Itoa(len(units))+" 个: "+strings.Join(units, ", ")+".")
		}
	}
	var back []string
	for _, u := range st.Back {
		back = append(back, u.Until(now))
	}
	lines = append(lines, name)
	say("还没有报送的单位", report.UnitNames(st.Missing))
	say("已退回, 改好要重报的单位", back)
	switch {
	case len(st.Missing) == 0: // those who were returned each have their own date
	case !now.Before(st.Lock):
		lines = append(lines, "已于 "+report.Deadline(st.Lock)+" 锁定. 要补报的单位请联系平安办解锁.")
	case now.After(st.Due):
		lines = append(lines, "截止日 "+report.Deadline(st.Due)+" 已过, 请尽快补报, 记迟报; "+report.Deadline(st.Lock)+" 锁定后不能再报.")
	default:
		lines = append(lines, "请在 "+report.Deadline(st.Due)+" 前报送, "+report.Left(st.Due, now)+". 没有开展的请报零报告.")
	}
	return append(lines, "填报中有困难请联系平安办. 谢谢配合!")
}
