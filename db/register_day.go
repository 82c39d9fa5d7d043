package db

import (
	"context"
	"time"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// calendar tells of a unit which days its registers may still change on: those
// whose period is in the unit's hands. A period that is sent or locked keeps
// what its registers said.
type calendar struct {
	schedule *report.Schedule
	stored   map[report.Period]report.Report
	now      time.Time
	unit     string // its name
	judges   bool   // the person returns, unseals and unlocks the unit's reports
	judge    string // who else does
}

func (s *Store) calendar(ctx context.Context, v *visit, u *unit) (calendar, error) {
	sch := v.town.schedule
	stored, err := s.reportsBetween(ctx, u, sch.First, sch.Of(plan.DateOf(v.now)))
	pl := sch.PlanFor(sch.Of(plan.DateOf(v.now)))
	c := calendar{schedule: sch, stored: stored, now: v.now, unit: u.name, judge: "平安办"}
	if u.code == pl.Office {
		c.judge = "领导"
	}
	c.judges = err == nil && v.reviews(ctx, s, v.town, pl, u) == nil
	return c, err
}

// period is the one that counts a day; days before the folder's first count as
// that one's.
func (c calendar) period(day plan.Date) report.Period {
	if p := c.schedule.Of(day); !p.Before(c.schedule.First) {
		return p
	}
	return c.schedule.First
}

func (c calendar) closed(p report.Period) bool {
	r, ok := c.stored[p]
	if !ok {
		r = report.Report{Period: p}
	}
	return r.Closed(c.schedule, c.now)
}

// next is the first day from a day on that is open. It may lie ahead.
func (c calendar) next(day plan.Date) plan.Date {
	for c.closed(c.period(day)) {
		_, last := c.schedule.Window(c.period(day))
		day = last.AddDays(1)
	}
	return day
}

// open is the first day after every closed period; zero where none is closed.
func (c calendar) open() plan.Date {
	for p := c.schedule.Of(plan.DateOf(c.now)); !p.Before(c.schedule.First); p = c.schedule.Prev(p) {
		if c.closed(p) {
			_, last := c.schedule.Window(p)
			return last.AddDays(1)
		}
	}
	return plan.Date{}
}

// earliest is a day before which no list of the township was kept.
var earliest = plan.Date{Year: 2000, Month: 1, Day: 1}

// from is the day from which a change counts. Nobody having named one, it is
// the last that the period in hand counts, or today while that one lasts, so
// that who still works on March on the 22nd changes March's lists.
func (p *putting) from(day plan.Date, was *register.Record) (plan.Date, error) {
	today, sch := plan.DateOf(p.now), p.town.schedule
	if day.IsZero() {
		day = today
		current := sch.Current(p.now)
		if _, last := sch.Window(current); last.Before(today) && !p.days.closed(current) && !last.Before(since(was)) {
			day = last
		}
	}
	next := p.days.next(day)
	switch {
	case today.Before(day):
		return day, register.Coming(day, today)
	case day.Before(earliest):
		return day, report.Errorf(report.CodeInvalid, "%s 太早了, 请核对年份.", day)
	case today.Before(next):
		return day, p.days.refusal(day, next)
	case day.Before(next):
		return day, report.Errorf(report.CodeState, "%s 的月报已经报送、封存或锁定, 名录最早可从 %s 起改. 以前的日期请写在依据里.",
			p.days.period(day).Name(), next)
	}
	if later := overtaken(was, day, p.last(day)); !later.IsZero() {
		return day, report.Errorf(report.CodeState, "这一条从 %s 起已有新的记录, 请从那一天或以后改起.", later)
	}
	return day, nil
}

// shut says why nothing can be changed today; empty: some day is open.
func (c calendar) shut() string {
	today := plan.DateOf(c.now)
	for p := c.schedule.Of(today); !p.Before(c.schedule.First); p = c.schedule.Prev(p) {
		if !c.closed(p) {
			return ""
		}
	}
	return c.refusal(today, c.next(today)).Error()
}

// refusal refuses a change while nothing is open before a day that is still to
// come, and says what can be done until then, and by whom.
func (c calendar) refusal(day, next plan.Date) error {
	period := c.period(day)
	how, opens := "已经锁定", "解锁"
	switch c.stored[period].State {
	case report.StateAccepted:
		how, opens = "已经审核", "启封"
	case report.StateSubmitted:
		how, opens = "已经报送", "退回"
	}
	switch {
	case c.judges:
		opens = "先" + opens
	case opens == "退回":
		opens = "先撤回, 或请" + c.judge + opens
	default:
		opens = "先请" + c.judge + opens
	}
	return report.Errorf(report.CodeState, "%s 的%s月报%s. %d月%d日以后再来改名录, 或%s.", c.unit, period.Name(), how, next.Month, next.Day, opens)
}

// last is the last day of the period that counts a day.
func (p *putting) last(day plan.Date) plan.Date {
	_, last := p.town.schedule.Window(p.days.period(day))
	return last
}

// overtaken is the day of a version that would stand above one from a day
// before the period is over, so that nobody would ever see that one; zero: none.
func overtaken(was *register.Record, day, last plan.Date) plan.Date {
	if was != nil {
		if v, ok := register.AsOf(was.Versions, last); ok && day.Before(v.From) {
			return v.From
		}
	}
	return plan.Date{}
}

func since(was *register.Record) plan.Date {
	if was == nil {
		return plan.Date{}
	}
	return was.Newest().From
}
