package ledger

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// form is a row while it is typed: the day, the ledger's fields, those that it
// requires first, and the reason where one is wanted.
type form struct {
	id      string // the ledger's
	row     *ledger.Row
	slots   []slot
	hand    int
	moved   bool // the hand has just come to the slot
	top     int
	spots   widget.Spots // where the slots were drawn
	field   widget.Field // of the slot in hand
	refused map[string]string
	fault   string // why it was not kept, of no field in particular
	said    string // what came of a paste
	kept    bool   // something of it is kept as unfinished
	listed  bool   // the unit keeps the list and does not count
	counts  string // in which other month the row counts, as a sentence
	late    bool   // the desk wants a reason, whatever the page knew of the month
}

// slot is one line of the form.
type slot struct {
	key   string
	field *plan.Field // nil of the day and the reason
	label string
	text  string
	offer string // taken while nothing is typed
	stood string // what the row that is corrected says
}

// newForm makes the form of a new row, which offers what the last one said, or
// of a correction, which begins with what stands.
func (p *Page) newForm(l *plan.Ledger, row *ledger.Row) *form {
	f := &form{id: l.ID, row: row, refused: map[string]string{}, listed: p.data.page.Mode == ledger.ModeListed}
	f.slots = append(f.slots, slot{key: ledger.KeyDay, label: "日期", offer: "今天"})
	for _, required := range []bool{true, false} {
		for i := range l.Fields {
			if fl := &l.Fields[i]; fl.Required == required && f.asks(l, fl) {
				f.slots = append(f.slots, slot{key: fl.Key, field: fl, label: fl.Label, offer: p.offered(fl, row)})
			}
		}
	}
	f.slots = append(f.slots, slot{key: ledger.KeyReason, label: "原因"})
	if row != nil {
		f.stand(row)
	}
	return f
}

// asks says that a field is typed: of the number and the list that takes its
// place, a unit keeps one.
func (f *form) asks(l *plan.Ledger, fl *plan.Field) bool {
	if fl.Key == l.List {
		return f.listed
	}
	counter := ledger.Counter(l)
	return counter == nil || l.List == "" || counter.Key != fl.Key || !f.listed
}

// offered is what the last row said of a field: its words, not its numbers.
func (p *Page) offered(fl *plan.Field, row *ledger.Row) string {
	last := p.data.last
	if row != nil || last == nil || fl.Number() {
		return ""
	}
	switch fl.Type {
	case plan.TypeItems, plan.TypeNumbers, plan.TypeUnits, plan.TypeChainage:
		return ""
	case plan.TypeChoices, plan.TypeYesNo:
		if !fl.Required {
			return "" // it makes a figure of its own, and is asked each time
		}
	case plan.TypeText:
		if fl.Prose() {
			return ""
		}
	}
	return last.Words[fl.Key]
}

// stand fills in what a row says; what the person has changed meanwhile stays.
func (f *form) stand(row *ledger.Row) {
	f.row = row
	for i := range f.slots {
		s := &f.slots[i]
		stands := row.Words[s.key]
		switch s.key {
		case ledger.KeyReason:
			continue
		case ledger.KeyDay:
			stands, s.offer = row.Day.String(), ""
		}
		if s.text == s.stood {
			s.text = stands
		}
		s.stood = stands
	}
}

// resume fills in what was begun before.
func (f *form) resume(u ledger.Unfinished) {
	f.kept = true
	for i := range f.slots {
		s := &f.slots[i]
		text, ok := u.Typed[s.key]
		switch s.key {
		case ledger.KeyDay:
			text, ok = u.Day, u.Day != ""
		case ledger.KeyReason:
			text, ok = u.Reason, u.Reason != ""
		}
		if ok {
			s.text = text
		}
	}
}

// here is the slot in hand, last the reason's.
func (f *form) here() *slot { return &f.slots[f.hand] }

// asksReason says that the reason is wanted: of a correction, and of a day whose
// month is closed.
func (f *form) asksReason() bool { return f.row != nil || f.counts != "" || f.late }

// shown is how many slots there are to go through.
func (f *form) shown() int {
	if f.asksReason() {
		return len(f.slots)
	}
	return len(f.slots) - 1
}

// stands says that what is offered is taken without being touched, and is shown
// so: the ledger requires it.
func (s *slot) stands() bool { return s.field == nil || s.field.Required }

