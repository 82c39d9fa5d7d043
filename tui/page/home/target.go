package home

import (
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// targets are the bars of what has a pace, and the hard targets that are
// missed.
func (p *Page) targets(width int) []string {
	var rows []string
	for i := range p.data.sheet.Entries {
		e := &p.data.sheet.Entries[i]
		if e.Line.Dim == "" && paced(e.Line.Indicator) {
			rows = append(rows, p.bar(e, width)...)
		}
	}
	var missed []string
	for _, s := range p.data.sheet.Standings() {
		if !s.Judged || s.Met || s.Target.Pace || s.Target.Severity != plan.TargetHard {
			continue
		}
		name := s.Target.Name
		if name == "" {
			name = s.Line.Label
		}
		missed = append(missed, p.lines("不达标", p.Styles.Error, name+": "+s.Detail, width)...)
	}
	if len(rows) > 0 && len(missed) > 0 {
		rows = append(rows, "")
	}
	return append(rows, missed...)
}

// paced says that an indicator is expected to grow along the year.
func paced(ind *plan.Indicator) bool {
	for i := range ind.Targets {
		if ind.Targets[i].Pace && ind.Targets[i].AtLeast != nil {
			return true
		}
	}
	return false
}

// Cells of a bar.
const (
	barLeast = 10
	barMost  = 60
)

// bar is one target: the figures, the bound that comes next, and the bar with
// the pace on it.
func (p *Page) bar(e *report.Entry, width int) []string {
	name := " " + p.Styles.Heading.Render(e.Line.Label)
	if !e.Ratio.Known() {
		return []string{screen.Clip(name+"  还没有"+p.denominator(e)+", 算不出.", width)}
	}
	_, measure := p.divisor(e)
	left := name + "  累计 " + report.Commas(e.Ratio.Num) + " / " + report.Commas(e.Ratio.Den) + measure + "  " + e.Ratio.String()
	if mode := p.data.sheet.Mode(e); mode != report.ModeNone {
		left += " " + mode.Name()
	}
	right := p.goal(e, measure)
	_, end := p.schedule().Window(p.period())
	pace := p.schedule().Pace(end)
	tail, style := "序时 "+pace.String(), p.Styles.Ok
	if e.Ratio.Cmp(pace) < 0 {
		style = p.Styles.Warn
		if behind := pace.Sub(e.Ratio).Percent(1); width >= narrow && behind.IsPositive() {
			tail += ", 低 " + behind.StringFixed(1) + " 个百分点"
		}
	}
	cells := min(max(width-screen.Width(tail)-4, barLeast), barMost)
	bar := screen.Clip(" "+widget.Bar(share(e.Ratio), share(pace), cells, p.Styles)+"  "+style.Render(tail), width)
	if screen.Width(left)+screen.Width(right)+3 > width {
		return []string{screen.Clip(left, width), screen.Clip("   "+right, width), bar}
	}
	gap := width - screen.Width(left) - screen.Width(right) - 1
	return []string{left + strings.Repeat(" ", gap) + right, bar}
}

// goal is the bound that people are working towards, and what lacks.
func (p *Page) goal(e *report.Entry, measure string) string {
	next := p.data.sheet.Next(e)
	if next == nil {
		return ""
	}
	text := "目标 "
	if !next.On.IsZero() {
		text += next.On.Start().Format("1月2日") + " "
	}
	text += next.Bound()
	if next.Met {
		return text + ", " + p.Styles.Ok.Render("已达到")
	}
	return text + ", 差 " + report.Commas(next.Short) + measure
}

// divisor is the line that a ratio divides by, and its measure.
func (p *Page) divisor(e *report.Entry) (name, measure string) {
	if den := p.data.sheet.Find(e.Line.Indicator.Ratio.Den); den != nil {
		return den.Line.Label, " " + den.Line.Indicator.Measure
	}
	return "分母", ""
}

func (p *Page) denominator(e *report.Entry) string {
	name, _ := p.divisor(e)
	return name
}

// share is a fraction for the eye.
func share(f report.Fraction) float64 {
	return f.Percent(4).Div(decimal.NewFromInt(100)).InexactFloat64()
}
