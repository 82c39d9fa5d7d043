package db

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// tally is a number by the period in which it counts.
type tally map[report.Period]int

// happening is what the model knows of one event: how it now stands, and where
// each of its figures was put.
type happening struct {
	number                    string // of its newest row
	day                       string
	people                    int
	joint                     bool
	audience, events, partner tally
}

// books is the model of two units' ledgers: 司法所 organises, 财政办 joins in.
type books struct {
	*house
	rt       *rapid.T
	schedule *report.Schedule
	events   []*happening
	gone     []*happening // struck out, whose closed months still hold them
	sent     map[string]map[report.Period]bool
}

const organiser, partner = "sifa", "caizheng"

var spring = []report.Period{march, april, {Year: 2021, Month: 5}}

// settling is where a figure of p can still change.
func (b *books) settling(unit string, p report.Period) report.Period {
	for b.sent[unit][p] {
		p = b.schedule.Next(p)
	}
	return p
}

// give puts an event's figures where they count; takeBack takes out whatever
// stands, each where that can still be done.
func (b *books) give(e *happening) {
	day, err := plan.ParseDate(e.day)
	if err != nil {
		b.rt.Fatal(err)
	}
	own := b.schedule.Of(day)
	e.audience[b.settling(organiser, own)] += e.people
	e.events[b.settling(organiser, own)]++
	if e.joint {
		e.partner[b.settling(partner, own)]++
	}
}

func (b *books) takeBack(e *happening) {
	for unit, sums := range map[string][]tally{organiser: {e.audience, e.events}, partner: {e.partner}} {
		for _, sum := range sums {
			for p, n := range maps.Clone(sum) {
				sum[b.settling(unit, p)] -= n
			}
		}
	}
}

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
	b.events = append(b.events, e)
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
	b.takeBack(e)
	b.give(e)
}

func (b *books) strike() {
	i := rapid.IntRange(0, len(b.events)-1).Draw(b.rt, "event")
	if _, err := b.desk(organiser).Strike(b.Context(), b.events[i].number, "记重了"); err != nil {
		b.rt.Fatal(err)
	}
	b.takeBack(b.events[i])
	b.gone = append(b.gone, b.events[i])
	b.events = slices.Delete(b.events, i, i+1)
}

// send submits a month, or takes it back.
func (b *books) send() {
	unit := rapid.SampledFrom([]string{organiser, partner}).Draw(b.rt, "unit")
	p := rapid.SampledFrom(spring[:2]).Draw(b.rt, "month")
	d := b.desk(unit)
	if b.sent[unit][p] {
		if _, err := d.Withdraw(b.Context(), "", p); err != nil {
			b.rt.Fatal(err)
		}
	} else if _, fs, err := d.Submit(b.Context(), "", p, "演练", report.AnyVersion); err != nil {
		b.rt.Fatal(err, fs)
	}
	b.sent[unit][p] = !b.sent[unit][p]
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
	people := 0
	for _, e := range b.events {
		people += e.people
	}
	year := 0
	for _, p := range spring {
		var audience, events, theirs int
		for _, e := range append(slices.Clone(b.events), b.gone...) {
			audience, events, theirs = audience+e.audience[p], events+e.events[p], theirs+e.partner[p]
		}
		year += audience
		for _, c := range []struct {
			unit, key string
			want      int
		}{{organiser, "audience", audience}, {organiser, "events", events}, {partner, "events", theirs}, {partner, "joint", theirs}} {
			said, fed := b.form(c.unit, p).Fed[c.key]
			if got := said.Value.String(); fed && got != strconv.Itoa(c.want) || !fed && c.want != 0 {
				b.rt.Fatalf("%s %s in %s: %s, want %d", c.unit, c.key, p, got, c.want)
			}
			parts, err := b.desk(c.unit).RowsOf(b.Context(), "", p, c.key)
			if err != nil {
				b.rt.Fatal(err)
			}
			sum := report.Whole(0)
			for _, part := range parts {
				n, _ := part.Amount.Number()
				sum = sum.Add(n)
			}
			if sum.String() != strconv.Itoa(c.want) {
				b.rt.Fatalf("the rows of %s %s in %s make %s, want %d", c.unit, c.key, p, sum, c.want)
			}
		}
	}
	if year != people {
		b.rt.Fatalf("the model is wrong: %d over the year, %d people", year, people)
	}
	b.total(spring[2], "events", len(b.events))
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

// TestTheFormIsTheSumOfItsRows notes, corrects, moves, strikes, sends and takes
// back at random, and after each step every month of both units must say what
// the events add up to.
func TestTheFormIsTheSumOfItsRows(t *testing.T) {
	h := newHouse(t)
	h.clock.set(t, "2021-05-04 09:00")
	sch, err := h.desk("pingan").Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := &books{house: h, schedule: sch, sent: map[string]map[report.Period]bool{organiser: {}, partner: {}}}
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
		steps := []func(){b.note, b.note, b.correct, b.correct, b.strike, b.send}
		if step := rapid.IntRange(0, len(steps)-1).Draw(rt, "step"); len(b.events) == 0 && step != 5 {
			b.note()
		} else {
			steps[step]()
		}
		b.compare()
	})
	h.consistent()
}
