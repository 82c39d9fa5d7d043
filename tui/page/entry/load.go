package entry

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
)

// Init loads the form and where the person last was in it.
func (p *Page) Init() tea.Cmd {
	p.load++
	load, form := p.load, p.at
	return p.Do(func(ctx context.Context) tea.Msg {
		l := p.read(ctx, load, form)
		if l.err != nil {
			return begun{loaded: l}
		}
		at, err := p.desk.Resume(ctx, form.Unit, l.sheet.Report.Period)
		if report.Refused(err, report.CodeForbidden) {
			err = nil // a reader has no place in it
		}
		l.err = err
		return begun{l, at}
	})
}

func (p *Page) read(ctx context.Context, load int, form tui.Place) loaded {
	s, fs, err := p.desk.Judge(ctx, form.Unit, form.Period)
	return loaded{load, s, fs, err}
}

func (p *Page) reload() tea.Cmd {
	p.load++
	p.missed = false
	load, form := p.load, p.at
	return p.Do(func(ctx context.Context) tea.Msg { return p.read(ctx, load, form) })
}

// open shows the form at the line where the person was, with what could not be
// saved then.
func (p *Page) open(msg begun) tea.Cmd {
	if msg.err != nil {
		p.fault = msg.err
		return nil
	}
	p.take(msg.loaded)
	again := p.offer(msg.at.Kept)
	key := p.at.Key
	if back := p.sheet.Untouched(); key == "" && len(back) > 0 && len(p.refused)+len(p.notes) == 0 {
		key = back[0].Line.Key
	}
	if key == "" {
		key = msg.at.Key
	}
	p.goTo(key)
	return again
}

// take shows a sheet; the line in hand stays in hand.
func (p *Page) take(l loaded) {
	p.sheet = l.sheet
	if p.at.Period.IsZero() { // else what runs aside may be reading it
		p.at.Period = l.sheet.Report.Period
	}
	p.findings = map[string][]report.Finding{}
	for _, f := range l.findings {
		p.findings[f.Key] = append(p.findings[f.Key], f)
	}
	if len(p.lines) == 0 {
		p.lines = p.layout()
	}
}
