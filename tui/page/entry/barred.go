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
	if why := p.untypable(e); why != "" {
		return e.Line.Label + " " + why
	}
	return ""
}

// untypable says why nobody, or not this person, types into a line, whatever the
// report's state; empty if they may.
func (p *Page) untypable(e *report.Entry) string {
	switch {
	case e.Line.Indicator.From != nil:
		return "取自其他单位的月报, 不用填."
	case !report.Typed(e.Line):
		return "由系统计算, 不用填."
	case p.others(e):
		return "由平安办录入, 有变动请联系平安办."
	case e.Registered():
		return "取自名录, 不用填. 有变动到名录里改, 数会跟着变."
	}
	return ""
}

// others says that a line is not the person's to fill in, but the office's.
func (p *Page) others(e *report.Entry) bool {
	return e.Line.Indicator.By != "" && !p.Me.Reviews
}

// asking is what a figure that is typed needs beside it before it is saved.
type asking int

const (
	asksNothing asking = iota
	asksBasis          // the date and the basis of what the office keeps
	asksReason         // why it is not the ledger's
)

// asks says what a figure needs beside it. The ledger's own figure is not typed:
// the cell is left to the ledger.
func (p *Page) asks(e *report.Entry, edit *report.Edit) asking {
	v, err := report.Parse(e.Line, edit.Text)
	if _, figure := v.Number(); err != nil || !figure {
		return asksNothing
	}
	switch {
	case e.Line.Indicator.By != "":
		return asksBasis
	case !p.ledgered(e):
		return asksNothing
	case v.Equal(e.Fed.Value):
		edit.Text = ""
		return asksNothing
	}
	return asksReason
}
