package report

import (
	"testing"
	"time"

	"fanzha/db/plan"
)

func TestWindowsDuesAndLocksOfTheDefaultPlan(t *testing.T) {
	s := defaults()
	for _, c := range []struct {
		period, first, last, due, lock string // due and lock: the first instant after it
	}{
		{"2021-02", "2021-02-03", "2021-02-20", "2021-02-21 00:00", "2021-02-26 00:00"},
		{"2021-03", "2021-02-21", "2021-03-20", "2021-03-21 00:00", "2021-03-26 00:00"},
		{"2021-12", "2021-11-21", "2021-12-20", "2021-12-21 00:00", "2021-12-26 00:00"},
		{"2021-13", "2021-12-21", "2021-12-31", "2022-01-06 00:00", "2022-01-11 00:00"},
		{"2022-01", "2022-01-01", "2022-01-20", "2022-01-21 00:00", "2022-01-26 00:00"},
		{"2022-02", "2022-01-21", "2022-02-20", "2022-02-21 00:00", "2022-02-26 00:00"},
	} {
		t.Run(c.period, func(t *testing.T) {
			p, err := ParsePeriod(c.period)
			if err != nil {
				t.Fatal(err)
			}
			first, last := s.Window(p)
			if first.String() != c.first || last.String() != c.last {
				t.Errorf("window %s … %s, want %s … %s", first, last, c.first, c.last)
			}
			if due := s.Due(p); !due.Equal(at(t, c.due)) {
				t.Errorf("due %s, want %s", due, c.due)
			}
			if lock := s.Lock(p); !lock.Equal(at(t, c.lock)) {
				t.Errorf("lock %s, want %s", lock, c.lock)
			}
		})
	}
}

func TestOtherDueDays(t *testing.T) {
	for _, c := range []struct {
		due         int
		period      string
		first, last string
		supplement  bool
	}{
		{25, "2021-03", "2021-02-26", "2021-03-25", true},
		{25, "2021-13", "2021-12-26", "2021-12-31", true},
		{31, "2021-02", "2021-02-03", "2021-02-28", false},
		{31, "2021-03", "2021-03-01", "2021-03-31", false},
		{31, "2024-02", "2024-02-01", "2024-02-29", false},
		{31, "2022-01", "2022-01-01", "2022-01-31", false},
		{1, "2021-04", "2021-03-02", "2021-04-01", true},
	} {
		s := changed(func(cal *plan.Calendar) { cal.DueDay = c.due })
		p, err := ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		first, last := s.Window(p)
		if first.String() != c.first || last.String() != c.last {
			t.Errorf("due day %d, %s: window %s … %s, want %s … %s", c.due, p, first, last, c.first, c.last)
		}
		if got := s.Exists(Period{p.Year, Supplement}); got != c.supplement {
			t.Errorf("due day %d: supplement %v, want %v", c.due, got, c.supplement)
		}
	}
	s := changed(func(cal *plan.Calendar) { cal.DueDay = 31 })
	if got := s.Next(Period{2021, 12}); got != (Period{2022, 1}) {
		t.Errorf("after December without a supplement comes %s", got)
	}
	if got := s.Prev(Period{2022, 1}); got != (Period{2021, 12}) {
		t.Errorf("before January without a supplement comes %s", got)
	}
}

func TestDeadlineMovesToTheNextWorkday(t *testing.T) {
	s := changed(func(cal *plan.Calendar) { cal.Workdays.Shift = true })
	for _, c := range []struct{ period, due, lock, why string }{
		{"2021-03", "2021-03-23 00:00", "2021-03-26 00:00", "a Saturday waits for Monday, the lock stands"},
		{"2021-02", "2021-02-21 00:00", "2021-02-26 00:00", "a Saturday that is made up is worked"},
		{"2021-09", "2021-09-23 00:00", "2021-09-26 00:00", "a holiday on a Monday waits for Wednesday"},
		{"2021-04", "2021-04-21 00:00", "2021-04-26 00:00", "a Tuesday is a Tuesday"},
	} {
		p, err := ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		if due := s.Due(p); !due.Equal(at(t, c.due)) {
			t.Errorf("%s: due %s, want %s: %s", p, due, c.due, c.why)
		}
		if lock := s.Lock(p); !lock.Equal(at(t, c.lock)) {
			t.Errorf("%s: lock %s, want %s: %s", p, lock, c.lock, c.why)
		}
	}
	long := changed(func(cal *plan.Calendar) { cal.Workdays.Shift, cal.GraceDays = true, 0 })
	if due, lock := long.Due(march), long.Lock(march); lock.Before(due) {
		t.Errorf("locked at %s, before the shifted deadline %s", lock, due)
	}
	if first, last := s.Window(march); first.String() != "2021-02-21" || last.String() != "2021-03-20" {
		t.Errorf("a shifted deadline moved the window to %s … %s", first, last)
	}
}

