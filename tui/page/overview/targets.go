package overview

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Cells of a bar.
const (
	barLeast = 6
	barMost  = 60
)

// coverage is how far the township is, and each unit as a bar against the pace.
func (p *Page) coverage(width int) []string {
	c := p.data.status.Coverage
	if c == nil {
		return nil
	}
	name, measure := p.divisor(c)
	if !c.Exact.Known() {
		var rows []string
		text := "还没有" + name + ", 算不出. 请平安办先到名录里填."
		for _, row := range widget.Wrap(text, max(width-4, 2)) {
			rows = append(rows, "   "+row)
		}
		return append([]string{screen.Clip(" "+p.Styles.Heading.Render(c.Label), width)}, rows...)
	}
	left := " " + p.Styles.Heading.Render(c.Label) + "  " + figure(c.Visited) + " / " + figure(c.Households) + " " + measure + "  " + p.rate(c.Exact)
	goal := c.TargetDate.Start().Format("1月2日") + "目标 " + figure(c.Target) + "%"
	if short, _ := c.Short.Number(); short.IsPositive() {
		goal += ", 差 " + report.Commas(short) + " " + measure
	} else {
		goal += ", " + p.Styles.Ok.Render("已达到")
	}
	right := "序时 " + c.ExactPace.String() + "   " + goal
	var rows []string
	if gap := width - screen.Width(left) - screen.Width(right) - 1; gap >= 2 {
		rows = append(rows, left+strings.Repeat(" ", gap)+right)
	} else {
		rows = append(rows, screen.Clip(left, width), screen.Clip("   "+right, width))
	}
	return append(rows, p.units(c, name, measure, width)...)
}

// rate is a share with its colour: whether the pace is kept.
func (p *Page) rate(f report.Fraction) string { return p.paced(f).Render(f.String()) }

func (p *Page) paced(f report.Fraction) theme.Style {
	switch {
	case !f.Known():
		return p.Styles.Dim
	case f.Cmp(p.data.status.Coverage.ExactPace) < 0:
		return p.Styles.Warn
	}
	return p.Styles.Ok
}

// units are the bars: name, bar, rate, what lacks, and where the report stands
// unless it is in.
func (p *Page) units(c *report.Coverage, den, measure string, width int) []string {
	name, lack := 0, 1
	for _, u := range c.Units {
		name = max(name, screen.Width(u.Name))
		lack = max(lack, len(figure(u.Short)))
	}
	phone := width < narrow
	lead, tail := "   ", 1+6+2+3+lack+1+screen.Width(measure)+2+4+1
	if phone {
		lead, name, tail = " ", min(name, 10), 1+6+1+2+1+lack+1+4
	}
	cells := min(max(width-len(lead)-name-1-tail, barLeast), barMost)
	var rows []string
	for _, u := range p.seen.status.Coverage.Units {
		row := lead + screen.Pad(screen.Clip(u.Name, name), name) + " "
		if !u.Exact.Known() {
			row += p.Styles.Dim.Render(screen.Pad(screen.Clip("还没有"+den+", 算不出", tail+cells-6), tail+cells-6))
		} else {
			row += widget.Bar(share(u.Exact), share(c.ExactPace), cells, p.Styles) +
				" " + p.paced(u.Exact).Render(screen.PadLeft(u.Exact.String(), 6)) + p.lack(u, lack, measure, phone)
		}
		if word, style := p.stage(u); word != "" {
			row += " " + style.Render(word)
		}
		rows = append(rows, screen.Clip(strings.TrimRight(row, " "), width))
	}
	return rows
}

// lack is how much a unit lacks, in a column of its own.
func (p *Page) lack(u report.UnitCoverage, room int, measure string, phone bool) string {
	short, _ := u.Short.Number()
	text := "  差 " + screen.PadLeft(report.Commas(short), room) + " " + measure + " "
	if phone {
		text = " 差 " + screen.PadLeft(report.Commas(short), room)
	}
	if !short.IsPositive() {
		return strings.Repeat(" ", screen.Width(text))
	}
	return text
}

// stage is where a unit's report stands, unless it is in.
func (p *Page) stage(u report.UnitCoverage) (string, theme.Style) {
	switch {
	case u.State == report.StateSubmitted || u.State == report.StateAccepted:
		return "", p.Styles.Plain
	case u.Filed:
		return "退回", p.Styles.Error
	case u.State == report.StateDraft && p.Now().Before(p.data.status.Due):
		return "草稿", p.Styles.Warn
	}
	if c := p.data.matrix.Cell(u.Unit, p.data.status.Period); c != nil && c.Kind == report.MarkNever {
		return c.Word(), p.Styles.Error
	}
	return "未报", p.Styles.Error
}

// divisor is what a coverage divides by, and its measure: 实有户数, 户.
func (p *Page) divisor(c *report.Coverage) (name, measure string) {
	pl := p.data.schedule().PlanFor(p.data.status.Period)
	for _, u := range c.Units {
		pu, ok := pl.Unit(u.Unit)
		if !ok || pl.FormOf(pu.Kind) == nil {
			continue
		}
		form := pl.FormOf(pu.Kind)
		if line, ok := form.Find(c.Key); ok && line.Indicator.Ratio != nil {
			if den, ok := form.Find(line.Indicator.Ratio.Den); ok {
				return den.Label, den.Indicator.Measure
			}
		}
	}
	return "分母", ""
}

