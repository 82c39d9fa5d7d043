// Package review is one report as those read it who judge it: the 平安办, and
// for the 平安办's own report a leader.
package review

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
)

// Desk is what the page needs.
type Desk interface {
	Judge(ctx context.Context, unit string, p report.Period) (*report.Sheet, []report.Finding, error)
	Return(ctx context.Context, unit string, p report.Period, reason string, cells map[string]string, seen int) (*report.Sheet, error)
	Accept(ctx context.Context, unit string, p report.Period, seen int) (*report.Sheet, error)
	Unseal(ctx context.Context, unit string, p report.Period, reason string, seen int) (*report.Sheet, []report.Period, error)
}

// Page is one report for who judges it.
type Page struct {
	tui.Context
	desk Desk
	at   tui.Place

	asked   int // the newest request; answers to older ones are dropped
	loading bool
	again   bool // the data changed while they were read
	acting  bool // a decision is on its way
	sheet   *report.Sheet
	found   []report.Finding
	err     error

	standings []report.Standing // of the sheet

	marks  map[string]string // lines to be returned, with the reason
	pick   pick
	notice string // what came of the last key
	warn   bool   // the notice is a refusal

	form  form
	shown string // the key of the line in hand
	top   int    // the first row of the form in sight
	room  int    // how many rows of it were in sight
}

// pick is which lines are shown.
type pick int

const (
	pickAll pick = iota
	pickFilled
	pickFindings
)

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		return &Page{Context: c, desk: d, at: at, shown: at.Key, marks: map[string]string{}}
	}
}

// Init loads the report.
func (p *Page) Init() tea.Cmd { return p.load() }

// answered brings a report that was asked for.
type answered struct {
	id    int
	sheet *report.Sheet
	found []report.Finding
	err   error
}

// load asks for the report.
func (p *Page) load() tea.Cmd {
	p.asked++
	p.loading, p.again = true, false
	id, unit, period := p.asked, p.at.Unit, p.at.Period
	return p.Do(func(ctx context.Context) tea.Msg {
		s, found, err := p.desk.Judge(ctx, unit, period)
		return answered{id, s, found, err}
	})
}

// reload asks again for what is shown; while a request is under way one more
// is enough.
func (p *Page) reload() tea.Cmd {
	if p.loading {
		p.again = true
		return nil
	}
	return p.load()
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answered:
		return p.take(msg)
	case acted:
		return p.settle(msg)
	case tui.Changed:
		return p.reload()
	case tui.Shown:
		if msg.Key != "" {
			p.shown = msg.Key
		}
		return p.reload()
	case tea.KeyPressMsg:
		p.notice, p.warn = "", false
		return p.press(keys.Of(msg))
	}
	return nil
}

// take shows what was asked for last. A report that somebody else has moved on
// says so.
func (p *Page) take(msg answered) tea.Cmd {
	if msg.id != p.asked {
		return nil
	}
	p.loading = false
	p.err = msg.err
	if msg.err == nil {
		if p.sheet != nil && p.sheet.Report.Version != msg.sheet.Report.Version && !p.acting {
			p.notice, p.warn = "这份月报刚刚在别处有改动, 现在是"+stateName(msg.sheet)+". 请再看一看.", true
		}
		p.replace(msg.sheet, msg.found)
	}
	if p.again {
		return p.load()
	}
	return nil
}

// replace shows another state of the report; the line in hand stays.
func (p *Page) replace(s *report.Sheet, found []report.Finding) {
	p.sheet, p.found, p.standings = s, found, s.Standings()
	p.at.Unit, p.at.Period = s.Unit.Code, s.Report.Period
	p.form.drawn = false
}

// acted brings what became of a decision.
type acted struct {
	sheet *report.Sheet
	found []report.Finding
	said  string
	err   error
}

// settle shows what became of a decision; on a refusal what is marked stays.
func (p *Page) settle(msg acted) tea.Cmd {
	p.acting = false
	if msg.err != nil {
		p.notice, p.warn = msg.err.Error(), true
		if errors.Is(msg.err, report.ErrStale) {
			return p.load()
		}
		return nil
	}
	p.asked, p.loading = p.asked+1, false // what is still being read is older
	p.notice = msg.said
	p.marks = map[string]string{}
	p.replace(msg.sheet, msg.found)
	return nil
}

// judges says that the person may decide on the report, as far as the page can
// tell; the desk has the last word.
func (p *Page) judges() bool {
	unit, pl := p.sheet.Unit.Code, p.sheet.Plan
	if unit != p.Me.Unit && unit != pl.Office {
		return p.Me.Reviews
	}
	return slices.Contains(p.Me.Roles, account.Leader) || unit == pl.Office && p.Me.Unit == pl.Deputy
}

// Head says whose report it is, and until when it is due.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.at.Period}
	if p.sheet != nil {
		h.Who = p.sheet.Unit.Name
		if p.sheet.Report.State != report.StateAccepted {
			h.Due = p.sheet.Schedule.Due(p.sheet.Report.Period)
		}
	}
	return h
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	esc := bind(keys.Esc, "Esc", "返回")
	if p.sheet == nil {
		return []keys.Binding{esc}
	}
	var bindings []keys.Binding
	if p.judges() {
		switch p.sheet.Report.State {
		case report.StateSubmitted:
			mark := "标记此项"
			if p.marks[p.shown] != "" {
				mark = "取消标记"
			}
			bindings = append(bindings, bind("f9", "F9", "通过"), bind("f8", "F8", "退回"), bind("f6", "F6", mark))
		case report.StateAccepted:
			bindings = append(bindings, bind("f7", "F7", "启封"))
		}
	}
	next := map[pick]string{pickAll: "只看已填", pickFilled: "只看问题", pickFindings: "看全部"}[p.pick]
	return append(bindings, bind("f5", "F5", next), bind(keys.Tab, "Tab", "下一节"), esc,
		bind(keys.ShiftTab, "Shift+Tab", "上一节"), bind(keys.Home, "Home", "到第一行"), bind(keys.End, "End", "到最后一行"))
}

// Status says that the view is live.
func (p *Page) Status() string {
	switch {
	case p.err != nil:
		return "读取失败"
	case p.sheet == nil:
		return "读取中"
	case p.acting:
		return keys.Saving
	}
	return keys.Live
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里看一个单位的一份月报. 上下移动, PgUp PgDn 翻页, Tab 到下一节. 检查出的问题写在那一项的下面.",
		"F5 依次换: 全部, 只看已填的, 只看有问题的. 灰色的是没有填的. 沿用 是照上期带过来的.",
		"F9 通过并封存. F8 退回, 要写原因; 按数字选常用的原因, 也可以自己写.",
		"只有几项要改时, 先在那一项上按 F6 写原因, 都标好以后按 F8 一起退回.",
		"通过以后还要改, 按 F7 启封; 原因领导看得到.",
		"正在看的时候单位撤回或重报了, 这里会说, 不会把没看过的通过.",
	}
}