func TestCurrentIsTheFirstPeriodNotYetLocked(t *testing.T) {
	s := defaults()
	for _, c := range []struct{ now, want string }{
		{"2021-02-01 08:00", "2021-02"},
		{"2021-03-19 23:59", "2021-03"},
		{"2021-03-20 23:59", "2021-03"},
		{"2021-03-21 00:00", "2021-03"},
		{"2021-03-25 23:59", "2021-03"},
		{"2021-03-26 00:00", "2021-04"},
		{"2021-12-25 12:00", "2021-12"},
		{"2021-12-26 00:00", "2021-13"},
		{"2022-01-10 23:59", "2021-13"},
		{"2022-01-11 00:00", "2022-01"},
		{"2022-01-25 23:59", "2022-01"},
		{"2022-01-26 00:00", "2022-02"},
	} {
		if got := s.Current(at(t, c.now)); got.String() != c.want {
			t.Errorf("at %s the current period is %s, want %s", c.now, got, c.want)
		}
	}
	s.First = Period{2021, 6}
	if got := s.Current(at(t, "2021-03-18 09:00")); got != s.First {
		t.Errorf("before the folder's first period, current is %s", got)
	}
	utc := at(t, "2021-03-26 00:00").Add(-time.Minute).UTC()
	if got := defaults().Current(utc); got != march {
		t.Errorf("a clock in UTC makes it %s", got)
	}
}

func TestPaceIsLinearToEachMilestone(t *testing.T) {
	s := defaults()
	for _, c := range []struct {
		day  string
		want Fraction
	}{
		{"2021-02-03", Fraction{Whole(0), Whole(100)}},
		{"2021-06-20", Fraction{Whole(137 * 50), Whole(147 * 100)}},
		{"2021-06-30", Fraction{Whole(50), Whole(100)}},
		{"2021-07-01", Fraction{Whole(50*184 + 50), Whole(184 * 100)}},
		{"2021-12-31", Fraction{Whole(100), Whole(100)}},
		{"2022-01-01", Fraction{Whole(0), Whole(100)}},
		{"2022-06-30", Fraction{Whole(50), Whole(100)}},
		{"2022-03-20", Fraction{Whole(78 * 50), Whole(180 * 100)}},
	} {
		if got := s.Pace(day(t, c.day)); got.Cmp(c.want) != 0 {
			t.Errorf("pace on %s is %s, want %s", c.day, got, c.want)
		}
	}
	if got := s.Pace(day(t, "2021-06-20")).Percent(4).String(); got != "46.5986" {
		t.Errorf("pace on 2021-06-20 reads %s", got)
	}
}

func TestAChangedPlanNeverMovesAClosedMonth(t *testing.T) {
	later := *plan.Default()
	later.Calendar.DueDay = 25
	s := defaults()
	s.Versions = append(s.Versions, Version{From: Period{2021, 5}, Plan: &later})
	if _, last := s.Window(Period{2021, 4}); last.String() != "2021-04-20" {
		t.Errorf("April now ends on %s", last)
	}
	if first, last := s.Window(Period{2021, 5}); first.String() != "2021-04-21" || last.String() != "2021-05-25" {
		t.Errorf("May counts %s … %s, want 2021-04-21 … 2021-05-25", first, last)
	}
	if s.PlanFor(Period{2020, 12}) != s.Versions[0].Plan {
		t.Error("before the first version another plan counts")
	}
}

func TestYearListsThePeriodsThatAreOwed(t *testing.T) {
	s := defaults()
	if got := s.Year(2021); len(got) != 12 || got[0] != s.First || got[11] != (Period{2021, Supplement}) {
		t.Errorf("2021 has %v", got)
	}
	if got := s.Year(2022); len(got) != 13 {
		t.Errorf("2022 has %v", got)
	}
	s.First = Period{2021, 6}
	if got := s.Year(2021); len(got) != 8 || got[0] != s.First {
		t.Errorf("from June on 2021 has %v", got)
	}
}

func TestPeriodIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]Period{
		"2021-03": march, "202103": march, "2021年3月": march, "２０２１－０３": march, "2021/3": march, "2021.03": march, " 2021-3 ": march,
		"2021-13": {2021, 13}, "2021-补报": {2021, 13}, "2021年终补报": {2021, 13}, "2021年补报": {2021, 13},
	} {
		got, err := ParsePeriod(text)
		if err != nil || got != want {
			t.Errorf("%q is read as %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "2021", "3月", "2021-00", "2021-14", "21-03", "2021-3-1", "2021--3x", "next", "２０２１", "2021-+3", "+021-03"} {
		if got, err := ParsePeriod(text); !Refused(err, CodeInvalid) {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
	for _, p := range []Period{march, {2021, 13}} {
		back, err := ParsePeriod(p.Name())
		if err != nil || back != p {
			t.Errorf("%s reads back as %v, %v", p.Name(), back, err)
		}
		var q Period
		text, err := p.MarshalText()
		if err == nil {
			err = q.UnmarshalText(text)
		}
		if err != nil || q != p {
			t.Errorf("%s travels as %s and arrives as %v, %v", p, text, q, err)
		}
	}
}
