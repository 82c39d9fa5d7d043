// Package targets is how the targets stand (硬指标): each with who owes it, what
// fails, what is short and how it went over the year.
package targets

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/search"
	"fanzha/tui/widget"
)

// Desk is what the page needs.
type Desk interface {
	Plan(ctx context.Context, p report.Period) (*plan.Plan, string, error)
	Targets(ctx context.Context, p report.Period) (*report.Targets, error)
	TargetsOn(ctx context.Context, day plan.Date) (*report.Targets, error)
}

// Page is the targets of a period, or on a day of it.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk

	period report.Period
	day    plan.Date // zero: the whole period
	open   string    // id of the target that is open; empty: all of them
	land   string    // key of the line to open once it is read

	data *data

	grid   *widget.Grid // of targets
	owing  *widget.Grid // of who owes the open one
	width  int          // of the last body
	above  int          // rows of it above the grid in front
	only   bool         // only what fails
	filter widget.Filter
	notice string
}

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{
			Context: c, desk: d, period: at.Period, land: at.Key,
			grid: widget.NewGrid(nil, c.Styles), owing: widget.NewGrid(nil, c.Styles),
		}
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

// data is what one load brought.
type data struct {
	plan    *plan.Plan
	targets *report.Targets
	day     plan.Date // that was asked for
}

func (p *Page) reading() tui.Reading[data] {
	period, day := p.period, p.day
	return func(ctx context.Context) (*data, error) { return p.read(ctx, period, day) }
}

func (p *Page) read(ctx context.Context, period report.Period, day plan.Date) (*data, error) {
	d := &data{day: day}
	var err error
	if day.IsZero() {
		d.targets, err = p.desk.Targets(ctx, period)
	} else {
		d.targets, err = p.desk.TargetsOn(ctx, day)
	}
	if err != nil {
		return nil, err
	}
	d.plan, _, err = p.desk.Plan(ctx, d.targets.Period)
	return d, err
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case tui.Shown:
		p.land = msg.Key
		return p.Reload()
	case tui.Changed:
		return p.Reload()
	case tea.PasteMsg:
		if p.filter.Typing() {
			p.filter.Over(p.front(), msg)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.filter.Typing() {
			p.filter.Over(p.front(), msg)
			return nil
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what was read; the row in hand stays in hand.
func (p *Page) show(d *data) {
	if d != nil {
		p.data = d
		for _, t := range p.all() {
			if p.land != "" && t.Key == p.land {
				p.open, p.land = id(t), ""
			}
		}
	}
	if p.data != nil {
		p.period = p.data.targets.Period
	}
}

// id tells targets of one line apart.
func id(t *report.TargetStanding) string { return t.Key + " " + t.Name }

// all are the targets, the hard ones first.
func (p *Page) all() []*report.TargetStanding {
	if p.data == nil {
		return nil
	}
	var all []*report.TargetStanding
	for _, list := range [][]report.TargetStanding{p.data.targets.Hard, p.data.targets.Other} {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	return all
}

// at is the target that is open, or nil.
func (p *Page) at() *report.TargetStanding {
	for _, t := range p.all() {
		if id(t) == p.open {
			return t
		}
	}
	return nil
}

// shows says whether a target is what is looked for.
func (p *Page) shows(t *report.TargetStanding) bool {
	words := []string{t.Name, t.Clause}
	for i := range t.Owing {
		words = append(words, t.Owing[i].Name, t.Owing[i].Unit)
	}
	return (!p.only || t.Severity == plan.TargetHard && t.Count(report.TargetFailing) > 0) && search.Match(strings.Join(words, " "), p.filter.Text)
}

// rows are those of the open target that are in view: what fails first.
func (p *Page) rows(t *report.TargetStanding) []*report.TargetRow {
	var all []*report.TargetRow
	for i := range t.Owing {
		if r := &t.Owing[i]; (!p.only || r.State == report.TargetFailing) && search.Match(r.Name+" "+r.Unit+" "+r.Word(), p.filter.Text) {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b *report.TargetRow) int { return rank(a) - rank(b) })
	return all
}

// rank puts what fails first.
func rank(r *report.TargetRow) int {
	return slices.Index([]string{report.TargetFailing, report.TargetPassed, report.TargetUnknown, report.TargetAhead, report.TargetMet, report.TargetNone}, r.State)
}

// inHand is the unit in hand of the open target, or nil.
func (p *Page) inHand() *report.TargetRow {
	if t := p.at(); t != nil {
		for i := range t.Owing {
			if t.Owing[i].Unit == p.owing.Selected() {
				return &t.Owing[i]
			}
		}
	}
	return nil
}

// Head says which period it is.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.period}
	if p.Me.SeesAll {
		h.Who = "全乡"
	}
	return h
}

// Awaits says that a key waits, but for one that turns on to another period.
func (p *Page) Awaits(key string) bool {
	if p.data == nil {
		return p.Load.Awaits(key)
	}
	turns := key == keys.Left || key == keys.Right
	return p.Loading() && !turns && (p.period != p.data.targets.Period || p.day != p.data.day)
}

// Status says that the view is live, and what the last key could not do.
func (p *Page) Status() string {
	turning := p.data == nil || p.Loading() && p.data.targets.Period != p.period
	return cmp.Or(p.notice, p.Trouble(turning), keys.Live)
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"方案的硬指标: 谁承担, 到了多少, 哪一处不达标, 差多少. 提醒和评价的指标列在后面, 不算不达标.",
		"Enter 打开一项, 看每个单位和历月的数; 再按 Enter 到不达标的那一处, 台账, 或月报.",
		"左右键换月份. F4 看任何一天: 名录按那一天的, 台账算到那一天. F5 只看不达标的. / 按指标, 单位或拼音首字母查找.",
		"未到期 是还没有到判定的日子, 没有数 是还缺一个数, 算不出来. 当时未达标 是那个节点过去时没有达到, 后面的节点另算.",
		"比例都按实际的数比, 不四舍五入: 9.97% 没有达到 10%.",
	}
}
