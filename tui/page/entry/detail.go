package entry

import (
	"cmp"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// detailRows is the room below the lines that says what the line in hand is; a
// tall window spares one more.
const (
	detailRows = 5
	tall       = 30
)

// detail says of the line in hand what it does not say itself: what it means,
// where its value is from, and its remark, each in a place of its own, so that
// little changes from line to line. The row that is left over says what the line
// held in the periods before.
func (p *Page) detail(width, most int) []string {
	if p.Moving() {
		return make([]string, most)
	}
	e := p.here()
	means := p.means(e)
	if name := label(e); short(name, p.columns(width).label) != name {
		means = e.Line.Label + ": " + means // the line has no room for all of it
	}
	rows := append([]string{""}, p.told(means, width, most-1)...)
	if last := most - 1; rows[last] == "" {
		rows[last] = p.pastRow(width)
	}
	return rows
}

// means is what a line counts, in the plan's words.
func (p *Page) means(e *report.Entry) string { return cmp.Or(e.Line.Indicator.Help, p.clause(e.Line)) }

// told is what the line in hand means, where its value is from and its remark, in
// so many rows.
func (p *Page) told(means string, width, most int) []string {
	e := p.here()
	parts := []struct{ word, text string }{{"说明", means}, {"来源", p.origin(e)}, {"备注", e.Cell.Note}}
	var rows []string
	for i, part := range parts {
		room := most - len(rows)
		for _, later := range parts[i+1:] {
			room -= min(len(later.text), 1)
		}
		if part.text == "" && room > 0 {
			rows = append(rows, "")
			continue
		}
		lead := " " + p.Styles.Dim.Render(part.word) + "  "
		for _, row := range atMost(room, part.text, width-8) {
			rows = append(rows, lead+row)
			lead = strings.Repeat(" ", 7)
		}
	}
	for len(rows) < most {
		rows = append(rows, "")
	}
	return rows
}

// atMost wraps a text into so many rows; ~ says that it was cut.
func atMost(most int, text string, width int) []string {
	rows := widget.Wrap(text, width)
	if len(rows) > most {
		rows = append(rows[:most-1:most-1], screen.Cut(rows[most-1], width-1)+"~")
	}
	return rows
}

func (p *Page) clause(l *plan.Line) string {
	if c, ok := p.sheet.Plan.Clause(l.Indicator.Clause); ok {
		return "方案 " + c.ID + ": " + c.Duty
	}
	return ""
}

// carriedWords are what to do about a value that nobody typed.
var carriedWords = map[string]string{
	"沿用": "沿用以前的数, 有变动就改.", "合计": "由下面各项相加, 不用填.", "零报告": "零报告的 0. 有发生就取消零报告再填.",
}

// origin says who typed the value, or where it comes from.
func (p *Page) origin(e *report.Entry) string {
	switch {
	case e.Line.Indicator.From != nil:
		return "取自其他单位已报的月报."
	case !report.Typed(e.Line):
		return "由系统计算." + p.divided(e)
	case e.Registered() && !p.sheet.Report.Out():
		return "取自名录, 不用填. 有变动按 Enter 到名录里改."
	case e.Source() == plan.SourceRegister && !p.sheet.Report.Out():
		return "取自名录."
	case e.Carried && p.sheet.Report.Out():
		text := "报送时由程序带入: " + e.CarriedWord() + "."
		if p.summed(e) {
			text += " Enter 看是哪几笔."
		}
		return text
	case e.Carried:
		return carriedWords[e.CarriedWord()]
	case p.summed(e) && p.numbers(e) != "":
		return "由台账里的" + p.numbers(e) + "数出来, 不用填."
	case p.summed(e):
		return "由台账加出来. 直接打数字可另填, 要写原因."
	case p.fedBy(e) && e.Fed != nil && !e.Fed.Value.Blank() && e.Cell.Value.Blank():
		return "台账里是 " + e.Fed.Value.Shown() + ". 不另填就按 Del, 照台账."
	case p.fedBy(e) && e.Cell.Value.Blank() && !p.sheet.Report.Out():
		return "本期台账还没有写到这一项. Ctrl+T 记台账, 数就在这里加出来; 没有就填 0."
	case e.Cell.Version > 0:
		who := e.Cell.By
		if e.Cell.OnBehalf {
			who += "(代填)"
		}
		return who + " " + e.Cell.At.In(plan.China).Format("1月2日 15:04") + " 填写"
	}
	return ""
}
