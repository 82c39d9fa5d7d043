package ledger

import (
	"cmp"
	"slices"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Claim is a chain of rows whose newest one names an item that counts once a
// year, such as a household. One of an item's claims bears it.
type Claim struct {
	Root    string        // id of the chain's first row
	Day     plan.Date     // of its newest row
	Period  report.Period // where that row counts
	Counted report.Period // where the item counts by this claim; zero: another bears it
	On      plan.Date     // the day under which it counts there
}

// Move is one item that begins or ceases to count.
type Move struct {
	Root   string
	Period report.Period // where that shows
	Of     report.Period // where it counted; of one that begins to count, where it does
	Day    plan.Date
	Gain   bool
}

// Bear says which claim bears an item after a row has changed what was claimed
// before, and what that moves: the row with the earliest day among the periods
// that can still change bears it. What stands in a closed period stays there as
// long as its row names the item; what stands in one that was never filed
// counts nowhere, and the item is free.
func (rs Reports) Bear(s *report.Schedule, now time.Time, before, after []Claim) ([]Claim, []Move, error) {
	after = slices.Clone(after)
	var was Claim
	for _, c := range before {
		if !c.Counted.IsZero() {
			was = c
		}
	}
	best := -1
	first := func(a, b Claim) int {
		closed := func(c Claim) int {
			if rs.Changeable(s, c.Period, now) {
				return 0
			}
			return 1
		}
		return cmp.Or(closed(a)-closed(b), a.Day.Compare(b.Day), cmp.Compare(a.Root, b.Root))
	}
	for i := range after {
		after[i].Counted, after[i].On = report.Period{}, plan.Date{}
		if best < 0 || first(after[i], after[best]) < 0 {
			best = i
		}
	}
	if i := slices.IndexFunc(after, func(c Claim) bool { return c.Root == was.Root }); i >= 0 && !rs.NeverFiled(s, was.Counted, now) {
		if i == best && after[i].Day == was.On || !rs.Changeable(s, was.Counted, now) {
			after[i].Counted, after[i].On = was.Counted, was.On
			return after, nil, nil
		}
	}
	var moves []Move
	if was.Root != "" {
		to, err := rs.Leaving(s, was.Counted, now)
		if err != nil {
			return nil, nil, err
		}
		moves = append(moves, Move{Root: was.Root, Period: to, Of: was.Counted, Day: was.On})
	}
	if best >= 0 {
		c := &after[best]
		to, err := rs.Settling(s, c.Period, now)
		if err != nil {
			return nil, nil, err
		}
		c.Counted, c.On = to, c.Day
		moves = append(moves, Move{Root: c.Root, Period: to, Of: to, Day: c.Day, Gain: true})
	}
	return after, moves, nil
}
