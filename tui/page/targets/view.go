package targets

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow = 60  // below, what does not fit stands beneath the name
	wide   = 110 // from here, the unit in hand stands beside the table
	side   = 48
	told   = 4 // lines beneath a target that is missed
)

// Body draws the page.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取指标.", "左右 换月份, Esc 返回", size.Width), nil
	}
	p.width = size.Width
	head, cursor := p.head(size.Width)
	p.above = len(head)
	room := max(size.Height-len(head), 0)
	if t := p.at(); t != nil {
		return append(head, p.target(t, size.Width, room)...), cursor
	}
	p.open = ""
	p.build(size.Width)
	p.grid.SetSize(size.Width, room)
	head, rows := widget.Around(head, p.grid.View(), p.grid.Above(), p.grid.More(), size.Width, p.Styles.Dim)
	if p.grid.Selected() == "" {
		rows = append(rows, "", screen.Cut(" "+p.nothing(), size.Width))
	}
	return append(head, rows[:min(len(rows), room)]...), cursor
}

// nothing says why no row is in view.
func (p *Page) nothing() string {
	switch {
	case p.filter.Text != "":
		return "没有符合 " + screen.Clean(p.filter.Text) + " 的. 按 Esc 看全部."
	case p.only:
		return "没有不达标的. 按 F5 看全部."
	}
	return "这一期没有要判定的指标."
}

// head is the line that says what is shown, and the filter or a blank line.
func (p *Page) head(width int) ([]string, *screen.Cursor) {
	st := p.Styles
	first := " " + st.Heading.Render("硬指标") + "  "
	if n := p.data.targets.Failing(); n > 0 {
		first += st.Error.Render("不达标 " + strconv.Itoa(n))
	} else {
		first += st.Ok.Render("没有不达标的")
	}
	if t := p.at(); t != nil {
		first = " " + st.Heading.Render(screen.Clean(t.Name)) + "  " + count(t)
	}
	right := "截至 " + p.data.targets.Day.String()
	style := st.Dim
	if !p.day.IsZero() {
		style = st.Warn
	}
	line := screen.Clip(first, width)
	if gap := width - screen.Width(first) - screen.Width(right) - 1; gap >= 2 {
		line = first + strings.Repeat(" ", gap) + style.Render(right)
	}
	if sought, cursor := p.filter.Above(1, width, st); len(sought) > 0 {
		return append([]string{line}, sought...), cursor
	}
	second := ""
	switch {
	case p.only:
		second = screen.Clip(" 只看不达标   "+st.Dim.Render("Esc 看全部"), width)
	case p.at() != nil:
		second = screen.Clip(" "+st.Dim.Render(bound(p.at())), width)
	}
	return []string{line, second}, nil
}

// bound says what a target asks for, by when, and by which clause.
func bound(t *report.TargetStanding) string {
	text := "目标 " + t.Bound
	if t.On.IsZero() {
		text += ", 每期判定"
	} else {
		text += ", " + t.On.Start().Format("1月2日") + "判定"
	}
	if t.Clause != "" {
		text += ", 条款 " + t.Clause
	}
	if word := set(t.Severity); word != "" {
		text += ", " + word
	}
	return text
}

// set is the word for a target that is not a hard one.
func set(severity string) string {
	return map[string]string{plan.TargetSoft: "提醒", plan.TargetEvaluation: "评价", plan.TargetReference: "参考值"}[severity]
}

// count is how a target stands, among all that owe it.
func count(t *report.TargetStanding) string {
	if len(t.Owing) == 1 {
		return t.Owing[0].Word()
	}
	return t.Word()
}

