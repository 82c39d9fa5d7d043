package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Standing is how a report stands against one target.
type Standing struct {
	Line   *plan.Line
	Target *plan.Target
	On     plan.Date // the day that judges it; zero: every period
	Judged bool      // the figures are there, and the day has come by the window's end
	Met    bool
	None   bool            // there is nothing that the target asks of: 不适用, or none of what is to have it
	Share  Fraction        // how far a ratio has come
	Short  decimal.Decimal // what lacks, in the line's measure
	Detail string          // "12 / 14 = 85.7%, 应达 100%, 差 2 家"
	Sites  []Failure       // the sites that miss it, where a register tells
	Basis  []Denominator   // what it divides by, on the day that judges it
}

// Bound is the target's bound for people: 2, 50%, 是, 全部.
func (st *Standing) Bound() string { return boundText(st.Line.Indicator, st.Target) }

func boundText(ind *plan.Indicator, t *plan.Target) string {
	percent := ""
	if t.Ratio != nil || ind.Type == plan.TypePercent {
		percent = "%"
	}
	switch {
	case t.AtLeast != nil:
		return Commas(*t.AtLeast) + percent
	case t.AtMost != nil && t.AtMost.IsZero() && percent == "" && ind.Source == plan.SourceRegister:
		return "全部" // it counts the sites that fail
	case t.AtMost != nil && t.AtMost.IsZero() && percent == "":
		return "无"
	case t.AtMost != nil:
		return Commas(*t.AtMost) + percent
	case t.Below != "":
		return "上年"
	}
	return t.Is
}

// end is the day as of which the sheet is read.
func (s *Sheet) end() plan.Date {
	_, end := s.Schedule.Window(s.Report.Period)
	if !s.On.IsZero() && s.On.Before(end) {
		return s.On
	}
	return end
}

// Standings judges every target of the form; the words of one that is missed
// name the first sites that miss it.
func (s *Sheet) Standings() []Standing {
	var all []Standing
	for i := range s.Entries {
		e := &s.Entries[i]
		if e.Line.Dim != "" {
			continue
		}
		for j := range e.Line.Indicator.Targets {
			st := s.judge(e, &e.Line.Indicator.Targets[j])
			if which := whichFail(st.Sites); which != "" && !st.Met {
				st.Detail += ": " + which
			}
			all = append(all, st)
		}
	}
	return all
}

// judge judges a target. One whose day has passed in an earlier period stands
// as that period's report says.
func (s *Sheet) judge(e *Entry, t *plan.Target) Standing {
	if then := s.Passed[t.By]; then != nil && then.Find(e.Line.Key) != nil {
		return then.judge(then.Find(e.Line.Key), t)
	}
	st := Standing{Line: e.Line, Target: t, Judged: true, Basis: s.denominators(e, t)}
	if e.Fed != nil {
		st.Sites = e.Fed.Sites
	}
	if !t.By.IsZero() {
		st.On = t.By.In(s.Report.Period.Year)
		st.Judged = !s.end().Before(st.On)
	}
	if s.unseen(st.On) {
		st.Judged, st.Detail = false, t.By.String()+"以前没有在本系统填报, 不作判定"
		return st
	}
	if slices.Contains(t.Except, s.Report.Period.Month) {
		st.Judged, st.None, st.Detail = false, true, s.Report.Period.Name()+"不作要求"
		return st
	}
	if st.Detail = s.nothing(e, t); st.Detail != "" {
		st.Judged, st.None = false, true
		return st
	}
	var known bool
	switch {
	case t.Ratio != nil, e.Line.Indicator.Type == plan.TypePercent:
		known = s.judgeRatio(e, t, &st)
	case t.Is != "":
		known = judgeWord(e, t, &st)
	case t.Below != "":
		known = s.judgeBelow(e, t, &st)
	default:
		known = judgeNumber(e, t, &st)
	}
	st.Judged = st.Judged && known
	return st
}

// unseen reports whether a target's day lies before the sheet's period and in
// none that the unit has ever reported on: the folder began later, or the unit.
func (s *Sheet) unseen(on plan.Date) bool {
	first, _ := s.Schedule.Window(s.Report.Period)
	return !on.IsZero() && on.Before(first)
}

// nothing says why there is nothing that a target asks of; empty where there
// is. A percentage that a day judges always has what it is of.
func (s *Sheet) nothing(e *Entry, t *plan.Target) string {
	r := t.Ratio
	if r == nil {
		r = e.Line.Indicator.Ratio
	}
	if r == nil {
		if e.Value.NA() {
			return "填了不适用"
		}
		return ""
	}
	for _, key := range append(r.NumExpr(s.Unit.Kind).Keys(), r.DenExpr(s.Unit.Kind).Keys()...) {
		if of := s.Find(key); of != nil && of.Value.NA() {
			return of.Line.Label + " 填了不适用"
		}
	}
	f, _, err := s.fractionOf(r, s.seen(t.By))
	if den := s.Find(r.Den); err == nil && t.By.IsZero() && den != nil && !den.Value.Blank() && f.Num.IsZero() && f.Den.IsZero() {
		return "0 " + s.measureOf(e, t) + ", 没有要达标的"
	}
	return ""
}

