package db

import (
	"maps"

	"pgregory.net/rapid"

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
	shared                    bool // it has been joint once
	audience, events, partner tally
}

// books is the model of two units' ledgers: 司法所 organises, 财政办 joins in.
type books struct {
	*house
	rt       *rapid.T
	schedule *report.Schedule
	all      []*happening // as they came
	events   []*happening // that count
	sent     map[string]map[report.Period]bool
	locked   map[string]map[report.Period]bool
	typed    map[string]map[report.Period]int // over the ledger's events
	parted   bool                             // the partner has typed over its events once: 其中联合 went its own way
}

const organiser, partner = "sifa", "caizheng"

var spring = []report.Period{march, april, {Year: 2021, Month: 5}}

// never is a month that was not filed and no longer can be.
func (b *books) never(unit string, p report.Period) bool {
	return b.locked[unit][p] && !b.sent[unit][p]
}

// settling is where a figure of p can still change.
func (b *books) settling(unit string, p report.Period) report.Period {
	for b.sent[unit][p] || b.locked[unit][p] {
		p = b.schedule.Next(p)
	}
	return p
}

// home is where a figure of a day counts.
func (b *books) home(unit, day string) report.Period {
	d, err := plan.ParseDate(day)
	if err != nil {
		b.rt.Fatal(err)
	}
	return b.settling(unit, b.schedule.Of(d))
}

// give puts an event's figures where they count.
func (b *books) give(e *happening) {
	e.audience[b.home(organiser, e.day)] += e.people
	e.events[b.home(organiser, e.day)]++
	if e.joint {
		e.partner[b.home(partner, e.day)]++
		e.shared = true
	}
}

// covered is how many of the events of a month's ledger, first the joint ones,
// the month counts of each: all, unless fewer were typed than its ledger has.
func (b *books) covered(unit string, p report.Period) map[*happening]int {
	counted := map[*happening]int{}
	typed, over := b.over(unit, p)
	sum := 0
	for _, joint := range []bool{true, false} {
		for _, e := range b.all {
			n := e.part(unit)[p]
			if (unit == partner || e.shared) != joint || b.never(unit, p) {
				continue
			}
			if counted[e] = n; over {
				counted[e] = max(0, min(sum+n, typed)) - max(0, min(sum, typed))
			}
			sum += n
		}
	}
	return counted
}

// part is where an event counts for a unit.
func (e *happening) part(unit string) tally {
	if unit == partner {
		return e.partner
	}
	return e.events
}

// over is the figure that was typed for a month, and whether the month cannot
// count all that its ledger says because of it.
func (b *books) over(unit string, p report.Period) (typed int, over bool) {
	sum := 0
	for _, e := range b.all {
		sum += e.part(unit)[p]
	}
	typed, ok := b.typed[unit][p]
	return typed, ok && (sum < 0 || sum > typed)
}

// takeBack takes out what a month counts of an event, where that can still be
// done; where the event stays in its place, there. What counted nowhere goes.
func (b *books) takeBack(was, e *happening, struck bool) {
	type figure struct {
		unit  string
		sum   tally
		stays bool
		typed bool
	}
	for _, f := range []figure{
		{organiser, e.audience, true, false},
		{organiser, e.events, true, true},
		{partner, e.partner, e.joint, true},
	} {
		counted := map[report.Period]int{} // before any of it moves
		for p := range f.sum {
			counted[p] = b.covered(f.unit, p)[e]
		}
		stays := f.stays && !struck && b.home(f.unit, was.day) == b.home(f.unit, e.day)
		for p, n := range maps.Clone(f.sum) {
			to := b.settling(f.unit, p)
			switch {
			case b.never(f.unit, p):
				to = p
			case stays:
				to = b.home(f.unit, e.day)
			}
			if f.typed && b.sent[f.unit][p] {
				n = counted[p]
			}
			f.sum[to] -= n
		}
	}
}

// doubtful is an event that stands in a month that does not count all that its
// ledger says.
func (b *books) doubtful(e *happening) bool {
	for _, p := range spring {
		for _, unit := range []string{organiser, partner} {
			if _, over := b.over(unit, p); e.part(unit)[p] != 0 && (b.never(unit, p) || over) {
				return true
			}
		}
	}
	return false
}