// targets are what is judged every month, and which hard targets are missed, by
// name, in at most so many rows (0: in as many as it takes, less: in none, where
// they follow anyway).
func (p *Page) targets(width, most int) []string {
	st := p.data.status
	var parts []string
	for _, m := range st.Monthly {
		parts = append(parts, p.monthly(m))
	}
	row := " " + strings.Join(parts, "   ")
	if most < 0 && len(p.seen.status.Failing) > 0 {
		return []string{screen.Clip(row, width)}[:min(len(parts), 1)]
	}
	hard := p.Styles.Heading.Render("硬指标") + "  " + p.Styles.Ok.Render("没有不达标的")
	if n := len(st.Failing); n > 0 {
		hard = p.Styles.Heading.Render("硬指标") + "  " + p.Styles.Error.Render("不达标 "+strconv.Itoa(n))
	}
	if len(st.Failing) > 0 && most >= 0 {
		hard += "  "
		names := strings.Join(p.byTarget(), "  ")
		if len(parts) == 0 || screen.Width(row)+5+screen.Width(hard+names) > width {
			lead := screen.Width(hard) + 1
			packed := pack(p.byTarget(), max(width-lead-1, 8), most)
			for i, names := range packed {
				packed[i] = strings.Repeat(" ", lead) + names
				if i == 0 {
					packed[i] = " " + hard + names
				}
			}
			if len(parts) > 0 {
				packed = append([]string{screen.Clip(row, width)}, packed...)
			}
			return packed
		}
		hard += names
	}
	switch {
	case len(parts) == 0:
		return []string{screen.Clip(" "+hard, width)}
	case screen.Width(row)+5+screen.Width(hard) <= width:
		return []string{row + "     " + hard}
	}
	return []string{screen.Clip(row, width), screen.Clip(" "+hard, width)}
}

// monthly is a target of every month: 集中宣传 1 / 2 次.
func (p *Page) monthly(m report.Monthly) string {
	style := p.Styles.Ok
	done, ok := m.Done.Number()
	if want, _ := m.Target.Number(); done.LessThan(want) {
		style = p.Styles.Warn
	}
	text := "-"
	if ok {
		text = report.Commas(done)
	}
	measure := ""
	pl := p.data.schedule().PlanFor(p.data.status.Period)
	if u, ok := pl.Unit(m.Unit); ok && pl.FormOf(u.Kind) != nil {
		if line, ok := pl.FormOf(u.Kind).Find(m.Key); ok {
			measure = " " + line.Indicator.Measure
		}
	}
	return p.Styles.Heading.Render(m.Label) + "  " + style.Render(text+" / "+figure(m.Target)+measure)
}

// byTarget counts what fails by the target's name, the most first.
func (p *Page) byTarget() []string {
	times := map[string]int{}
	var labels []string
	for _, f := range p.seen.status.Failing {
		if times[f.Label]++; times[f.Label] == 1 {
			labels = append(labels, f.Label)
		}
	}
	slices.SortStableFunc(labels, func(a, b string) int { return times[b] - times[a] })
	for i, l := range labels {
		if labels[i] = screen.Clean(l); times[l] > 1 {
			labels[i] += "(" + strconv.Itoa(times[l]) + " 个单位)"
		}
	}
	return labels
}

// details are the failing targets in plain words, and what happened last, in at
// most so many rows.
func (p *Page) details(width, room int) []string {
	failing, events := p.failing(width), p.events(width)
	if n := len(failing) + len(events) + 1; n > room && len(failing) > 0 && len(events) > 0 {
		share := max(room-len(events)-1, room*3/5)
		failing = shorten(failing, share, p.Styles.Dim.Render("  还有, 见汇总表"))
	}
	if len(failing) > 0 && len(events) > 0 {
		failing = append(failing, "")
	}
	rows := append(failing, events...)
	return rows[:min(len(rows), max(room, 0))]
}

// shorten keeps so many rows, the last of which says that there are more.
func shorten(rows []string, room int, sign string) []string {
	if len(rows) <= room || room < 1 {
		return rows
	}
	return append(rows[:room-1:room-1], sign)
}

func (p *Page) failing(width int) []string {
	all := p.seen.status.Failing
	if len(all) == 0 {
		return nil
	}
	rows := []string{p.Styles.Heading.Render(fmt.Sprintf("硬指标不达标 %d", len(all)))}
	for _, f := range all {
		rows = append(rows, screen.Clip("  "+p.Styles.Error.Render(screen.Clean(f.Name))+" "+screen.Clean(f.Label), width))
		for _, row := range widget.Wrap(screen.Clean(f.Detail), width-4) {
			rows = append(rows, "    "+row)
		}
	}
	return rows
}

func (p *Page) events(width int) []string {
	if len(p.seen.happen) == 0 {
		return nil
	}
	rows := []string{p.Styles.Heading.Render("最近")}
	for _, h := range p.seen.happen[:min(len(p.seen.happen), 40)] {
		rows = append(rows, "  "+p.happening(h, width-2, true))
	}
	return rows
}

// figure is a number of the status for people.
func figure(v report.Value) string {
	if n, ok := v.Number(); ok {
		return report.Commas(n)
	}
	return "-"
}

// share is a fraction for the eye.
func share(f report.Fraction) float64 {
	return f.Percent(4).Div(decimal.NewFromInt(100)).InexactFloat64()
}
