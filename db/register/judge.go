package register

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Verdict is how one site stands against one target.
type Verdict struct {
	Target    *plan.SiteTarget `json:"-"`
	Register  string           `json:"register"` // id
	ID        string           `json:"id"`       // the site's
	Site      string           `json:"site"`
	Met       bool             `json:"met"`
	Detail    string           `json:"detail"` // 公益广告 1 处, 应不少于 2 处, 差 1 处
	Short     decimal.Decimal  `json:"short"`  // what lacks, in Measure
	Measure   string           `json:"measure"`
	Stretches []Stretch        `json:"-"` // of a road
}

// MarshalJSON writes what the site is short of as a number.
func (v Verdict) MarshalJSON() ([]byte, error) {
	type verdict Verdict
	return json.Marshal(struct {
		verdict
		Short report.Value `json:"short"`
	}{verdict(v), report.Number(v.Short)})
}

// Judge judges every site of a register, target by target. What the form of the
// unit has no line for is not asked of its sites: an operator's outlets owe the
// boards that a bank's owe, but nobody to advise.
func Judge(form *plan.Form, r *plan.Register, book Book) []Verdict {
	var all []Verdict
	for n := range r.Targets {
		t := &r.Targets[n]
		if !owed(form, t) {
			continue
		}
		for i := range book[r.ID] {
			s := &book[r.ID][i]
			if !report.Matches(t.Where, s.Fields) {
				continue
			}
			v := judge(r, t, s, book)
			v.Target, v.Register, v.ID, v.Site = t, r.ID, s.ID, s.Name
			all = append(all, v)
		}
	}
	return all
}

// owed reports whether the form has the line whose target this one details.
func owed(form *plan.Form, t *plan.SiteTarget) bool {
	_, asked := form.Find(t.Line)
	return asked || t.Line == ""
}

// FailingSites are the ids of the sites that miss something, each once.
func FailingSites(verdicts []Verdict) []string {
	var ids []string
	for _, v := range verdicts {
		if !v.Met && !slices.Contains(ids, v.ID) {
			ids = append(ids, v.ID)
		}
	}
	return ids
}

func judge(r *plan.Register, t *plan.SiteTarget, s *Site, book Book) Verdict {
	switch {
	case t.Gap != nil:
		return judgeGap(t.Gap, s, book)
	case t.Ratio != nil:
		return judgeRatio(r, t, s)
	case t.AtLeast != nil:
		return judgeNumber(r.Field(t.Field), *t.AtLeast, s)
	}
	f := r.Field(t.Field)
	word, ok := s.Fields[t.Field].Text()
	v := Verdict{Met: word == t.Is, Measure: "处"}
	if !ok {
		word = "没有填"
	}
	v.Detail = f.Label + " 现为 " + word + ", 应为 " + t.Is
	if !v.Met {
		v.Short = report.Whole(1)
	}
	return v
}

func judgeNumber(f *plan.Field, least decimal.Decimal, s *Site) Verdict {
	n, _ := s.number(f.Key).Number()
	v := Verdict{Met: n.GreaterThanOrEqual(least), Measure: f.Measure}
	v.Detail = f.Label + " " + report.Commas(n) + " " + f.Measure + ", 应不少于 " + report.Commas(least) + " " + f.Measure
	if !v.Met {
		v.lacks(least.Sub(n))
	}
	return v
}

// judgeRatio compares by cross-multiplication, exactly: 9.97 % is below 10 %.
// A site without anything to divide by owes nothing.
func judgeRatio(r *plan.Register, t *plan.SiteTarget, s *Site) Verdict {
	num, den := r.Field(t.Ratio.Num), r.Field(t.Ratio.Den)
	n, _ := s.number(num.Key).Number()
	d, _ := s.number(den.Key).Number()
	f := report.Fraction{Num: n, Den: d}
	v := Verdict{Measure: num.Measure}
	v.Detail = den.Label + " " + report.Commas(d) + " " + den.Measure + ", " + num.Label + " " + report.Commas(n) + " " + num.Measure
	if !f.Known() {
		v.Met = true
		return v
	}
	bound := report.Points(*t.AtLeast)
	v.Met = f.Cmp(bound) >= 0
	v.Detail += " = " + f.String() + ", 应达 " + report.Commas(*t.AtLeast) + "%"
	if !v.Met {
		v.lacks(upTo(d.Mul(bound.Num).Sub(n.Mul(bound.Den)).Div(bound.Den), num.Places))
	}
	return v
}

func (v *Verdict) lacks(n decimal.Decimal) {
	v.Short = n
	v.Detail += ", 差 " + report.Commas(n) + " " + v.Measure
}

// upTo rounds up to places, so that who adds as much has enough.
func upTo(n decimal.Decimal, places int32) decimal.Decimal { return n.RoundCeil(places) }