// entry is the row as it was typed: of a correction only what changes. What is
// offered counts as typed where it stands, if it is taken at all.
func (f *form) entry(taking bool) ledger.Entry {
	e := ledger.Entry{Typed: map[string]string{}, Kept: f.kept}
	for i := range f.slots {
		s := &f.slots[i]
		text := s.text
		if text == "" && taking && s.stands() && s.key != ledger.KeyDay {
			text = s.offer
		}
		switch {
		case s.key == ledger.KeyReason && f.asksReason():
			e.Reason = text
		case s.key == ledger.KeyReason:
		case s.key == ledger.KeyDay && text != s.stood:
			e.Day = text
		case s.key == ledger.KeyDay:
		case text != s.stood:
			e.Typed[s.key] = text
		}
	}
	return e
}

// dirty says that something was typed that is nowhere else.
func (f *form) dirty() bool {
	e := f.entry(false)
	return e.Day != "" || len(e.Typed) > 0 || e.Reason != ""
}

// open takes a slot in hand.
func (f *form) open(i int) {
	f.hand, f.moved = i, true
	s := f.here()
	f.field = widget.Field{Max: limit(s)}
	f.field.SetValue(s.text)
	f.field.Placeholder = s.offer
}

// write applies a key or a paste to the slot in hand and says whether it was
// taken. What is written into one that the hand has just come to takes the place
// of what stood there, if it yields or is no choice that there is. What was
// refused is judged anew.
func (f *form) write(msg tea.Msg) bool {
	s := f.here()
	taken := f.field.Write(msg, f.moved && (s.yields() || f.refused[s.key] != "" && s.single()))
	if taken {
		delete(f.refused, s.key)
		f.moved = false
	}
	return taken
}

// single says that a slot takes one of some words.
func (s *slot) single() bool {
	return s.field != nil && (s.field.Type == plan.TypeChoice || s.field.Type == plan.TypeYesNo || s.field.Type == plan.TypeUnit)
}

// yields says that what stands in a slot is typed anew rather than mended: a
// day, a figure, and short words that are the old ones.
func (s *slot) yields() bool {
	switch {
	case s.key == ledger.KeyDay:
		return true
	case s.field == nil || s.field.Type == plan.TypeItems || s.field.Prose():
		return false
	}
	return s.field.Number() || s.field.Type == plan.TypeChainage || s.text == s.stood
}

// limit bounds what is typed into a slot.
func limit(s *slot) int {
	switch {
	case s.field == nil && s.key == ledger.KeyDay:
		return 20
	case s.field == nil:
		return report.MaxProse
	case s.field.Type == plan.TypeText && s.field.Length > 0:
		return s.field.Length
	case s.field.Items():
		return 4000
	}
	return 200
}

// leave closes the slot in hand and reads what it holds. A correction's slot
// that was not touched is not judged.
func (p *Page) leave(taking bool) {
	f := p.form
	s := f.here()
	s.text = strings.TrimSpace(f.field.Value())
	if s.text == "" && taking && s.key != ledger.KeyDay {
		s.text = s.offer
	}
	delete(f.refused, s.key)
	if s.key == ledger.KeyDay {
		p.readDay(s)
		return
	}
	if s.field == nil || s.text == "" || s.text == s.stood {
		return
	}
	text, err := p.spell(s.field, s.text)
	if err == nil {
		text, err = report.Tidy(s.field, text)
	}
	if err != nil {
		f.refused[s.key] = err.Error()
		return
	}
	s.text = text
}

// readDay reads the day, and says in which month the row counts if not in its
// own.
func (p *Page) readDay(s *slot) {
	f := p.form
	f.counts = ""
	schedule, now := p.data.sheet.Schedule, p.Now()
	day, err := report.ReadDay(s.text, plan.DateOf(now))
	if err == nil {
		var to report.Period
		var late bool
		if to, late, err = p.data.reports.Counting(schedule, day, now); late && err == nil {
			f.counts = schedule.Of(day).Name() + " 已报送或锁定, 这一笔记作 " + to.Name() + " 的更正, 最后写一句原因."
		}
	}
	if err != nil {
		if s.text != s.stood {
			f.refused[s.key] = err.Error()
		}
		return
	}
	if s.text != "" {
		s.text = day.String()
	}
}
