// Package table is the consolidated table (汇总表): who has reported, what the
// township has done, and where it fails. It is where the 平安办 and the leaders
// start.
package table

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

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
	tui.Load[data]
	desk Desk

	want report.Period // the period asked for; zero is the current one
	data *data

	view   int           // 0 is all units, then the groups
	year   bool          // cumulative figures instead of the month's
	only   bool          // only units that have not reported or that fail
	filter widget.Filter // only units whose name holds it
	kept   *kept
	seen   *report.Seen // the table as it is looked at; nil before it is built
	notice string       // what the last key could not do

	grid   *widget.Grid
	above  int    // rows of the page above the grid
	built  layout // what the grid is built for
	stale  bool   // the grid must be built anew
	atTop  bool   // and then show its first row
	column int    // the figure in hand, among those that are shown
	offset int    // on a phone: the first of those in sight
	side   sideCache
}

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	keep := &kept{columns: map[string][]string{}}
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, want: at.Period, kept: keep, stale: true}
		p.grid = widget.NewGrid(nil, c.Styles)
		p.Load = tui.NewLoad(c, p.reading, p.take)
		return p
	}
}

func (p *Page) reading() tui.Reading[data] {
	period := p.want
	return func(ctx context.Context) (*data, error) {
		t, err := p.desk.Table(ctx, period)
		if err != nil {
			return nil, err
		}
		return digest(t), nil
	}
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case tui.Changed:
		return p.Reload()
	case tui.Shown:
		p.grid.Select(msg.Key)
		return p.Reload()
	case tea.PasteMsg:
		if p.filter.Typing() {
			p.typing(msg)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.filter.Typing() {
			p.typing(msg)
			return nil
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// take takes what was read; the row in hand and the columns stay.
func (p *Page) take(d *data) {
	if d != nil {
		p.data, p.stale = d, true
		if p.view > len(d.table.Groups) {
			p.view = 0
		}
	}
	if p.data != nil {
		p.want = p.data.table.Period
	}
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
	if p.filter.Typing() {
		return p.filter.Keys()
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
	open := "打开"
	if strings.HasPrefix(p.grid.Selected(), sumID) {
		open = "由来"
	}
	all := []keys.Binding{
		bind(keys.Enter, "Enter", open),
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
	all = append(all, bind("/", "/", "查找"), bind("ctrl+t", "Ctrl+T", "数的台账"), bind("m", "M", year), bind(keys.ShiftTab, "Shift+Tab", "换回上一组"),
		bind(keys.Left, "左", "左一列"), bind(keys.Right, "右", "右一列"), bind(keys.PgUp, "PgUp", "上一期"), bind(keys.PgDown, "PgDn", "下一期"),
		bind("1", "1", "看全部单位"))
	for i, g := range p.data.table.Groups {
		if i+2 > 9 {
			break
		}
		digit := strconv.Itoa(i + 2)
		all = append(all, bind(digit, digit, "只看"+g.Group.Name))
	}
	return append(append(all, keys.Ends...), bind(keys.Esc, "Esc", "返回"))
}

// Awaits says that a key waits, but for one that turns on to another period.
func (p *Page) Awaits(key string) bool {
	return p.Load.Awaits(key) || p.turning() && key != keys.PgUp && key != keys.PgDown
}

// turning says that another period than the one in sight is on its way.
func (p *Page) turning() bool { return p.data != nil && p.want != p.data.table.Period }

// Status says that the view is live.
func (p *Page) Status() string {
	return cmp.Or(p.Trouble(p.data == nil || p.turning()), keys.Live)
}

// Help explains the page.
func (p *Page) Help() []string {
	lines := []string{
		"这里汇总各单位的月报. 上下选单位, 左右选列 (标题前有 >), Enter 打开这个单位的月报来审核, 停在这一列的那一项, Esc 回到这一格.",
		"在小计, 合计上按 Enter, 看这一列的数由哪些单位来, 再选一个单位就打开它的月报.",
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