func (s *Sheet) judgeRatio(e *Entry, t *plan.Target, st *Standing) bool {
	ratio := t.Ratio
	if ratio == nil {
		ratio = e.Line.Indicator.Ratio
	}
	if divides, known := s.divided(t.By); divides && !known {
		st.Detail = "还没有到" + t.By.String() + "为止的数 (节点快报)"
		return false
	}
	f, _, err := s.fractionOf(ratio, s.seen(t.By))
	if err != nil || !f.Known() {
		return false
	}
	measure := s.measureOf(e, t)
	st.Share = f
	at := Commas(f.Num) + " / " + Commas(f.Den) + " = " + f.String()
	if t.AtMost != nil {
		st.Met = f.Cmp(Points(*t.AtMost)) <= 0
		st.Detail = at + ", 应不高于 " + Commas(*t.AtMost) + "%"
		return true
	}
	bound := Points(*t.AtLeast)
	st.Met = f.Cmp(bound) >= 0
	st.Short = f.Short(bound)
	st.Detail = at + ", 应达 " + Commas(*t.AtLeast) + "%"
	if !st.Met {
		st.Detail += ", 差 " + Commas(st.Short) + " " + measure
	}
	return true
}

// measureOf is what a ratio counts: the measure of the first line that its
// denominator names.
func (s *Sheet) measureOf(e *Entry, t *plan.Target) string {
	r := t.Ratio
	if r == nil {
		r = e.Line.Indicator.Ratio
	}
	if r != nil {
		for _, key := range r.DenExpr(s.Unit.Kind).Keys() {
			if den := s.Find(key); den != nil {
				return den.Line.Indicator.Measure
			}
		}
	}
	return e.Line.Indicator.Measure
}

func judgeWord(e *Entry, t *plan.Target, st *Standing) bool {
	w, ok := e.Value.Text()
	if ok {
		st.Met = w == t.Is
		st.Detail = "现为 " + w + ", 应为 " + t.Is
	}
	return ok
}

func judgeNumber(e *Entry, t *plan.Target, st *Standing) bool {
	n, ok := e.Value.Number()
	measure := e.Line.Indicator.Measure
	if t.AtLeast != nil {
		st.Met = n.GreaterThanOrEqual(*t.AtLeast)
		st.Detail = Commas(n) + " " + measure + ", 应不少于 " + Commas(*t.AtLeast) + " " + measure
		if !st.Met {
			st.Short = t.AtLeast.Sub(n)
		}
		return ok
	}
	st.Met = n.LessThanOrEqual(*t.AtMost)
	if t.AtMost.IsZero() { // each of them is one too many
		st.Detail = Commas(n) + " " + measure + "不达标"
		return ok
	}
	st.Detail = Commas(n) + " " + measure + ", 应不多于 " + Commas(*t.AtMost) + " " + measure
	return ok
}

// judgeBelow compares the year's sum with another line's figure, which is known
// of a whole year alone: before the target's day it says what stands beside
// what, and neither has anything been reached nor can a share of the other be
// taken, since no year is even.
func (s *Sheet) judgeBelow(e *Entry, t *plan.Target, st *Standing) bool {
	other := s.Find(t.Below)
	if other == nil {
		return false
	}
	limit, ok := other.Value.Number()
	if !ok {
		st.Detail = other.Line.Label + "还没有填"
		return false
	}
	n, cumulates := e.Cumulative()
	end, measure := s.end(), " "+e.Line.Indicator.Measure
	st.Met = n.LessThan(limit) && !end.Before(st.On)
	until := end
	if today := plan.DateOf(s.Now); today.Before(end) {
		until = today // no figure is of a day that has not come
	}
	st.Detail = "今年到" + until.Start().Format("1月2日") + " " + Commas(n) + measure + ", " + other.Line.Label + " " + Commas(limit) + measure
	if end.Before(st.On) {
		st.Detail += ", 不是同期, 到" + st.On.Start().Format("1月2日") + "才比"
	}
	return cumulates
}

// Next is the standing of a line that people are working towards: the first
// whose day has not passed at the window's end, else the last.
func (s *Sheet) Next(e *Entry) *Standing {
	end := s.end()
	var next *Standing
	for j := range e.Line.Indicator.Targets {
		st := s.judge(e, &e.Line.Indicator.Targets[j])
		next = &st
		if st.On.IsZero() || !st.On.Before(end) {
			break
		}
	}
	return next
}
