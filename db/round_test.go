package db

import (
	"strings"
	"testing"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

func TestAMonthsRound(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office, unit := h.desk("pingan"), h.desk("ledao")
	s := h.submit("ledao", march)
	first := h.clock.now()
	if s.Report.State != report.StateSubmitted || !s.Report.FirstSubmitted.Equal(first) {
		t.Fatalf("submitted: %+v", s.Report)
	}
	_, _, err := unit.Save(ctx, "", march, edits("leaflets=1"))
	refused(t, err, report.CodeState, "先撤回")
	if s, err = unit.Withdraw(ctx, "", march); err != nil || s.Report.State != report.StateDraft || s.Report.Filed() {
		t.Fatalf("withdrawn: %+v, %v", s.Report, err)
	}
	s = h.submit("ledao", march)
	h.clock.set(t, "2021-03-24 10:00")
	s, err = office.Return(ctx, "ledao", march, "受众\n偏大", map[string]string{"新入户": "请核对"}, s.Report.Version)
	if err != nil || s.Report.Returns != 1 || s.Report.Reason != "受众 偏大" || s.Report.CellReasons["visited"] != "请核对" {
		t.Fatalf("returned: %+v, %v", s.Report, err)
	}
	h.clock.set(t, "2021-03-27 23:59") // after the lock, before the return's deadline
	s = h.save("ledao", "", march, "visited=15 visits=15")
	if s.Report.State != report.StateDraft {
		t.Errorf("edited: %+v", s.Report)
	}
	if s, _, err = unit.Submit(ctx, "", march, "", report.AnyVersion); err != nil || !s.Report.FirstSubmitted.Equal(first) || s.Report.Returns != 1 {
		t.Fatalf("sent again: %+v, %v", s.Report, err)
	}
	if s, err = office.Accept(ctx, "ledao", march, s.Report.Version); err != nil || s.Report.State != report.StateAccepted || s.Report.Reason != "" {
		t.Fatalf("accepted: %+v, %v", s.Report, err)
	}
	_, err = unit.Withdraw(ctx, "", march)
	refused(t, err, report.CodeState, "不能撤回")
	_, _, err = office.Unseal(ctx, "ledao", march, " ", report.AnyVersion)
	refused(t, err, report.CodeInvalid, "启封要写明原因")
	h.save("ledao", "", report.Period{Year: 2021, Month: 4}, "leaflets=3")
	s, later, err := office.Unseal(ctx, "ledao", march, "户数有误", report.AnyVersion)
	if err != nil || s.Report.State != report.StateDraft || len(later) != 1 || later[0].String() != "2021-04" {
		t.Errorf("unsealed: %+v, later %v, %v", s.Report, later, err)
	}
	h.consistent()
}

func TestAReturnAfterTheLockOpensItUntilItsDeadline(t *testing.T) {
	h := newHouse(t)
	h.submit("ledao", march)
	h.clock.set(t, "2021-03-26 09:00")
	_, err := h.desk("ledao").Withdraw(t.Context(), "", march)
	refused(t, err, report.CodeLocked, "已锁定")
	if _, err := h.desk("pingan").Return(t.Context(), "ledao", march, "核对", nil, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	h.save("ledao", "", march, "leaflets=1")
	h.clock.set(t, "2021-03-30 00:00")
	_, _, err = h.desk("ledao").Save(t.Context(), "", march, edits("leaflets=2"))
	refused(t, err, report.CodeLocked, "锁定")
}

func TestALockedReportIsOpenedForOneUnit(t *testing.T) {
	h := newHouse(t)
	h.fill("ledao", march)
	h.fill("wulingshan", march)
	h.clock.set(t, "2021-04-01 09:00")
	ledao := h.desk("ledao")
	_, fs, err := ledao.Submit(t.Context(), "", march, "", report.AnyVersion)
	if err == nil || fs == nil || fs[0].Rule != "locked" {
		t.Errorf("after the lock: %v, %+v", err, fs)
	}
	refused(t, err, report.CodeLocked, "")
	if _, err := h.desk("pingan").Unlock(t.Context(), "ledao", march, plan.Date{Year: 2021, Month: 4, Day: 2}, "换了联络员"); err != nil {
		t.Fatal(err)
	}
	_, _, err = h.desk("wulingshan").Save(t.Context(), "", march, edits("leaflets=1"))
	refused(t, err, report.CodeLocked, "")
	s, _, err := ledao.Submit(t.Context(), "", march, "", report.AnyVersion)
	if err != nil {
		t.Fatal(err)
	}
	if days := s.Report.DaysLate(s.Schedule.Due(march)); days != 12 {
		t.Errorf("sent on 1 April it is %d days late", days)
	}
	st, err := h.desk("lingdao").Status(t.Context(), march)
	if err != nil || len(st.Late) != 1 || st.Late[0].Days != 12 || st.Pending != 1 {
		t.Errorf("%+v, %v", st, err)
	}
}

func TestANilReportIsMarkedAndThenSent(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	d := h.desk("sifa")
	_, err := d.MarkNil(ctx, "", march, " ", true)
	refused(t, err, report.CodeInvalid, "要写明原因")
	h.save("sifa", "", march, "staff=干事 guided=2")
	s, err := d.MarkNil(ctx, "", march, "本月无活动", true)
	if err != nil || !s.Report.Nil || s.Report.State != report.StateDraft || s.Find("taught").Value.String() != "0" {
		t.Fatalf("marked: %+v, %v", s.Report, err)
	}
	_, fs, err := d.Submit(ctx, "", march, "", report.AnyVersion)
	refused(t, err, report.CodeBlocked, "1 处错误")
	if len(fs) == 0 || fs[0].Rule != "nil" {
		t.Errorf("findings: %+v", fs)
	}
	if s, err = d.MarkNil(ctx, "", march, "", false); err != nil || s.Report.Nil {
		t.Fatalf("unmarked: %+v, %v", s.Report, err)
	}
	h.save("sifa", "", march, "guided=0")
	if _, err = d.MarkNil(ctx, "", march, "本月无活动", true); err != nil {
		t.Fatal(err)
	}
	if s, _, err = d.Submit(ctx, "", march, "", report.AnyVersion); err != nil || s.Find("taught").Cell.Value.String() != "0" {
		t.Fatalf("sent: %+v, %v", s.Find("taught"), err)
	}
	st, err := h.desk("pingan").Status(ctx, march)
	if err != nil || len(st.Nil) != 1 || st.Nil[0].Unit != "sifa" {
		t.Errorf("%+v, %v", st, err)
	}
	if got := h.one(`SELECT group_concat(old || '>' || new, ' ') FROM change_value WHERE key = '#nil'`); got != ">本月无活动 本月无活动> >本月无活动" {
		t.Errorf("the audit says of the mark: %s", got)
	}
}

func TestAWarningIsSentWithAWordAndShows(t *testing.T) {
	h := newHouse(t)
	d := h.desk("pingan")
	h.save("pingan", "", march, "staff=干事 rallies_talk=1")
	_, fs, err := d.Submit(t.Context(), "", march, " ", report.AnyVersion)
	refused(t, err, report.CodeBlocked, "需要说明")
	if errors, warnings := report.Count(fs); errors != 0 || warnings != 1 || fs[0].Rule != "rallies" {
		t.Errorf("findings: %+v", fs)
	}
	s, _, err := d.Submit(t.Context(), "", march, "下雪\n封路", report.AnyVersion)
	if err != nil || s.Report.Explanation != "下雪 封路" {
		t.Fatalf("%+v, %v", s.Report, err)
	}
	if flags := s.Report.Flags(s.Schedule, h.clock.now()); !strings.Contains(strings.Join(flags, " "), report.FlagForced) {
		t.Errorf("flags: %v", flags)
	}
}

func TestOfTwoReviewersTheSlowerIsStale(t *testing.T) {
	h := newHouse(t)
	for _, unit := range []string{"ledao", "sifa", "caizheng", "jingfa"} {
		seen := h.submit(unit, march).Report.Version
		accepted, returned := make(chan error, 1), make(chan error, 1)
		a, b := h.desk("pingan"), h.desk("pingan")
		go func() {
			_, err := a.Accept(t.Context(), unit, march, seen)
			accepted <- err
		}()
		go func() {
			_, err := b.Return(t.Context(), unit, march, "核对", nil, seen)
			returned <- err
		}()
		err1, err2 := within(t, 10*time.Second, accepted, "accepting"), within(t, 10*time.Second, returned, "returning")
		if (err1 == nil) == (err2 == nil) {
			t.Errorf("%s: accept %v, return %v", unit, err1, err2)
		}
		for _, err := range []error{err1, err2} {
			if err != nil {
				refused(t, err, report.CodeStale, "")
			}
		}
		s := h.form(unit, march)
		if want := map[bool]report.State{true: report.StateAccepted, false: report.StateReturned}[err1 == nil]; s.Report.State != want {
			t.Errorf("%s is %s", unit, s.Report.State)
		}
	}
	h.consistent()
}

func TestAReportThatChangedOnTheWayIsNotJudgedUnseen(t *testing.T) {
	h := newHouse(t)
	seen := h.submit("ledao", march).Report.Version
	if _, err := h.desk("ledao").Withdraw(t.Context(), "", march); err != nil {
		t.Fatal(err)
	}
	h.save("ledao", "", march, "leaflets=99")
	if _, _, err := h.desk("ledao").Submit(t.Context(), "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	s, err := h.desk("pingan").Accept(t.Context(), "ledao", march, seen)
	refused(t, err, report.CodeStale, "刚刚有改动")
	if s == nil || s.Find("leaflets").Value.String() != "99" {
		t.Error("the reviewer does not get the report as it stands")
	}
}

func TestWhatWasSentNoLongerDependsOnOtherPeriods(t *testing.T) {
	h := newHouse(t)
	h.save("nongshang", "", march, "staff=柜员 duty_system=是 outlets=4 outlets_board=4 atms=2")
	h.clock.set(t, "2021-03-22 09:00")
	if _, _, err := h.desk("nongshang").Submit(t.Context(), "", april, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	h.save("nongshang", "", march, "outlets=5 atms=9")
	s := h.form("nongshang", april)
	if v := s.Find("outlets"); v.Value.String() != "4" || !v.Carried || v.Cell.By != "" {
		t.Errorf("April's outlets are %+v", v)
	}
	if v := s.Find("atms").Value.String(); v != "2" {
		t.Errorf("April's ATMs are %s", v)
	}
}

func TestAVillageReadsItsCasesOnceThePoliceHasFiled(t *testing.T) {
	h := newHouse(t)
	h.save("paichusuo", "", march, "staff=民警 cases.ledao=2 loss.ledao=3.5")
	if v := h.form("ledao", march).Find("cases_here").Value; !v.Blank() {
		t.Errorf("a draft of the police shows %s", v)
	}
	if _, _, err := h.desk("paichusuo").Submit(t.Context(), "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	s := h.form("ledao", march)
	if c, l := s.Find("cases_here").Value.String(), s.Find("loss_here").Value.String(); c != "2" || l != "3.5" {
		t.Errorf("cases %s, loss %s", c, l)
	}
	if v := h.form("wulingshan", march).Find("cases_here").Value; !v.Blank() {
		t.Errorf("another village shows %s", v)
	}
}
