package entry

import (
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// line is a line of the form in the order of the screen.
type line struct {
	key     string
	section int
}

// columns are the widths of a row in cells. A phone has two rows a line and
// none of the right-hand columns.
type columns struct {
	narrow                                            bool
	label, measure, last, value, total, target, share int
}

// narrowLead is how many cells stand before the value on a phone.
const narrowLead = 5

// columns are those of a width, with room for every figure of the section in
// hand: a figure that is cut is another figure. The label gives way to them.
func (p *Page) columns(width int) columns {
	if width < 72 {
		c := columns{narrow: true, label: max(width-10, 8), measure: 6, last: 7, value: 10, total: 8}
		p.widen(&c, max(width-38, 0))
		return c
	}
	c := columns{measure: 4, last: 8, value: 12, total: 7, target: 8, share: 7}
	p.widen(&c, max(width-70, 0)) // which leaves the label 14 cells
	c.label = width - 3 - c.measure - c.last - c.value - c.total - c.target - c.share - 6 - 1
	if extra := c.label - 34; extra > 0 {
		c.label -= extra
		c.total += min(extra/2, 4)
		c.target += min(extra/2, 12)
	}
	return c
}

// widen gives the columns of figures the room that the section's widest need,
// as far as there is some to spare.
func (p *Page) widen(c *columns, spare int) {
	need := func(column *int, figure string) {
		more := max(min(screen.Width(figure)-*column, spare), 0)
		*column, spare = *column+more, spare-more
	}
	section := p.lines[p.hand].section
	for _, l := range p.lines {
		e := p.entry(l)
		if l.section != section || !e.Line.Indicator.Number() {
			continue
		}
		need(&c.value, e.Value.Shown())
		if sum, ok := e.Cumulative(); ok {
			need(&c.total, report.Commas(sum))
		}
		need(&c.last, e.Previous.Shown())
	}
}

// head names the columns.
func (c columns) head() string {
	if c.narrow {
		return "   指标 / 本月, 上月, 累计"
	}
	return "   " + screen.Pad("指标", c.label) + " " + screen.Pad("单位", c.measure) + " " +
		screen.PadLeft("上月", c.last) + " " + screen.PadLeft("本月", c.value) + " " + screen.PadLeft("累计", c.total) + " " +
		screen.Pad("目标", c.target) + " " + screen.PadLeft("完成", c.share)
}

// short writes a text into width cells; ~ says that it was cut.
func short(text string, width int) string {
	text = screen.Clean(text)
	if screen.Width(text) <= width {
		return text
	}
	return screen.Cut(text, max(width-1, 0)) + "~"
}

// valueWords are the words of a value that fit a column of figures.
func valueWords(e *report.Entry) string {
	if e.Line.Indicator.Type == plan.TypePercent {
		return e.Ratio.String()
	}
	return e.Value.Shown()
}

// targetWords say what a line is to reach, and how far it is.
func targetWords(s *report.Sheet, e *report.Entry) (target, share string, met, judged bool) {
	if e.Line.Dim != "" || len(e.Line.Indicator.Targets) == 0 {
		return "", "", false, false
	}
	st := s.Next(e)
	target = st.Bound()
	switch t := st.Target; {
	case t.Below != "":
		target = "低于上年"
	case t.AtMost != nil:
		target = "不多于" + target
	case t.AtLeast != nil && t.Ratio == nil && e.Line.Indicator.Type != plan.TypePercent:
		target = "不少于" + target
	}
	if !st.On.IsZero() && st.Target.Below == "" {
		target += " " + report.Whole(int(st.On.Month)).String() + "-" + report.Whole(st.On.Day).String()
	}
	switch {
	case st.None:
		share = "不适用"
	case st.Share.Known():
		share = st.Share.String()
	case st.Judged && st.Met:
		share = "达标"
	case st.Judged:
		share = "未达标"
	}
	return target, share, st.Met, st.Judged
}
