// Package register is where the registers are kept (名录): the list of them, one
// of them as of a day, and one of its sites to fill in.
package register

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Desk is what the page needs.
type Desk interface {
	Plan(ctx context.Context, p report.Period) (*plan.Plan, string, error)
	Registers(ctx context.Context, who string) ([]register.Summary, error)
	TownRegisters(ctx context.Context) ([]register.Summary, error)
	Sites(ctx context.Context, who, id string, day plan.Date) (*register.Listing, error)
	TownSites(ctx context.Context, id string, day plan.Date) ([]register.Listing, error)
	SiteHistory(ctx context.Context, who, id, site string) ([]register.Version, error)
	PutSite(ctx context.Context, who, id string, e register.Edit) (register.Site, []report.Refusal, error)
	UnfinishedSites(ctx context.Context, id string) ([]register.Unfinished, error)
	KeepUnfinishedSite(ctx context.Context, id string, u register.Unfinished) error
	DropUnfinishedSite(ctx context.Context, id string, u register.Unfinished) error
	EndSite(ctx context.Context, who, id, site string, day plan.Date, reason string) (register.Site, []report.Refusal, error)
}

// Page is the registers of one unit, or of all.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk

	unit string // the unit whose registers are shown; empty: all units
	open string // the register that is open; empty: the list of them
	down bool   // it was opened from the list, which Esc goes back to
	day  plan.Date
	land string // the name of the site to land on
	road string // a point on it is to be filled in as soon as the data are there

	data  *data
	stale bool // the grid shows what no longer is so
	built int  // the width that it was made for

	list   *widget.Grid // of registers
	grid   *widget.Grid // of sites
	only   bool         // only sites that fail
	filter widget.Filter

	form   *form
	spots  widget.Spots // where its inputs were drawn
	acting bool
	notice string
}

// Maker makes the page over a desk. The unit of the place is whose registers
// are shown; without one they are the own unit's, or all units' for who sees
// them all.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{
			Context: c, desk: d, unit: at.Unit,
			list: widget.NewGrid(nil, c.Styles), grid: widget.NewGrid(nil, c.Styles),
		}
		if p.unit == "" && !c.Me.SeesAll {
			p.unit = c.Me.Unit
		}
		p.turnTo(at.Key)
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

// turnTo opens the register that a key names, and lands on its site.
func (p *Page) turnTo(key string) {
	k := tui.ReadSiteKey(key)
	p.open, p.day, p.land, p.road = k.Register, k.Day, k.Site, ""
	if k.Adds {
		p.land, p.road = "", k.Site
	}
	p.down, p.only, p.filter, p.form = false, false, widget.Filter{}, nil
}

// kept and told say what came of a step.
type (
	kept struct {
		form    *form
		site    register.Site
		refused []report.Refusal
		err     error
	}
	told struct {
		name     string
		versions []register.Version
		err      error
	}
)

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case kept:
		return p.keep(msg)
	case aside:
		return p.laid(msg)
	case screen.CloseMsg:
		return p.close()
	case told:
		p.acting = false
		return p.tell(msg)
	case tui.Shown:
		if msg.Key != "" {
			p.turnTo(msg.Key)
			return p.Request()
		}
		return p.Reload()
	case tui.Changed:
		return p.Reload()
	case tea.PasteMsg:
		switch {
		case p.form != nil:
			p.form.paste(msg, plan.DateOf(p.Now()))
		case p.filter.Typing():
			p.sift(msg)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		switch {
		case p.form != nil:
			return p.typing(msg)
		case p.filter.Typing():
			p.sift(msg)
			return nil
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what was read; the row in hand stays in hand.
func (p *Page) show(d *data) {
	if d == nil {
		return
	}
	p.data, p.stale = d, true
	if p.form != nil {
		p.form.meet(d)
	}
	if p.road != "" && p.shown() != nil {
		p.addOn(p.road)
		p.road = ""
	}
}

// Head says whose registers they are.
func (p *Page) Head() tui.Head {
	h := tui.Head{Who: "全乡"}
	if p.unit != "" {
		h.Who = p.unit
		if p.data != nil {
			if u, ok := p.data.plan.Unit(p.unit); ok {
				h.Who = u.Name
			}
		}
		if p.unit == p.Me.Unit {
			h.Who = ""
		}
	}
	return h
}

// Awaits says that what is asked for, or what was written, is on its way: a key
// waits for it, so that who types on after saving types into the next form.
func (p *Page) Awaits(key string) bool {
	return p.acting || p.Load.Awaits(key) || p.shown() == nil && p.Err == nil
}

// Writing says that something typed is on its way to the database.
func (p *Page) Writing() bool { return p.acting }

// Status says whether what was typed is kept.
func (p *Page) Status() string {
	if p.acting {
		return keys.Saving
	}
	if word := cmp.Or(p.notice, p.Trouble(p.shown() == nil)); word != "" {
		return word
	}
	switch {
	case p.form != nil && len(p.form.wrong) > 0:
		return "未保存"
	case p.form != nil && p.form.dirty():
		return "填写中"
	}
	return keys.Live
}

// Unsaved says that something typed is not in the register.
func (p *Page) Unsaved() bool { return p.form != nil && p.form.dirty() }

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"名录记下每一处点位, 网点, 工地, 小区, 户数. 表里的数和硬指标从这里来, 一处不达标都写明差在哪里.",
		"Enter 打开或修改, F3 添加, F6 撤销 (从某天起不再算, 以前的不变), F7 看一条的历次改动. / 按名称或拼音首字母查找, F5 只看不达标的.",
		"每次改动都有从哪天起: 空着就按本期算, 也可写 3-5 或 2021-03-05. 已经报送或封存的月份不会变, 日期不能写到那里面去.",
		"F4 看任何一天的名录, 那时只看不改; 按 Esc 回到今天. 平安办和领导按 F9 换单位, 或看全乡的.",
		"填写时上下键换项, 数字选择类别, F9 保存. 有一处不对, 那一项下面写着原因, 其余的还在. 表格里的一行可以整行贴进来, 从手里那一项起依次填. Esc 先放着, 再进来还在, 断线也在.",
		"添加一条以后接着添加下一条, 路段和类别照上一条. 路段点位不写名称, 就用路段和桩号. 在缺点位的路段上按 + 就补一个点位, 记完说明还缺哪一段.",
		"户数只有平安办能改, 每次写明依据. F8 导出, 到表格软件里粘贴或存成文件; 改好用命令导入: register import 名录 --format csv < 文件.csv",
	}
}
