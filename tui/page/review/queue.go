package review

import (
	"context"
	"errors"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
)

// waits lists the reports to go through, of the year that counts now and of the
// one before: for the office those that it may judge, for others all that wait.
// Who may not see them all goes through none.
func (p *Page) waits(ctx context.Context) ([]report.Waiting, error) {
	now, err := p.desk.Matrix(ctx, 0)
	switch {
	case report.Refused(err, report.CodeForbidden):
		return nil, nil
	case err != nil:
		return nil, err
	}
	var all []report.Waiting
	if now.Year > now.Schedule.First.Year {
		before, err := p.desk.Matrix(ctx, now.Year-1)
		if err != nil {
			return nil, err
		}
		all = before.Waiting()
	}
	all = append(all, now.Waiting()...)
	if p.Me.Reviews {
		all = slices.DeleteFunc(all, func(w report.Waiting) bool { return !p.may(w.Unit, now.Schedule.PlanFor(w.Period)) })
	}
	return all, nil
}

// place is the index of a report in a list, -1 where it does not wait.
func place(wait []report.Waiting, at tui.Place) int {
	return slices.IndexFunc(wait, func(w report.Waiting) bool { return w.Unit == at.Unit && w.Period == at.Period })
}

// others are the waiting reports but the one in sight.
func (p *Page) others() []report.Waiting {
	return slices.DeleteFunc(slices.Clone(p.wait), func(w report.Waiting) bool { return w.Unit == p.at.Unit && w.Period == p.at.Period })
}

// position says which of the waiting reports this is, or how many wait besides.
func (p *Page) position() string {
	n := strconv.Itoa(len(p.wait))
	switch i := place(p.wait, p.at); {
	case len(p.wait) == 0:
		return ""
	case i < 0:
		return "另有 " + n + " 份待审"
	default:
		return "第 " + strconv.Itoa(i+1) + " 份 / 共 " + n + " 份待审"
	}
}

// turn shows the waiting report after this one or before it; after the last
// comes the first. A report that does not wait stands before the first.
func (p *Page) turn(by int) tea.Cmd {
	if p.acting {
		return nil
	}
	if len(p.others()) == 0 {
		p.notice = "没有别的待审月报."
		return nil
	}
	at, n := place(p.wait, p.at), len(p.wait)
	if at < 0 && by < 0 {
		at = 0
	}
	next := p.wait[(at+by+n)%n]
	return p.unmarked(func() tea.Cmd {
		p.want.Unit, p.want.Period = next.Unit, next.Period
		return p.Request()
	})
}

// step is what becomes of the queue after a decision.
type step int

const (
	judged   step = iota // the next one that waits comes
	unsealed             // the report stays in sight
)

// acted brings what became of a decision: the report to show then, which after a
// judgement is the next one. Without data that report is still to be read.
type acted struct {
	data *data
	said string
	seen sight // what it was decided on
	err  error
}

// Failed is why it came to nothing.
func (a acted) Failed() error { return a.err }

// do carries a decision to the desk, and brings what to look at next in the same
// answer, so that no key meets a report that is already decided. What the person
// saw when asked is what is decided on, even if another version has come in
// since; where it has, the answer brings that one.
func (p *Page) do(then step, seen sight, work func(ctx context.Context) (said string, err error)) tea.Cmd {
	if p.acting {
		return nil
	}
	p.acting = true
	at, before := p.at, p.wait
	return p.Keep(func(ctx context.Context) tea.Msg {
		said, err := work(ctx)
		if errors.Is(err, report.ErrStale) {
			d, _ := p.read(ctx, at) // else it is read again
			return acted{data: d, seen: seen, err: err}
		}
		if err != nil {
			return acted{err: err}
		}
		d, err := p.read(ctx, at)
		if err != nil || then != judged {
			return acted{data: d, said: said}
		}
		mine := slices.DeleteFunc(slices.Clone(d.wait), func(w report.Waiting) bool { return !p.may(w.Unit, d.sheet.Schedule.PlanFor(w.Period)) })
		switch {
		case len(d.wait) == 0:
			return acted{data: d, said: said + ". 没有等着审核的了."}
		case len(mine) == 0:
			return acted{data: d, said: said + ". 其余 " + strconv.Itoa(len(d.wait)) + " 份由平安办审核."}
		}
		said += ", 还有 " + strconv.Itoa(len(mine)) + " 份待审."
		next := following(before, mine, at)
		if nd, err := p.read(ctx, tui.Place{Unit: next.Unit, Period: next.Period}); err == nil {
			d = nd
		}
		return acted{data: d, said: said}
	})
}

// following is the first of the reports that still wait which stood behind the
// one just judged, else the first of all.
func following(before, mine []report.Waiting, at tui.Place) report.Waiting {
	for _, w := range before[place(before, at)+1:] {
		if i := place(mine, tui.Place{Unit: w.Unit, Period: w.Period}); i >= 0 {
			return mine[i]
		}
	}
	return mine[0]
}

// settle shows what became of a decision; on a refusal what is marked stays.
func (p *Page) settle(msg acted) tea.Cmd {
	defer func() { p.acting = false }() // what is shown until then is of the person's own making
	switch stale := errors.Is(msg.err, report.ErrStale); {
	case stale && msg.data != nil:
		p.notice, p.warn = "没有办成: "+msg.data.news(msg.seen.seq), true
		return p.Put(msg.data)
	case stale:
		p.notice, p.warn = msg.err.Error(), true
		return p.Request()
	case msg.err != nil:
		p.notice, p.warn = msg.err.Error(), true
		return nil
	}
	p.notice, p.warn = msg.said, false
	p.marks = map[string]string{}
	p.form.drawn = false
	forgotten := p.keepMarks()
	if msg.data == nil {
		return tea.Batch(forgotten, p.Request())
	}
	return tea.Batch(forgotten, p.Put(msg.data))
}
