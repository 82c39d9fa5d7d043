package report

import (
	"strconv"
	"time"
)

// MarkKind is how a report stands at a glance.
type MarkKind string

// The kinds of mark. A month that is over shows when its report came, if it
// did; the running month shows how far it is.
const (
	MarkNone     MarkKind = "none"     // nothing is owed, or not yet
	MarkMissing  MarkKind = "missing"  // not filed, and still can be
	MarkDraft    MarkKind = "draft"    // begun, and there is time
	MarkPending  MarkKind = "pending"  // waits for who judges it
	MarkReturned MarkKind = "returned" // sent back, not sent again
	MarkUnsealed MarkKind = "unsealed" // sealed and opened again, not sent since
	MarkAccepted MarkKind = "accepted" // of the running month, on time
	MarkOnTime   MarkKind = "on_time"
	MarkLate     MarkKind = "late"
	MarkNil      MarkKind = "nil"   // on time, and nothing to tell
	MarkNever    MarkKind = "never" // locked without having been filed
)

// Mark is a report in one word, for a unit's year and for the status matrix.
type Mark struct {
	Kind MarkKind `json:"kind"`
	Days int      `json:"days,omitempty"` // late
}

// Word is the mark for people.
func (m Mark) Word() string {
	switch m.Kind {
	case MarkMissing:
		return "未报"
	case MarkDraft:
		return "草稿"
	case MarkPending:
		return "待审"
	case MarkReturned:
		return "退回"
	case MarkUnsealed:
		return "启封"
	case MarkAccepted:
		return "通过"
	case MarkOnTime:
		return "按时"
	case MarkLate:
		return "迟" + strconv.Itoa(m.Days)
	case MarkNil:
		return "零报"
	case MarkNever:
		return "漏报"
	}
	return "-"
}

// Mark is how the report stands now. What waits for a judgement says so in
// whatever month; what is sealed and came on time is 通过 while its month runs,
// 按时 afterwards.
func (r *Report) Mark(s *Schedule, now time.Time) Mark {
	due := s.Due(r.Period)
	switch r.Stage() {
	case StagePending:
		return Mark{Kind: MarkPending}
	case StageReturned:
		if r.Unsealed {
			return Mark{Kind: MarkUnsealed}
		}
		return Mark{Kind: MarkReturned}
	case StageAccepted:
		return r.sealed(s, now)
	}
	switch {
	case r.Locked(s, now):
		return Mark{Kind: MarkNever}
	case now.After(due):
		return Mark{Kind: MarkMissing}
	case r.State == StateDraft:
		return Mark{Kind: MarkDraft}
	case s.Current(now).Before(r.Period):
		return Mark{Kind: MarkNone} // the month before is still coming in
	}
	return Mark{Kind: MarkMissing}
}

// sealed is the mark of an accepted report.
func (r *Report) sealed(s *Schedule, now time.Time) Mark {
	switch days := r.DaysLate(s.Due(r.Period)); {
	case days > 0:
		return Mark{MarkLate, days}
	case r.Nil:
		return Mark{Kind: MarkNil}
	case !r.Period.Before(s.Current(now)):
		return Mark{Kind: MarkAccepted}
	}
	return Mark{Kind: MarkOnTime}
}

// Word is where the report stands for people, as a table shows it; "-" where
// nothing is there and nothing is missed: the period has not begun, or the unit
// is none of those that are expected.
func (s *Sheet) Word() string {
	asked := s.Unit.Counted() && s.Schedule.Open(s.Report.Period, s.Now)
	if !asked && s.Report.Stage() == StageMissing && s.Report.State != StateDraft {
		return Mark{Kind: MarkNone}.Word()
	}
	return s.Report.Word()
}
