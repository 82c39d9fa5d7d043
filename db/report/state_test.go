package report

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fanzha/db/plan"
)

// steps are the transitions of a report, each as the office or the unit takes
// it in the middle of March with nothing against it.
var steps = map[string]func(r Report, s *Schedule, now time.Time) (Report, error){
	"save":     func(r Report, s *Schedule, now time.Time) (Report, error) { return r.Edited(false), r.CanSave(s, now) },
	"nil":      func(r Report, s *Schedule, now time.Time) (Report, error) { return r.MarkedNil(s, now, "无活动") },
	"unnil":    func(r Report, s *Schedule, now time.Time) (Report, error) { return r.UnmarkedNil(s, now) },
	"submit":   func(r Report, s *Schedule, now time.Time) (Report, error) { return r.Submit(s, now, nil, "") },
	"withdraw": func(r Report, s *Schedule, now time.Time) (Report, error) { return r.Withdraw(s, now) },
	"return": func(r Report, s *Schedule, now time.Time) (Report, error) {
		return r.Return(s, now, "受众人次偏大", nil)
	},
	"accept": func(r Report, _ *Schedule, now time.Time) (Report, error) { return r.Accept(now) },
	"unseal": func(r Report, s *Schedule, now time.Time) (Report, error) { return r.Unseal(s, now, "户数有误") },
}

func TestEveryTransitionIsAllowedOrRefusedWithItsSentence(t *testing.T) {
	// What a step makes of a state; a sentence where it is refused.
	want := map[string]map[State]string{
		"save":     {StateBlank: "draft", StateDraft: "draft", StateSubmitted: "先撤回", StateReturned: "draft", StateAccepted: "启封"},
		"nil":      {StateBlank: "draft", StateDraft: "draft", StateSubmitted: "先撤回", StateReturned: "draft", StateAccepted: "启封"},
		"unnil":    {StateBlank: "blank", StateDraft: "draft", StateSubmitted: "先撤回", StateReturned: "returned", StateAccepted: "启封"},
		"submit":   {StateBlank: "submitted", StateDraft: "submitted", StateSubmitted: "等待审核", StateReturned: "submitted", StateAccepted: "不用再报"},
		"withdraw": {StateBlank: "不能撤回", StateDraft: "不能撤回", StateSubmitted: "draft", StateReturned: "不能撤回", StateAccepted: "不能撤回"},
		"return":   {StateBlank: "不能退回", StateDraft: "不能退回", StateSubmitted: "returned", StateReturned: "不能退回", StateAccepted: "不能退回"},
		"accept":   {StateBlank: "不能审核通过", StateDraft: "不能审核通过", StateSubmitted: "accepted", StateReturned: "不能审核通过", StateAccepted: "不能审核通过"},
		"unseal":   {StateBlank: "不用启封", StateDraft: "不用启封", StateSubmitted: "不用启封", StateReturned: "不用启封", StateAccepted: "draft"},
	}
	s, now := defaults(), at(t, "2021-03-18 09:00")
	for name, step := range steps {
		for state, expect := range want[name] {
			before := Report{Period: march, State: state, Version: 3}
			if state == StateSubmitted || state == StateReturned || state == StateAccepted {
				before.FirstSubmitted = now.Add(-time.Hour)
			}
			after, err := step(before, s, now)
			if err == nil {
				if string(after.State) != expect {
					t.Errorf("%s of %s makes %s, want %s", name, state, after.State, expect)
				}
				continue
			}
			if !Refused(err, CodeState) || !strings.Contains(err.Error(), expect) || !strings.HasPrefix(err.Error(), "2021年3月") {
				t.Errorf("%s of %s: %v, want a sentence with %q", name, state, err, expect)
			}
		}
	}
}

