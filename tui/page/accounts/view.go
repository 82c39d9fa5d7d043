package accounts

import (
	"strings"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow = 60  // below, an account takes two lines
	wide   = 110 // from here, the account in hand stands beside the list
	side   = 40  // cells for it
	most   = 96  // and for the list, lest the two be far apart
)

// Body draws the page.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取账号.", "Esc 返回", size.Width), nil
	}
	head, cursor := p.head(size.Width)
	lines, left := 1, size.Width
	if size.Width < narrow {
		lines = 2
	}
	if size.Width >= wide {
		left = min(left-side-2, most)
	}
	p.build(lines)
	room := max(size.Height-len(head), 0)
	p.grid.SetSize(left, room)
	p.above = len(head)
	rows := p.grid.View()
	if first, last, all := p.grid.Rows(); last-first+1 < all {
		word := "   第 " + count(first) + "-" + count(last) + " 个"
		if screen.Width(head[0])+screen.Width(word) < size.Width {
			head[0] += p.Styles.Dim.Render(word)
		}
	}
	if p.grid.Selected() == "" {
		rows = append(rows, "", screen.Clip(" 没有符合的账号. 按 Esc 看全部.", left))
	}
	rows = rows[:min(len(rows), room)]
	if a := p.inHand(); a != nil && size.Width >= wide && !p.Moving() {
		beside := p.side(a, side)
		rows = widget.Beside(rows, left, beside[:min(room, len(beside))])
	}
	return append(head, rows...), cursor
}

// head is the line of counts, and the filter or a blank line.
func (p *Page) head(width int) ([]string, *screen.Cursor) {
	d := p.data
	parts := []string{p.Styles.Heading.Render("账号") + " " + count(len(d.people))}
	add := func(word string, n int, style theme.Style) {
		if n > 0 {
			parts = append(parts, style.Render(word+" "+count(n)))
		}
	}
	add("在线", d.in, p.Styles.Info)
	add("首次密码", d.fresh, p.Styles.Warn)
	add("停用", d.off, p.Styles.Dim)
	first := screen.Clip(" "+strings.Join(parts, "   "), width)
	sought, cursor := p.filter.Above(1, width, p.Styles)
	if len(sought) == 0 {
		sought = []string{""}
	}
	return append([]string{first}, sought...), cursor
}

// build makes the grid's columns and rows for a layout, unless they stand.
func (p *Page) build(lines int) {
	if !p.stale && p.lines == lines {
		return
	}
	p.stale, p.lines = false, lines
	columns := []widget.Column{
		{Title: "单位", Width: 16},
		{Title: "账号", Width: 12},
		{Title: "角色", Width: 14},
		{Title: "状态", Width: 8},
		{Title: "公钥", Width: 4, Right: true},
		{Title: " 最近进界面", Width: 17},
	}
	var rows []widget.Row
	for _, a := range p.data.people {
		if !a.shows(p.filter.Text) {
			continue
		}
		keys := ""
		if a.keys > 0 {
			keys = count(a.keys)
		}
		seen, style := p.seen(a)
		rows = append(rows, widget.Row{ID: a.login, Cells: []widget.Cell{
			{Text: a.place()},
			{Text: a.login, Style: p.Styles.Dim},
			{Text: a.roles()},
			{Text: a.state(), Style: p.stateStyle(a)},
			{Text: keys},
			{Text: " " + seen, Style: style},
		}})
	}
	if lines == 2 {
		p.grid.SetColumns(columns, 1)
		p.grid.SetLines([]int{0, 1, 3}, []int{2, 5, 4})
	} else {
		p.grid.SetColumns(columns, len(columns)-1)
		p.grid.SetLines()
	}
	p.grid.SetRows(rows)
	if p.grid.Select(p.land) {
		p.land = ""
	}
}

// seen is when the account was last in.
func (p *Page) seen(a *person) (string, theme.Style) {
	switch {
	case len(a.in) > 1:
		return "在线 " + count(len(a.in)) + " 处", p.Styles.Info
	case len(a.in) == 1:
		return "在线 " + a.in[0].Began.In(plan.China).Format("15:04") + " 起", p.Styles.Info
	case a.lastSeen == nil:
		return "从未", p.Styles.Dim
	}
	return moment(p.Now(), *a.lastSeen), p.Styles.Plain
}

func (p *Page) stateStyle(a *person) theme.Style {
	switch {
	case a.disabled:
		return p.Styles.Error
	case a.mustChange:
		return p.Styles.Warn
	}
	return p.Styles.Ok
}

// inHand is the account in hand, or nil.
func (p *Page) inHand() *person {
	p.build(max(p.lines, 1))
	return p.data.find(p.grid.Selected())
}

// side says all that is known of the account in hand.
func (p *Page) side(a *person, width int) []string {
	rows := []string{p.Styles.Heading.Render(screen.Clip(screen.Clean(a.name), width)), p.Styles.Dim.Render(a.login) + "  " + p.stateStyle(a).Render(a.state()), ""}
	add := func(text string) { rows = append(rows, widget.Wrap(text, width)...) }
	for _, g := range a.grants {
		until := ""
		if g.Until != "" {
			until = ", 到 " + g.Until
		}
		add(account.RoleName(g.Role) + ": " + g.UnitName + until)
	}
	add(moment(p.Now(), a.created) + " 建立")
	if a.keys > 0 {
		add("公钥 " + count(a.keys) + " 把")
	}
	rows = append(rows, "")
	for _, s := range a.in {
		here := ""
		if s.Here {
			here = " (这里)"
		}
		rows = append(rows, p.Styles.Info.Render("在线")+screen.Clip(" "+moment(p.Now(), s.Began)+" 起"+here, width-4))
		add("  " + s.Origin + "  " + strings.TrimPrefix(s.Client, "SSH-2.0-"))
	}
	if len(a.in) == 0 && a.lastSeen != nil {
		add("最近进界面 " + moment(p.Now(), *a.lastSeen))
	}
	return rows
}

// moment is a time as people write it; the year only where it is another.
func moment(now, at time.Time) string {
	at = at.In(plan.China)
	if at.Year() != now.In(plan.China).Year() {
		return at.Format("2006-01-02 15:04")
	}
	return at.Format("1月2日 15:04")
}

func count(n int) string { return report.Whole(n).String() }
