package report

import (
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Fed is what a ledger or a register says of a line.
type Fed struct {
	Value  Value
	Shared decimal.Decimal // of a ledger's sum, what another unit counts as its own
	At     time.Time       // when it last changed; zero: long ago
	Source string          // plan.SourceLedger or plan.SourceRegister
	Mends  bool            // of a ledger's sum: it puts right what earlier, closed periods have said (更正)
	Sites  []Failure       // of a register: the sites that miss the line's target
	AsOf   plan.Date       // of a register: the newest day from which what it is made of counts
	Basis  string          // of a register with a single site: what its figure rests on
}

// grounded reports whether a remark names the day and the basis that the figure
// rests on now; a day that lay in a closed period is told in the basis.
func (f *Fed) grounded(note string) bool {
	asOf, basis, dated := SplitBasis(note)
	if !dated {
		return note == f.Basis
	}
	return asOf == f.AsOf && basis == f.Basis || f.Basis == Until(asOf, basis)
}

// Until is the basis of a figure of a day that lay in a closed period.
func Until(day plan.Date, basis string) string { return "截至" + day.String() + " " + basis }

// Failure is one site that misses what every site must meet, in words for
// people: K0+420-K0+690 缺1处.
type Failure struct {
	Register string `json:"register"` // id
	Site     string `json:"site"`
	Detail   string `json:"detail"`
}

// String is the failure for people: 迎宾路 K0+420-K0+690 缺1处.
func (f Failure) String() string { return f.Site + " " + f.Detail }

// Differs reports whether the unit typed another figure than its ledger's.
func (e *Entry) Differs() bool {
	return e.Fed != nil && increments(e.Line) && !e.typed().Blank() && !e.typed().Equal(e.Fed.Value)
}

// Taken reports whether the value in force was taken over from a ledger, a
// register, another line or an earlier period, and typed by nobody.
func (e *Entry) Taken() bool {
	return e.Carried || e.Fed != nil && !e.Value.Blank() && (e.Cell.Value.Blank() || !e.Cell.Value.Equal(e.Value))
}

// Source is where the value in force comes from: plan.SourceTyped, …Ledger,
// …Register, …Computed, or SourceCarried; empty where there is no value.
func (e *Entry) Source() string {
	switch {
	case e.Value.Blank():
		return ""
	case !Typed(e.Line):
		return plan.SourceComputed
	case e.Fed != nil && e.Value.Equal(e.Fed.Value):
		return e.Fed.Source
	case e.Carried && summed(e.Line):
		return plan.SourceComputed
	case e.Carried:
		return SourceCarried
	}
	return plan.SourceTyped
}

// SourceCarried is a value that was taken over from an earlier period.
const SourceCarried = "carried"

// share is the part of a typed figure that another unit counts as its own: of
// what the ledger says no more than the figure holds.
func share(shared, typed decimal.Decimal) decimal.Decimal {
	low, high := decimal.Min(typed, decimal.Zero), decimal.Max(typed, decimal.Zero)
	return decimal.Max(low, decimal.Min(shared, high))
}

// mends reports whether the line shows its ledger's sum, and that puts right
// what earlier periods have said, so that it need not agree with the others of
// this one.
func (e *Entry) mends() bool {
	if e == nil || e.Fed == nil || e.Source() != plan.SourceLedger {
		return false
	}
	n, _ := e.Fed.Value.Number()
	return e.Fed.Mends || n.IsNegative()
}

// softened reports whether what a rule says of a line follows from a 更正 and
// wants an explanation instead of blocking. What bounds the year's sum holds
// in every period, and what a register says is not put right in this way.
func (s *Sheet) softened(r *plan.Rule) bool {
	condition := r.Expr(s.Unit.Kind)
	if condition.Year() {
		return false
	}
	mends := false
	for _, key := range append(condition.Keys(), r.Key) {
		e := s.Find(key)
		if e != nil && e.Source() == plan.SourceRegister {
			return false
		}
		mends = mends || e.mends()
	}
	return mends
}

// fromBook is the value that a ledger or a register gives the line, if it
// stands above what was typed: a register always does while the report is in
// the unit's hands, a ledger where nothing was typed.
func (s *Sheet) fromBook(e *Entry) (Value, bool) {
	if e.Fed == nil || e.Fed.Value.Blank() {
		return Value{}, false
	}
	if e.Cell.Value.Blank() {
		// The total of a matrix follows its lines, of which one may be typed.
		return e.Fed.Value, !summed(e.Line)
	}
	return e.Fed.Value, !s.Report.Out() && e.overruled()
}

// Registered reports whether a register says what the line is, so that nothing
// its unit types into a report in its hands would come to anything. Of what the
// office alone keeps the register follows what the office types.
func (e *Entry) Registered() bool {
	return e.overruled() && e.Fed.Source == plan.SourceRegister && e.Line.Indicator.By == ""
}

// overruled reports whether a book says what the line is, whatever is typed.
func (e *Entry) overruled() bool {
	return e.Fed != nil && !e.Fed.Value.Blank() && !increments(e.Line) && e.Line.Indicator.Milestone.IsZero()
}

// ledgerTie lists the lines whose typed figure is not their ledger's and that
// say no reason; with is true for those that do. A remark where the ledger says
// nothing answers for no difference.
func (s *Sheet) ledgerTie(with bool) []*Entry {
	return s.pick(func(e *Entry) bool {
		return (e.Differs() || !with && s.untold(e)) && (e.Cell.Note != "") == with
	})
}

// untold is a figure of a line that the plan takes from a ledger, where the
// unit's ledger says nothing.
func (s *Sheet) untold(e *Entry) bool {
	n, ok := e.Cell.Value.Number()
	return e.Fed == nil && ok && n.IsPositive() && e.Line.Dim == "" &&
		e.Line.Indicator.Source == plan.SourceLedger && len(s.Plan.FedBy(s.Unit.Kind, e.Line)) > 0
}
