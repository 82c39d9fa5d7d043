package report

import (
	"strings"
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
	Explanation    string // given over warnings at the last submission
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
	add(r.Explanation != "", FlagForced)
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

// CanSave refuses to change a cell of a report that is out of the unit's
// hands, locked, or not begun.
func (r *Report) CanSave(s *Schedule, now time.Time) error {
	switch {
	case r.State == StateSubmitted:
		return Errorf(CodeState, "%s 已经报送, 不能再改. 先撤回 (withdraw), 改好后再报.", r.Period.Name())
	case r.State == StateAccepted:
		return Errorf(CodeState, "%s 已审核通过并封存, 不能再改. 请平安办启封, 或在本月作更正.", r.Period.Name())
	}
	return r.canChange(s, now)
}

func (r *Report) canChange(s *Schedule, now time.Time) error {
	switch {
	case r.Period.Before(s.First):
		return Errorf(CodeInvalid, "%s 早于本系统的第一期 %s, 不用填报.", r.Period.Name(), s.First.Name())
	case !s.Open(r.Period, now):
		first, _ := s.Window(r.Period)
		return Errorf(CodeState, "%s 从 %s 开始统计, 现在还不能填.", r.Period.Name(), first)
	case r.Locked(s, now):
		return Errorf(CodeLocked, "%s 已于 %s 锁定. 请平安办退回或解锁后再填.", r.Period.Name(), Deadline(s.Lock(r.Period)))
	}
	return nil
}

// Edited is the report after a value of it changed: blank and returned become
// draft.
func (r Report) Edited(onBehalf bool) Report {
	if r.State == "" || r.State == StateBlank || r.State == StateReturned {
		r.State = StateDraft
	}
	r.OnBehalf = r.OnBehalf || onBehalf
	return r
}

// MarkedNil is the report with a signed "nothing this month" (零报告); it only
// marks, submitting is its own step.
func (r Report) MarkedNil(s *Schedule, now time.Time, reason string) (Report, error) {
	if err := r.CanSave(s, now); err != nil {
		return r, err
	}
	if reason == "" {
		return r, Errorf(CodeInvalid, "零报告要写明原因, 例如: --reason 本月无活动")
	}
	r = r.Edited(false)
	r.Nil, r.NilReason = true, reason
	return r, nil
}

// UnmarkedNil takes the mark back.
func (r Report) UnmarkedNil(s *Schedule, now time.Time) (Report, error) {
	if err := r.CanSave(s, now); err != nil {
		return r, err
	}
	r.Nil, r.NilReason = false, ""
	return r, nil
}

// Submit sends the report (报送). Findings are judged before: errors block,
// warnings want the explanation.
func (r Report) Submit(s *Schedule, now time.Time, findings []Finding, explanation string) (Report, error) {
	switch r.State {
	case StateSubmitted:
		return r, Errorf(CodeState, "%s 已经报送, 等待审核.", r.Period.Name())
	case StateAccepted:
		return r, Errorf(CodeState, "%s 已审核通过, 不用再报.", r.Period.Name())
	}
	if err := r.canChange(s, now); err != nil {
		return r, err
	}
	errs, warns := Count(findings)
	if errs > 0 {
		return r, Errorf(CodeBlocked, "%s 还不能报送: 有 %d 处错误. 改好后再报.", r.Period.Name(), errs)
	}
	if warns > 0 && explanation == "" {
		return r, Errorf(CodeBlocked, "%s 有 %d 条提示, 需要说明才能报送. 核对后改正, 或加 --explain 写明原因.", r.Period.Name(), warns)
	}
	if warns == 0 {
		explanation = ""
	}
	r.State, r.Submitted, r.Explanation, r.Unsealed = StateSubmitted, now, explanation, false
	if r.FirstSubmitted.IsZero() {
		r.FirstSubmitted = now
	}
	return r, nil
}

// Withdraw takes back what the office has not acted on (撤回), and with it the
// time of the first submission.
func (r Report) Withdraw(s *Schedule, now time.Time) (Report, error) {
	if r.State != StateSubmitted {
		return r, Errorf(CodeState, "%s 现在是%s, 不是待审, 不能撤回.", r.Period.Name(), r.Word())
	}
	if r.Locked(s, now) {
		return r, Errorf(CodeLocked, "%s 已锁定, 撤回后就不能再报. 要改请平安办退回.", r.Period.Name())
	}
	r.State, r.FirstSubmitted, r.Explanation = StateDraft, time.Time{}, ""
	return r, nil
}

// Return sends the report back to its unit (退回) with a reason, whole or cell by
// cell, and opens the period for it until the end of the plan's return days.
func (r Report) Return(s *Schedule, now time.Time, reason string, cells map[string]string) (Report, error) {
	if r.State != StateSubmitted {
		return r, Errorf(CodeState, "%s 现在是%s, 不是待审, 不能退回.", r.Period.Name(), r.Word())
	}
	if strings.TrimSpace(reason) == "" && len(cells) == 0 {
		return r, Errorf(CodeInvalid, "退回要写明原因, 例如: --reason 受众人次偏大, 请核对")
	}
	r.State, r.Decided, r.Reason, r.CellReasons = StateReturned, now, reason, cells
	r.Returns++
	r.OpenUntil = r.openUntil(s, now)
	return r, nil
}

// Accept seals the report (审核通过, 封存).
func (r Report) Accept(now time.Time) (Report, error) {
	if r.State != StateSubmitted {
		return r, Errorf(CodeState, "%s 现在是%s, 不是待审, 不能审核通过.", r.Period.Name(), r.Word())
	}
	r.State, r.Decided, r.Reason, r.CellReasons = StateAccepted, now, "", nil
	return r, nil
}

// Unseal opens a sealed report again (启封) with a reason that leaders see.
func (r Report) Unseal(s *Schedule, now time.Time, reason string) (Report, error) {
	if r.State != StateAccepted {
		return r, Errorf(CodeState, "%s 现在是%s, 没有封存, 不用启封.", r.Period.Name(), r.Word())
	}
	if strings.TrimSpace(reason) == "" {
		return r, Errorf(CodeInvalid, "启封要写明原因, 领导看得到.")
	}
	r.State, r.Decided, r.Reason, r.CellReasons, r.Unsealed = StateDraft, now, reason, nil, true
	r.OpenUntil = r.openUntil(s, now)
	return r, nil
}

// Unlock opens a locked period for one unit until the end of a day.
func (r Report) Unlock(s *Schedule, now time.Time, until plan.Date, reason string) (Report, error) {
	if strings.TrimSpace(reason) == "" {
		return r, Errorf(CodeInvalid, "解锁要写明原因.")
	}
	if until.IsZero() {
		return r, Errorf(CodeInvalid, "解锁要写明新的截止日.")
	}
	if !now.Before(until.End()) {
		return r, Errorf(CodeInvalid, "新的截止日 %s 已经过去.", until)
	}
	if now.Before(s.Lock(r.Period)) {
		return r, Errorf(CodeState, "%s 还没有锁定, 不用解锁.", r.Period.Name())
	}
	r.OpenUntil = until.End()
	return r, nil
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
