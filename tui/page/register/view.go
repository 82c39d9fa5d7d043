package register

import (
	"slices"
	"strconv"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Body draws the page.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.form != nil {
		return p.formBody(size)
	}
	if p.shown() == nil {
		return p.Blank("正在读取名录.", "Esc 返回", size.Width), nil
	}
	left := size.Width
	if size.Width >= wide && p.open != "" {
		left -= side + 2
	}
	p.build(left)
	g := p.front()
	room := max(size.Height-headRows, 0)
	g.SetSize(left, room)
	head, cursor := p.head(size.Width)
	head, rows := widget.Around(head, g.View(), g.Above(), g.More(), left, p.Styles.Dim)
	if g.Selected() == "" {
		rows = append(rows, "")
		for _, row := range widget.Wrap(p.nothing(), left-2) {
			rows = append(rows, " "+row)
		}
	}
	rows = rows[:min(len(rows), room)]
	if w := p.inHand(); w != nil && left < size.Width && !p.Moving() {
		beside := p.side(w, side)
		rows = widget.Beside(rows, left, beside[:min(room, len(beside))])
	}
	return append(head, rows...), cursor
}

// front is the grid in front.
func (p *Page) front() *widget.Grid {
	if p.open == "" {
		return p.list
	}
	return p.grid
}

// nothing says why no row is in view, and what to do.
func (p *Page) nothing() string {
	switch {
	case p.filter.Text != "":
		return "没有符合 " + screen.Clean(p.filter.Text) + " 的. 按 Esc 看全部."
	case p.only:
		return "没有不达标的. 按 F5 看全部."
	case p.open == "":
		return "这个单位没有名录."
	case !p.day.IsZero():
		return p.day.String() + " 还没有记. 按 Esc 看今天的."
	case p.keeps():
		return "还没有记. 按 F3 添加第一条; 数多的可以用命令导入: register import " + p.open + "."
	}
	return "还没有记, " + keeper(p.register()) + " 按 Esc 返回."
}

// keeper says who keeps a register, to somebody who cannot.
func keeper(r *plan.Register) string {
	if r != nil && r.By != "" {
		return "请平安办录入."
	}
	return "由单位自己填写."
}

// headRows are the rows above the table.
const headRows = 2

// head is the line that says what is shown, and the filter or a blank line.
func (p *Page) head(width int) ([]string, *screen.Cursor) {
	first := " " + p.Styles.Heading.Render("名录")
	right := ""
	if r := p.register(); r != nil {
		first = " " + p.Styles.Heading.Render(r.Name) + "  " + p.counts()
		day := p.data.listings
		switch {
		case !p.day.IsZero():
			right = p.Styles.Warn.Render(p.day.String() + " 的名录")
		case len(day) > 0:
			right = p.Styles.Dim.Render("截至 " + day[0].Day.String())
		}
		if from, to, all := p.grid.Columns(); from > 1 || to < all {
			right = p.Styles.Dim.Render("列 "+strconv.Itoa(from)+"-"+strconv.Itoa(to)+" / "+strconv.Itoa(all)) + "   " + right
		}
	} else if p.open == "" {
		first += "  " + p.failing()
	}
	gap := width - screen.Width(first) - screen.Width(right) - 1
	line := screen.Clip(first, width)
	if gap >= 2 {
		line = first + strings.Repeat(" ", gap) + right
	}
	switch {
	case !p.filter.Typing() && p.filter.Text == "" && !p.only:
		begun := ""
		if waits := p.data.waits(); len(waits) > 0 {
			begun = screen.Clip(" "+p.Styles.Warn.Render("没存完的还留着: "+screen.Clean(strings.Join(waits, ", "))), width)
		}
		return []string{line, begun}, nil
	case !p.filter.Typing():
		what := "只看不达标"
		if p.filter.Text != "" {
			what = "查找 " + screen.Clean(p.filter.Text)
		}
		return []string{line, screen.Cut(" "+what+"   "+p.Styles.Dim.Render("Esc 看全部"), width)}, nil
	}
	row, x := p.filter.Row(width, p.Styles)
	return []string{line, row}, &screen.Cursor{X: x, Y: 1}
}

