package report

import (
	"maps"
	"slices"

	"fanzha/db/plan"
)

// counts reports whether the period's value of a line counts in the year's sum.
// What a unit never filed does not; what the office or another unit has put
// into its form does.
func (s *Sheet) counts(l *plan.Line) bool {
	return l.Indicator.By != "" || l.Indicator.From != nil || !s.Report.NeverFiled(s.Schedule, s.Now)
}

// Counted is the sheet as the township's sums take it: without what the unit
// typed, or noted in its ledgers, for a report that it never filed.
func (s *Sheet) Counted() (*Sheet, error) {
	if !s.Report.NeverFiled(s.Schedule, s.Now) {
		return s, nil
	}
	sit := s.Situation
	sit.Report.Nil = false
	sit.Cells = map[string]Cell{}
	for _, l := range s.Form.Lines {
		if c, ok := s.Cells[l.Key]; ok && l.Indicator.By != "" {
			sit.Cells[l.Key] = c
		}
	}
	sit.Fed = maps.Clone(s.Fed)
	maps.DeleteFunc(sit.Fed, func(_ string, fed Fed) bool { return fed.Source == plan.SourceLedger })
	return NewSheet(sit)
}

// accumulate gives lines that count by the month their year's sum.
func (s *Sheet) accumulate(e *Entry) {
	if !increments(e.Line) {
		return
	}
	e.cumulates = true
	e.prior = s.Prior[e.Line.Key]
	if e.Line.Indicator.From != nil {
		e.prior = s.Foreign[e.Line.Key].Prior
	}
	e.cumulative = e.prior
	if n, ok := e.Value.Number(); ok && s.counts(e.Line) {
		e.cumulative = e.cumulative.Add(n)
	}
}

// compute fills a line that has a formula. Its year's sum is the formula of
// its parts' sums; where the formula is no sum of what counts by the month,
// the line has none.
func (s *Sheet) compute(e *Entry) error {
	formula := e.Line.Indicator.Expr(s.Unit.Kind)
	if e.cumulates {
		if e.cumulates = formula.Adds() && !slices.ContainsFunc(formula.Keys(), func(key string) bool { return !s.Find(key).cumulates }); e.cumulates {
			var err error
			if e.prior, _, err = formula.Number(priors{cells{s}}); err != nil {
				return err
			}
		}
		e.cumulative = e.prior
	}
	n, ok, err := formula.Number(cells{s})
	if err != nil || !ok {
		return err
	}
	e.Value = Number(n)
	if e.cumulates && s.counts(e.Line) {
		e.cumulative = e.cumulative.Add(n)
	}
	return nil
}
