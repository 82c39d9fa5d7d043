package db

import (
	"context"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// openDay is the first day from which a change of the unit's registers may
// count: the one after the newest period that is closed for it, being sent or
// locked, since that period reads its registers as of its last day. It is the
// zero day where none is closed.
func (s *Store) openDay(ctx context.Context, v *visit, u *unit) (plan.Date, error) {
	sch := v.town.schedule
	today := sch.Of(plan.DateOf(v.now))
	stored, err := s.reportsBetween(ctx, u, sch.First, today)
	if err != nil {
		return plan.Date{}, err
	}
	for p := today; !p.Before(sch.First); p = sch.Prev(p) {
		r, ok := stored[p]
		if !ok {
			r = report.Report{Period: p}
		}
		if r.State == report.StateSubmitted || r.State == report.StateAccepted || r.Locked(sch, v.now) {
			_, last := sch.Window(p)
			return last.AddDays(1), nil
		}
	}
	return plan.Date{}, nil
}

// earliest is a day before which no list of the township was kept.
var earliest = plan.Date{Year: 2000, Month: 1, Day: 1}

// from is the day from which a change counts. Nobody having named one, it is
// the last that the period in hand counts, or today while that one lasts, so
// that who still works on March on the 22nd changes March's lists.
func (p *putting) from(day plan.Date, was *register.Record) (plan.Date, error) {
	today := plan.DateOf(p.now)
	var newest plan.Date
	if was != nil {
		newest = was.Newest().From
	}
	sch := p.town.schedule
	if day.IsZero() {
		day = today
		if _, last := sch.Window(sch.Current(p.now)); last.Before(today) && !last.Before(p.open) && !last.Before(newest) {
			day = last
		}
	}
	switch {
	case today.Before(day):
		return day, report.Errorf(report.CodeInvalid, "%s 还没有到. 从哪天起不能晚于今天 %s.", day, today)
	case day.Before(earliest):
		return day, report.Errorf(report.CodeInvalid, "%s 太早了, 请核对年份.", day)
	case today.Before(p.open):
		return day, report.Errorf(report.CodeState, "%s 的 %s 已经报送, 名录要到 %s 起才能再改. 要改这一期的, 请先撤回或请平安办退回.",
			p.unit.name, sch.Of(p.open.AddDays(-1)).Name(), p.open)
	case day.Before(p.open):
		return day, report.Errorf(report.CodeState, "%s 及以前的月报已经报送、封存或锁定, 名录最早可从 %s 起改. 以前的日期请写在依据里.",
			sch.Of(p.open.AddDays(-1)).Name(), p.open)
	case day.Before(newest):
		return day, report.Errorf(report.CodeState, "这一条从 %s 起已有新的记录, 请从那一天或以后改起.", newest)
	}
	return day, nil
}
