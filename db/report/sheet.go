package report

import (
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Cell is one value of a report as it is stored, with who typed it last.
type Cell struct {
	Value    Value
	Note     string
	Version  int // 0: never stored
	By       string
	At       time.Time
	OnBehalf bool
	Settled  bool  // taken over by the submission; nobody typed it
	Aside    Value // what was typed before that, until the report comes back
}

// Foreign is what a line reads from another unit's report.
type Foreign struct {
	Value Value           // this period's
	Prior decimal.Decimal // the year's, before this period
}

// Later is what a line holds in the year's later periods that are filed.
type Later struct {
	Sum    decimal.Decimal
	Newest Value
}

// Situation is all that is known when one report is judged.
type Situation struct {
	Schedule *Schedule
	Unit     plan.Unit
	Report   Report
	Cells    map[string]Cell
	Prior    map[string]decimal.Decimal        // sums of the year's earlier periods, with opening balances
	Later    map[string]Later                  // of the year's later periods, once they are filed
	Shared   map[string]decimal.Decimal        // of Prior, what other units count as their own
	Carry    map[string]Value                  // the newest earlier value of each line
	Bases    map[string]string                 // of what the office keeps, the date and basis of that value
	Past     []map[string]Value                // the period before, the one before that, and a third; may be shorter
	Foreign  map[string]Foreign                // by the key of the line that reads it
	Peers    map[plan.From]Value               // sums that check "peer" compares with
	Fed      map[string]Fed                    // what ledgers and registers say, by the line's key
	FedOn    map[plan.DayOfYear]map[string]Fed // what registers say on the days of targets that lie inside the period
	Modes    map[string]Mode                   // how the unit counts the ledgers that leave a choice, by the ledger's id, once it has chosen
	Outside  []string                          // ledger rows of this period whose day lies outside of its window (更正), for people
	Passed   map[plan.DayOfYear]*Sheet         // the same unit's sheet of the period in which a milestone has passed
	On       plan.Date                         // the day as of which it is read; zero: the window's last
	Now      time.Time
}

// Entry is one line of a filled form.
type Entry struct {
	Line     *plan.Line
	Cell     Cell  // as stored
	Value    Value // in force: typed, carried over, summed or computed
	Carried  bool  // taken over from an earlier period, 0 by a nil report, or the sum of a matrix
	Previous Value // of the period before
	Ratio    Fraction
	Fed      *Fed // what a ledger or a register says of the line; nil: nothing

	prior      decimal.Decimal // the year's before this period
	cumulative decimal.Decimal
	cumulates  bool
}

// typed is what a person typed, or nothing.
func (e *Entry) typed() Value {
	if e.Cell.Settled {
		return Value{}
	}
	return e.Cell.Value
}

// CarriedWord says where a value comes from that nobody typed for this period;
// empty for all others.
func (e *Entry) CarriedWord() string {
	switch {
	case e.Line.Indicator.From != nil:
		return "其他单位"
	case !Typed(e.Line):
		return "计算"
	case e.Source() == plan.SourceLedger:
		return "台账"
	case e.Source() == plan.SourceRegister:
		return "名录"
	case !e.Carried:
		return ""
	case summed(e.Line):
		return "合计"
	case increments(e.Line):
		return "零报告"
	}
	return "沿用"
}

// Cumulative is the year's sum up to and with this period (累计), for lines that
// count by the month.
func (e *Entry) Cumulative() (decimal.Decimal, bool) { return e.cumulative, e.cumulates }

// Sheet is a form filled with all that is known: values in force, cumulative
// figures, computed lines.
type Sheet struct {
	Situation
	Plan    *plan.Plan
	Form    *plan.Form
	Entries []Entry // in the order of the form's lines
}

// NewSheet fills the form of the unit's kind.
func NewSheet(sit Situation) (*Sheet, error) {
	pl := sit.Schedule.PlanFor(sit.Report.Period)
	first, last := sit.Schedule.Window(sit.Report.Period)
	s := &Sheet{Situation: sit, Plan: pl, Form: pl.FormIn(sit.Unit.Kind, first, last)}
	s.Entries = make([]Entry, len(s.Form.Lines))
	for i, l := range s.Form.Lines {
		s.Entries[i] = s.entry(l)
	}
	for i := range s.Entries {
		s.sumMatrix(&s.Entries[i])
	}
	for i := range s.Entries {
		s.accumulate(&s.Entries[i])
	}
	for _, l := range s.Form.Computed() {
		if err := s.compute(s.Find(l.Key)); err != nil {
			return nil, err
		}
	}
	for i := range s.Entries {
		e := &s.Entries[i]
		if r := e.Line.Indicator.Ratio; r != nil {
			f, ok, err := s.fraction(r)
			if err != nil {
				return nil, err
			}
			if ok {
				e.Ratio, e.Value = f, Number(f.Percent(2))
			}
		}
	}
	return s, nil
}

// Find is the entry of a key, or nil.
func (s *Sheet) Find(key string) *Entry {
	i, ok := s.Form.Place(key)
	if !ok {
		return nil
	}
	return &s.Entries[i]
}

// Typed reports whether a person types the line, as opposed to the system.
func Typed(l *plan.Line) bool {
	ind := l.Indicator
	return ind.Source != plan.SourceComputed && ind.Source != plan.SourceEvidence && ind.From == nil
}

// increments reports whether the line is summed over the year.
func increments(l *plan.Line) bool {
	return l.Indicator.Number() && l.Indicator.Counts == plan.CountsIncrement && l.Indicator.Milestone.IsZero()
}

// summed reports whether the line is a matrix's sum.
func summed(l *plan.Line) bool { return l.Indicator.Matrix != nil && l.Dim == "" }

// entry fills a line that needs no other: what was typed, else what carries
// over, else the 0 of a nil report.
func (s *Sheet) entry(l *plan.Line) Entry {
	e := Entry{Line: l, Cell: s.Cells[l.Key], Previous: s.past(0, l.Key)}
	counts := l.Indicator.Counts
	if fed, ok := s.Fed[l.Key]; ok {
		e.Fed = &fed
	}
	said, ok := s.fromBook(&e)
	if e.Previous.Blank() && (counts == plan.CountsStock || counts == plan.CountsOnce) {
		e.Previous = s.Carry[l.Key]
	}
	switch {
	case l.Indicator.From != nil:
		e.Value = s.Foreign[l.Key].Value
	case !Typed(l):
	case ok:
		e.Value = said
		if f := e.Fed; f.Basis != "" && (!e.Cell.Value.Equal(said) || !f.grounded(e.Cell.Note)) {
			e.Cell.Note = f.AsOf.String() + " " + f.Basis
		}
	case !e.Cell.Value.Blank():
		e.Value, e.Carried = e.Cell.Value, e.Cell.Settled
	case s.Report.Out():
		// What was sent holds all that it took over; it never depends on another period.
	case counts == plan.CountsStock || counts == plan.CountsOnce:
		e.Value = s.Carry[l.Key]
		e.Carried = !e.Value.Blank()
		if e.Carried && e.Cell.Note == "" {
			e.Cell.Note = s.Bases[l.Key] // a denominator says of what day it is, in every month
		}
	case s.Report.Nil && counts == plan.CountsText:
		e.Value = s.past(0, l.Key)
		e.Carried = !e.Value.Blank()
	case s.Report.Nil && (increments(l) && !summed(l) || !l.Indicator.Milestone.IsZero()):
		e.Value, e.Carried = Number(decimal.Zero), true
	}
	return e
}

func (s *Sheet) past(ago int, key string) Value {
	if ago >= len(s.Past) {
		return Value{}
	}
	return s.Past[ago][key]
}

// sumMatrix fills the total of a matrix that nobody typed with the sum of its
// lines, once one of them has a figure.
func (s *Sheet) sumMatrix(e *Entry) {
	if !summed(e.Line) || !e.Value.Blank() {
		return
	}
	if sum, ok := s.sumOf(e.Line.Key); ok {
		e.Value, e.Carried = Number(sum), true
	}
}

// sumOf adds the lines of a matrix, without its total.
func (s *Sheet) sumOf(key string) (sum decimal.Decimal, any bool) {
	total, _ := s.Form.Place(key)
	for i := total + 1; i < len(s.Entries) && s.Entries[i].Line.Dim != ""; i++ {
		if n, ok := s.Entries[i].Value.Number(); ok {
			sum, any = sum.Add(n), true
		}
	}
	return sum, any
}

// fraction evaluates a ratio; false where a part has no value or the
// denominator is 0.
func (s *Sheet) fraction(r *plan.Ratio) (Fraction, bool, error) { return s.fractionOf(r, cells{s}) }

func (s *Sheet) fractionOf(r *plan.Ratio, seen plan.Cells) (Fraction, bool, error) {
	n, nok, err := r.NumExpr(s.Unit.Kind).Number(seen)
	if err != nil {
		return Fraction{}, false, err
	}
	d, dok, err := r.DenExpr(s.Unit.Kind).Number(seen)
	f := Fraction{Num: n, Den: d}
	return f, nok && dok && f.Known(), err
}

// Owed reports whether the unit has a report of the sheet's period; else the
// sheet only shows what a form would hold.
func (s *Sheet) Owed() bool {
	_, owed := s.Schedule.Owes(s.Report.Period, s.Unit.Code)
	return owed
}

// Progress counts the lines that a person types: how many have a value, how
// many there are, and the required ones that are still blank.
func (s *Sheet) Progress() (filled, all int, missing []*plan.Line) {
	blanks, all := s.Blanks()
	for _, l := range blanks {
		if l.Indicator.Required {
			missing = append(missing, l)
		}
	}
	return all - len(blanks), all, missing
}

// Blanks are the lines that a person types and has not, of so many in all; a
// line of a matrix is none, since there most stay blank.
func (s *Sheet) Blanks() (blanks []*plan.Line, all int) {
	for i := range s.Entries {
		e := &s.Entries[i]
		if !Typed(e.Line) || e.Line.Dim != "" {
			continue
		}
		if all++; e.Value.Blank() {
			blanks = append(blanks, e.Line)
		}
	}
	return blanks, all
}

// StateWord is where the report stands, for people. One that the ledgers have
// begun to fill is not 未填, though nobody has opened its form yet.
func (s *Sheet) StateWord() string {
	if filled, _, _ := s.Progress(); s.Report.State == StateBlank && filled > 0 {
		return "未报"
	}
	return s.Report.Word()
}