// counts are how many sites there are, and how many fail.
func (p *Page) counts() string {
	n, bad := 0, 0
	for _, l := range p.data.listings {
		n += len(l.Sites)
		bad += len(register.FailingSites(l.Verdicts))
	}
	text := strconv.Itoa(n) + " 条"
	if bad > 0 {
		text += "  " + p.Styles.Error.Render("不达标 "+strconv.Itoa(bad))
	}
	return text
}

// failing is how many sites of all registers fail.
func (p *Page) failing() string {
	bad := 0
	for _, s := range p.data.summaries {
		bad += s.Failing
	}
	if bad == 0 {
		return p.Styles.Ok.Render("没有不达标的")
	}
	return p.Styles.Error.Render("不达标 " + strconv.Itoa(bad) + " 处")
}

// buildList makes the list of registers, by digit.
func (p *Page) buildList(width int) {
	columns := []widget.Column{{Title: "   名录", Width: 22}, {Title: "条数", Width: 6, Right: true}, {Title: "不达标", Width: 6, Right: true}}
	if width >= narrow {
		columns = append(columns, widget.Column{Title: "  最近改动", Width: 13})
		if slices.ContainsFunc(p.data.summaries, func(s register.Summary) bool { return !s.Writes }) {
			columns = append(columns, widget.Column{Title: "谁来记", Width: 14})
		}
	}
	var rows []widget.Row
	for i, s := range p.data.summaries {
		name := "   " + s.Name
		if i < 9 {
			name = " " + strconv.Itoa(i+1) + " " + s.Name
		}
		bad, since, who := "", "", "只能看"
		if s.Failing > 0 {
			bad = strconv.Itoa(s.Failing)
		}
		if !s.Since.IsZero() {
			since = "  " + s.Since.String()
		}
		switch {
		case s.Writes:
			who = ""
		case s.Register.By != "":
			who = "平安办录入"
		}
		rows = append(rows, widget.Row{ID: s.ID, Cells: []widget.Cell{
			{Text: name},
			{Text: strconv.Itoa(s.Kept)},
			{Text: bad, Style: p.Styles.Error},
			{Text: since, Style: p.Styles.Dim},
			{Text: who, Style: p.Styles.Dim},
		}[:len(columns)]})
	}
	p.list.SetColumns(columns, len(columns)-1)
	p.list.SetRows(rows)
}

// side says all that is known of the site in hand.
func (p *Page) side(w *row, width int) []string {
	r := w.list.Register
	rows := []string{p.Styles.Heading.Render(screen.Clip(screen.Clean(w.name()), width))}
	add := func(text string) {
		rows = append(rows, widget.Wrap(text, width)...)
	}
	if p.unit == "" && !r.Single {
		add(w.list.Unit.Name)
	}
	if w.site == nil {
		return append(rows, "", "还没有记.")
	}
	rows = append(rows, "")
	label := 0
	for i := range r.Fields {
		label = max(label, screen.Width(r.Fields[i].Label))
	}
	for i := range r.Fields {
		f := &r.Fields[i]
		text := screen.Clean(register.Shown(f, w.site.Fields[f.Key]))
		if text == "" {
			text = "-"
		}
		rows = append(rows, screen.Clip(screen.Pad(f.Label, label)+"  "+text, width))
	}
	rows = append(rows, "")
	for _, v := range w.list.Verdicts {
		if v.ID != w.site.ID {
			continue
		}
		word, style := "达标", p.Styles.Ok
		if !v.Met {
			word, style = "不达标", p.Styles.Error
		}
		rows = append(rows, style.Render(word)+" "+screen.Clip(v.Target.Name, max(width-7, 0)))
		for _, line := range widget.Wrap(v.Detail, width-2) {
			rows = append(rows, "  "+line)
		}
	}
	if len(w.list.Verdicts) > 0 {
		rows = append(rows, "")
	}
	add(signed(&w.site.Version))
	return rows
}

// signed says from when a version counts, on what basis, by whom.
func signed(v *register.Version) string {
	text := v.From.String() + " 起"
	if v.Basis != "" {
		text += ", 依据 " + screen.Clean(v.Basis)
	}
	text += ", " + v.By
	if v.OnBehalf {
		text += " 代填"
	}
	return text
}
