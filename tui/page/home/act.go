package home

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// choice is something that Enter does: a period that is owed, or an item of
// the menu.
type choice struct {
	id    string // keeps the hand on it while the page reloads
	label string
	act   func() tea.Cmd
	digit int // that chooses it; 0 where none does
}

// number is the digit as it is written; blank where there is none.
func (c choice) number() string {
	if c.digit == 0 {
		return " "
	}
	return strconv.Itoa(c.digit)
}

// editable says that the person may change the report now.
func (p *Page) editable() bool {
	return p.fills() && p.data.sheet.Owed() && p.report().CanSave(p.schedule(), p.Now()) == nil
}

// choices are the periods that are owed, what was begun, and then the menu; first is the index
// of the menu's first item.
func (p *Page) choices() (all []choice, first int) {
	for _, o := range p.owed() {
		all = append(all, choice{id: "owed:" + o.period.String(), label: o.period.Short() + " " + o.what, act: func() tea.Cmd {
			return p.Go(tui.Place{Kind: tui.Home, Unit: p.at.Unit, Period: o.period})
		}})
	}
	all = append(all, p.begun()...)
	return append(all, p.menu()...), len(all)
}

// inHand is the index of the choice in hand. Where that is gone, or none was yet,
// it is what has to be sent first: an earlier period that waits, or the one shown.
func (p *Page) inHand(all []choice, first int) int {
	for i, c := range all {
		if c.id == p.hand {
			return i
		}
	}
	for i, o := range p.owed() {
		if p.fills() && (!p.open() || o.end.Before(p.due(p.report()))) {
			return i
		}
	}
	return first
}

func (p *Page) press(key string) tea.Cmd {
	switch key {
	case keys.Esc:
		return p.Back()
	case keys.Left, keys.PgUp:
		return p.turn(-1)
	case keys.Right, keys.PgDown:
		return p.turn(1)
	}
	if p.data == nil || p.acting {
		return nil
	}
	all, first := p.choices()
	at := p.inHand(all, first)
	switch {
	case key == keys.Up && p.extra > 0:
		p.extra--
	case key == keys.Down && at == len(all)-1:
		p.extra += min(p.more, 1)
	case key == keys.Up:
		p.hold(all, at-1)
	case key == keys.Down, key == keys.Tab:
		p.hold(all, at+1)
	case key == keys.ShiftTab:
		p.hold(all, at-1)
	case key == keys.Home:
		p.hold(all, 0)
	case key == keys.End:
		p.hold(all, len(all)-1)
	case key == keys.Enter:
		return all[at].act()
	case key == "/":
		return p.find()
	case key == "ctrl+r":
		return p.Go(tui.Place{Kind: tui.History, Unit: p.at.Unit, Period: p.period()})
	case key == "f9" && p.editable():
		return p.Go(tui.Place{Kind: tui.Check, Unit: p.at.Unit, Period: p.period()})
	case keys.Digit(key) > 0:
		if i := slices.IndexFunc(all, func(c choice) bool { return c.digit == keys.Digit(key) }); i >= 0 {
			p.hold(all, i)
			return all[i].act()
		}
	}
	return nil
}

// hold takes a choice in hand.
func (p *Page) hold(all []choice, i int) {
	p.hand, p.extra = all[max(min(i, len(all)-1), 0)].id, 0
}

// turn goes to the period before or after, from the folder's first to the
// newest that has begun.
func (p *Page) turn(by int) tea.Cmd {
	seen := p
	if p.data == nil {
		if seen = p.last.page; seen == nil {
			return nil
		}
	}
	s, to := seen.schedule(), p.at.Period
	if by < 0 {
		to = s.Prev(to)
		if to.Before(s.First) {
			p.notice = "这是第一期"
			return nil
		}
	} else {
		to = s.Next(to)
		if newest := s.Of(plan.DateOf(p.Now())); newest.Before(to) && !to.Before(s.First) {
			first, _ := s.Window(to)
			p.notice = to.Short() + "从 " + first.Start().Format("1月2日") + " 开始"
			return nil
		}
	}
	return p.GoInstead(tui.Place{Kind: tui.Home, Unit: p.at.Unit, Period: to})
}

