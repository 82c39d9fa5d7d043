package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Finding is what a rule says of a report.
type Finding struct {
	Severity string `json:"severity"` // plan.SeverityError, …Warning, …Info
	Key      string `json:"key"`      // the line; empty: the whole form
	Message  string `json:"message"`
	Rule     string `json:"rule"`
}

// Count counts the errors, which block, and the warnings, which want an
// explanation.
func Count(fs []Finding) (errors, warnings int) {
	for _, f := range fs {
		switch f.Severity {
		case plan.SeverityError:
			errors++
		case plan.SeverityWarning:
			warnings++
		}
	}
	return errors, warnings
}

// Findings asks every rule of the form: errors first, then warnings, then
// information, each in the order of the form.
func (s *Sheet) Findings() ([]Finding, error) {
	fs := []Finding{}
	for _, r := range s.Form.Rules() {
		if r.Needs != "" {
			continue // switched on with the ledgers, registers, evidence and materials
		}
		found, err := s.ask(r)
		if err != nil {
			return nil, err
		}
		fs = append(fs, found...)
	}
	rank := map[string]int{plan.SeverityError: 0, plan.SeverityWarning: 1, plan.SeverityInfo: 2}
	slices.SortStableFunc(fs, func(a, b Finding) int {
		if d := rank[a.Severity] - rank[b.Severity]; d != 0 {
			return d
		}
		return s.place(a.Key) - s.place(b.Key)
	})
	return fs, nil
}

func (s *Sheet) place(key string) int {
	if i, ok := s.Form.Place(key); ok {
		return i
	}
	return len(s.Entries)
}

// mended is what an error says in place of its advice where it follows from a
// 更正: nothing of this period is to be changed then.
const mended = " 这里有以前月份的更正. 请核对; 属实的请说明."

// ask puts one rule to the sheet. An error about a ledger's figure that puts
// earlier periods right does not block: it wants an explanation.
func (s *Sheet) ask(r *plan.Rule) ([]Finding, error) {
	switch {
	case r.Check != "":
		return s.check(r), nil
	case r.Each != "":
		return s.askEach(r)
	}
	e := r.Expr(s.Unit.Kind)
	if e == nil {
		return nil, nil
	}
	hit, known, err := e.Bool(cells{s})
	if err != nil || !known || !hit {
		return nil, err
	}
	f := s.finding(r, r.Key, nil)
	if f.Severity == plan.SeverityError && s.softened(r) {
		what, _, _ := strings.Cut(f.Message, ". ")
		f.Severity, f.Message = plan.SeverityWarning, strings.TrimSuffix(what, ".")+"."+mended
	}
	return []Finding{f}, nil
}

// askEach puts a rule to every line that counts by the month. One that names
// {labels} speaks once for all of them.
func (s *Sheet) askEach(r *plan.Rule) ([]Finding, error) {
	var hits []*Entry
	for i := range s.Entries {
		e := &s.Entries[i]
		if !increments(e.Line) || !Typed(e.Line) || e.Line.Dim != "" {
			continue
		}
		h := s.history(e)
		hit, known, err := r.Expr(s.Unit.Kind).BoolOf(cells{s}, &h)
		if err != nil {
			return nil, err
		}
		if known && hit {
			hits = append(hits, e)
		}
	}
	return s.findings(r, hits), nil
}

// history is what a rule with Each sees of a line. A zero that follows from
// noted rows (进校园, of a month whose events all were elsewhere) is no figure that
// somebody forgot: there the line has no value, and the rules about zeros stay silent.
func (s *Sheet) history(e *Entry) plan.History {
	number := func(v Value) *decimal.Decimal {
		if n, ok := v.Number(); ok {
			return &n
		}
		return nil
	}
	h := plan.History{Value: number(e.Value), Previous: number(s.past(0, e.Line.Key)), Before: number(s.past(1, e.Line.Key))}
	if h.Value != nil && h.Value.IsZero() && e.Fed != nil && e.Taken() {
		h.Value = nil
	}
	if zero := decimal.Zero; s.lapsed(e) {
		if e.Value.Blank() {
			h.Value = &zero
		}
		if s.past(0, e.Line.Key).Blank() {
			h.Previous = &zero
		}
	}
	for ago := range min(3, len(s.Past)) {
		if n := number(s.past(ago, e.Line.Key)); n != nil {
			h.Months++
			h.Total = h.Total.Add(*n)
		}
	}
	return h
}

// lapsed reports whether the unit has kept, earlier in the year, the ledger
// whose rows the line counts: a month without a row is a 0 there, though nobody
// typed one. Of a ledger that it never used, a blank line says nothing.
func (s *Sheet) lapsed(e *Entry) bool {
	return e.prior.IsPositive() && slices.ContainsFunc(s.Plan.FedBy(s.Unit.Kind, e.Line), func(k *plan.Ledger) bool {
		return slices.ContainsFunc(k.Feeds, func(f plan.Feed) bool { return f.Key == e.Line.Key && f.Count && len(f.Where) == 0 })
	})
}

// findings makes one finding a line, or one for all where the rule collects.
func (s *Sheet) findings(r *plan.Rule, hits []*Entry) []Finding {
	if len(hits) == 0 {
		return nil
	}
	if !r.Collects() {
		fs := make([]Finding, len(hits))
		for i, e := range hits {
			fs[i] = s.finding(r, e.Line.Key, nil)
		}
		return fs
	}
	labels := make([]string, len(hits))
	for i, e := range hits {
		labels[i] = e.Line.Label
	}
	return []Finding{s.finding(r, r.Key, map[string]string{
		"labels": strings.Join(labels, ", "), "count": strconv.Itoa(len(hits)),
	})}
}

// finding writes the rule's message; extra places come before the sheet's.
func (s *Sheet) finding(r *plan.Rule, key string, extra map[string]string) Finding {
	text := r.Text(func(place string) string {
		if t, ok := extra[place]; ok {
			return t
		}
		return s.word(place, key)
	})
	return Finding{Severity: r.Severity, Key: key, Message: text, Rule: r.ID}
}

// word is what a {place} of a message stands for at a line.
func (s *Sheet) word(place, key string) string {
	e := s.Find(key)
	switch place {
	case "unit":
		return s.Unit.Name
	case "period":
		return s.Report.Period.Name()
	case "label", "value", "previous", "measure":
		if e == nil {
			return ""
		}
		switch place {
		case "label":
			return e.Line.Label
		case "value":
			return e.Value.Shown()
		case "previous":
			return e.Previous.Shown()
		}
		return e.Line.Indicator.Measure
	}
	scope, name, scoped := strings.Cut(place, ".")
	if scoped {
		switch scope {
		case "prior":
			return Commas(cells{s}.Prior(name))
		case "later":
			return Commas(cells{s}.Later(name))
		case "cum":
			return Commas(cells{s}.Cum(name))
		case "sum":
			return Commas(cells{s}.Sum(name))
		case "last":
			return s.past(0, name).Shown()
		case "any", "label":
			place = name
		}
	}
	if e := s.Find(place); e != nil {
		if scope == "label" {
			return e.Line.Label
		}
		return e.Value.Shown()
	}
	return ""
}
