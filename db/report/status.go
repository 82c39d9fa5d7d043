package report

import (
	"time"

	"github.com/shopspring/decimal"
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

// Monthly is a soft target that is judged every period, such as 集中宣传.
type Monthly struct {
	Key     string `json:"key"`
	Label   string `json:"label"`
	Measure string `json:"measure"`
	Done    Value  `json:"done"`
	Target  Value  `json:"target"`
	Unit    string `json:"unit"`
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