// markNil asks why there is nothing this month.
func (p *Page) markNil() tea.Cmd {
	detail := "零报告就是写明本月没有开展: 本月数都按 0 算, 存量照上期. 这里只是标记, 报送另按 2."
	if p.counted() {
		detail += " 已经填了大于 0 的本月数, 要先清掉, 不然检查时是错误."
	}
	return p.AskKeeping(tui.About("nil", p.data.sheet.Unit.Code, p.period()), widget.Ask{
		Question: p.period().Name() + " 零报告, 原因是什么?",
		Detail:   detail,
		Missing:  "请写一句原因, 例如: 本月无活动.",
		Field:    widget.Field{Max: report.MaxProse, Placeholder: "例如: 本月无活动"},
	}, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do("标记零报告", func(ctx context.Context) error {
			_, err := p.desk.MarkNil(ctx, p.at.Unit, p.at.Period, text, true)
			return err
		})
	})
}

// counted says that a figure of this month is above 0.
func (p *Page) counted() bool {
	for i := range p.data.sheet.Entries {
		e := &p.data.sheet.Entries[i]
		if n, ok := e.Cell.Value.Number(); ok && n.IsPositive() && e.Line.Indicator.Counts == plan.CountsIncrement {
			return true
		}
	}
	return false
}

func (p *Page) unmarkNil() tea.Cmd {
	return p.do("取消零报告", func(ctx context.Context) error {
		_, err := p.desk.MarkNil(ctx, p.at.Unit, p.at.Period, "", false)
		return err
	})
}

// withdraw asks first: it gives up the time of the first submission.
func (p *Page) withdraw() tea.Cmd {
	r, s := p.report(), p.schedule()
	at := "已记下 " + clock(r.FirstSubmitted) + " 报送(" + punctual(r, s) + "). "
	detail := at + "撤回就放弃这个时间, 按重新报送的时间算."
	if p.Now().After(s.Due(r.Period)) {
		detail = at + "撤回就放弃这个时间; 截止日已过, 重新报送要记迟报."
	}
	return p.Confirm(widget.Confirm{
		Question: "撤回 " + p.data.sheet.Unit.Name + " " + r.Period.Name() + " 的月报?",
		Detail:   detail,
		Safe:     "不撤回", Act: "撤回",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do("撤回", func(ctx context.Context) error {
			_, err := p.desk.Withdraw(ctx, p.at.Unit, p.at.Period)
			return err
		})
	})
}

// do runs a step that changes the report, even if the session is closing.
func (p *Page) do(verb string, step func(ctx context.Context) error) tea.Cmd {
	if p.acting {
		return nil
	}
	p.acting = true
	return p.Keep(func(ctx context.Context) tea.Msg { return acted{verb, step(ctx)} })
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bindings := []keys.Binding{
		{Keys: []string{keys.Enter}, Label: "Enter", Help: "选定"},
		{Label: "左右", Help: "换月份"},
		{Keys: []string{keys.Esc}, Label: "Esc", Help: p.BackWord()},
		{Label: "数字", Help: "选择"},
	}
	if p.data != nil && p.editable() {
		bindings = append(bindings, keys.Binding{Keys: []string{"f9"}, Label: "F9", Help: "检查并报送"})
	}
	if p.data != nil {
		bindings = append(bindings, keys.Binding{Keys: []string{"/"}, Label: "/", Help: "查找"})
	}
	bindings = append(bindings, keys.Binding{Label: "F1", Help: "说明"}, keys.Binding{Label: "上下", Help: "移动"})
	if p.data != nil {
		bindings = append(bindings, keys.Binding{Keys: []string{"ctrl+r"}, Label: "Ctrl+R", Help: "历史"})
		for _, c := range p.menu() {
			if c.digit > 0 {
				bindings = append(bindings, keys.Binding{Keys: []string{c.number()}, Label: c.number(), Help: c.label})
			}
		}
	}
	bindings = append(bindings, keys.Binding{Keys: []string{keys.Left, keys.PgUp}, Label: "左 PgUp", Help: "上一期"},
		keys.Binding{Keys: []string{keys.Right, keys.PgDown}, Label: "右 PgDn", Help: "下一期"})
	return append(bindings, keys.Ends...)
}

// Target is the choice under a cell: a click does it.
func (p *Page) Target(x, y int, _ string) widget.Target {
	at, ok := p.spots.At(x, y)
	if p.data == nil || p.acting || !ok {
		return widget.Target{}
	}
	return at.Target("", func() tea.Cmd {
		p.notice = ""
		all, _ := p.choices()
		p.hold(all, at.Item)
		return all[at.Item].act()
	})
}
