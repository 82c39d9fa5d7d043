// Package review is one report as those read it who judge it: the 平安办, and
// for the 平安办's own report a leader.
package review

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page needs.
type Desk interface {
	Judge(ctx context.Context, unit string, p report.Period) (*report.Sheet, []report.Finding, error)
	Return(ctx context.Context, unit string, p report.Period, reason string, cells map[string]string, seen int) (*report.Sheet, error)
	Accept(ctx context.Context, unit string, p report.Period, seen int) (*report.Sheet, error)
	Unseal(ctx context.Context, unit string, p report.Period, reason string, seen int) (*report.Sheet, []report.Period, error)
	Matrix(ctx context.Context, year int) (*report.Matrix, error)
	History(ctx context.Context, unit string, p report.Period) ([]report.Event, error)
	Remarks(ctx context.Context, unit string, p report.Period) ([]report.Remark, error)
	Remark(ctx context.Context, unit string, p report.Period, text string) error
}

// data is one report with what is known about it, and what else waits.
type data struct {
	sheet   *report.Sheet
	found   []report.Finding
	events  []report.Event                  // newest first
	changed map[string][]report.ValueChange // since the last submission, by the line's key
	remarks []report.Remark                 // oldest first
	wait    []report.Waiting                // the reports to go through, the longest waiting first
}

// Page is one report for who judges it.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk
	at   tui.Place // the report that is shown
	want tui.Place // the report that was asked for

	acting bool // a decision is on its way
	data

	standings []report.Standing // of the sheet
	known     int64             // the newest entry of its audit that was in sight at the last key

	marks  map[string]string // lines to be returned, with the reason
	pick   pick
	notice string // what came of the last key
	warn   bool   // the notice is a refusal
	fresh  string // what others did, until the next key

	form  form
	spots widget.Spots // where its blocks were drawn
	shown string       // the key of the line in hand
	top   int          // the first row of the form in sight
	room  int          // how many rows of it were in sight
}

// pick is which lines are shown.
type pick int

const (
	pickAll pick = iota
	pickFilled
	pickFindings
	pickChanged // since the last submission
)

// Maker makes the page over a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, at: at, want: at, shown: at.Key, marks: map[string]string{}}
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

func (p *Page) reading() tui.Reading[data] {
	at := p.want
	return func(ctx context.Context) (*data, error) { return p.read(ctx, at) }
}

// read asks the desk for a report and what is known about it.
func (p *Page) read(ctx context.Context, at tui.Place) (*data, error) {
	d := &data{}
	var err error
	if d.sheet, d.found, err = p.desk.Judge(ctx, at.Unit, at.Period); err != nil {
		return nil, err
	}
	unit, period := d.sheet.Unit.Code, d.sheet.Report.Period
	if d.events, err = p.desk.History(ctx, unit, period); err != nil {
		return nil, err
	}
	if s := d.sheet.Report.State; s == report.StateSubmitted || s == report.StateAccepted {
		d.changed = changes(d.events)
	}
	if d.remarks, err = p.desk.Remarks(ctx, unit, period); err != nil {
		return nil, err
	}
	d.wait, err = p.waits(ctx)
	return d, err
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case acted:
		return p.settle(msg)
	case tui.Remarked:
		return p.noted(msg)
	case tui.Changed:
		return p.Reload()
	case tui.Shown:
		if msg.Key != "" {
			p.shown = msg.Key
		}
		return p.Reload()
	case tea.KeyPressMsg:
		return p.typed(keys.Of(msg))
	}
	return nil
}

// Awaits says that a report is on its way: keys typed for it must not meet the
// one before.
func (p *Page) Awaits(key string) bool { return p.Load.Awaits(key) || p.turning() }

// typed takes a key press.
func (p *Page) typed(key string) tea.Cmd {
	p.notice, p.warn = "", false
	p.known = newest(p.events)
	cmd := p.press(key)
	p.fresh = ""
	return cmd
}

// turning says that another report than the one in sight is on its way.
func (p *Page) turning() bool {
	return p.sheet != nil && (p.want.Unit != p.at.Unit || p.want.Period != p.at.Period)
}

// show takes what was read. What somebody else has done to the report meanwhile
// is said.
func (p *Page) show(d *data) {
	if d == nil {
		p.want = p.at
		return
	}
	if s := d.sheet; p.sheet != nil && p.same(s) && p.sheet.Report.Version != s.Report.Version && !p.acting && d.others(p.known, p.Me.Name) {
		p.fresh = d.news(p.known)
		p.notice, p.warn = p.fresh, true
	}
	p.replace(d)
}

// same says that the page shows this very report.
func (p *Page) same(s *report.Sheet) bool {
	return p.sheet.Unit.Code == s.Unit.Code && p.sheet.Report.Period == s.Report.Period
}

// replace shows another state of the report, where the line in hand stays, or
// another report from its top.
func (p *Page) replace(d *data) {
	another := p.sheet == nil || !p.same(d.sheet)
	if another && p.sheet != nil {
		p.shown, p.top = "", 0
	}
	p.data, p.standings = *d, d.sheet.Standings()
	if another || p.acting {
		p.known = newest(d.events)
	}
	p.at.Unit, p.at.Period = d.sheet.Unit.Code, d.sheet.Report.Period
	p.want = p.at
	switch {
	case another:
		p.marks = p.keptMarks()
	case len(p.marks) > 0 && d.sheet.Report.State != report.StateSubmitted:
		p.marks = map[string]string{} // somebody else has decided
	}
	if p.pick == pickChanged && len(p.changed) == 0 {
		p.pick = pickAll
	}
	p.form.drawn = false
}

// judges says that the person may decide on the report, as far as the page can
// tell; the desk has the last word.
func (p *Page) judges() bool {
	return p.sheet != nil && p.may(p.sheet.Unit.Code, p.sheet.Plan)
}

// may says that the person may judge a unit's report under a plan.
func (p *Page) may(unit string, pl *plan.Plan) bool {
	if unit != p.Me.Unit && unit != pl.Office {
		return p.Me.Reviews
	}
	return p.Me.Leads() || unit == pl.Office && p.Me.Unit == pl.Deputy
}
