package report

import (
	"strings"

	"fanzha/db/plan"
)

// Denominator is what a percentage divides by, and as of which day and on what
// basis that figure stands.
type Denominator struct {
	Key   string    `json:"key"`
	Label string    `json:"label"`
	Value Value     `json:"value"`
	AsOf  plan.Date `json:"as_of"` // zero: nobody has said
	Basis string    `json:"basis"`
	Mode  Mode      `json:"mode,omitempty"` // how what is divided is counted, where a unit may choose
}

// String is the denominator for people, and how what it divides is counted:
// 分母: 派出所核定 2021-03-01, 分子按户号. A denominator of which nobody has said anything is empty.
func (d Denominator) String() string {
	var words []string
	if basis := strings.TrimSpace(d.Basis + " " + d.AsOf.String()); basis != "" {
		words = append(words, "分母: "+basis)
	}
	if d.Mode != ModeNone && !d.Value.Blank() {
		words = append(words, "分子"+d.Mode.Name())
	}
	return strings.Join(words, ", ")
}

// Denominators lists what a line's ratio, or that of its first target, divides
// by, line by line. A line without a ratio has none.
func (s *Sheet) Denominators(e *Entry) []Denominator {
	r := e.Line.Indicator.Ratio
	for i := range e.Line.Indicator.Targets {
		if r == nil {
			r = e.Line.Indicator.Targets[i].Ratio
		}
	}
	return s.divisors(r, plan.DayOfYear{})
}

// denominators lists what a target divides by on the day that judges it.
func (s *Sheet) denominators(e *Entry, t *plan.Target) []Denominator {
	r := t.Ratio
	if r == nil {
		r = e.Line.Indicator.Ratio
	}
	if _, inside := s.seen(t.By).(on); inside {
		return s.divisors(r, t.By)
	}
	return s.divisors(r, plan.DayOfYear{})
}

// divisors lists what a ratio divides by, what registers say as of a day of
// the period; the zero day is its last.
func (s *Sheet) divisors(r *plan.Ratio, day plan.DayOfYear) []Denominator {
	if r == nil {
		return nil
	}
	var all []Denominator
	for _, key := range r.DenExpr(s.Unit.Kind).Keys() {
		den := s.Find(key)
		if den == nil {
			continue
		}
		d := Denominator{Key: key, Label: den.Line.Label, Value: den.Value, Basis: den.Cell.Note, Mode: s.countedBy(r)}
		if asOf, basis, ok := SplitBasis(den.Cell.Note); ok {
			d.AsOf, d.Basis = asOf, basis
		}
		if den.Fed != nil && den.Fed.Value.Equal(den.Value) {
			d.AsOf, d.Basis = den.Fed.AsOf, den.Fed.Basis
		}
		if then, ok := s.registered(key, day); ok {
			d.Value, d.AsOf, d.Basis = then.Value, then.AsOf, then.Basis
		}
		all = append(all, d)
	}
	return all
}
