// Package matrix is who reported when in a year (报送情况): units × periods, a
// word for each report.
package matrix

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/search"
	"fanzha/tui/widget"
)

// Desk is what the page needs.
type Desk interface {
	Matrix(ctx context.Context, year int) (*report.Matrix, error)
}

// Page is the matrix of one year.
type Page struct {
	tui.Context
	tui.Load[report.Matrix]
	desk Desk

	year int // the one asked for
	data *report.Matrix

	unit   string        // the row in hand
	period report.Period // the column in hand
	top    int           // the first line in sight
	left   int           // the first column in sight
	room   int           // how many lines were in sight
	drawn  drawn         // where they are

	only   bool          // only units that were late or are missing
	filter widget.Filter // only units whose name holds it
	notice string        // what the last key could not do
}

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, year: at.Period.Year, period: at.Period, unit: at.Unit}
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

func (p *Page) reading() tui.Reading[report.Matrix] {
	year := p.year
	return func(ctx context.Context) (*report.Matrix, error) { return p.desk.Matrix(ctx, year) }
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[report.Matrix]:
		return p.Take(msg)
	case tui.Changed, tui.Shown:
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

// show takes what was read; the cell in hand stays.
func (p *Page) show(m *report.Matrix) {
	if m != nil {
		p.data = m
	}
	if p.data != nil {
		p.year = p.data.Year
		p.settle()
	}
}

// settle keeps the hand on a cell that there is.
func (p *Page) settle() {
	rows := p.rows()
	if len(rows) > 0 && p.row(rows) < 0 {
		p.unit = rows[0].Unit
	}
	if len(p.data.Periods) > 0 && !slices.Contains(p.data.Periods, p.period) {
		first, last := p.data.Periods[0], p.data.Periods[len(p.data.Periods)-1]
		p.period.Year = p.data.Year
		switch {
		case p.period.Before(first):
			p.period = first
		case last.Before(p.period):
			p.period = last
		}
	}
}

// rows are the units in view.
func (p *Page) rows() []report.MatrixRow {
	var rows []report.MatrixRow
	for i := range p.data.Rows {
		r := &p.data.Rows[i]
		if (!p.only || r.Behind()) && search.Match(r.Name+" "+r.Unit, p.filter.Text) {
			rows = append(rows, *r)
		}
	}
	return rows
}

// row is the place of the unit in hand, -1 where it is not in view.
func (p *Page) row(rows []report.MatrixRow) int {
	return slices.IndexFunc(rows, func(r report.MatrixRow) bool { return r.Unit == p.unit })
}

// column is the place of the period in hand.
func (p *Page) column() int { return max(slices.Index(p.data.Periods, p.period), 0) }

// inHand is the cell in hand, with its row; nil where there is none.
func (p *Page) inHand() (*report.MatrixRow, *report.MatrixCell) {
	rows := p.rows()
	i := p.row(rows)
	if i < 0 || len(p.data.Periods) == 0 {
		return nil, nil
	}
	return &rows[i], &rows[i].Cells[p.column()]
}

// Head says which month the column in hand is, and until when it is due.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.period}
	if p.data != nil && p.period == p.data.Schedule.Current(p.Now()) {
		h.Due = p.data.Schedule.Due(p.period)
	}
	return h
}

// Awaits says that a key waits, but for one that turns on to another year.
func (p *Page) Awaits(key string) bool {
	return p.Load.Awaits(key) || p.turning() && key != keys.PgUp && key != keys.PgDown
}

// turning says that another year than the one in sight is on its way.
func (p *Page) turning() bool { return p.data != nil && p.year != p.data.Year }

// Status says that the view is live, and what the last key could not do.
func (p *Page) Status() string {
	return cmp.Or(p.Trouble(p.data == nil || p.turning()), p.notice, keys.Live)
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里看一年里各单位每一期报了没有. 上下左右移动, Enter 打开这个单位这一期的月报, Esc 返回. PgUp PgDn 看前后各年.",
		"过去的各期: 按时, 迟几(迟报几天), 零报(按时的零报告), 退回、启封(以后没有重报), 漏报(锁定以前没有报), 待审(报了还没有审).",
		"这一期: 未报, 草稿, 待审, 通过, 退回. 截止以后的草稿算未报. - 是还没有开始, 或不用报.",
		"标题行的数是全部应报单位这一年各期的份数: 按时含零报, 未报含草稿.",
		"F8 导出: 把现在看到的放进剪贴板, 可以粘贴到 WPS 或 Excel; 并给出存成 CSV 文件的命令.",
		"F5 只看有迟报, 漏报, 未报的单位. / 按单位名称查找, 打拼音首字母也行.",
	}
}
