// Package history is what happened to one report (历史): who did what, when and
// from where, value by value, and what leaders wrote on it (批示).
package history

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	Judge(ctx context.Context, unit string, p report.Period) (*report.Sheet, []report.Finding, error)
	History(ctx context.Context, unit string, p report.Period) ([]report.Event, error)
	Remarks(ctx context.Context, unit string, p report.Period) ([]report.Remark, error)
	Remark(ctx context.Context, unit string, p report.Period, text string) error
}

// data is what one load brought.
type data struct {
	sheet   *report.Sheet
	events  []report.Event // newest first
	remarks []report.Remark
}

// Page is the history of one report.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk
	at   tui.Place

	data   *data
	acting bool
	notice string // what came of the last key

	rows   []string      // as drawn for a width
	drawn  int           // that width; 0: they must be drawn anew
	top    int           // the first row in sight
	room   int           // how many rows were in sight
	filter widget.Filter // only what holds its text
}

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, at: at}
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

func (p *Page) reading() tui.Reading[data] {
	unit, period := p.at.Unit, p.at.Period
	return func(ctx context.Context) (*data, error) {
		d := &data{}
		var err error
		if d.sheet, _, err = p.desk.Judge(ctx, unit, period); err != nil {
			return nil, err
		}
		if d.events, err = p.desk.History(ctx, unit, period); err != nil {
			return nil, err
		}
		d.remarks, err = p.desk.Remarks(ctx, unit, period)
		return d, err
	}
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case tui.Remarked:
		p.acting = false
		if msg.Err != nil {
			return tea.Batch(p.Note("批示没有写上", msg.Err.Error(), tui.Retry), p.Reload())
		}
		p.notice, p.top = "批示已写上", 0
		return p.Reload()
	case tui.Changed, tui.Shown:
		return p.Reload()
	case tea.PasteMsg:
		if p.filter.Typing() {
			p.sift(msg)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.filter.Typing() {
			p.sift(msg)
			return nil
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what was read. What is in sight stays where it is when something
// new comes in above it.
func (p *Page) show(d *data) {
	if d == nil {
		return
	}
	p.data = d
	before, width := len(p.rows), p.drawn
	p.drawn = 0
	if p.top > 0 && width > 0 {
		p.draw(width)
		p.top += max(len(p.rows)-before, 0)
	}
}

func (p *Page) press(key string) tea.Cmd {
	switch key {
	case keys.Esc:
		if p.filter.Text == "" {
			return p.Back()
		}
		p.filter.Text, p.drawn, p.top = "", 0, 0
	case "/":
		if p.data != nil {
			p.filter.Open("项目, 谁, 日期, 或其他字句")
		}
	case keys.Up:
		p.scroll(-1)
	case keys.Down:
		p.scroll(1)
	case keys.PgUp:
		p.scroll(1 - p.room)
	case keys.PgDown, keys.Space:
		p.scroll(p.room - 1)
	case keys.Home:
		p.top = 0
	case keys.End:
		p.scroll(len(p.rows))
	case "f4":
		if p.leads() {
			return p.remark()
		}
	}
	return nil
}

// sift gives a key or a paste to the filter; what is shown follows at once. The
// arrows scroll.
func (p *Page) sift(msg tea.Msg) {
	changed, move := p.filter.Update(msg)
	if changed {
		p.drawn, p.top = 0, 0
	}
	if move != "" {
		p.press(move)
	}
}

func (p *Page) scroll(by int) { p.top = max(min(p.top+by, len(p.rows)-p.room), 0) }

// leads says that the person may write a remark; the desk decides in the end.
func (p *Page) leads() bool { return p.data != nil && p.Me.Leads() }

// remark asks a leader for a remark.
func (p *Page) remark() tea.Cmd {
	if p.acting {
		return nil
	}
	return p.AskRemark(p.desk, p.data.sheet, func(work tea.Cmd) tea.Cmd {
		p.acting = true
		return work
	})
}

// Head says whose report it is.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.at.Period}
	if p.data != nil {
		h.Who, h.Due = p.data.sheet.Unit.Name, p.data.sheet.Schedule.Due(p.data.sheet.Report.Period)
	}
	return h
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	back := "返回"
	switch {
	case p.filter.Typing():
		return p.filter.Keys()
	case p.filter.Text != "":
		back = "看全部"
	}
	all := []keys.Binding{
		{Keys: []string{keys.Down, keys.Up}, Label: "上下", Help: "滚动"},
		{Keys: []string{keys.PgDown, keys.Space}, Label: "PgDn", Help: "下一屏"},
		{Keys: []string{keys.Esc}, Label: "Esc", Help: back},
		{Keys: []string{"/"}, Label: "/", Help: "查找"},
		{Keys: []string{keys.PgUp}, Label: "PgUp", Help: "上一屏"},
		{Keys: []string{keys.Home}, Label: "Home", Help: "最新"},
		{Keys: []string{keys.End}, Label: "End", Help: "最早"},
		{Keys: []string{keys.Space}, Label: "空格", Help: "下一屏"},
	}
	if p.leads() {
		all = append([]keys.Binding{{Keys: []string{"f4"}, Label: "F4", Help: "批示"}}, all...)
	}
	return all
}

// Status says that the view is live, and what came of the last key.
func (p *Page) Status() string {
	saving := ""
	if p.acting {
		saving = keys.Saving
	}
	return cmp.Or(p.Trouble(p.data == nil), saving, p.notice, keys.Live)
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里是这份月报的历史, 新的在上: 什么时候, 谁, 从哪里, 做了什么, 改了哪几项.",
		"120 改为 100 是原来填 120, 后来改成 100. 带入 是报送时由程序补上的: 照上期的数, 零报告的 0, 分项的合计.",
		"一个人接连填的合在一起, 时间是最后一次填的时间. 每次改动都留着, 谁也不能删.",
		"/ 查找: 打项目, 人名, 日期或其他字句, 或拼音首字母, 只留下符合的; 例如打一个项目, 就看到它是谁在什么时候改的. Esc 看全部.",
		"批示由领导写 (F4), 这个单位和平安办都看得到.",
	}
}
