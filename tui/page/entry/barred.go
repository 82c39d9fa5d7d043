package entry

import (
	"fanzha/db/report"
)

// barredReport says why nothing of the report can be changed; empty if it can.
func (p *Page) barredReport() string {
	if err := p.sheet.Report.CanSave(p.sheet.Schedule, p.sheet.Now); err != nil {
		return err.Error()
	}
	return ""
}

// barred says why the line in hand cannot be typed into; empty if it can.
func (p *Page) barred() string {
	if why := p.barredReport(); why != "" {
		return why
	}
	e := p.here()
	switch {
	case e.Line.Indicator.From != nil:
		return e.Line.Label + " 取自其他单位的月报, 不用填."
	case !report.Typed(e.Line):
		return e.Line.Label + " 由系统计算, 不用填."
	case p.others(e):
		return e.Line.Label + " 由平安办录入, 有变动请联系平安办."
	}
	return ""
}

// others says that a line is not the person's to fill in, but the office's.
func (p *Page) others(e *report.Entry) bool {
	return e.Line.Indicator.By != "" && !p.Me.Reviews
}
