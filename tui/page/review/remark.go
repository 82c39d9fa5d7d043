package review

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
)

// leads says that the person may write a remark, as far as the page can tell.
func (p *Page) leads() bool { return p.sheet != nil && p.Me.Leads() }

// remark asks a leader for a remark on the report.
func (p *Page) remark() tea.Cmd {
	if !p.leads() {
		return nil
	}
	return p.AskRemark(p.desk, p.sheet, func(work tea.Cmd) tea.Cmd {
		p.acting = true
		return work
	})
}

// noted shows what became of a remark.
func (p *Page) noted(msg tui.Remarked) tea.Cmd {
	p.acting = false
	if msg.Err != nil {
		p.notice, p.warn = msg.Err.Error()+" "+tui.Retry, true
		return nil
	}
	p.notice, p.warn = "批示已写上.", false
	return p.Reload()
}
