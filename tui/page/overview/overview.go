// Package overview is where the 平安办 and the leaders start: who has reported,
// how far the township is, what fails, what waits for them, and what has just
// happened.
package overview

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page needs.
type Desk interface {
	Status(ctx context.Context, p report.Period) (*report.Status, error)
	Matrix(ctx context.Context, year int) (*report.Matrix, error)
	Recent(ctx context.Context, n int) ([]report.Event, error)
}

// recent is how many entries of the audit are read; several fold into one
// line.
const recent = 120

// data is what one load brought.
type data struct {
	status *report.Status
	matrix *report.Matrix
	wait   []report.Waiting // of this year and the last, the longest waiting first
	happen []happening      // newest first
}

func (d *data) schedule() *report.Schedule { return d.matrix.Schedule }

// Page is the overview of one period.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk

	want report.Period // the period asked for
	data *data
	seen *data // what the filter leaves of it

	hand   string        // the id of the choice in hand; empty is the first
	follow bool          // the choice in hand must be in sight
	top    int           // the first row in sight
	more   int           // how many rows stand below the last one in sight
	room   int           // how many rows were in sight
	notice string        // what the last key could not do
	filter widget.Filter // only units whose name holds it
	unit   string        // the one in hand among those; empty is the first
}

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, want: at.Period}
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

func (p *Page) reading() tui.Reading[data] {
	period := p.want
	return func(ctx context.Context) (*data, error) { return p.read(ctx, period) }
}

func (p *Page) read(ctx context.Context, period report.Period) (*data, error) {
	st, err := p.desk.Status(ctx, period)
	if err != nil {
		return nil, err
	}
	d := &data{status: st}
	if d.matrix, err = p.desk.Matrix(ctx, st.Period.Year); err != nil {
		return nil, err
	}
	if d.wait, err = p.waits(ctx, d.matrix); err != nil {
		return nil, err
	}
	events, err := p.desk.Recent(ctx, recent)
	d.happen = fold(events)
	return d, err
}

// waits lists what waits for a judgement in the year that counts now and in the
// one before, whichever is in view.
func (p *Page) waits(ctx context.Context, seen *report.Matrix) ([]report.Waiting, error) {
	var all []report.Waiting
	now := seen.Schedule.Current(seen.Now).Year
	for year := max(now-1, seen.Schedule.First.Year); year <= now; year++ {
		m := seen
		if year != seen.Year {
			var err error
			if m, err = p.desk.Matrix(ctx, year); err != nil {
				return nil, err
			}
		}
		all = append(all, m.Waiting()...)
	}
	return all, nil
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
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

// show takes what was read.
func (p *Page) show(d *data) {
	if d != nil {
		p.data = d
	}
	if p.data != nil {
		p.want = p.data.status.Period
	}
}

// Head says which month, and until when.
func (p *Page) Head() tui.Head {
	if p.data == nil {
		return tui.Head{Period: p.want}
	}
	return tui.Head{Period: p.data.status.Period, Due: p.data.status.Due}
}

// Awaits says that a key waits, but for one that turns on to another period.
func (p *Page) Awaits(key string) bool {
	return p.Load.Awaits(key) || p.turning() && key != keys.Left && key != keys.Right
}

// turning says that another period than the one in sight is on its way.
func (p *Page) turning() bool { return p.data != nil && p.want != p.data.status.Period }

// Status says that the view is live, and what the last key could not do.
func (p *Page) Status() string {
	return cmp.Or(p.Trouble(p.data == nil || p.turning()), p.notice, keys.Live)
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里一眼看清这一期: 谁没有报, 谁被退回, 入户到了多少, 哪些硬指标不达标, 有什么等着办. 有变动时自动更新.",
		"左右键换月份. 按数字办事; 也可以用上下键选中, 按 Enter. 内容比屏幕长时 PgUp PgDn 翻看.",
		"应报 = 未报 + 待审 + 通过 + 退回. 退回和启封以后没有重报的算退回. 草稿没有报送, 算未报. 迟报是截止以后才第一次报送的.",
		"条形是已入户的户数占实有户数的多少, 另一种颜色的一格(或 |)是序时: 到这一期末应该做到的进度. 差几户是离下一个目标还差的户数.",
		"硬指标后面的数是不达标的有几处; 明细在宽屏的右边, 也在汇总表里.",
		"/ 只看一个或几个单位: 打名称或拼音首字母, 名单, 条形, 不达标的和最近的事都只留下符合的; 上面的总数不变. 按 Enter 看选中的那个单位的月报, 上下键换一个, Esc 看全部.",
		"未报名单列出没有报送的单位, 写成可以发到工作群的话.",
	}
}
