package report

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// UnitRef names a unit in a listing.
type UnitRef struct {
	Unit string `json:"unit"`
	Name string `json:"name"`
}

// Ref is the name alone, of whatever carries one.
func (u UnitRef) Ref() UnitRef { return u }

// UnitNames lists what units are called.
func UnitNames[R interface{ Ref() UnitRef }](refs []R) []string {
	var all []string
	for _, r := range refs {
		all = append(all, r.Ref().Name)
	}
	return all
}

// BackRef names a unit whose report was sent back, or unsealed, and until when
// it can be sent again.
type BackRef struct {
	UnitRef
	Deadline time.Time `json:"deadline"`
}

// Until says to whom and until when: 派出所 (6月21日 24:00 前).
func (b BackRef) Until(now time.Time) string {
	if now.Before(b.Deadline) {
		return b.Name + " (" + Deadline(b.Deadline) + " 前)"
	}
	return b.Name + " (" + Deadline(b.Deadline) + " 已过)"
}

// LateRef names a unit that reported after the deadline.
type LateRef struct {
	UnitRef
	Days int `json:"days"`
}

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

// Monthly is a soft target that is judged every period, such as 集中宣传.
type Monthly struct {
	Key     string `json:"key"`
	Label   string `json:"label"`
	Measure string `json:"measure"`
	Done    Value  `json:"done"`
	Target  Value  `json:"target"`
	Unit    string `json:"unit"`
}

// Failing is a hard target that is missed.
type Failing struct {
	Target string `json:"target"` // the indicator's key
	Label  string `json:"label"`
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Detail string `json:"detail"` // with the first sites that fail

	Sites []Failure `json:"sites,omitempty"`
}

// Status answers the head's question: who is missing, how far are we, what
// fails, how long is left.
type Status struct {
	Township  string    `json:"township"`
	Period    Period    `json:"period"`
	Due       time.Time `json:"due"`
	Lock      time.Time `json:"lock"`
	Now       time.Time `json:"now"`
	Expected  int       `json:"expected"`
	Submitted int       `json:"submitted"` // 已报: pending + returned + accepted
	Accepted  int       `json:"accepted"`
	Pending   int       `json:"pending"`
	Returned  int       `json:"returned"`
	OnTime    int       `json:"on_time"`
	Missing   []UnitRef `json:"missing"` // not filed, before the due time too
	Late      []LateRef `json:"late"`
	Back      []BackRef `json:"returned_units"`
	Nil       []UnitRef `json:"nil"`
	Coverage  *Coverage `json:"coverage"`
	Monthly   []Monthly `json:"monthly"`
	Failing   []Failing `json:"failing"`
}

// Owed reports whether a report is still to come: the first time, or again.
func (s *Status) Owed() bool { return len(s.Missing)+len(s.Back) > 0 }

// Complete reports whether nothing is owed and nothing fails.
func (s *Status) Complete() bool { return !s.Owed() && len(s.Failing) == 0 }

// Summarize makes the status of a township from its units' sheets.
func Summarize(township string, p Period, sch *Schedule, sheets []*Sheet, now time.Time) *Status {
	st := &Status{
		Township: township, Period: p, Due: sch.Due(p), Lock: sch.Lock(p), Now: now,
		Missing: []UnitRef{}, Late: []LateRef{}, Back: []BackRef{}, Nil: []UnitRef{}, Monthly: []Monthly{}, Failing: []Failing{},
	}
	for _, s := range sheets {
		st.count(s)
		for _, judged := range s.Standings() {
			st.judge(s, judged)
		}
	}
	st.Coverage = cover(p, sch, sheets)
	return st
}

// Stage is where a report counts: the four stages add up to 应报.
type Stage string

// The stages of a report in the office's counting.
const (
	StageMissing  Stage = "missing"
	StagePending  Stage = "pending"
	StageReturned Stage = "returned"
	StageAccepted Stage = "accepted"
)

// Stage is where the report counts. A report that was sent back, or unsealed,
// counts as returned until it is sent again.
func (r *Report) Stage() Stage {
	switch {
	case r.State == StateAccepted:
		return StageAccepted
	case r.State == StateSubmitted:
		return StagePending
	case r.Filed():
		return StageReturned
	}
	return StageMissing
}

func (st *Status) count(s *Sheet) {
	if !s.Unit.Counted() {
		return
	}
	ref := UnitRef{s.Unit.Code, s.Unit.Name}
	st.Expected++
	switch s.Report.Stage() {
	case StageMissing:
		st.Missing = append(st.Missing, ref)
		return
	case StagePending:
		st.Pending++
	case StageAccepted:
		st.Accepted++
	case StageReturned:
		st.Returned++
		st.Back = append(st.Back, BackRef{ref, s.Report.Deadline(s.Schedule)})
	}
	st.Submitted++
	if days := s.Report.DaysLate(st.Due); days > 0 {
		st.Late = append(st.Late, LateRef{ref, days})
	} else {
		st.OnTime++
	}
	if s.Report.Nil {
		st.Nil = append(st.Nil, ref)
	}
}

// judge lists hard targets that are missed, and soft ones of every period.
func (st *Status) judge(s *Sheet, j Standing) {
	switch {
	case j.Target.Severity == plan.TargetHard && j.Judged && !j.Met && s.newest(j):
		st.Failing = append(st.Failing, Failing{j.Line.Key, j.name(), s.Unit.Code, s.Unit.Name, j.Detail, j.Sites})
	case j.Target.Severity == plan.TargetSoft && j.Target.By.IsZero() && j.Target.AtLeast != nil && !j.None:
		e := s.Find(j.Line.Key)
		st.Monthly = append(st.Monthly, Monthly{j.Line.Key, j.Line.Label, j.Line.Indicator.Measure, e.Value, Number(*j.Target.AtLeast), s.Unit.Code})
	}
}

// listed bounds how many sites one sentence names.
const listed = 3

// Which names the first sites that fail, where a register tells them.
func (f *Failing) Which() string { return whichFail(f.Sites) }

func whichFail(sites []Failure) string {
	var names []string
	for _, site := range sites[:min(listed, len(sites))] {
		names = append(names, site.String())
	}
	text := strings.Join(names, "; ")
	if len(sites) > listed {
		text += " 等" + Whole(len(sites)).String() + "处"
	}
	return text
}

// newest keeps a target with several dates to the newest that has come, so
// that one lag is listed once.
func (s *Sheet) newest(j Standing) bool {
	end := s.end()
	for _, t := range j.Line.Indicator.Targets {
		if t.By.IsZero() {
			continue
		}
		on := t.By.In(s.Report.Period.Year)
		if j.On.Before(on) && !end.Before(on) {
			return false
		}
	}
	return true
}

func (st *Standing) name() string {
	if st.Target.Name != "" {
		return st.Target.Name
	}
	return st.Line.Label
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

// Left is the time to a deadline for people: 还有 2 天, 还有 5 小时, 已过 1 天.
func Left(due, now time.Time) string {
	d := due.Sub(now)
	word := "还有"
	if d < 0 {
		word, d = "已过", -d
	}
	switch {
	case d >= 24*time.Hour:
		return word + " " + decimal.NewFromInt(int64(d/(24*time.Hour))).String() + " 天"
	case d >= time.Hour:
		return word + " " + decimal.NewFromInt(int64(d/time.Hour)).String() + " 小时"
	}
	return word + " " + decimal.NewFromInt(int64(d/time.Minute)).String() + " 分钟"
}
