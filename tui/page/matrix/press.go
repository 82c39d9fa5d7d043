package matrix

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
)

// press does what a key asks for.
func (p *Page) press(key string) tea.Cmd {
	if key == keys.Esc {
		return p.escape()
	}
	if p.data == nil {
		return nil
	}
	switch key {
	case keys.Enter:
		return p.open()
	case keys.PgUp:
		return p.turn(-1)
	case keys.PgDown:
		return p.turn(1)
	case "f8":
		return p.export()
	case "f5":
		p.only = !p.only
		p.settle()
	case "/":
		p.filter.Open("单位名称")
	default:
		p.move(key)
	}
	return nil
}

// escape goes back one level: first from what hides rows, then from the page.
func (p *Page) escape() tea.Cmd {
	if p.data == nil || p.filter.Text == "" && !p.only {
		return p.Back()
	}
	p.filter.Text, p.only = "", false
	p.settle()
	return nil
}

// move takes another cell in hand.
func (p *Page) move(key string) {
	rows := p.rows()
	i, j := p.row(rows), p.column()
	if i < 0 || len(p.data.Periods) == 0 {
		return
	}
	switch key {
	case keys.Up:
		i--
	case keys.Down:
		i++
	case keys.Left:
		j--
	case keys.Right:
		j++
	case keys.Tab:
		i += max(p.room-1, 1)
	case keys.ShiftTab:
		i -= max(p.room-1, 1)
	case keys.Home:
		i = 0
	case keys.End:
		i = len(rows) - 1
	}
	p.unit = rows[max(min(i, len(rows)-1), 0)].Unit
	p.period = p.data.Periods[max(min(j, len(p.data.Periods)-1), 0)]
}

// open goes to the report in hand, or says why there is none.
func (p *Page) open() tea.Cmd {
	row, cell := p.inHand()
	if cell == nil {
		return nil
	}
	if cell.State == report.StateBlank && cell.Filed == nil {
		return p.Note(row.Name+" "+cell.Period.Name(), p.nothing(row, cell)...)
	}
	return p.Go(tui.Place{Kind: tui.Review, Unit: row.Unit, Period: cell.Period})
}

// nothing says why there is no report to open, and what to do.
func (p *Page) nothing(row *report.MatrixRow, cell *report.MatrixCell) []string {
	s, now := p.data.Schedule, p.Now()
	first, _ := s.Window(cell.Period)
	switch {
	case !cell.Owed:
		return []string{"这个单位这一期不用报."}
	case !s.Open(cell.Period, now):
		return []string{"这一期从 " + first.Start().Format("1月2日") + " 开始统计, 现在还不能填."}
	case cell.Kind == report.MarkNever:
		lines := []string{"没有报送, 也没有填过. " + report.Deadline(s.Lock(cell.Period)) + " 已经锁定."}
		if !p.Me.Reviews {
			return append(lines, "要让这个单位补报, 请平安办解锁.")
		}
		return append(lines, "要让这个单位补报, 请用命令解锁到某一天, 写明原因:",
			"fanzha unlock "+row.Unit+" "+cell.Period.String()+" --until 日期 --reason 原因")
	case now.After(s.Due(cell.Period)):
		return []string{
			"没有报送, 也没有填过. 截止 " + report.Deadline(s.Due(cell.Period)) + ", " + report.Left(s.Due(cell.Period), now) + ".",
			"现在还可以补报, 记迟报; " + report.Deadline(s.Lock(cell.Period)) + " 锁定以后不能再报.",
		}
	}
	return []string{"还没有开始填. 截止 " + report.Deadline(s.Due(cell.Period)) + ", " + report.Left(s.Due(cell.Period), now) + "."}
}

// turn changes the year, from the folder's first to the one that is being
// counted.
func (p *Page) turn(by int) tea.Cmd {
	s, to := p.data.Schedule, p.year+by
	newest := max(s.Of(plan.DateOf(p.Now())).Year, s.First.Year)
	switch {
	case to < s.First.Year:
		p.notice = strconv.Itoa(s.First.Year) + "年是第一年"
		return nil
	case to > newest:
		p.notice = strconv.Itoa(to) + "年还没有开始"
		return nil
	}
	p.year = to
	return p.Request()
}

// typing gives a key or a paste to the filter; the rows follow at once.
func (p *Page) typing(msg tea.Msg) {
	changed, move := p.filter.Update(msg)
	if changed {
		p.settle()
	}
	if move != "" {
		p.move(move)
	}
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	esc := bind(keys.Esc, "Esc", "返回")
	switch {
	case p.filter.Typing():
		return p.filter.Keys()
	case p.data == nil:
		return []keys.Binding{esc}
	}
	only := "只看迟报未报"
	if p.only {
		only = "看全部"
	}
	if p.only || p.filter.Text != "" {
		esc.Help = "看全部"
	}
	return []keys.Binding{
		bind(keys.Enter, "Enter", "打开"),
		{Label: "左右上下", Help: "移动"},
		bind("f5", "F5", only),
		bind("/", "/", "查找"),
		bind("f8", "F8", "导出"),
		{Label: "PgUp PgDn", Help: "换年"},
		esc,
		{Label: "F1", Help: "说明"},
		bind(keys.PgUp, "PgUp", "上一年"), bind(keys.PgDown, "PgDn", "下一年"),
		bind(keys.Home, "Home", "到第一个单位"), bind(keys.End, "End", "到最后一个单位"),
		bind(keys.ShiftTab, "Shift+Tab", "向上翻"), bind(keys.Tab, "Tab", "向下翻"),
		bind(keys.Left, "左", "前一个月"), bind(keys.Right, "右", "后一个月"),
	}
}