func TestSubmittingIsTimedOnceAndAWithdrawalGivesThatUp(t *testing.T) {
	s := defaults()
	first, later := at(t, "2021-03-19 10:00"), at(t, "2021-03-24 10:00")
	r, err := Report{Period: march, State: StateDraft}.Submit(s, first, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	back, err := r.Return(s, at(t, "2021-03-22 10:00"), "请核对", map[string]string{"visited": "偏大"})
	if err != nil || back.Returns != 1 || back.Reason != "请核对" || back.CellReasons["visited"] != "偏大" {
		t.Fatalf("returned: %+v, %v", back, err)
	}
	again, err := back.Edited(false).Submit(s, later, nil, "")
	if err != nil || !again.FirstSubmitted.Equal(first) || !again.Submitted.Equal(later) || again.Returns != 1 {
		t.Errorf("a return lost the first time: %+v, %v", again, err)
	}
	if again.DaysLate(s.Due(march)) != 0 {
		t.Error("sent again after a return it is late")
	}
	mine, err := r.Withdraw(s, later)
	if err != nil || mine.Filed() || mine.State != StateDraft {
		t.Fatalf("withdrawn: %+v, %v", mine, err)
	}
	mine, err = mine.Submit(s, later, nil, "")
	if err != nil || mine.DaysLate(s.Due(march)) != 4 {
		t.Errorf("withdrawn and sent again on the 24th it is %d days late, %v", mine.DaysLate(s.Due(march)), err)
	}
	sealed, err := again.Accept(later)
	if err != nil || sealed.Reason != "" || sealed.CellReasons != nil || !sealed.FirstSubmitted.Equal(first) {
		t.Errorf("accepted: %+v, %v", sealed, err)
	}
}

func TestFindingsBlockOrWantAnExplanation(t *testing.T) {
	s, now := defaults(), at(t, "2021-03-18 09:00")
	draft := Report{Period: march, State: StateDraft}
	warn := []Finding{{Severity: plan.SeverityWarning}, {Severity: plan.SeverityInfo}}
	if _, err := draft.Submit(s, now, []Finding{{Severity: plan.SeverityError}}, "硬要报"); !Refused(err, CodeBlocked) || !strings.Contains(err.Error(), "1 处错误") {
		t.Errorf("with an error: %v", err)
	}
	if _, err := draft.Submit(s, now, warn, ""); !Refused(err, CodeBlocked) || !strings.Contains(err.Error(), "1 条提示") {
		t.Errorf("with a warning and no word: %v", err)
	}
	forced, err := draft.Submit(s, now, warn, "下雪封路")
	if err != nil || !strings.Contains(strings.Join(forced.Flags(s, now), " "), FlagForced) {
		t.Errorf("forced: %+v, %v", forced, err)
	}
	calm, err := draft.Submit(s, now, warn[1:], "没有必要的说明")
	if err != nil || calm.Explanation != "" {
		t.Errorf("an explanation of nothing is kept: %+v, %v", calm, err)
	}
}

func TestNothingIsFiledBeforeItBeginsOrAfterTheLock(t *testing.T) {
	s := defaults()
	for _, c := range []struct {
		period Period
		now    string
		code   Code
		says   string
	}{
		{march, "2021-03-26 00:00", CodeLocked, "3月25日 24:00 锁定"},
		{march, "2021-02-20 23:59", CodeState, "从 2021-02-21 开始统计"},
		{Period{2021, 1}, "2021-03-18 09:00", CodeInvalid, "早于本系统的第一期"},
	} {
		r := Report{Period: c.period, State: StateDraft}
		when := at(t, c.now)
		_, nilErr := r.MarkedNil(s, when, "无")
		_, submitErr := r.Submit(s, when, nil, "")
		for _, err := range []error{r.CanSave(s, when), nilErr, submitErr} {
			if !Refused(err, c.code) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s at %s: %v, want %q", c.period, c.now, err, c.says)
			}
		}
	}
	if err := (&Report{Period: march}).CanSave(s, at(t, "2021-03-25 23:59")); err != nil {
		t.Errorf("a minute before the lock: %v", err)
	}
	sent := Report{Period: march, State: StateSubmitted, FirstSubmitted: at(t, "2021-03-20 09:00")}
	if _, err := sent.Withdraw(s, at(t, "2021-03-26 00:00")); !Refused(err, CodeLocked) || !strings.Contains(err.Error(), "平安办退回") {
		t.Errorf("withdrawn after the lock: %v", err)
	}
}

