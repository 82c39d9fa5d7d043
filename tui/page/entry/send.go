package entry

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
)

// flight is an edit between the person and the database. Those of one line
// follow each other: the next is sent when the one before is answered, and
// stands on the version that came of it, so that it never passes over what
// another person wrote in between.
type flight struct {
	edit report.Edit
	was  string // what the cell held when the edit was sent
	note string // and its remark
	act  *act   // that it belongs to; nil: it is not put back
	back *act   // that it puts back
	open bool   // its field was still open when the line dropped
}

// after is the version that the line's next edit stands on when this one was
// kept.
func (f flight) after(s *report.Sheet) int {
	if f.edit.Over != nil {
		f.edit.Text = f.was
	}
	return f.edit.After(s)
}

// send saves edits, which are one act; until the answer comes they count as on
// their way.
func (p *Page) send(edits ...report.Edit) tea.Cmd {
	flights, one := make([]flight, len(edits)), &act{}
	for i, e := range edits {
		flights[i] = flight{edit: e, act: one}
	}
	return p.launch(flights...)
}

func (p *Page) launch(flights ...flight) tea.Cmd {
	var first []report.Edit
	for _, f := range flights {
		key := f.edit.Key
		delete(p.unsaved(f.edit), key)
		if f.edit.Over == nil {
			delete(p.halves, key) // saving it forgets that
		}
		cell := p.sheet.Find(key).Cell
		f.was, f.note = cell.Value.String(), cell.Note
		p.sending[key] = append(p.sending[key], f)
		if len(p.sending[key]) == 1 {
			first = append(first, f.edit)
		}
	}
	return p.dispatch(first)
}

func (p *Page) dispatch(edits []report.Edit) tea.Cmd {
	if len(edits) == 0 {
		return nil
	}
	p.load++
	load := p.load
	return p.Keep(func(ctx context.Context) tea.Msg { return p.save(ctx, load, edits) })
}

func (p *Page) save(ctx context.Context, load int, edits []report.Edit) kept {
	s, refused, err := p.desk.Save(ctx, p.at.Unit, p.at.Period, edits)
	k := kept{loaded: loaded{load: load, sheet: s, err: err}, edits: edits, refused: refused}
	if s != nil {
		var ferr error
		if k.findings, ferr = s.Findings(); err == nil {
			k.err = ferr
		}
	}
	return k
}

// Failed is why something was not kept.
func (k kept) Failed() error {
	if k.err == nil && len(k.refused) > 0 {
		return k.refused[0].Err
	}
	return k.err
}

// refusal is why an edit was not kept; nil if it was.
func (k kept) refusal(key string) error {
	if k.err != nil {
		return k.err
	}
	for _, r := range k.refused {
		if r.Key == key {
			return r.Err
		}
	}
	return nil
}

// keep takes the answer of a save and sends what waited for it. What was
// refused, or came too late, stays on the screen under its line with the
// reason; it is never put to the person at once, who may be typing elsewhere.
func (p *Page) keep(k kept) tea.Cmd {
	if p.closing {
		return nil
	}
	var next []report.Edit
	for _, e := range k.edits {
		p.answered(e.Key, k)
		if queue := p.sending[e.Key]; len(queue) > 0 {
			next = append(next, queue[0].edit)
		}
	}
	if k.sheet != nil {
		// Saves that are on their way together may be answered in any order.
		since := k.sheet.Report.Version - p.sheet.Report.Version
		if since > 0 || since == 0 && k.load == p.load {
			p.take(k.loaded)
		}
	}
	if len(next) > 0 || len(p.sending) > 0 {
		return p.dispatch(next)
	}
	var again tea.Cmd
	if k.load != p.load || p.missed {
		again = p.reload()
	}
	return tea.Batch(again, p.rested())
}

// answered takes the first edit of a line off its queue.
func (p *Page) answered(key string, k kept) {
	f := p.sending[key][0]
	rest := p.sending[key][1:]
	if p.sending[key] = rest; len(rest) == 0 {
		delete(p.sending, key)
	}
	stands, noted := f.was, f.note
	if err := k.refusal(key); err == nil {
		if f.edit.Over == nil {
			stands = f.edit.Text
		}
		noted = k.sheet.Find(key).Cell.Note
		to := f.after(k.sheet)
		p.follow(key, f.edit.Version, to)
		p.remember(f, to, k.sheet)
	} else if !superseded(f, rest) {
		p.fail(f.edit, err)
	}
	if len(rest) > 0 {
		rest[0].was, rest[0].note = stands, noted
	}
}

// superseded says that a later edit of the line takes a flight's place.
func superseded(f flight, rest []flight) bool {
	for _, later := range rest {
		if (later.edit.Over == nil) == (f.edit.Over == nil) {
			return true
		}
	}
	return false
}

// follow moves all that stands on a version of a line, which the person's own
// save has just replaced, on to the version that came of it.
func (p *Page) follow(key string, from, to int) {
	move := func(version *int) {
		if *version == from {
			*version = to
		}
	}
	for i := range p.sending[key] {
		move(&p.sending[key][i].edit.Version)
	}
	for _, a := range p.done {
		for i := range a.edits {
			if a.edits[i].Key == key {
				move(&a.edits[i].Version)
			}
		}
	}
	for _, unsaved := range []map[string]attempt{p.refused, p.notes} {
		if a, ok := unsaved[key]; ok {
			move(&a.edit.Version)
			unsaved[key] = a
		}
	}
	if p.basis == key {
		move(&p.version)
	}
}

// unsaved is where an edit goes that is not kept: values and remarks apart.
func (p *Page) unsaved(e report.Edit) map[string]attempt {
	if e.Over != nil {
		return p.notes
	}
	return p.refused
}

// fail keeps an edit on the screen with why it was not saved.
func (p *Page) fail(e report.Edit, err error) {
	if e.Over != nil {
		err = errors.New("备注 " + said(*e.Note, 40) + ". " + err.Error() + " 按 F4 再写.")
	}
	p.unsaved(e)[e.Key] = attempt{e, err}
	if p.then != nil {
		p.balked = e.Key
	}
}

// seen is the version of a line's cell that the person goes by.
func (p *Page) seen(e *report.Entry) int {
	key := e.Line.Key
	if a, ok := p.refused[key]; ok {
		return a.edit.Version
	}
	if queue := p.sending[key]; len(queue) > 0 {
		return queue[len(queue)-1].edit.Version
	}
	return e.Cell.Version
}

// typed is what the field of a line begins with: what the person typed there
// last, be it refused or on its way, else what is in force.
func (p *Page) typed(e *report.Entry) string {
	text, own := p.own(e.Line.Key)
	switch {
	case own && text == report.NA.String():
		return ""
	case own:
		return text
	}
	return shownFor(e)
}

// own is what the person typed into a line and what is not in the report yet.
func (p *Page) own(key string) (text string, ok bool) {
	if a, refused := p.refused[key]; refused {
		return a.edit.Text, true
	}
	for _, f := range p.sending[key] {
		if f.edit.Over == nil {
			text, ok = f.edit.Text, true
		}
	}
	return text, ok
}
