package register

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// press does what a key asks for.
func (p *Page) press(key string) tea.Cmd {
	if key == keys.Esc {
		return p.escape()
	}
	if p.shown() == nil || p.acting {
		return nil
	}
	p.build(max(p.built, 1))
	p.land = ""
	if p.open == "" {
		return p.pressList(key)
	}
	switch key {
	case keys.Enter:
		return p.change()
	case "f3":
		return p.add()
	case "+":
		return p.line()
	case "f4":
		return p.askDay()
	case "f5":
		if p.judged() {
			p.only, p.stale = !p.only, true
		}
	case "f6":
		return p.end()
	case "f7":
		return p.history()
	case "f8":
		return p.export()
	case "f9":
		return p.otherUnit()
	case "/":
		p.filter.Open("名称, 或拼音首字母")
	default:
		p.grid.Press(key)
	}
	return nil
}

// judged says that sites of the open register meet targets or fail them.
func (p *Page) judged() bool {
	r := p.register()
	return r != nil && len(r.Targets) > 0
}

// pressList does what a key asks for in the list of registers.
func (p *Page) pressList(key string) tea.Cmd {
	all := p.data.summaries
	if n := keys.Digit(key); n > 0 && n <= len(all) {
		p.list.Select(all[n-1].ID)
		return p.enter(all[n-1].ID)
	}
	switch key {
	case keys.Enter:
		if id := p.list.Selected(); id != "" {
			return p.enter(id)
		}
	case "f9":
		return p.otherUnit()
	default:
		p.list.Press(key)
	}
	return nil
}

// enter opens a register of the list.
func (p *Page) enter(id string) tea.Cmd {
	p.open, p.down = id, true
	p.grid = widget.NewGrid(nil, p.Styles)
	return p.Request()
}

// escape goes back one level: from what hides rows, from another day, from the
// register, from the page.
func (p *Page) escape() tea.Cmd {
	switch {
	case p.filter.Text != "" || p.only:
		p.filter.Text, p.only, p.stale = "", false, true
		return nil
	case !p.day.IsZero() && p.down:
		p.day = plan.Date{}
		return p.Request()
	case p.open != "" && p.down:
		p.open, p.down = "", false
		return p.Request()
	}
	return p.Back()
}

// sift gives a key or a paste to the filter; the rows follow at once.
func (p *Page) sift(msg tea.Msg) { p.stale = p.filter.Over(p.grid, msg) || p.stale }

// askDay asks as of which day to look.
func (p *Page) askDay() tea.Cmd {
	return p.AskDay("看哪一天的名录?", "写成 3-5 或 2021-03-05; 空着就是今天.", p.day, func(day plan.Date) tea.Cmd {
		if day == plan.DateOf(p.Now()) {
			day = plan.Date{}
		}
		p.day = day
		return p.Request()
	})
}

// otherUnit lets who sees the whole township look at another unit, or at all.
func (p *Page) otherUnit() tea.Cmd {
	if !p.Me.SeesAll {
		return nil
	}
	items, codes := []tui.Item{{Name: "全乡"}}, []string{""}
	r := p.register()
	for _, u := range p.data.plan.Units {
		if r == nil && len(p.data.plan.RegistersOf(u.Kind)) > 0 || r != nil && r.Kept(u.Kind) {
			items, codes = append(items, tui.Item{Name: u.Name, Side: u.Code}), append(codes, u.Code)
		}
	}
	return p.Menu("看哪个单位的名录", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		p.unit = codes[i]
		return p.Request()
	})
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	esc := bind(keys.Esc, "Esc", "返回")
	if p.filter.Text != "" || p.only {
		esc.Help = "看全部"
	}
	other := []keys.Binding{}
	if p.Me.SeesAll {
		other = append(other, bind("f9", "F9", "换单位"))
	}
	switch {
	case p.form != nil:
		return p.form.keys()
	case p.filter.Typing():
		return p.filter.Keys()
	case p.shown() == nil:
		return []keys.Binding{esc}
	case p.open == "":
		all := append([]keys.Binding{bind(keys.Enter, "Enter", "打开"), {Label: "数字", Help: "打开"}}, other...)
		return slices.Concat(append(all, esc, keys.Binding{Label: "F1", Help: "说明"}), keys.Pages, keys.Ends)
	}
	var all []keys.Binding
	w := p.inHand()
	r := p.register()
	if p.keeps() {
		all = append(all, bind(keys.Enter, "Enter", "修改"))
		if p.lacks(w) {
			all = append(all, bind("+", "+", "补点位"))
		}
		if r != nil && !r.Single {
			all = append(all, bind("f3", "F3", "添加"), bind("f6", "F6", "撤销"))
		}
	} else if w != nil {
		all = append(all, bind(keys.Enter, "Enter", "查看"))
	}
	all = append(all, esc, bind("f7", "F7", "历史"), bind("/", "/", "查找"))
	if p.judged() {
		all = append(all, bind("f5", "F5", map[bool]string{false: "只看不达标", true: "看全部"}[p.only]))
	}
	all = append(all, bind("f4", "F4", "看某一天"), bind("f8", "F8", "导出"))
	all = append(append(all, other...), keys.Binding{Label: "左右", Help: "换列"}, bind(keys.Left, "左", "左边的列"), bind(keys.Right, "右", "右边的列"))
	return slices.Concat(all, keys.Pages, keys.Ends)
}

// writable are the units whose open register the person may change.
func (p *Page) writable() []string {
	var codes []string
	for _, l := range p.data.listings {
		if l.Writes && !slices.Contains(codes, l.Unit.Unit) {
			codes = append(codes, l.Unit.Unit)
		}
	}
	return codes
}
