// Package table is the consolidated table (汇总表): who has reported, what the
// township has done, and where it fails. It is where the 平安办 and the leaders
// start.
package table

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page needs.
type Desk interface {
	Table(ctx context.Context, p report.Period) (*report.Table, error)
}

// Page is the consolidated table.
type Page struct {
	tui.Context
	desk Desk

	want    report.Period // the period asked for; zero is the current one
	asked   int           // the newest request; answers to older ones are dropped
	loading bool
	again   bool // the data changed while they were read
	data    *data
	err     error

	view   int    // 0 is all units, then the groups
	year   bool   // cumulative figures instead of the month's
	only   bool   // only units that have not reported or that fail
	filter string // only units whose name holds it
	kept   *kept
	seen   *report.Seen // the table as it is looked at; nil before it is built
	field  *widget.Field
	notice string // what the last key could not do

	grid   *widget.Grid
	above  int    // rows of the page above the grid
	built  layout // what the grid is built for
	stale  bool   // the grid must be built anew
	atTop  bool   // and then show its first row
	offset int    // on a phone: the first figure shown
	side   sideCache
}

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	keep := &kept{columns: map[string][]string{}}
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, want: at.Period, kept: keep, stale: true}
		p.grid = widget.NewGrid(nil, c.Styles)
		return p
	}
}

// Init loads the period.
func (p *Page) Init() tea.Cmd { return p.load() }

// answered brings a table that was asked for.
type answered struct {
	id   int
	data *data
	err  error
}

// load asks for the wanted period.
func (p *Page) load() tea.Cmd {
	p.asked++
	p.loading, p.again = true, false
	id, period := p.asked, p.want
	return p.Do(func(ctx context.Context) tea.Msg {
		t, err := p.desk.Table(ctx, period)
		if err != nil {
			return answered{id: id, err: err}
		}
		return answered{id: id, data: digest(t)}
	})
}

// reload asks again for what is shown. While a request is under way one more
// is enough, however much has changed.
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
	case tui.Changed:
		return p.reload()
	case tui.Shown:
		p.grid.Select(msg.Key)
		return p.reload()
	case tea.PasteMsg:
		if p.field != nil {
			p.field.Update(msg)
			p.find()
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.field != nil {
			return p.typing(msg)
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// take shows what was asked for last; the row in hand and the columns stay.
func (p *Page) take(msg answered) tea.Cmd {
	if msg.id != p.asked {
		return nil
	}
	p.loading = false
	p.err = msg.err
	if msg.err == nil {
		p.data, p.want, p.stale = msg.data, msg.data.table.Period, true
		if p.view > len(p.data.table.Groups) {
			p.view = 0
		}
	} else if p.data != nil {
		p.want = p.data.table.Period
	}
	if p.again {
		return p.load()
	}
	return nil
}

// Head says which month, and until when.
func (p *Page) Head() tui.Head {
	if p.data == nil {
		return tui.Head{Period: p.want}
	}
	return tui.Head{Period: p.data.table.Period, Due: p.data.status.Due}
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	if p.field != nil {
		return []keys.Binding{bind(keys.Enter, "Enter", "查找"), {Label: "上下", Help: "移动"}, bind(keys.Esc, "Esc", "不查")}
	}
	if p.data == nil {
		return []keys.Binding{bind(keys.Esc, "Esc", "返回")}
	}
	year, only, short := "累计", "只看问题", "问题"
	if p.year {
		year = "本月"
	}
	if p.only {
		only, short = "看全部", "全部"
	}
	all := []keys.Binding{
		bind(keys.Enter, "Enter", "打开"),
		{Label: "PgUp PgDn", Help: "换月"},
		bind(keys.Tab, "Tab", "换组"), bind("f4", "F4", year),
		{Label: "F5", Help: short},
		bind("f7", "F7", "排序"), bind("f8", "F8", "导出"),
		bind("f5", "F5", only), bind("f6", "F6", "选列"),
	}
	if p.built.lines > 0 {
		all = slices.Insert(all, 1, keys.Binding{Label: "左右", Help: "换列"})
	}
	if p.Me.Unit != "" {
		all = append(all, bind("f3", "F3", "填本单位"))
	}
	all = append(all, bind("/", "/", "查找"), bind("ctrl+t", "Ctrl+T", "数的台账"), bind(keys.PgUp, "PgUp", "上一期"), bind(keys.PgDown, "PgDn", "下一期"),
		bind("1", "1", "看全部单位"))
	for i, g := range p.data.table.Groups {
		if i+2 > 9 {
			break
		}
		digit := strconv.Itoa(i + 2)
		all = append(all, bind(digit, digit, "只看"+g.Group.Name))
	}
	return append(all, bind(keys.Esc, "Esc", "返回"))
}

// Awaits says that what is asked for is on its way: a key waits for it, but for
// one that turns on to another period.
func (p *Page) Awaits(key string) bool {
	turns := p.data != nil && (key == keys.PgUp || key == keys.PgDown)
	return p.err == nil && !turns && (p.data == nil || p.want != p.data.table.Period)
}

// Status says that the view is live.
func (p *Page) Status() string {
	switch {
	case p.err != nil:
		return "读取失败"
	case p.Awaits(""):
		return "读取中"
	}
	return keys.Live
}

// Help explains the page.
func (p *Page) Help() []string {
	lines := []string{
		"这里汇总各单位的月报. 上下选单位, 左右换列, Enter 打开这个单位的月报来审核, Esc 回到这里.",
		"PgUp 上一期, PgDn 下一期. F4 或 M 在本月数和今年累计数之间切换.",
		"Tab 换一组单位, 也可以按数字: 1 全部, 2 起是各组. 各组只列这一组要填的指标; 全部只列大家都填的.",
		"F5 只看没有报送, 退回和硬指标不达标的单位. / 按单位名称查找, 打拼音首字母也行.",
		"F6 选要看的列, 每组各选各的, 退出登录以前都记着. F7 按状态或任何一列排序, 再选一次反过来. 没有数的排在最后.",
		"F8 导出: 把现在看到的表放进剪贴板, 可以粘贴到 WPS 或 Excel; 并给出存成 CSV 文件的命令.",
		"- 是没有填, 不适用 是填了不适用, 0 是填了 0, 空白是不用填. 红色的数没有达到目标.",
		"Ctrl+T 选这个单位的一个数, 看它是台账里哪几笔加出来的.",
		"小计和合计前的 4/7 是 7 个单位里已报 4 个. 草稿里的数也算在内.",
	}
	if p.Me.Unit != "" {
		lines = append(lines, "F3 填报 "+p.Me.UnitName+" 自己的月报.")
	}
	return lines
}
