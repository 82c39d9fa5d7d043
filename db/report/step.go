package report

import (
	"strings"
	"time"

	"fanzha/db/plan"
)

// CanSave refuses to change a cell of a report that is out of the unit's
// hands, locked, or not begun.
func (r *Report) CanSave(s *Schedule, now time.Time) error {
	switch {
	case r.State == StateSubmitted:
		return Errorf(CodeState, "%s 已经报送, 不能再改. 先撤回, 改好后再报.", r.Period.Name())
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
	r.State, r.FirstSubmitted = StateDraft, time.Time{}
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
