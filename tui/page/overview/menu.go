package overview

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// choice is an item of the menu.
type choice struct {
	id    string // keeps the hand on it while the page reloads
	label string
	help  string // how the list of all actions names it
	idle  bool   // there is nothing to do
	act   func() tea.Cmd
}

// menu is what can be done. An item keeps its digit whether or not there is
// something to do.
func (p *Page) menu() []choice {
	st := p.data.status
	place := func(kind tui.Kind) func() tea.Cmd {
		return func() tea.Cmd { return p.Go(tui.Place{Kind: kind, Period: st.Period}) }
	}
	missing := len(st.Missing)
	m := []choice{
		p.judging(),
		{id: "missing", label: count("未报名单", missing), help: "未报名单", idle: missing+len(st.Back) == 0, act: p.missing},
		{id: "table", label: "汇总表", help: "汇总表", act: place(tui.Table)},
		{id: "matrix", label: "报送情况", help: "报送情况", act: place(tui.Matrix)},
	}
	if p.Me.Unit != "" {
		m = append(m, choice{id: "home", label: "本单位填报", help: "填报 " + p.Me.UnitName, act: place(tui.Home)})
	}
	m = append(m,
		choice{id: "targets", label: "硬指标", help: "硬指标", act: place(tui.Targets)},
		choice{id: "registers", label: "名录", help: "名录", act: place(tui.Register)},
	)
	if p.Me.Reviews && p.Has(tui.Accounts) {
		m = append(m, choice{id: "accounts", label: "账号管理", help: "账号管理", act: func() tea.Cmd { return p.Go(tui.Place{Kind: tui.Accounts}) }})
	}
	return m
}

// count is a label with how many there are, if there are any.
func count(label string, n int) string {
	if n == 0 {
		return label
	}
	return label + " " + strconv.Itoa(n)
}

// judging opens what waits: for who judges what they may judge, for others
// what they may read.
func (p *Page) judging() choice {
	wait, word := p.mine(), "审核"
	if len(wait) == 0 && !p.Me.Reviews {
		wait, word = p.data.wait, "看月报"
	}
	c := choice{id: "review", label: word, help: word + "待审的", idle: len(wait) == 0}
	if n := len(wait); n > 0 {
		c.label += " " + strconv.Itoa(n) + " 份待审"
		if n == 1 {
			c.label = word + " " + wait[0].Name
		}
		c.act = func() tea.Cmd {
			next := p.first(wait)
			return p.Go(tui.Place{Kind: tui.Review, Unit: next.Unit, Period: next.Period})
		}
		return c
	}
	c.act = func() tea.Cmd {
		p.notice = "没有待审的月报"
		return nil
	}
	return c
}

// mine are the waiting reports that the person may judge, as far as the page
// can tell: the office judges all but its own, which a leader judges.
func (p *Page) mine() []report.Waiting {
	var all []report.Waiting
	for _, w := range p.data.wait {
		own := w.Unit == p.Me.Unit || w.Unit == p.data.schedule().PlanFor(w.Period).Office
		if own && p.Me.Leads() || !own && p.Me.Reviews {
			all = append(all, w)
		}
	}
	return all
}

// first is the report to open: the longest waiting of the period in view, else
// of any.
func (p *Page) first(wait []report.Waiting) report.Waiting {
	i := slices.IndexFunc(wait, func(w report.Waiting) bool { return w.Period == p.data.status.Period })
	return wait[max(i, 0)]
}

// bar is the menu in a row, closer together where it is long, or in several.
func (p *Page) bar(width int) []string {
	all := p.menu()
	hand := p.inHand(all)
	items := make([]string, len(all))
	long := 0
	for i, c := range all {
		mark := "  "
		if i == hand {
			mark = "> "
		}
		items[i] = mark + p.item(c, i, i == hand)
		long += screen.Width(items[i])
	}
	gap := min(max((width-2-long)/max(len(all)-1, 1), 1), 3)
	rows := []string{" " + items[0]}
	for _, item := range items[1:] {
		n := len(rows) - 1
		if screen.Width(rows[n])+gap+screen.Width(item) > width {
			rows = append(rows, " "+item)
			continue
		}
		rows[n] += strings.Repeat(" ", gap) + item
	}
	for i, row := range rows {
		rows[i] = screen.Clip(row, width)
	}
	return rows
}

// pairs is the menu of a phone, two choices in a row.
func (p *Page) pairs(all []choice, width int) []string {
	hand := p.inHand(all)
	var rows []string
	for i, c := range all {
		mark := "   "
		if i == hand {
			mark = " > "
		}
		item := screen.Clip(mark+p.item(c, i, i == hand), width/2)
		if i%2 == 0 {
			rows = append(rows, item)
			continue
		}
		rows[i/2] = screen.Clip(screen.Pad(rows[i/2], width/2)+item, width)
	}
	return rows
}

