package home

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// markStyle is the colour that stands beside a mark's word.
func markStyle(m report.Mark, st theme.Styles) theme.Style {
	switch m.Kind {
	case report.MarkOnTime, report.MarkAccepted, report.MarkNil:
		return st.Ok
	case report.MarkPending:
		return st.Info
	case report.MarkDraft, report.MarkLate:
		return st.Warn
	case report.MarkReturned, report.MarkUnsealed, report.MarkNever:
		return st.Error
	case report.MarkNone:
		return st.Dim
	}
	return st.Plain
}

// punctual says in words whether a filed report was on time.
func punctual(r *report.Report, s *report.Schedule) string {
	if days := r.DaysLate(s.Due(r.Period)); days > 0 {
		return fmt.Sprintf("迟报 %d 天", days)
	}
	return "按时"
}

// clock is an instant as people write it.
func clock(t time.Time) string { return t.In(plan.China).Format("1月2日 15:04") }

// of is the report of a period, nil if it has not begun or the unit owes none.
func (d *data) of(p report.Period) *report.Report {
	if p == d.sheet.Report.Period {
		return &d.sheet.Report
	}
	i := slices.IndexFunc(d.reports, func(r report.Report) bool { return r.Period == p })
	if i < 0 {
		return nil
	}
	return &d.reports[i]
}

// months are the periods of the year that is shown, each with its mark; one
// before the unit's first day or after its last has none.
func (p *Page) months(visit func(at report.Period, r *report.Report, word string, style theme.Style)) {
	s, now := p.schedule(), p.Now()
	for _, at := range s.Year(p.period().Year) {
		r := p.data.of(at)
		if r == nil && s.Open(at, now) {
			visit(at, nil, "", p.Styles.Plain)
			continue
		}
		mark := report.Mark{Kind: report.MarkNone}
		if r != nil {
			mark = r.Mark(s, now)
		}
		style := markStyle(mark, p.Styles)
		if mark.Kind == report.MarkMissing && now.After(s.Due(at)) {
			style = p.Styles.Error
		}
		visit(at, r, mark.Word(), style)
	}
}

// yearName is 今年, or another year's number.
func (p *Page) yearName() string {
	if year := p.period().Year; year != p.Now().In(plan.China).Year() {
		return fmt.Sprintf("%d年", year)
	}
	return "今年"
}

// Cells of the strip.
const (
	stripLead  = 7 // the year's name
	stripCell  = 6 // a month, one of it the mark before it
	stripTight = 5
)

// strip is the year in two rows, or in pairs of rows where it does not fit.
func (p *Page) strip(width int) []string {
	var heads, words []string
	cell := stripCell
	if n := len(p.schedule().Year(p.period().Year)); stripLead+n*stripCell > width && width >= narrow {
		cell = stripTight
	}
	p.months(func(at report.Period, _ *report.Report, text string, style theme.Style) {
		head := " " + screen.Pad(at.Short(), cell-1)
		if at == p.period() {
			head = ">" + p.Styles.Selected.Render(screen.Pad(at.Short(), cell-1))
		}
		heads = append(heads, head)
		words = append(words, " "+style.Render(text)+strings.Repeat(" ", max(cell-1-screen.Width(text), 0)))
	})
	each := max((width-stripLead)/cell, 1)
	lead := screen.Pad(" "+p.yearName(), stripLead)
	var rows []string
	for from := 0; from < len(heads); from += each {
		to := min(from+each, len(heads))
		rows = append(rows,
			screen.Clip(p.Styles.Heading.Render(lead)+strings.Join(heads[from:to], ""), width),
			screen.Clip(strings.Repeat(" ", stripLead)+strings.Join(words[from:to], ""), width))
		lead = strings.Repeat(" ", stripLead)
	}
	return rows
}

// calendar is the year as a list, where there is room beside the page: each
// month with the day on which it was sent.
func (p *Page) calendar(width int) []string {
	rows := []string{p.Styles.Heading.Render(p.yearName())}
	p.months(func(at report.Period, r *report.Report, text string, style theme.Style) {
		mark, head := "  ", screen.Pad(at.Short(), 6)
		if at == p.period() {
			mark, head = "> ", p.Styles.Selected.Render(head)
		}
		row := mark + head + style.Render(text) + strings.Repeat(" ", max(7-screen.Width(text), 1))
		var tell []string
		if r != nil && r.Filed() {
			tell = append(tell, clock(r.FirstSubmitted)+" 报送")
		}
		if r != nil && r.Nil {
			tell = append(tell, "零报告")
		}
		if r != nil && r.Returns > 0 {
			tell = append(tell, fmt.Sprintf("退回 %d 次", r.Returns))
		}
		if r != nil && r.OnBehalf {
			tell = append(tell, "代填")
		}
		rows = append(rows, screen.Clip(row+p.Styles.Dim.Render(strings.Join(tell, "  ")), width))
	})
	return rows
}

// debt is an earlier period that waits for the unit.
type debt struct {
	period report.Period
	what   string
	end    time.Time // when it has to be sent
	until  string
}

// owed are the other periods that the unit can and should still send: those
// that came back, and those past their deadline and not locked.
func (p *Page) owed() []debt {
	var all []debt
	s, now := p.schedule(), p.Now()
	for i := range p.data.reports {
		r := &p.data.reports[i]
		if r.Period == p.period() || r.Locked(s, now) {
			continue
		}
		switch {
		case r.Back():
			until := report.Deadline(p.due(r)) + " 前重报"
			if by := p.data.opened[r.Period]; by != "" {
				until = by + "  " + until
			}
			all = append(all, debt{r.Period, cameBack(r), p.due(r), until})
		case !r.Filed() && now.After(s.Due(r.Period)):
			until := s.Lock(r.Period)
			if r.OpenUntil.After(until) {
				until = r.OpenUntil
			}
			all = append(all, debt{r.Period, "没有报送, " + report.Left(s.Due(r.Period), now), until, report.Deadline(until) + " 锁定"})
		}
	}
	return all
}

// missed are the other periods of the year that were never sent and are locked.
func (p *Page) missed() []string {
	var names []string
	s, now := p.schedule(), p.Now()
	for i := range p.data.reports {
		r := &p.data.reports[i]
		if r.Period != p.period() && r.Period.Year == p.period().Year && !r.Filed() && r.Locked(s, now) {
			names = append(names, r.Period.Short())
		}
	}
	return names
}

// cameBack is what the office said when it opened the report again, in one
// line.
func cameBack(r *report.Report) string {
	text := returned(r, "")
	if r.Reason != "" {
		text += ": " + r.Reason
	}
	if n := len(r.CellReasons); n > 0 {
		text += fmt.Sprintf(" (%d 项要改)", n)
	}
	return screen.Clean(text)
}

// returned names how a report came back to its unit, and from whom if
// that is to be said.
func returned(r *report.Report, by string) string {
	switch {
	case (r.Unsealed || r.Returns == 0) && by == "":
		return "启封"
	case r.Unsealed || r.Returns == 0:
		return "启封(" + by + ")"
	case by == "":
		return fmt.Sprintf("退回(第%d次)", r.Returns)
	}
	return fmt.Sprintf("退回(第%d次, %s)", r.Returns, by)
}