// build makes the table of targets: the hard ones, and the others set apart.
// What fails stands beneath its target.
func (p *Page) build(width int) {
	columns := []widget.Column{{Title: "指标", Width: 30}, {Title: "状态", Width: 12}}
	if width >= narrow {
		columns = append(columns, widget.Column{Title: "目标", Width: 6, Right: true}, widget.Column{Title: " 判定", Width: 14}, widget.Column{Title: "条款", Width: 5})
		columns[0].Width = min(max(width-51, 28), 44)
	} else {
		columns[0].Width = max(width-16, 10)
	}
	var rows []widget.Row
	list := func(all []report.TargetStanding) {
		for i := range all {
			t := &all[i]
			if !p.shows(t) {
				continue
			}
			state, style := p.state(t)
			on := " 每期"
			if !t.On.IsZero() {
				on = " " + t.On.Start().Format("1月2日")
			}
			if word := set(t.Severity); word != "" {
				on += " " + word
			}
			cells := []widget.Cell{{Text: t.Name}, {Text: state, Style: style}, {Text: t.Bound}, {Text: on, Style: p.Styles.Dim}, {Text: t.Clause, Style: p.Styles.Dim}}
			rows = append(rows, widget.Row{ID: id(t), Cells: cells[:len(columns)]})
			rows = append(rows, p.failing(t, width)...)
		}
	}
	list(p.data.targets.Hard)
	n := len(rows)
	list(p.data.targets.Other)
	if len(rows) > n {
		apart := []widget.Row{{}, {Cells: []widget.Cell{{Text: "提醒和评价, 不算不达标", Style: p.Styles.Heading}}}}
		rows = append(rows[:n:n], append(apart, rows[n:]...)...)
	}
	p.grid.SetColumns(columns, len(columns)-1)
	p.grid.SetRows(rows)
}

// state is a target in a word: how many fail, or, where nobody does, how it
// stands.
func (p *Page) state(t *report.TargetStanding) (string, theme.Style) {
	if n := t.Count(report.TargetFailing); n > 0 {
		if len(t.Owing) == 1 {
			return report.FailingWord(t.Severity), p.failed(t)
		}
		return report.FailingWord(t.Severity) + " " + strconv.Itoa(n) + "/" + strconv.Itoa(len(t.Owing)), p.failed(t)
	}
	if len(t.Owing) == 1 {
		return t.Owing[0].Word(), p.style(&t.Owing[0], t)
	}
	for _, state := range []string{report.TargetPassed, report.TargetUnknown, report.TargetAhead} {
		if n := t.Count(state); n > 0 {
			for i := range t.Owing {
				if t.Owing[i].State == state {
					return t.Owing[i].Word() + " " + strconv.Itoa(n), p.style(&t.Owing[i], t)
				}
			}
		}
	}
	if t.Count(report.TargetMet) == 0 {
		return "不适用", p.Styles.Dim
	}
	return "都达标", p.Styles.Ok
}

// failed is the look of what fails: of a hard target an error.
func (p *Page) failed(t *report.TargetStanding) theme.Style {
	if t.Severity == plan.TargetHard {
		return p.Styles.Error
	}
	return p.Styles.Warn
}

func (p *Page) style(r *report.TargetRow, t *report.TargetStanding) theme.Style {
	switch r.State {
	case report.TargetMet:
		return p.Styles.Ok
	case report.TargetFailing:
		return p.failed(t)
	case report.TargetPassed:
		return p.Styles.Warn
	}
	return p.Styles.Dim
}

// failing is what each unit that misses a target lacks, a line each.
func (p *Page) failing(t *report.TargetStanding, width int) []widget.Row {
	var lacks []string
	for i := range t.Owing {
		r := &t.Owing[i]
		if r.State != report.TargetFailing {
			continue
		}
		words := r.Lack()
		if len(words) == 0 {
			words = []string{r.Detail}
		}
		for _, text := range words {
			if p.Me.SeesAll && len(t.Owing) > 1 {
				text = r.Name + "  " + text
			}
			lacks = append(lacks, text)
		}
	}
	var rows []widget.Row
	for _, text := range lacks[:min(len(lacks), told)] {
		rows = append(rows, widget.Beneath(text, width, p.failed(t))...)
	}
	if n := len(lacks) - told; n > 0 {
		rows = append(rows, widget.Beneath("还有 "+strconv.Itoa(n)+" 处, 按 Enter 看全部", width, p.Styles.Dim)...)
	}
	return rows
}

// settle makes the rows that the next key acts on, which may not have been
// drawn yet.
func (p *Page) settle() {
	if t := p.at(); t != nil {
		p.buildOwing(t, p.left())
		return
	}
	p.build(p.width)
}

// left is the width of the table of who owes a target.
func (p *Page) left() int {
	if p.width >= wide {
		return p.width - side - 2
	}
	return p.width
}

// share is a percentage for the eye.
func share(v report.Value) float64 {
	n, ok := v.Number()
	if !ok {
		return 0
	}
	return n.Div(decimal.NewFromInt(100)).InexactFloat64()
}
