package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// check runs one of the checks that the program knows by name.
func (s *Sheet) check(r *plan.Rule) []Finding {
	switch r.Check {
	case plan.CheckRequired:
		return s.findings(r, s.blankRequired())
	case plan.CheckAwaited:
		return s.findings(r, s.awaited())
	case plan.CheckReturned:
		return s.findings(r, s.Untouched())
	case plan.CheckBounds:
		return s.outOfBounds(r)
	case plan.CheckPace:
		return s.behindPace(r)
	case plan.CheckTarget:
		return s.softTargets(r)
	case plan.CheckSame:
		return s.sameAsLast(r)
	case plan.CheckLocked:
		if stage := s.Report.Stage(); stage != StagePending && stage != StageAccepted && s.Report.Locked(s.Schedule, s.Now) {
			return []Finding{s.finding(r, "", map[string]string{"lock": Deadline(s.Schedule.Lock(s.Report.Period))})}
		}
	case plan.CheckNil:
		return s.findings(r, s.increasesInNil())
	case plan.CheckStock:
		return s.findings(r, s.changedDenominators())
	case plan.CheckPeer:
		return s.peer(r)
	case plan.CheckLedgerTie:
		return s.findings(r, s.ledgerTie(r.Severity == plan.SeverityInfo))
	case plan.CheckEventWindow:
		return s.outsideWindow(r)
	}
	return nil
}

func (s *Sheet) pick(want func(e *Entry) bool) []*Entry {
	var hits []*Entry
	for i := range s.Entries {
		if want(&s.Entries[i]) {
			hits = append(hits, &s.Entries[i])
		}
	}
	return hits
}

func (s *Sheet) blankRequired() []*Entry {
	return s.pick(func(e *Entry) bool {
		return e.Line.Indicator.By == "" && e.missing()
	})
}

// awaited are the required lines that the unit cannot fill in itself.
func (s *Sheet) awaited() []*Entry {
	return s.pick(func(e *Entry) bool { return e.Line.Indicator.By != "" && e.missing() })
}

func (e *Entry) missing() bool {
	return e.Line.Indicator.Required && Typed(e.Line) && e.Line.Dim == "" && e.Value.Blank()
}

// Untouched are the cells that were sent back one by one and that nobody has
// changed since.
func (s *Sheet) Untouched() []*Entry {
	return s.pick(func(e *Entry) bool {
		return s.Report.State != StateAccepted && s.Report.CellReasons[e.Line.Key] != "" && !e.touched(s.Report.Decided)
	})
}

// touched reports whether somebody has typed into the line, or put its ledger
// right, since an instant.
func (e *Entry) touched(since time.Time) bool {
	return !e.Cell.Settled && e.Cell.At.After(since) || e.Fed != nil && e.Fed.At.After(since)
}

// outOfBounds compares with the line's bounds; where the plan names no lower
// one, a typed number is at least 0.
func (s *Sheet) outOfBounds(r *plan.Rule) []Finding {
	var fs []Finding
	for i := range s.Entries {
		e := &s.Entries[i]
		n, ok := e.Value.Number()
		if !ok || !Typed(e.Line) {
			continue
		}
		low, high := e.Line.Indicator.Min, e.Line.Indicator.Max
		if low == nil {
			low = &decimal.Zero
		}
		switch {
		case n.IsNegative() && e.Fed != nil && e.Fed.Value.Equal(e.Value): // a correction takes off what was too much
		case n.LessThan(*low):
			fs = append(fs, s.finding(r, e.Line.Key, map[string]string{"bound": "不少于 " + Commas(*low)}))
		case high != nil && n.GreaterThan(*high):
			fs = append(fs, s.finding(r, e.Line.Key, map[string]string{"bound": "不多于 " + Commas(*high)}))
		}
	}
	return fs
}

// behindPace speaks where a target with a pace lies more than the rule's
// points below it at the window's end.
func (s *Sheet) behindPace(r *plan.Rule) []Finding {
	var fs []Finding
	_, end := s.Schedule.Window(s.Report.Period)
	pace := s.Schedule.Pace(end)
	for i := range s.Entries {
		e := &s.Entries[i]
		if !e.Ratio.Known() || !paced(e.Line.Indicator) {
			continue
		}
		gap := pace.Sub(e.Ratio)
		if gap.Cmp(Points(r.Points)) > 0 {
			fs = append(fs, s.finding(r, e.Line.Key, map[string]string{
				"points": gap.Percent(1).StringFixed(1), "pace": pace.String(), "value": e.Ratio.String(),
			}))
		}
	}
	return fs
}

func paced(ind *plan.Indicator) bool {
	for _, t := range ind.Targets {
		if t.Pace {
			return true
		}
	}
	return false
}

// softTargets speaks where a soft target of every period is missed: the rule's
// line's, or that of any line.
func (s *Sheet) softTargets(r *plan.Rule) []Finding {
	var fs []Finding
	for _, st := range s.Standings() {
		if r.Key != "" && st.Line.Key != r.Key {
			continue
		}
		if st.Target.Severity == plan.TargetSoft && st.Target.By.IsZero() && st.Judged && !st.Met {
			fs = append(fs, s.finding(r, st.Line.Key, map[string]string{"bound": st.Bound(), "detail": st.Detail}))
		}
	}
	return fs
}

// sameAsLast counts the figures above 0 that equal last period's; equal zeros
// are the business of another rule.
func (s *Sheet) sameAsLast(r *plan.Rule) []Finding {
	hits := s.pick(func(e *Entry) bool {
		n, ok := e.typed().Number()
		return ok && n.IsPositive() && increments(e.Line) && e.Line.Dim == "" && e.Value.Equal(s.past(0, e.Line.Key))
	})
	if len(hits) < r.Count {
		return nil
	}
	return s.findings(r, hits)
}

func (s *Sheet) increasesInNil() []*Entry {
	return s.pick(func(e *Entry) bool {
		n, ok := e.typed().Number()
		if e.Fed != nil && e.Cell.Value.Blank() {
			n, ok = e.Value.Number()
		}
		return s.Report.Nil && ok && !n.IsZero() && increments(e.Line)
	})
}

// changedDenominators are the stocks that a percent divides by and that differ
// from the period before. What counts by the month differs every month.
func (s *Sheet) changedDenominators() []*Entry {
	divides := s.Form.Denominators()
	return s.pick(func(e *Entry) bool {
		old := s.Carry[e.Line.Key]
		return slices.Contains(divides, e.Line) && e.Line.Indicator.Counts == plan.CountsStock && !old.Blank() && !e.Value.Equal(old)
	})
}

// peer compares a line with the sum of another kind's.
func (s *Sheet) peer(r *plan.Rule) []Finding {
	e := s.Find(r.Key)
	if e == nil || r.From == nil {
		return nil
	}
	mine, ok := e.Value.Number()
	theirs, known := s.Peers[*r.From].Number()
	if !ok || !known || mine.Equal(theirs) {
		return nil
	}
	return []Finding{s.finding(r, r.Key, map[string]string{"peer": Commas(theirs), "count": strconv.Itoa(1)})}
}

// outsideWindow speaks once for all ledger rows of the period that are dated
// outside of its window.
func (s *Sheet) outsideWindow(r *plan.Rule) []Finding {
	if len(s.Outside) == 0 {
		return nil
	}
	return []Finding{s.finding(r, r.Key, map[string]string{
		"labels": strings.Join(s.Outside, ", "), "count": strconv.Itoa(len(s.Outside)),
	})}
}
