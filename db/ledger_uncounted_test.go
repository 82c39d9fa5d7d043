package db

import (
	"slices"
	"strings"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// entry is an event of a day, as a person types it long after.
func entry(day string, more map[string]string) ledger.Entry {
	e := event("广场", more)
	e.Day, e.Reason = day, "漏记"
	return e
}

func (h *house) correct(login, row string, typed map[string]string) {
	h.Helper()
	if err := noted(h.desk(login).Correct(h.Context(), row, ledger.Entry{Typed: typed, Reason: "数错"})); err != nil {
		h.Fatal(err)
	}
}

func (h *house) strike(login, row string) {
	h.Helper()
	if _, err := h.desk(login).Strike(h.Context(), row, "记重了"); err != nil {
		h.Fatal(err)
	}
}

// A row of a month that was never filed counts nowhere: there is nothing to
// take back, and put right it counts whole.
func TestWhatNeverCountedIsNotTakenBack(t *testing.T) {
	h := newHouse(t)
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40", "partners": "财政办"}))
	h.note("sifa", "", "events", event("学校", map[string]string{"audience": "7"}))
	h.clock.set(t, "2021-04-02 09:00") // March is locked and was never filed
	h.stands("sifa", april, "audience", "-", "0")
	h.correct("sifa", "1", map[string]string{"audience": "30"})
	h.stands("sifa", april, "audience", "30", "30")
	h.stands("sifa", april, "events", "1", "1")
	h.stands("caizheng", april, "joint", "1", "1")
	h.strike("sifa", "2")
	h.stands("sifa", april, "audience", "30", "30")
	h.stands("sifa", april, "events", "1", "1")
	if _, err := h.desk("pingan").Unlock(t.Context(), "sifa", march, plan.Date{Year: 2021, Month: 4, Day: 5}, "停电"); err != nil {
		t.Fatal(err)
	}
	h.stands("sifa", april, "audience", "30", "30") // what was moved has no weight in March any more
	h.consistent()
}

// Of a month whose figure was typed over its ledger no more is taken back than
// that figure holds.
func TestNoMoreIsTakenBackThanWasTyped(t *testing.T) {
	h := newHouse(t)
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40", "leaflets": "9"}))
	h.note("sifa", "", "events", event("学校", map[string]string{"audience": "60", "leaflets": "9"}))
	reason := "签到表为准"
	d := h.desk("sifa")
	if _, _, err := d.Save(t.Context(), "", march, []report.Edit{
		{Key: "audience", Text: "0", Note: &reason, Version: report.AnyVersion},
		{Key: "leaflets", Text: "12", Note: &reason, Version: report.AnyVersion},
	}); err != nil {
		t.Fatal(err)
	}
	h.submit("sifa", march)
	h.clock.set(t, "2021-03-25 09:00")
	h.correct("sifa", "1", map[string]string{"audience": "30"})
	h.stands("sifa", april, "audience", "30", "30") // nothing of it had counted
	h.stands("sifa", april, "leaflets", "-", "12")
	h.strike("sifa", "2")
	h.stands("sifa", april, "audience", "30", "30")
	h.stands("sifa", april, "leaflets", "-3", "9") // of the 12, 9 were the other's
	h.strike("sifa", "3")
	h.stands("sifa", april, "audience", "-", "0")
	h.stands("sifa", april, "leaflets", "-12", "0")
	h.stands("sifa", april, "events", "-2", "0")
	h.consistent()
}

func TestTheTotalOfAMatrixIsTakenBackWithItsLines(t *testing.T) {
	h := newHouse(t)
	for _, village := range []string{"乐道", "武陵山村"} {
		h.note("paichusuo", "", "发案", ledger.Entry{Typed: map[string]string{"village": village, "type": "刷单返利", "cases": "2"}})
	}
	h.save("paichusuo", "", march, "staff=民警 cases.ledao=0")
	if _, fs, err := h.desk("paichusuo").Submit(t.Context(), "", march, "已核对", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	h.clock.set(t, "2021-03-25 09:00")
	h.strike("paichusuo", "1")
	h.stands("paichusuo", april, "cases.ledao", "-", "0")
	h.stands("paichusuo", report.Period{Year: 2021, Month: 5}, "cases", "-", "2")
	h.consistent()
}

// A correction that is put right after its month was opened again moves by the
// difference alone, and the answer tells each month apart.
func TestACorrectionMovesByTheDifference(t *testing.T) {
	h := newHouse(t)
	d := h.desk("sifa")
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40", "partners": "财政办"}))
	h.accept("sifa", march)
	h.clock.set(t, "2021-03-22 09:00")
	h.correct("sifa", "1", map[string]string{"audience": "30"})
	h.stands("sifa", april, "audience", "-10", "30")
	if _, _, err := h.desk("pingan").Unseal(t.Context(), "sifa", march, "数错", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	correct := func(e ledger.Entry, want ...string) {
		h.Helper()
		e.Reason = "数错"
		r, refused, err := d.Correct(t.Context(), h.one(`SELECT max(seq) FROM ledger_row`), e)
		if err != nil || refused != nil {
			t.Fatal(err, refused)
		}
		if got := ledger.Gains(r.Adds, r.Period, strings.ToUpper); !slices.Equal(got, want) {
			t.Errorf("the answer tells of %q, want %q", got, want)
		}
	}
	correct(ledger.Entry{Typed: map[string]string{"audience": "31"}}, "受众 +1")
	h.stands("sifa", march, "audience", "41", "41")
	h.stands("sifa", april, "audience", "-10", "31")
	h.stands("caizheng", march, "joint", "1", "1")
	correct(ledger.Entry{Day: "3-21"}, "3月 宣传活动 -1", "其中:与其他单位联合 -1", "受众 -41", "4月 宣传活动 +1", "其中:与其他单位联合 +1", "受众 +41")
	h.stands("sifa", april, "audience", "31", "31")
	h.stands("caizheng", april, "joint", "1", "1")
	h.strike("sifa", h.one(`SELECT max(seq) FROM ledger_row`))
	h.stands("sifa", april, "audience", "-", "0")
	h.consistent()
}