func TestReturnUnsealAndUnlockOpenALockedPeriodForAWhile(t *testing.T) {
	s, now := defaults(), at(t, "2021-04-01 15:00")
	sent := Report{Period: march, State: StateSubmitted, FirstSubmitted: at(t, "2021-03-20 09:00")}
	sealed := sent
	sealed.State = StateAccepted
	back, err1 := sent.Return(s, now, "核对", nil)
	open, err2 := sealed.Unseal(s, now, "户数有误")
	free, err3 := Report{Period: march, State: StateBlank}.Unlock(s, now, day(t, "2021-04-04"), "换了联络员")
	if err1 != nil || err2 != nil || err3 != nil {
		t.Fatal(err1, err2, err3)
	}
	if back.Word() != "退回" || back.Mark(s, now).Kind != MarkReturned {
		t.Errorf("what was returned reads %s", back.Word())
	}
	sealed.Returns = 2
	twice, err := sealed.Unseal(s, now, "户数有误")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Report{open, twice} {
		if r.Word() != "启封" || r.Mark(s, now).Kind != MarkUnsealed || r.Stage() != StageReturned {
			t.Errorf("what was unsealed after %d returns reads %s, %s", r.Returns, r.Word(), r.Mark(s, now).Kind)
		}
		if sent, err := r.Submit(s, now, nil, ""); err != nil || sent.Unsealed || sent.Word() != "待审" {
			t.Errorf("sent again it reads %s, %v", sent.Word(), err)
		}
	}
	for name, r := range map[string]Report{"return": back, "unseal": open, "unlock": free} {
		if err := r.CanSave(s, at(t, "2021-04-04 23:59")); err != nil {
			t.Errorf("%s: before its deadline %v", name, err)
		}
		if err := r.CanSave(s, at(t, "2021-04-05 00:00")); !Refused(err, CodeLocked) {
			t.Errorf("%s: after its deadline %v", name, err)
		}
	}
	for why, c := range map[string]struct {
		now, until, reason string
		code               Code
	}{
		"要写明原因": {"2021-04-01 15:00", "2021-04-04", "", CodeInvalid},
		"已经过去":  {"2021-04-01 15:00", "2021-03-31", "补", CodeInvalid},
		"还没有锁定": {"2021-03-25 23:00", "2021-03-31", "补", CodeState},
	} {
		_, err := Report{Period: march}.Unlock(s, at(t, c.now), day(t, c.until), c.reason)
		if !Refused(err, c.code) || !strings.Contains(err.Error(), why) {
			t.Errorf("unlock until %s: %v, want %q", c.until, err, why)
		}
	}
}

func TestJudgingWantsAReason(t *testing.T) {
	s, now := defaults(), at(t, "2021-03-22 09:00")
	sent := Report{Period: march, State: StateSubmitted, FirstSubmitted: now}
	sealed := Report{Period: march, State: StateAccepted, FirstSubmitted: now}
	_, err1 := sent.Return(s, now, " ", nil)
	_, err2 := sealed.Unseal(s, now, "")
	_, err3 := Report{Period: march}.MarkedNil(s, now, "")
	for _, err := range []error{err1, err2, err3} {
		if !Refused(err, CodeInvalid) || !strings.Contains(err.Error(), "要写明原因") {
			t.Errorf("without a reason: %v", err)
		}
	}
	if _, err := sent.Return(s, now, "", map[string]string{"visited": "偏大"}); err != nil {
		t.Errorf("a reason cell by cell is not enough: %v", err)
	}
}

func TestDaysLateAndFlags(t *testing.T) {
	s := defaults()
	due := s.Due(march)
	for when, days := range map[string]int{"2021-03-20 23:59": 0, "2021-03-21 00:01": 1, "2021-03-21 23:59": 1, "2021-03-22 00:01": 2, "2021-03-25 12:00": 5} {
		r := Report{Period: march, State: StateSubmitted, FirstSubmitted: at(t, when)}
		if got := r.DaysLate(due); got != days {
			t.Errorf("sent at %s it is %d days late, want %d", when, got, days)
		}
	}
	full := Report{Period: march, FirstSubmitted: at(t, "2021-03-23 09:00"), Nil: true, OnBehalf: true, Explanation: "雪", Returns: 2}
	if got := strings.Join(full.Flags(s, at(t, "2021-03-24 09:00")), " "); got != "late nil on_behalf forced returned" {
		t.Errorf("flags: %s", got)
	}
	none := Report{Period: march, State: StateDraft}
	if got := none.Flags(s, at(t, "2021-03-20 23:59")); len(got) != 0 {
		t.Errorf("before the deadline: %v", got)
	}
	if got := none.Flags(s, at(t, "2021-03-21 00:01")); len(got) != 1 || got[0] != FlagMissing {
		t.Errorf("after the deadline: %v", got)
	}
	onTime := Report{Period: march, FirstSubmitted: at(t, "2021-03-20 09:00")}
	if got := onTime.Flags(s, at(t, "2021-03-24 09:00")); len(got) != 1 || got[0] != FlagOnTime {
		t.Errorf("on time: %v", got)
	}
}

func TestRefusalsOfOneCodeAreEqual(t *testing.T) {
	err := error(&Conflict{Label: "新入户", Yours: "5", Theirs: "7", By: "平安办", At: at(t, "2021-03-18 09:30")})
	if !Refused(Errorf(CodeStale, "慢了"), CodeStale) || !stale(err) || !stale(Errorf(CodeStale, "慢了")) || stale(Errorf(CodeState, "不行")) {
		t.Error("a conflict and a stale refusal are not the same for errors.Is")
	}
	if err.Error() != "新入户 已由 平安办 3月18日 09:30 改为 7, 你填的是 5. 请选择保留哪一个." {
		t.Errorf("the sentence: %s", err)
	}
}

func stale(err error) bool { return errors.Is(err, ErrStale) }
