package report

import (
	"slices"

	"fanzha/db/plan"
)

// Coverage is how far the year's paced target has come (入户宣传). Rates are in
// percent, cut after two digits; while there is nothing to divide by, nobody
// knows the rate and what lacks.
type Coverage struct {
	Key        string         `json:"key"`
	Label      string         `json:"label"`
	Measure    string         `json:"measure"`
	Households Value          `json:"households"`
	Visited    Value          `json:"visited"`
	Rate       Value          `json:"rate"`
	Pace       Value          `json:"pace"`
	Target     Value          `json:"target"`
	TargetDate plan.Date      `json:"target_date"`
	Short      Value          `json:"short"`
	Unknown    int            `json:"unknown"` // units without a denominator
	Units      []UnitCoverage `json:"units"`

	Exact     Fraction `json:"-"`
	ExactPace Fraction `json:"-"`
}

// UnitCoverage is one unit's part of the coverage.
type UnitCoverage struct {
	UnitRef
	Rate  Value    `json:"rate"`
	Mode  Mode     `json:"mode,omitempty"` // how its figure is counted, where it may choose
	Short Value    `json:"short"`
	Exact Fraction `json:"-"`
	State State    `json:"state"`
	Filed bool     `json:"-"`
}

// cover sums the first line with a pace over all units.
func cover(p Period, sch *Schedule, sheets []*Sheet) *Coverage {
	_, end := sch.Window(p)
	var c *Coverage
	for _, s := range sheets {
		e := s.pacedEntry()
		if e == nil || c != nil && e.Line.Key != c.Key {
			continue
		}
		next := s.Next(e)
		if next.Target.AtLeast == nil {
			continue // a bound from above is no way to cover
		}
		if c == nil {
			c = &Coverage{Key: e.Line.Key, Label: e.Line.Label, Measure: s.measureOf(e, next.Target), TargetDate: next.On, Target: Number(*next.Target.AtLeast), ExactPace: sch.Pace(end), Units: []UnitCoverage{}}
		}
		c.Exact.Num = c.Exact.Num.Add(e.Ratio.Num)
		c.Exact.Den = c.Exact.Den.Add(e.Ratio.Den)
		u := UnitCoverage{UnitRef: UnitRef{s.Unit.Code, s.Unit.Name}, Exact: e.Ratio, State: s.Report.State, Filed: s.Report.Filed(), Mode: s.Mode(e)}
		if e.Ratio.Known() {
			u.Rate, u.Short = Number(e.Ratio.Percent(2)), Number(next.Short)
		} else {
			c.Unknown++
		}
		c.Units = append(c.Units, u)
	}
	if c == nil {
		return nil
	}
	target, _ := c.Target.Number()
	c.Households, c.Visited = Number(c.Exact.Den), Number(c.Exact.Num)
	c.Pace = Number(c.ExactPace.Percent(2))
	if c.Exact.Known() {
		c.Rate, c.Short = Number(c.Exact.Percent(2)), Number(c.Exact.Short(Points(target)))
	}
	return c
}

func (s *Sheet) pacedEntry() *Entry {
	for i := range s.Entries {
		if paced(s.Entries[i].Line.Indicator) {
			return &s.Entries[i]
		}
	}
	return nil
}

// Lagging lists the units that lie below the pace, the furthest first.
func (c *Coverage) Lagging() []UnitCoverage {
	lag := slices.DeleteFunc(slices.Clone(c.Units), func(u UnitCoverage) bool {
		return !u.Exact.Known() || u.Exact.Cmp(c.ExactPace) >= 0
	})
	slices.SortStableFunc(lag, func(a, b UnitCoverage) int { return a.Exact.Cmp(b.Exact) })
	return lag
}
