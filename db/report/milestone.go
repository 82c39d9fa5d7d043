package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// on is the sheet as an expression sees it on a day inside its period: what
// counts by the month stops at that day, and the registers are read as of it.
type on struct {
	cells
	day plan.DayOfYear
}

// Value is the line's, or what its register said on the day.
func (c on) Value(key string) (any, bool) {
	if v, ok := c.registered(key, c.day); ok {
		return bare(v.Value)
	}
	return c.cells.Value(key)
}

// Cum is the year's sum up to the day, where the form tells it.
func (c on) Cum(key string) decimal.Decimal {
	l, ok := c.Form.OfWhich(key, c.day)
	if !ok {
		return c.cells.Cum(key)
	}
	n, _ := c.Find(l.Key).Value.Number()
	return c.Sheet.Prior[key].Add(n)
}

// registered is what the register behind a line that shows one said on a
// milestone's day. One that said nothing yet leaves what was carried over.
func (s *Sheet) registered(key string, day plan.DayOfYear) (Fed, bool) {
	then, inside := s.FedOn[day]
	if e := s.Find(key); !inside || e == nil || e.Source() != plan.SourceRegister {
		return Fed{}, false
	}
	if fed, ok := then[key]; ok {
		return fed, true
	}
	return Fed{Value: s.Carry[key], Source: plan.SourceRegister}, true
}

// seen is what a target of a day sees of the sheet: where that day lies inside
// the period and has come, no more than it held then.
func (s *Sheet) seen(day plan.DayOfYear) plan.Cells {
	_, inside := s.FedOn[day]
	if divides, _ := s.divided(day); divides || inside && !s.end().Before(day.In(s.Report.Period.Year)) {
		return on{cells{s}, day}
	}
	return cells{s}
}

// divided reports whether the day divides what the sheet counts, and whether
// the figures up to it are known: every line of it has one (不适用 is none, and
// never 0), or nothing was typed of what it is a part of and the unit keeps a
// ledger, which then says that nothing fell before. A sheet that is read as of an earlier day counts
// nothing after it.
func (s *Sheet) divided(day plan.DayOfYear) (divides, known bool) {
	if s.end().Before(day.In(s.Report.Period.Year)) {
		return false, false
	}
	lines := slices.DeleteFunc(slices.Clone(s.Form.Lines), func(l *plan.Line) bool { return l.Indicator.Milestone != day || day.IsZero() })
	for _, l := range lines {
		if v := s.Find(l.Key).Value; v.NA() || v.Blank() && !s.noted(l) {
			return true, false
		}
	}
	return len(lines) > 0, true
}

// noted reports whether the unit's ledger alone says what a part of a line
// counts.
func (s *Sheet) noted(part *plan.Line) bool {
	whole := s.Find(part.Indicator.PartOf)
	k, _ := s.Listing(part)
	return whole != nil && whole.typed().Blank() && k != nil && s.Modes[k.ID] != ModeNone
}
