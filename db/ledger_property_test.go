package db

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// draw makes up what the event is, and how a person would type it.
func (b *books) draw(e *happening) ledger.Entry {
	e.day = rapid.SampledFrom([]string{"2021-03-01", "2021-03-20", "2021-03-21", "2021-04-10", "2021-04-20", "2021-04-21", "2021-05-03"}).Draw(b.rt, "day")
	e.people = rapid.IntRange(0, 300).Draw(b.rt, "audience")
	e.joint = rapid.Bool().Draw(b.rt, "joint")
	typed := map[string]string{"place": "广场", "form": "会议", "audience": strconv.Itoa(e.people), "partners": ""}
	if e.joint {
		typed["partners"] = "财政办"
	}
	return ledger.Entry{Day: e.day, Typed: typed, Reason: "更正"}
}

func (b *books) note() {
	e := &happening{audience: tally{}, events: tally{}, partner: tally{}}
	e.number = b.kept(b.desk(organiser).Note(b.Context(), "", "events", b.draw(e)))
	b.give(e)
	b.events, b.all = append(b.events, e), append(b.all, e)
}

func (b *books) correct() {
	e := rapid.SampledFrom(b.events).Draw(b.rt, "event")
	before := *e
	r, refused, err := b.desk(organiser).Correct(b.Context(), e.number, b.draw(e))
	if before.day == e.day && before.people == e.people && before.joint == e.joint {
		if !report.Refused(err, report.CodeInvalid) {
			b.rt.Fatalf("a correction that changes nothing: %v", err)
		}
		return
	}
	e.number = b.kept(r, refused, err)
	b.takeBack(&before, e, false)
	b.give(e)
}

func (b *books) strike() {
	i := rapid.IntRange(0, len(b.events)-1).Draw(b.rt, "event")
	if _, err := b.desk(organiser).Strike(b.Context(), b.events[i].number, "记重了"); err != nil {
		b.rt.Fatal(err)
	}
	b.takeBack(b.events[i], b.events[i], true)
	b.events = slices.Delete(b.events, i, i+1)
}

// month draws a month of a unit.
func (b *books) month() (string, report.Period) {
	return rapid.SampledFrom([]string{organiser, partner}).Draw(b.rt, "unit"), rapid.SampledFrom(spring[:2]).Draw(b.rt, "month")
}

// send submits a month, or takes it back.
func (b *books) send() {
	unit, p := b.month()
	if b.locked[unit][p] {
		return
	}
	d := b.desk(unit)
	if b.sent[unit][p] {
		if _, err := d.Withdraw(b.Context(), "", p); err != nil {
			b.rt.Fatal(err)
		}
	} else if _, fs, err := d.Submit(b.Context(), "", p, "演练", report.AnyVersion); report.Refused(err, report.CodeBlocked) {
		return // fewer events were typed than joint ones are noted
	} else if err != nil {
		b.rt.Fatal(err, fs)
	}
	b.sent[unit][p] = !b.sent[unit][p]
}

// lock closes a month, sent or not, or opens it again.
func (b *books) lock() {
	unit, p := b.month()
	b.locked[unit][p] = !b.locked[unit][p]
	until := time.Date(2022, 1, 1, 0, 0, 0, 0, plan.China).UnixMilli()
	if b.locked[unit][p] {
		until = 0
	}
	// As every write that a form shows, it is told in the audit.
	change := &batch{}
	change.do(`UPDATE report SET open_until = ? WHERE period = ? AND unit_id = (SELECT id FROM unit WHERE code = ?)`, until, p.String(), unit)
	change.record(changeOf(b.clock.now()))
	if err := b.store.send(b.Context(), change); err != nil {
		b.rt.Fatal(err)
	}
}

// changeOf is an entry of the audit for what the tests do to the file by hand.
func changeOf(at time.Time) change {
	return change{at: at, actor: Actor{Origin: OriginMachine}, verb: verbUnlock}
}

// overtype types a number of events over the ledger's, or takes it away.
func (b *books) overtype() {
	unit, p := b.month()
	if b.locked[unit][p] || b.sent[unit][p] {
		return
	}
	n := rapid.IntRange(-1, 3).Draw(b.rt, "typed")
	e := report.Edit{Key: "events", Text: strconv.Itoa(n), Note: &unledgered, Version: report.AnyVersion}
	b.typed[unit][p], b.parted = n, b.parted || unit == partner
	if n < 0 {
		e.Text = ""
		delete(b.typed[unit], p)
	}
	if _, refused, err := b.desk(unit).Save(b.Context(), "", p, []report.Edit{e}); err != nil || refused != nil {
		b.rt.Fatal(err, refused)
	}
}

func (b *books) kept(r ledger.Row, refused []report.Refusal, err error) string {
	if err != nil || refused != nil {
		b.rt.Fatal(err, refused)
	}
	return strconv.FormatInt(r.Number, 10)
}

