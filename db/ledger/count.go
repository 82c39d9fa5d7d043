package ledger

import (
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Reports are the reports of one unit by period; one that is missing is blank.
type Reports map[report.Period]report.Report

// Changeable reports whether the figures of a period can still change for the
// unit: its report is in the unit's hands and not locked. A period that has not
// begun can.
func (rs Reports) Changeable(s *report.Schedule, p report.Period, now time.Time) bool {
	r := rs.Of(p)
	return !p.Before(s.First) && !r.Closed(s, now)
}

// Of is the report of a period, blank where none is stored.
func (rs Reports) Of(p report.Period) report.Report {
	r := rs[p]
	r.Period = p
	return r
}

// NeverFiled reports whether what stands in a period counts nowhere: its report
// was not filed and no longer can be.
func (rs Reports) NeverFiled(s *report.Schedule, p report.Period, now time.Time) bool {
	r := rs.Of(p)
	return r.NeverFiled(s, now)
}

// Settling is the period in which a change of what counts in p shows: p itself
// while it can change, else the first later one of its year that can.
func (rs Reports) Settling(s *report.Schedule, p report.Period, now time.Time) (report.Period, error) {
	for q := p; q.Year == p.Year; q = s.Next(q) {
		if rs.Changeable(s, q, now) {
			return q, nil
		}
	}
	return p, report.Errorf(report.CodeState, "%d年的月报都已报送或锁定, 不能再记这一年的台账. 请平安办退回或解锁后再记.", p.Year)
}

// Leaving is the period in which it shows that something no longer counts that
// was counted in p: as Settling, but where p counts nowhere since it was never
// filed, p itself, so that an unlock gives no weight to it.
func (rs Reports) Leaving(s *report.Schedule, p report.Period, now time.Time) (report.Period, error) {
	if rs.NeverFiled(s, p, now) {
		return p, nil
	}
	return rs.Settling(s, p, now)
}

// Counting is the period in which a row of a day counts, and whether that makes
// it a correction (更正): the period of its day is closed, and a later one takes
// it up. A day that nobody can have seen yet, or that the township does not
// count, is refused.
func (rs Reports) Counting(s *report.Schedule, day plan.Date, now time.Time) (p report.Period, correction bool, err error) {
	own := s.Of(day)
	begin, _ := s.Window(s.First)
	switch today := plan.DateOf(now); {
	case today.Before(day):
		return own, false, report.Errorf(report.CodeInvalid, "日期 %s 还没有到, 今天是 %s. 办完再记.", day, today)
	case day.Before(begin):
		return own, false, report.Errorf(report.CodeInvalid, "日期 %s 早于本系统开始统计的 %s, 不用记. 以前的数请平安办录入期初数.", day, begin)
	}
	p, err = rs.Settling(s, own, now)
	if err != nil && day.Year != plan.DateOf(now).Year {
		err = report.Errorf(report.CodeState, "日期 %s 属于%d年, 那一年的月报都已报送或锁定. 请核对年份.", day, day.Year)
	}
	return p, p != own, err
}
