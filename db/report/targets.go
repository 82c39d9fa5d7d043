package report

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Targets is how the hard targets of a plan stand for a period, or on a day of
// it, and who owes each.
type Targets struct {
	Period Period           `json:"period"`
	Day    plan.Date        `json:"day"` // the last that counts
	Hard   []TargetStanding `json:"targets"`
	Other  []TargetStanding `json:"others"` // soft, for evaluation or the office's own reference
}

// TargetStanding is one target with all who owe it.
type TargetStanding struct {
	Key      string      `json:"key"` // the indicator's
	Name     string      `json:"name"`
	Clause   string      `json:"clause"`
	Severity string      `json:"severity"` // hard, soft, evaluation, reference
	Bound    string      `json:"bound"`
	On       plan.Date   `json:"on"` // the day that judges it; zero: every period
	Owing    []TargetRow `json:"owing"`

	yearly bool // it compares whole years: before its day nobody has reached it
}

// Words of a row's State.
const (
	TargetMet     = "met"
	TargetFailing = "failing"
	TargetAhead   = "ahead"   // its day has not come
	TargetUnknown = "unknown" // a figure is missing
	TargetNone    = "none"    // there is nothing that it asks of: 不适用
	TargetPassed  = "passed"  // missed on an earlier day, and a later one has come since
)

// TargetRow is one unit against one target.
type TargetRow struct {
	UnitRef
	State   string          `json:"state"`
	Value   Value           `json:"value"` // percent where the target is a ratio
	Detail  string          `json:"detail"`
	Short   decimal.Decimal `json:"short"`
	Measure string          `json:"measure"`
	Sites   []Failure       `json:"sites"`
	Basis   []Denominator   `json:"basis"`
	Trend   []TargetPoint   `json:"trend"` // the year's periods up to this one, oldest first

	severity string // of the target
	counted  bool   // Short is known: the figure is there, and what it lacks is a number
}

// MarshalJSON writes what a row is short of as a number, null where nobody knows
// it, and empty lists as such.
func (r TargetRow) MarshalJSON() ([]byte, error) {
	type row TargetRow
	r.Sites, r.Basis = append([]Failure{}, r.Sites...), append([]Denominator{}, r.Basis...)
	var short Value
	if r.counted {
		short = Number(r.Short)
	}
	return json.Marshal(struct {
		row
		Short Value `json:"short"`
	}{row(r), short})
}

// TargetPoint is how a target stood in one period.
type TargetPoint struct {
	Period Period `json:"period"`
	Value  Value  `json:"value"`
}

// FailingWord is for people that a target of a severity is missed: only of a hard
// one it counts as 不达标.
func FailingWord(severity string) string {
	if severity == plan.TargetHard {
		return "不达标"
	}
	return "未达到"
}

// Word is the row's state for people.
func (r *TargetRow) Word() string {
	switch r.State {
	case TargetMet:
		return "达标"
	case TargetFailing:
		return FailingWord(r.severity)
	case TargetAhead:
		return "未到期"
	case TargetPassed:
		return "当时未达标"
	case TargetNone:
		return "不适用"
	}
	return "没有数"
}

// Lack is what a row is short of, in words for people: the sites that fail,
// else the figure that lacks. It is empty where nothing lacks.
func (r *TargetRow) Lack() []string {
	var words []string
	if r.State == TargetMet {
		return nil
	}
	for _, f := range r.Sites {
		words = append(words, f.String())
	}
	if len(words) == 0 && r.Short.IsPositive() {
		words = append(words, "差 "+Commas(r.Short)+" "+r.Measure)
	}
	return words
}

// Count counts the rows of a state.
func (t *TargetStanding) Count(state string) int {
	n := 0
	for i := range t.Owing {
		if t.Owing[i].State == state {
			n++
		}
	}
	return n
}

// Failing counts what fails.
func (t *Targets) Failing() int {
	n := 0
	for i := range t.Hard {
		n += t.Hard[i].Count(TargetFailing)
	}
	return n
}