// compare holds the forms, the drill-down and the township's table against the
// model.
func (b *books) compare() {
	people, noted := 0, 0
	for _, e := range b.events {
		people += e.people
	}
	year := map[string]int{}
	count := map[string]map[*happening]int{organiser: {}, partner: {}}
	for _, p := range spring {
		var audience, events, theirs int
		for _, e := range b.all {
			audience, events, theirs = audience+e.audience[p], events+e.events[p], theirs+e.partner[p]
		}
		noted += audience
		if !b.never(organiser, p) {
			year["audience"] += audience
		}
		for unit, n := range map[string]int{organiser: events, partner: theirs} {
			for e, n := range b.covered(unit, p) {
				count[unit][e] += n
			}
			if typed, ok := b.typed[unit][p]; ok {
				n = typed
			}
			if !b.never(unit, p) {
				year[unit] += n
			}
		}
		for _, c := range []struct {
			unit, key string
			want      int
		}{{organiser, "audience", audience}, {organiser, "events", events}, {partner, "events", theirs}, {partner, "joint", theirs}} {
			if c.key == "joint" && b.parted {
				continue // its parts are taken back whole, those of the events as far as they counted
			}
			b.shows(c.unit, p, c.key, c.want)
		}
	}
	if noted != people {
		b.rt.Fatalf("the model is wrong: %d over the year, %d people", noted, people)
	}
	for unit, key := range map[string]string{organiser: "audience", partner: ""} {
		s := b.form(unit, spring[2])
		if sum, _ := s.Find("events").Cumulative(); sum.String() != strconv.Itoa(year[unit]) {
			b.rt.Fatalf("%s has %s events in the year, want %d", unit, sum, year[unit])
		}
		if sum, _ := s.Find("audience").Cumulative(); key != "" && sum.String() != strconv.Itoa(year[key]) {
			b.rt.Fatalf("%s has %s people in the year, want %d", unit, sum, year[key])
		}
	}
	want := year[organiser] + year[partner]
	for _, e := range b.all {
		theirs := count[partner][e]
		if want -= theirs; b.doubtful(e) {
			want += max(0, theirs-max(0, count[organiser][e]))
		}
	}
	b.total(spring[2], "events", want)
}

// shows holds a line that its ledger feeds, and the rows that make it.
func (b *books) shows(unit string, p report.Period, key string, want int) {
	said, fed := b.form(unit, p).Fed[key]
	if got := said.Value.String(); fed && got != strconv.Itoa(want) || !fed && want != 0 {
		b.rt.Fatalf("%s %s in %s: %s, want %d", unit, key, p, got, want)
	}
	parts, err := b.desk(unit).RowsOf(b.Context(), "", p, key, ledger.Query{})
	if err != nil {
		b.rt.Fatal(err)
	}
	sum := report.Whole(0)
	for _, part := range parts.List {
		n, _ := part.Amount.Number()
		sum = sum.Add(n)
	}
	if sum.String() != strconv.Itoa(want) {
		b.rt.Fatalf("the rows of %s %s in %s make %s, want %d", unit, key, p, sum, want)
	}
}

// total is the township's figure for the year: an event counts once.
func (b *books) total(p report.Period, key string, want int) {
	t, err := b.desk("lingdao").Table(b.Context(), p)
	if err != nil {
		b.rt.Fatal(err)
	}
	i := slices.IndexFunc(t.Columns, func(c plan.Column) bool { return c.Key == key })
	if got := t.Total.Figures[i].Year.String(); got != strconv.Itoa(want) {
		b.rt.Fatalf("the township has %s %s, want %d", got, key, want)
	}
}

// TestTheFormIsTheSumOfItsRows notes, corrects, moves, strikes, sends, takes
// back, locks and types over at random, and after each step every month of both
// units must say what the events add up to, and the township each event once.
func TestTheFormIsTheSumOfItsRows(t *testing.T) {
	h := newHouse(t)
	h.clock.set(t, "2021-05-04 09:00")
	sch, err := h.desk("pingan").Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := &books{
		house: h, schedule: sch,
		sent:   map[string]map[report.Period]bool{organiser: {}, partner: {}},
		locked: map[string]map[report.Period]bool{organiser: {}, partner: {}},
		typed:  map[string]map[report.Period]int{organiser: {}, partner: {}},
	}
	for _, unit := range []string{organiser, partner} {
		for _, p := range spring[:2] {
			if _, err := h.desk("pingan").Unlock(t.Context(), unit, p, plan.Date{Year: 2021, Month: 12, Day: 31}, "演练"); err != nil {
				t.Fatal(err)
			}
			h.save(unit, "", p, "staff=干事")
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		b.rt = rt
		steps := []func(){b.note, b.note, b.correct, b.correct, b.strike, b.send, b.lock, b.overtype}
		if step := rapid.IntRange(0, len(steps)-1).Draw(rt, "step"); len(b.events) == 0 && step < 5 {
			b.note()
		} else {
			steps[step]()
		}
		b.compare()
	})
	h.consistent()
}
