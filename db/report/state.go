package report

import (
	"time"

	"fanzha/db/plan"
)

// State is where a report stands on its way.
type State string

// blank → draft → submitted → accepted (sealed); submitted → returned → draft
// → submitted; accepted → unsealed, which is draft again.
const (
	StateBlank     State = "blank"
	StateDraft     State = "draft"
	StateSubmitted State = "submitted"
	StateReturned  State = "returned"
	StateAccepted  State = "accepted"
)

// Name is the state's word for people.
func (s State) Name() string {
	switch s {
	case StateDraft:
		return "草稿"
	case StateSubmitted:
		return "待审"
	case StateReturned:
		return "退回"
	case StateAccepted:
		return "通过"
	}
	return "未填"
}

// Report is one unit's form for one period, without its cells. Version grows
// with every change of the report's state.
type Report struct {
	ID      string // empty until something of it is stored
	Unit    string // the unit's id
	Period  Period
	State   State
	Version int

	FirstSubmitted time.Time // decides on time or late; given up by a withdrawal
	Submitted      time.Time // the last submission
	Decided        time.Time // the last return, acceptance or unsealing
	Returns        int
	Reason         string            // of the last return or unsealing
	CellReasons    map[string]string // of a return cell by cell
	OpenUntil      time.Time         // a return or an unlock opens a locked period until then
	Nil            bool
	NilReason      string
	Explanation    string // given over warnings at the last submission, also if that was taken back
	OnBehalf       bool   // somebody else typed some of it: 代填
	Unsealed       bool   // it was sealed, and opened again (启封); not sent since
}

// Flags of a report in listings and in JSON.
const (
	FlagOnTime   = "on_time"
	FlagLate     = "late"
	FlagMissing  = "missing"
	FlagNil      = "nil"
	FlagOnBehalf = "on_behalf"
	FlagForced   = "forced"
	FlagReturned = "returned"
	FlagUnsealed = "unsealed"
)

// Filed reports whether the report counts as 已报: submitted once, and not
// withdrawn.
func (r *Report) Filed() bool { return !r.FirstSubmitted.IsZero() }

// Explained is what the unit says over the warnings of a report that is filed.
func (r *Report) Explained() string {
	if !r.Filed() {
		return "" // what it said before is only offered to it again
	}
	return r.Explanation
}

// Out reports whether the report is out of its unit's hands.
func (r *Report) Out() bool { return r.State == StateSubmitted || r.State == StateAccepted }

// Closed reports whether the figures of the report can no longer change: it is
// out of its unit's hands, or its period is locked for the unit.
func (r *Report) Closed(s *Schedule, now time.Time) bool { return r.Out() || r.Locked(s, now) }

// NeverFiled reports whether the report was not filed and no longer can be
// (漏报). What stands in its draft is shown in it and counts nowhere else; an unlock
// gives it back its weight.
func (r *Report) NeverFiled(s *Schedule, now time.Time) bool {
	return !r.Filed() && r.Locked(s, now)
}

// DaysLate is the number of begun days between the deadline and the first
// submission; 0 when on time or not filed.
func (r *Report) DaysLate(due time.Time) int {
	if !r.Filed() || !r.FirstSubmitted.After(due) {
		return 0
	}
	late := r.FirstSubmitted.Sub(due)
	return int((late + 24*time.Hour - 1) / (24 * time.Hour))
}

// Flags lists what is remarkable about the report, in a fixed order.
func (r *Report) Flags(s *Schedule, now time.Time) []string {
	due := s.Due(r.Period)
	flags := []string{}
	add := func(on bool, flag string) {
		if on {
			flags = append(flags, flag)
		}
	}
	late := r.DaysLate(due) > 0
	add(r.Filed() && !late, FlagOnTime)
	add(late, FlagLate)
	add(!r.Filed() && now.After(due), FlagMissing)
	add(r.Nil, FlagNil)
	add(r.OnBehalf, FlagOnBehalf)
	add(r.Explained() != "", FlagForced)
	add(r.Returns > 0, FlagReturned)
	add(r.Unsealed, FlagUnsealed)
	return flags
}

// Deadline is the instant that the unit is held to now: the period's, or, for
// a report that was sent back or unlocked, the later one that it was given.
func (r *Report) Deadline(s *Schedule) time.Time {
	due := s.Due(r.Period)
	if r.OpenUntil.After(due) && r.State != StateSubmitted && r.State != StateAccepted {
		return r.OpenUntil
	}
	return due
}

// Word is where the report stands, for people: a report that was sent back
// stays 退回 until it is sent again, an unsealed one 启封.
func (r *Report) Word() string {
	switch {
	case r.Unsealed:
		return "启封"
	case r.Stage() == StageReturned:
		return StateReturned.Name()
	case r.State == "" || r.State == StateBlank:
		return "未报"
	}
	return r.State.Name()
}

// Back reports whether the report is in its unit's hands again, because the
// office opened it, and has not come out of them since. What the office said of
// it stands until then, also when the unit sent it and took it back.
func (r *Report) Back() bool {
	return !r.Out() && (r.State == StateReturned || r.Unsealed || r.Reason != "" || len(r.CellReasons) > 0)
}

// Locked reports whether the period is closed for this report.
func (r *Report) Locked(s *Schedule, now time.Time) bool {
	return !now.Before(s.Lock(r.Period)) && !now.Before(r.OpenUntil)
}

// openUntil is the end of the plan's return days, counted from now; an unlock
// that reaches further stays.
func (r *Report) openUntil(s *Schedule, now time.Time) time.Time {
	until := plan.DateOf(now).AddDays(s.PlanFor(r.Period).Calendar.ReturnDays).End()
	if until.Before(r.OpenUntil) {
		return r.OpenUntil
	}
	return until
}

// Deadline writes an end of day as people do: 6月20日 24:00.
func Deadline(t time.Time) string {
	t = t.In(plan.China)
	if t.Hour() == 0 && t.Minute() == 0 {
		d := plan.DateOf(t.Add(-time.Second))
		return d.Start().Format("1月2日") + " 24:00"
	}
	return t.Format("1月2日 15:04")
}
