package tui

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/widget"
)

// Remarker writes leaders' remarks (批示).
type Remarker interface {
	Remark(ctx context.Context, unit string, p report.Period, text string) error
}

// Remarked brings a page what became of a remark.
type Remarked struct{ Err error }

// Failed is why it was not written; what was typed is kept then.
func (r Remarked) Failed() error { return r.Err }

// Retry says how to go on with a remark that was not written.
const Retry = "写的字还在, 再按 F4 接着改."

// AskRemark asks a leader for a remark on a report. What is typed becomes the
// work that writes it, which the page may start; it gets a Remarked.
func (c Context) AskRemark(d Remarker, s *report.Sheet, start func(work tea.Cmd) tea.Cmd) tea.Cmd {
	unit, period := s.Unit.Code, s.Report.Period
	return c.AskKeeping(About("remark", unit, period), widget.Ask{
		Question: "批示: " + s.Unit.Name + " " + period.Name(),
		Detail:   "一段话, 最多 " + strconv.Itoa(report.MaxProse) + " 字. 这个单位和平安办都看得到, 写上以后不能改.",
		Missing:  "请写一句话, 或按 Esc 返回.",
		Field:    widget.Field{Max: report.MaxProse, Placeholder: "例如: 入户进度要抓紧"},
	}, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return start(c.Keep(func(ctx context.Context) tea.Msg { return Remarked{d.Remark(ctx, unit, period, text)} }))
	})
}
