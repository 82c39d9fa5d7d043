package review

import (
	"context"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// remarked brings what became of a remark.
type remarked struct{ err error }

// Failed is why it was not written.
func (r remarked) Failed() error { return r.err }

// leads says that the person may write a remark, as far as the page can tell.
func (p *Page) leads() bool { return p.sheet != nil && slices.Contains(p.Me.Roles, account.Leader) }

// remark asks a leader for a remark on the report.
func (p *Page) remark() tea.Cmd {
	if !p.leads() {
		return nil
	}
	a := widget.Ask{
		Question: "批示: " + p.name(),
		Detail:   "一段话, 最多 " + strconv.Itoa(report.MaxProse) + " 字. 这个单位和平安办都看得到, 写上以后不能改.",
		Missing:  "请写一句话, 或按 Esc 返回.",
		Field:    widget.Field{Max: report.MaxProse, Placeholder: "例如: 入户进度要抓紧"},
	}
	unit, period := p.at.Unit, p.at.Period
	return p.AskKeeping(p.subject("remark"), a, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		p.acting = true
		return p.Keep(func(ctx context.Context) tea.Msg { return remarked{p.desk.Remark(ctx, unit, period, text)} })
	})
}

// noted shows what became of a remark.
func (p *Page) noted(msg remarked) tea.Cmd {
	p.acting = false
	if msg.err != nil {
		p.notice, p.warn = msg.err.Error()+" 写的字还在, 再按 F4 接着改.", true
		return nil
	}
	p.notice, p.warn = "批示已写上.", false
	return p.Reload()
}