// item is a choice with its digit; one with nothing to do is dim.
func (p *Page) item(c choice, i int, inHand bool) string {
	style := p.Styles.Plain
	switch {
	case inHand:
		style = p.Styles.Selected
	case c.idle:
		style = p.Styles.Dim
	}
	label := c.label
	if c.idle {
		label += "(无)"
	}
	return strconv.Itoa(i+1) + " " + style.Render(label)
}

// inHand is the index of the choice in hand; while units are sought, one of them
// is in hand, and no choice is.
func (p *Page) inHand(all []choice) int {
	if p.filter.Text != "" {
		return -1
	}
	return max(slices.IndexFunc(all, func(c choice) bool { return c.id == p.hand }), 0)
}

func (p *Page) press(key string) tea.Cmd {
	switch key {
	case keys.Esc:
		if p.filter.Text != "" {
			p.filter.Text = ""
			return nil
		}
		return p.Back()
	case keys.Left:
		return p.turn(-1)
	case keys.Right:
		return p.turn(1)
	}
	if p.data == nil {
		return nil
	}
	all := p.menu()
	at := p.inHand(all)
	if at < 0 && p.among(key) {
		return nil
	}
	switch digit := keys.Digit(key); {
	case digit > 0 && digit <= len(all):
		p.hold(all, digit-1)
		return all[digit-1].act()
	case key == keys.Enter && at < 0:
		return p.openFound()
	case key == keys.Enter:
		return all[at].act()
	case key == "/":
		p.filter.Open("单位名称, 或拼音首字母")
		p.top = 0
	case key == keys.Up && at == 0:
		p.top--
	case key == keys.Down && at == len(all)-1:
		p.top += min(p.more, 1)
	case key == keys.Up || key == keys.ShiftTab:
		p.hold(all, at-1)
	case key == keys.Down || key == keys.Tab:
		p.hold(all, at+1)
	case key == keys.PgUp:
		p.top -= max(p.room-2, 1)
	case key == keys.PgDown:
		p.top += min(max(p.room-2, 1), p.more)
	case key == keys.Home:
		p.top = 0
	case key == keys.End:
		p.top += p.more
	}
	p.top = max(p.top, 0)
	return nil
}

// hold takes a choice in hand.
func (p *Page) hold(all []choice, i int) {
	p.hand, p.follow = all[max(min(i, len(all)-1), 0)].id, true
}

// turn goes to the period before or after, from the folder's first to the
// newest that has begun.
func (p *Page) turn(by int) tea.Cmd {
	if p.data == nil {
		return nil
	}
	s, to := p.data.schedule(), p.want
	if by < 0 {
		if to = s.Prev(to); to.Before(s.First) {
			p.notice = "这是第一期"
			return nil
		}
	} else if to = s.Next(to); !s.Open(to, p.Now()) {
		first, _ := s.Window(to)
		p.notice = to.Short() + "从 " + first.Start().Format("1月2日") + " 开始"
		return nil
	}
	p.want, p.top = to, 0
	return p.Request()
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	esc, enter := bind(keys.Esc, "Esc", p.BackWord()), bind(keys.Enter, "Enter", "选定")
	switch {
	case p.filter.Typing():
		return p.filter.Keys()
	case p.data == nil:
		return []keys.Binding{esc}
	case p.filter.Text != "":
		esc.Help, enter.Help = "看全部", "看月报"
	}
	all := []keys.Binding{
		{Label: "数字", Help: "选择"},
		{Label: "左右", Help: "换月份"},
		{Label: "F2", Help: "全部操作"},
		{Label: "F1", Help: "说明"},
		bind("/", "/", "查找"),
		esc, enter,
		{Label: "上下", Help: "移动"},
	}
	if p.filter.Text != "" {
		all = append([]keys.Binding{enter}, all...)
	}
	for i, c := range p.menu() {
		all = append(all, bind(strconv.Itoa(i+1), strconv.Itoa(i+1), c.help))
	}
	return append(all, bind(keys.Left, "左", "上一期"), bind(keys.Right, "右", "下一期"),
		bind(keys.PgUp, "PgUp", "向上翻"), bind(keys.PgDown, "PgDn", "向下翻"))
}

// Target is the choice under a cell, which its digit chooses.
func (p *Page) Target(x, y int, row string) widget.Target {
	if p.filter.Typing() {
		return widget.Target{}
	}
	return widget.Numbered(x, y, row)
}
