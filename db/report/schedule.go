package report

import (
	"time"

	"fanzha/db/plan"
)

// Version binds a plan to the periods from From on, until a later version.
type Version struct {
	ID   string
	From Period
	Plan *plan.Plan
}

// Schedule is a township's plans over time, oldest first, and the period that
// its folder starts with. A period asks its own version for its due day, so a
// changed plan never moves a closed month.
type Schedule struct {
	First    Period
	Versions []Version
}

// VersionFor is the version in force for p: the last that begins no later.
// Before the first version, that one counts.
func (s *Schedule) VersionFor(p Period) Version {
	v := s.Versions[0]
	for _, w := range s.Versions[1:] {
		if w.From.Compare(p) <= 0 {
			v = w
		}
	}
	return v
}

// PlanFor is the plan in force for p.
func (s *Schedule) PlanFor(p Period) *plan.Plan { return s.VersionFor(p).Plan }

func (s *Schedule) calendar(p Period) plan.Calendar { return s.PlanFor(p).Calendar }

// dueDay is the day in p's month that the plan names, cut to the month's last;
// for the supplement the year's last day.
func (s *Schedule) dueDay(p Period) plan.Date {
	if p.Month == Supplement {
		return plan.Date{Year: p.Year, Month: time.December, Day: 31}
	}
	last := plan.DateOf(time.Date(p.Year, time.Month(p.Month)+1, 0, 0, 0, 0, 0, plan.China))
	last.Day = min(last.Day, s.calendar(p).DueDay)
	return last
}

// Exists reports whether p is a period at all: a supplement is only where
// December leaves days of the year uncounted.
func (s *Schedule) Exists(p Period) bool {
	if p.Month == Supplement {
		return s.dueDay(Period{p.Year, 12}).Before(s.dueDay(p))
	}
	return p.Month >= 1 && p.Month <= 12
}

// Next is the period after p.
func (s *Schedule) Next(p Period) Period {
	n := Period{p.Year, p.Month + 1}
	if n.Month > Supplement || !s.Exists(n) {
		return Period{p.Year + 1, 1}
	}
	return n
}

// Prev is the period before p.
func (s *Schedule) Prev(p Period) Period {
	if p.Month > 1 {
		return Period{p.Year, p.Month - 1}
	}
	if q := (Period{p.Year - 1, Supplement}); s.Exists(q) {
		return q
	}
	return Period{p.Year - 1, 12}
}

// Window is the first and the last day that p counts (统计区间). Windows of a
// year follow each other without a gap, from 01-01, or the plan's first day,
// to 12-31.
func (s *Schedule) Window(p Period) (first, last plan.Date) {
	last = s.dueDay(p)
	first = plan.Date{Year: p.Year, Month: time.January, Day: 1}
	if p.Month > 1 {
		first = s.dueDay(Period{p.Year, p.Month - 1}).AddDays(1)
	}
	if start := s.calendar(p).FirstDay; first.Before(start) && !last.Before(start) {
		first = start
	}
	return first, last
}

// Of is the period that counts day d.
func (s *Schedule) Of(d plan.Date) Period {
	p := Period{d.Year, int(d.Month)}
	if s.dueDay(p).Before(d) {
		return s.Next(p)
	}
	return p
}

// Due is the instant after which a report of p is late: 24:00 of the due day,
// moved to the next workday where the plan's calendar asks for that.
func (s *Schedule) Due(p Period) time.Time { return s.dueDate(p).End() }

func (s *Schedule) dueDate(p Period) plan.Date {
	cal := s.calendar(p)
	d := s.nominalDue(p)
	for cal.Workdays.Shift && !workday(cal.Workdays, d) {
		d = d.AddDays(1)
	}
	return d
}

func (s *Schedule) nominalDue(p Period) plan.Date {
	if p.Month == Supplement {
		return s.calendar(p).Supplement.Due.In(p.Year + 1)
	}
	return s.dueDay(p)
}

// Lock is the instant from which a report of p is closed: the grace days are
// counted from the plan's own day and never end before a shifted deadline.
func (s *Schedule) Lock(p Period) time.Time {
	lock := s.nominalDue(p).AddDays(s.calendar(p).GraceDays).End()
	if due := s.Due(p); lock.Before(due) {
		return due
	}
	return lock
}

// Current is the period that people mean when they name none: the first that
// is not locked yet, so that on the 21st the office still sees the month that
// is coming in, and never one before the folder's first.
func (s *Schedule) Current(now time.Time) Period {
	p := s.Of(plan.DateOf(now))
	if q := s.Prev(p); now.Before(s.Lock(q)) {
		p = q
	}
	if p.Before(s.First) {
		return s.First
	}
	return p
}

// Open reports whether p's window has begun.
func (s *Schedule) Open(p Period, now time.Time) bool {
	first, _ := s.Window(p)
	return !now.Before(first.Start())
}

// Year lists the periods of p's year from the folder's first on.
func (s *Schedule) Year(year int) []Period {
	var all []Period
	for p := (Period{year, 1}); p.Year == year; p = s.Next(p) {
		_, last := s.Window(p)
		if !p.Before(s.First) && !last.Before(s.calendar(p).FirstDay) {
			all = append(all, p)
		}
	}
	return all
}

// workday reports whether d is worked: a make-up day, or a weekday that is no
// holiday.
func workday(w plan.Workdays, d plan.Date) bool {
	for _, m := range w.Makeup {
		if m == d {
			return true
		}
	}
	for _, h := range w.Holidays {
		if h == d {
			return false
		}
	}
	day := d.Start().Weekday()
	return day != time.Saturday && day != time.Sunday
}

// Pace is the share of the year's goal, in percent, that the plan expects on
// day d: linear from 0 at the year's start, or the plan's, through the
// calendar's points.
func (s *Schedule) Pace(d plan.Date) Fraction {
	cal := s.calendar(s.Of(d))
	from := plan.Date{Year: d.Year, Month: time.January, Day: 1}
	if from.Before(cal.FirstDay) {
		from = cal.FirstDay
	}
	done := Whole(0)
	for _, pt := range cal.Pace {
		to := pt.On.In(d.Year)
		span := to.Sub(from)
		if d.Compare(to) <= 0 && span > 0 {
			step := pt.Percent.Sub(done).Mul(Whole(max(0, d.Sub(from))))
			return Fraction{Num: done.Mul(Whole(span)).Add(step), Den: Whole(span * 100)}
		}
		from, done = to, pt.Percent
	}
	return Fraction{Num: done, Den: Whole(100)}
}

// Owes is the unit as the plan of a period has it, and whether it is there on
// some day of the period's window.
func (s *Schedule) Owes(p Period, code string) (*plan.Unit, bool) {
	u, ok := s.PlanFor(p).Unit(code)
	if !ok || code == s.PlanFor(p).Root.Code {
		return nil, false
	}
	first, last := s.Window(p)
	return u, u.There(first, last)
}