// StandTargets makes the page of the targets from the units' sheets of a
// period, and from those of the year's earlier periods, oldest first.
func StandTargets(p Period, day plan.Date, pl *plan.Plan, now []*Sheet, before [][]*Sheet) *Targets {
	return &Targets{
		Period: p, Day: day,
		Hard:  standTargets(pl, true, now, before),
		Other: standTargets(pl, false, now, before),
	}
}

func standTargets(pl *plan.Plan, hard bool, now []*Sheet, before [][]*Sheet) []TargetStanding {
	all := []TargetStanding{}
	for i := range pl.Lines {
		for j := range pl.Lines[i].Targets {
			t := &pl.Lines[i].Targets[j]
			if (t.Severity == plan.TargetHard) != hard {
				continue
			}
			st := TargetStanding{Key: pl.Lines[i].Key, Name: t.Name, Severity: t.Severity, Clause: pl.Lines[i].Clause, Bound: boundText(&pl.Lines[i], t), yearly: t.Below != ""}
			if st.Name == "" {
				st.Name = pl.Lines[i].Label
			}
			for _, s := range now {
				e := s.Find(pl.Lines[i].Key)
				if e == nil || e.Line.Indicator != &pl.Lines[i] {
					continue
				}
				judged := s.judge(e, t)
				st.On = judged.On
				st.Owing = append(st.Owing, s.targetRow(e, t, judged, before))
			}
			if len(st.Owing) > 0 {
				all = append(all, st)
			}
		}
	}
	return all
}

func (s *Sheet) targetRow(e *Entry, t *plan.Target, st Standing, before [][]*Sheet) TargetRow {
	row := TargetRow{
		UnitRef: UnitRef{s.Unit.Code, s.Unit.Name}, Value: standingValue(e, st), Detail: st.Detail, Short: st.Short, Measure: s.measureOf(e, t),
		Sites: slices.Clone(st.Sites), Basis: st.Basis, Trend: []TargetPoint{}, severity: t.Severity,
	}
	switch {
	case st.None:
		row.State = TargetNone
	case st.Judged && st.Met:
		row.State = TargetMet
	case st.Judged && s.newest(st):
		row.State = TargetFailing
	case st.Judged:
		row.State = TargetPassed
	case !st.On.IsZero() && s.end().Before(st.On):
		row.State = TargetAhead
	default:
		row.State = TargetUnknown
	}
	if row.Value.Blank() { // nobody knows what lacks
		row.Short = decimal.Zero
		if !st.None && st.On.IsZero() && t.Ratio == nil && e.Line.Indicator.Ratio == nil {
			row.Detail = ""
		}
	}
	row.counted = !row.Value.Blank() && (st.Met || row.Short.IsPositive())
	for _, sheets := range before {
		for _, then := range sheets {
			if p, ok := then.targetPoint(s.Unit.Code, e.Line.Key, t); ok {
				row.Trend = append(row.Trend, p)
			}
		}
	}
	row.Trend = append(row.Trend, TargetPoint{s.Report.Period, row.Value})
	return row
}

// targetPoint is how a unit's target stood in the sheet's period, by the plan
// that was in force then.
func (s *Sheet) targetPoint(unit, key string, t *plan.Target) (TargetPoint, bool) {
	e := s.Find(key)
	if s.Unit.Code != unit || e == nil {
		return TargetPoint{}, false
	}
	for j := range e.Line.Indicator.Targets {
		if u := &e.Line.Indicator.Targets[j]; u.Name == t.Name && u.By == t.By {
			return TargetPoint{s.Report.Period, standingValue(e, s.judge(e, u))}, true
		}
	}
	return TargetPoint{}, false
}

func standingValue(e *Entry, st Standing) Value {
	if st.Share.Known() {
		return Number(st.Share.Percent(2))
	}
	if st.Target.Ratio != nil || e.Line.Indicator.Type == plan.TypePercent {
		return Value{}
	}
	return e.Value
}
