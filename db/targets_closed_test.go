package db_test

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// closed is all that a unit's report of a month says, to the byte.
func closed(w *dbtest.Town, unit string, p report.Period) string {
	w.Helper()
	s, found, err := w.Desk("pingan").Judge(w.Ctx, unit, p)
	if err != nil {
		w.Fatal(err)
	}
	standings := s.Standings()
	js, err := json.Marshal([]any{s.Entries, s.Report, found, standings, s.Denominators(s.Find("coverage"))})
	if err != nil {
		w.Fatal(err)
	}
	return string(js)
}

func TestAChangeLeavesClosedPeriodsByteForByte(t *testing.T) {
	w := dbtest.New(t)
	basis := func(n string, from plan.Date) ([]report.Refusal, error) {
		e := register.Edit{From: from, Basis: "派出所核定", Fields: map[string]string{"households": n}}
		_, refused, err := w.Desk("pingan").PutSite(w.Ctx, "ledao", "households", e)
		return refused, err
	}
	if refused, err := basis("612", day(t, "03-01")); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	w.Save("ledao", "", "staff=综治专干", "visited=100", "visits=120", "events=2", "audience=1310")
	w.Submit("ledao", "已核对")
	refused, err := basis("640", day(t, "03-18"))
	if err != nil || len(refused) != 1 || refused[0].Key != register.KeyFrom || !strings.Contains(refused[0].Err.Error(), "3月21日以后再来改名录") {
		t.Errorf("a sent report's denominator: %v, %v", refused, err)
	}
	w.Clock.Set("2021-03-28 09:00")
	w.Accept("ledao")
	was := closed(w, "ledao", dbtest.March)
	for _, d := range []string{"03-20", "03-01", "02-10"} {
		if refused, err := basis("640", day(t, d)); err != nil || len(refused) != 1 || !strings.Contains(refused[0].Err.Error(), "最早可从 2021-03-21 起改") {
			t.Errorf("from %s: %v, %v", d, refused, err)
		}
	}
	if refused, err := basis("640", day(t, "03-21")); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	if now := closed(w, "ledao", dbtest.March); !strings.Contains(now, "612") || now != was {
		t.Errorf("March was\n%s\nand is\n%s", was, now)
	}
	s, err := w.Desk("ledao").Form(w.Ctx, "", report.Period{Year: 2021, Month: 4})
	if err != nil || s.Find("households").Value.String() != "640" {
		t.Errorf("April has %s, %v", s.Find("households").Value, err)
	}
}

func TestAMonthThatCameBackChangesAloneWhatItsRegisterSays(t *testing.T) {
	w := dbtest.New(t)
	april := report.Period{Year: 2021, Month: 4}
	put(w, "pingan", "ledao", "households", edit(day(t, "03-01"), "612", "派出所核定"))
	w.Save("ledao", "", "staff=综治专干", "visited=100", "visits=120")
	w.Submit("ledao", "已核对")
	w.Clock.Set("2021-04-18 09:00")
	w.In(april).Save("ledao", "", "visited=10", "visits=12")
	w.In(april).Submit("ledao", "已核对")
	w.SendBack("ledao", "户数有误", nil)
	was := closed(w, "ledao", april)
	put(w, "pingan", "ledao", "households", edit(day(t, "03-10"), "640", "派出所复核")) // at the very instant
	if now := closed(w, "ledao", april); now != was {
		t.Errorf("April was\n%s\nand is\n%s", was, now)
	}
	if got := value(w, "ledao", "households"); got != "640" {
		t.Errorf("March has %s", got)
	}
	if _, err := w.Desk("ledao").Withdraw(w.Ctx, "", april); err != nil {
		t.Fatal(err)
	}
	if s, err := w.Desk("ledao").Form(w.Ctx, "", april); err != nil || s.Find("households").Value.String() != "640" {
		t.Errorf("April in hand: %v, %v", s, err)
	}
}

func TestWhoStillWorksOnTheMonthBeforeChangesItsLists(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-03-22 09:00")
	if s := put(w, "cunzhen", "", "estates", typed("翠屏小区", "ads=2")); s.From != day(t, "03-20") {
		t.Errorf("on the 22nd a change counts from %s", s.From)
	}
	w.Clock.Set("2021-03-27 09:00")
	if s := put(w, "cunzhen", "", "estates", typed("江岸小区", "ads=2")); s.From != day(t, "03-27") {
		t.Errorf("after the lock a change counts from %s", s.From)
	}
}

func TestASubmissionAndAChangeOfARegisterNeverMeet(t *testing.T) {
	w := dbtest.New(t)
	w.Save("ledao", "", "staff=综治专干", "visited=1", "visits=1", "events=0", "audience=0")
	put(w, "pingan", "ledao", "households", register.Edit{Basis: "派出所核定", Fields: map[string]string{"households": "100"}})
	s, err := w.Desk("ledao").Form(w.Ctx, "", dbtest.March)
	if err != nil {
		t.Fatal(err)
	}
	put(w, "pingan", "ledao", "households", register.Edit{Basis: "派出所复核", Fields: map[string]string{"households": "120"}})
	if _, _, err := w.Desk("ledao").Submit(w.Ctx, "", dbtest.March, "已核对", s.Report.Version); !errors.Is(err, report.ErrStale) {
		t.Errorf("what the screen did not show was sent: %v", err)
	}
	var wait sync.WaitGroup
	var sent, put error
	var refused []report.Refusal
	wait.Add(2)
	go func() {
		defer wait.Done()
		_, _, sent = w.Desk("ledao").Submit(w.Ctx, "", dbtest.March, "已核对", report.AnyVersion)
	}()
	go func() {
		defer wait.Done()
		_, refused, put = w.Desk("pingan").PutSite(w.Ctx, "ledao", "households", register.Edit{Basis: "再核", Fields: map[string]string{"households": "130"}})
	}()
	wait.Wait()
	wrote := put == nil && refused == nil
	if sent != nil && !wrote {
		t.Errorf("neither was done: %v, %v, %v", sent, put, refused)
	}
	if sent != nil && !errors.Is(sent, report.ErrStale) {
		t.Errorf("the submission failed: %v", sent)
	}
}

func TestTheScreenThatIsBehindLearnsWhoWasFaster(t *testing.T) {
	w := dbtest.New(t)
	site := put(w, "cunzhen", "", "estates", typed("翠屏小区", "ads=1"))
	seen, err := w.Desk("cunzhen").Sites(w.Ctx, "", "estates", plan.Date{})
	if err != nil {
		t.Fatal(err)
	}
	put(w, "pingan", "cunzhen", "estates", register.Edit{Site: site.ID, Fields: map[string]string{"ads": "2"}})
	_, refused, err := w.Desk("cunzhen").PutSite(w.Ctx, "", "estates", register.Edit{Site: site.ID, Seen: seen.Sites[0].Seq, Fields: map[string]string{"ads": "3"}})
	if err != nil || len(refused) != 1 || !strings.Contains(refused[0].Err.Error(), "刚刚由 平安办 改过, 现在是: 翠屏小区, 公益广告 2 处") {
		t.Errorf("%v, %v", refused, err)
	}
}
