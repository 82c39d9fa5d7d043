package entry

import (
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// remarks are what stands directly under a line: why it was not kept, what the
// office wrote when it sent the report back, and what the rules say.
func (p *Page) remarks(e *report.Entry, width int) []string {
	var rows []string
	add := func(style theme.Style, text string) {
		for _, row := range widget.Wrap(text, max(width-8, 10)) {
			rows = append(rows, "      "+style.Render(row))
		}
	}
	if p.hint != "" && e == p.here() {
		add(p.Styles.Warn, p.hint)
	}
	for _, unsaved := range []map[string]attempt{p.refused, p.notes} {
		if a, ok := unsaved[e.Line.Key]; ok {
			add(p.Styles.Error, "未保存: "+why(e, a))
		}
	}
	if text, half := p.halves[e.Line.Key]; half {
		add(p.Styles.Warn, report.HalfSaid(text)+" 按 Enter 再确认, 或改填.")
	}
	if word := p.whence(e); e.Differs() && word != "" && p.columns(width).narrow {
		add(p.Styles.Warn, word+", 与填的不同.") // the row has no room for it
	}
	if why := p.sheet.Report.CellReasons[e.Line.Key]; why != "" {
		add(p.Styles.Warn, "退回: "+why)
	}
	for _, f := range p.findings[e.Line.Key] {
		switch f.Severity {
		case plan.SeverityError:
			if e.Line.Indicator.Required && e.Value.Blank() {
				continue // the star says it until the check
			}
			add(p.Styles.Error, "错误: "+f.Message)
		case plan.SeverityWarning:
			add(p.Styles.Warn, "提示: "+f.Message)
		default:
			add(p.Styles.Dim, "说明: "+f.Message)
		}
	}
	return rows
}

// why says why an attempt was not saved, and what to do.
func why(e *report.Entry, a attempt) string {
	c := e.Conflict(a.edit)
	switch {
	case c == nil:
		return a.err.Error()
	case c.Note:
		return "备注由 " + c.Who() + " 改为 " + said(c.Theirs, 24) + ", 你写的是 " + said(c.Yours, 24) + ". 按 F4 选留哪个."
	}
	return c.Who() + " 改为 " + said(c.Theirs, 24) + ", 你填的是 " + said(c.Yours, 24) + ". 按 Enter 选留哪个."
}
