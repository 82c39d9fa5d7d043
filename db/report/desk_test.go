package report

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// march is the period that most tests file.
var march = Period{2021, 3}

// at is an instant in China, written 2021-03-20 09:00.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, plan.China)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func day(t testing.TB, s string) plan.Date {
	t.Helper()
	d, err := plan.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func num(t testing.TB, s string) decimal.Decimal {
	t.Helper()
	d, err := decimal.NewFromString(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// defaults is the schedule of the default plan, from its first period on.
func defaults() *Schedule {
	return &Schedule{First: Period{2021, 2}, Versions: []Version{{From: Period{2021, 2}, Plan: plan.Default()}}}
}

// changed is the default schedule with another calendar.
func changed(change func(c *plan.Calendar)) *Schedule {
	pl := *plan.Default()
	change(&pl.Calendar)
	return &Schedule{First: Period{2021, 1}, Versions: []Version{{From: Period{2021, 1}, Plan: &pl}}}
}

// situation is a report of March 2021 in the middle of its window, with
// nothing known yet.
func situation(t testing.TB, code string) Situation {
	t.Helper()
	u, ok := plan.Default().Unit(code)
	if !ok {
		t.Fatalf("the plan has no unit %s", code)
	}
	return Situation{
		Schedule: defaults(), Unit: *u,
		Report: Report{Unit: code, Period: march, State: StateDraft, Version: 1},
		Cells:  map[string]Cell{}, Prior: map[string]decimal.Decimal{}, Carry: map[string]Value{},
		Past: []map[string]Value{{}, {}, {}}, Foreign: map[string]Foreign{}, Peers: map[plan.From]Value{},
		Now: at(t, "2021-03-18 09:00"),
	}
}

// values reads "key=value key=value" by the form of a kind.
func values(t testing.TB, kind, typed string) map[string]Value {
	t.Helper()
	form := plan.Default().FormOf(kind)
	all := map[string]Value{}
	for _, pair := range strings.Fields(typed) {
		key, text, _ := strings.Cut(pair, "=")
		line, ok := form.Find(key)
		if !ok {
			t.Fatalf("the form of %s has no line %s", kind, key)
		}
		v, err := Parse(line, text)
		if err != nil {
			t.Fatal(err)
		}
		all[key] = v
	}
	return all
}

// more adds what is known beyond the typed cells.
type more func(t testing.TB, s *Situation)

func prior(typed string) more {
	return func(t testing.TB, s *Situation) {
		for key, v := range values(t, s.Unit.Kind, typed) {
			s.Prior[key], _ = v.Number()
		}
	}
}

// later is what the year's later periods have filed.
func later(typed string) more {
	return func(t testing.TB, s *Situation) {
		s.Later = map[string]Later{}
		for key, v := range values(t, s.Unit.Kind, typed) {
			n, _ := v.Number()
			s.Later[key] = Later{Sum: n, Newest: v}
		}
	}
}

func carry(typed string) more {
	return func(t testing.TB, s *Situation) {
		for key, v := range values(t, s.Unit.Kind, typed) {
			s.Carry[key] = v
		}
	}
}

// past is the period ago periods before, 0 being the last.
func past(ago int, typed string) more {
	return func(t testing.TB, s *Situation) {
		for key, v := range values(t, s.Unit.Kind, typed) {
			s.Past[ago][key] = v
		}
	}
}

func asNil(_ testing.TB, s *Situation) { s.Report.Nil, s.Report.NilReason = true, "本月无活动" }

func in(p Period) more {
	return func(_ testing.TB, s *Situation) {
		s.Report.Period = p
		first, _ := s.Schedule.Window(p)
		s.Now = first.Start().Add(time.Hour)
	}
}

func now(when string) more {
	return func(t testing.TB, s *Situation) { s.Now = at(t, when) }
}

// sheet fills the form of a unit for March 2021.
func sheet(t testing.TB, code, typed string, all ...more) *Sheet {
	t.Helper()
	sit := situation(t, code)
	for key, v := range values(t, sit.Unit.Kind, typed) {
		sit.Cells[key] = Cell{Value: v, Version: 1}
	}
	for _, m := range all {
		m(t, &sit)
	}
	s, err := NewSheet(sit)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// found lists the lines at which a rule speaks; a finding of the whole form is
// the empty key.
func found(t testing.TB, s *Sheet, rule string) (keys []string, first Finding) {
	t.Helper()
	fs, err := s.Findings()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		if f.Rule == rule {
			if keys == nil {
				first = f
			}
			keys = append(keys, f.Key)
		}
	}
	return keys, first
}

// says reports whether a message has a part, whatever the width of the
// punctuation in the plan file.
func says(message, part string) bool {
	plain := strings.NewReplacer("，", ",", "。", ".", "：", ":", "；", ";", " ", "").Replace
	return strings.Contains(plain(message), plain(part))
}
