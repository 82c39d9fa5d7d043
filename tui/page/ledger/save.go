package ledger

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// written is the answer of a write.
type written struct {
	what    deed
	row     ledger.Row
	newest  *ledger.Row // of a row that another had put right meanwhile
	refused []report.Refusal
	err     error
}

// Failed is why it was not written.
func (w written) Failed() error {
	if w.err == nil && len(w.refused) > 0 {
		return w.refused[0].Err
	}
	return w.err
}

// deed is what was written.
type deed int

const (
	deedNote deed = iota
	deedCorrect
	deedStrike
	deedKeep   // of a row that is not noted yet
	deedDrop   // of one that the person asked to be rid of
	deedForget // of one in which nothing stands any more
	deedMode
)

// write runs a write, even if the session is closing. Keys wait for its answer.
func (p *Page) write(work func(ctx context.Context) written) tea.Cmd {
	p.busy++
	return p.Keep(func(ctx context.Context) tea.Msg { return work(ctx) })
}

// send notes the row, or corrects one. What is refused is kept as unfinished
// with the same stroke, so that no dropped line can lose it.
func (p *Page) send() tea.Cmd {
	f := p.form
	f.fault, f.refused = "", map[string]string{}
	unit, id, row, e, begun := p.want.unit, f.id, f.rowID(), f.entry(true), f.entry(false)
	return p.write(func(ctx context.Context) written {
		w := written{what: deedNote}
		if row == "" {
			w.row, w.refused, w.err = p.desk.Note(ctx, unit, id, e)
		} else {
			w.what = deedCorrect
			w.row, w.refused, w.err = p.desk.Correct(ctx, row, e)
		}
		if w.err != nil || len(w.refused) > 0 {
			_ = p.desk.KeepUnfinished(ctx, unit, id, ledger.Unfinished{Row: row, Entry: begun}) // the refusal is what is told
		}
		if row != "" && report.Refused(w.err, report.CodeStale) {
			if chain, err := p.desk.Chain(ctx, row); err == nil && len(chain) > 0 {
				w.newest = &chain[len(chain)-1]
			}
		}
		return w
	})
}

// keep keeps a row that was begun.
func (p *Page) keep(f *form) tea.Cmd {
	unit, id, u := p.want.unit, f.id, ledger.Unfinished{Row: f.rowID(), Entry: f.entry(false)}
	return p.write(func(ctx context.Context) written {
		return written{what: deedKeep, err: p.desk.KeepUnfinished(ctx, unit, id, u)}
	})
}

// drop forgets a row that was begun.
func (p *Page) drop(what deed, id, row string) tea.Cmd {
	unit := p.want.unit
	return p.write(func(ctx context.Context) written {
		return written{what: what, err: p.desk.DropUnfinished(ctx, unit, id, row)}
	})
}

func (p *Page) strikeOut(id, reason string) tea.Cmd {
	return p.write(func(ctx context.Context) written {
		r, err := p.desk.Strike(ctx, id, reason)
		return written{what: deedStrike, row: r, err: err}
	})
}

// close keeps what is typed when the session ends. What is on its way already
// keeps itself.
func (p *Page) close() tea.Cmd {
	if p.form == nil || p.busy > 0 {
		return nil
	}
	p.leave(false)
	if !p.form.dirty() {
		return nil
	}
	return p.keep(p.form)
}

// settle takes the answer of a write. What was typed ahead of a refusal was
// meant for another screen than this.
func (p *Page) settle(w written) tea.Cmd {
	p.busy--
	failed := w.Failed() != nil
	switch {
	case w.what == deedNote || w.what == deedCorrect:
		if failed {
			p.balk(w)
		} else {
			p.noted(w)
		}
	case failed:
		p.refuse(w.err.Error())
	case w.what == deedStrike:
		p.notice = "已划去: " + w.row.Text + p.elsewhere(w.row)
	case w.what == deedDrop:
		p.notice = "没记完的一笔不要了."
	case w.what == deedMode:
		p.mode, p.adding = 0, true
	}
	if failed {
		p.Forget()
	}
	return p.Renew()
}

// balk shows why a row was not kept; all that was typed stays in the form.
func (p *Page) balk(w written) {
	f := p.form
	f.kept = true
	if w.newest != nil {
		f.stand(w.newest)
		f.open(f.hand)
	}
	if w.err != nil {
		f.fault = w.err.Error()
	}
	f.blame(w.refused)
}

// noted closes the form and says what the figures have gained.
func (p *Page) noted(w written) {
	p.form = nil
	verb := "已记"
	if w.what == deedCorrect {
		verb = "已更正"
		p.hand = w.row.ID
	}
	parts := append([]string{verb}, ledger.Gains(w.row.Adds, w.row.Period, bare)...)
	p.notice = strings.Join(parts, "  ") + p.elsewhere(w.row)
}

// elsewhere says in which month a row counts, if not in the one that is shown.
func (p *Page) elsewhere(r ledger.Row) string {
	switch where := r.Elsewhere(p.data.sheet.Schedule); {
	case where != "":
		return "  计入 " + where + "(更正)"
	case r.Period != p.want.period && !p.want.all:
		return "  计入 " + r.Period.Name()
	}
	return ""
}
