package ledger

import (
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// foot is what the rows add up to: the month's sums, or the figure.
func (p *Page) foot(width int) []string {
	if p.data.view.figure != "" {
		return p.figureFoot(width)
	}
	const lead, most = 10, 3
	var rows []string
	for _, part := range p.sums(&p.data.page.Book) {
		if n := len(rows); n > 0 && screen.Width(rows[n-1])+3+screen.Width(part) < width {
			rows[n-1] += "   " + part
			continue
		}
		rows = append(rows, strings.Repeat(" ", lead)+part)
	}
	if len(rows) == 0 {
		return nil
	}
	if len(rows) > most {
		rows = append(rows[:most-1], short(rows[most-1], width-2)+"~")
	}
	rows[0] = screen.Pad(" 本期合计", lead) + rows[0][lead:]
	for i := range rows {
		rows[i] = screen.Cut(rows[i], width)
	}
	return append([]string{""}, rows...)
}

// figureFoot is the sum of the rows, and what the form says if it says
// something else.
func (p *Page) figureFoot(width int) []string {
	e := p.data.sheet.Find(p.data.view.figure)
	if e == nil {
		return nil
	}
	measure := e.Line.Indicator.Measure
	rows := []string{"", screen.Cut(" "+p.Styles.Heading.Render("台账合计 "+report.Commas(amountOf(p.data.parts.Amount))+" "+measure), width)}
	if e.Differs() {
		text := "月报填的是 " + e.Value.Shown() + ", 与台账不同."
		if e.Cell.Note != "" {
			text += " 原因: " + e.Cell.Note
		}
		rows = append(rows, p.wrapped(p.Styles.Warn, text, 1, width)...)
	}
	return rows
}

// detail is what the row in hand says, in three lines below the list.
func (p *Page) detail(width int) []string {
	if p.Moving() {
		return make([]string, 4)
	}
	rows := []string{""}
	if r := p.row(); r != nil {
		rows = append(rows, p.wrapped(p.Styles.Plain, r.Text, 1, width)...)
		rows = rows[:min(len(rows), 3)]
		rows = append(rows, " "+p.Styles.Dim.Render(short(p.provenance(r), width-2)))
	} else {
		rows = append(rows, p.wrapped(p.Styles.Dim, p.about(p.data.page.ID), 1, width)...)
	}
	rows = rows[:min(len(rows), 4)]
	for len(rows) < 4 {
		rows = append(rows, "")
	}
	return rows
}

// provenance says who noted a row, when, and why it stands as it does.
func (p *Page) provenance(r *ledger.Row) string {
	by := r.By
	if r.OnBehalf {
		by += "(代填)"
	}
	verb := " 记"
	switch {
	case r.Struck:
		verb = " 划去"
	case r.Corrects != "":
		verb = " 更正"
	}
	text := by + " " + clock(r) + verb
	if r.Reason != "" {
		text += ", 原因: " + r.Reason
	}
	if where := r.Elsewhere(p.data.sheet.Schedule); where != "" {
		text += ". 计入 " + where
	}
	return "编号 " + report.Whole(int(r.Number)).String() + "  " + text
}

func clock(r *ledger.Row) string { return r.At.In(plan.China).Format("1月2日 15:04") }

// side is a row whole: the one in hand, or, while a row is typed, the last.
func (p *Page) side(width, height int) []string {
	if p.form == nil && p.Moving() {
		return nil
	}
	r, title := p.row(), ""
	if p.form != nil && p.form.row == nil {
		r, title = p.data.last, "上一笔"
	}
	if r == nil {
		return p.sideAbout(width, height)
	}
	rows := []string{p.Styles.Heading.Render(screen.Cut(strings.TrimSpace(title+" "+r.Day.String()), width)), ""}
	if l := p.data.planned(r.Ledger); l != nil {
		rows = append(rows, p.fields(l, r, width)...)
	} else {
		rows = append(rows, p.wrapped(p.Styles.Plain, r.Text, 0, width)...)
	}
	rows = append(rows, "")
	if r.Partner {
		rows = append(rows, p.wrapped(p.Styles.Plain, "由 "+r.Unit.Name+" 主办并记账. 本单位算作联合活动.", 0, width)...)
	}
	rows = append(rows, p.wrapped(p.Styles.Dim, p.provenance(r), 0, width)...)
	if chain := p.chains[r.ID]; len(chain) > 1 {
		rows = append(rows, "", p.Styles.Heading.Render("改过的经过"))
		for i := range chain {
			c := &chain[i]
			rows = append(rows, p.wrapped(p.Styles.Plain, p.provenance(c), 0, width)...)
			if !c.Struck && c.ID != r.ID {
				rows = append(rows, p.wrapped(p.Styles.Dim, c.Text, 2, width)...)
			}
		}
	}
	return rows[:min(len(rows), height)]
}

// fields are what a row says, a line for each field.
func (p *Page) fields(l *plan.Ledger, r *ledger.Row, width int) []string {
	label := 0
	for i := range l.Fields {
		label = max(label, screen.Width(l.Fields[i].Label))
	}
	var rows []string
	for i := range l.Fields {
		f := &l.Fields[i]
		text := shown(f, r)
		if text == "" {
			continue
		}
		if f.Measure != "" {
			text += " " + f.Measure
		}
		for n, row := range widget.Wrap(text, max(width-label-2, 8)) {
			lead := strings.Repeat(" ", label)
			if n == 0 {
				lead = p.Styles.Dim.Render(screen.Pad(f.Label, label))
			}
			rows = append(rows, screen.Cut(lead+"  "+row, width))
		}
	}
	return rows
}

// sideAbout stands beside the line that adds a row.
func (p *Page) sideAbout(width, height int) []string {
	rows := []string{p.Styles.Heading.Render(screen.Cut(p.data.page.Name, width)), ""}
	rows = append(rows, p.wrapped(p.Styles.Plain, p.about(p.data.page.ID), 0, width)...)
	if sums := p.data.page.Sums; len(sums) > 0 {
		rows = append(rows, "", p.Styles.Heading.Render("本期"))
		for _, s := range inOrder(&p.data.page.Book) {
			value := report.Commas(amountOf(s.Value))
			if s.Measure != "" {
				value += " " + s.Measure
			}
			label := max(width-screen.Width(value)-1, 1)
			row := screen.Pad(short(bare(s.Label), label), label) + " " + value
			if amountOf(s.Value).IsZero() {
				row = p.Styles.Dim.Render(row)
			}
			rows = append(rows, screen.Cut(row, width))
		}
	}
	return rows[:min(len(rows), height)]
}
