package db

import (
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// A plan that drops a ledger leaves what was noted before to be put right, and
// a row of a day before to be noted, by the plan of the period that counts it.
func TestALedgerThatALaterPlanDropsIsKeptForItsMonths(t *testing.T) {
	h := newHouse(t)
	h.apply(4, rewritten(t, "name: 培训台账\n    for: [bank, health]", "name: 培训台账\n    for: [bank]"))
	d := h.desk("weisheng")
	h.clock.set(t, "2021-03-22 09:00")
	listed := func(day, name string) bool {
		t.Helper()
		books, err := d.LedgersOn(t.Context(), "", day)
		if err != nil {
			t.Fatal(err)
		}
		_, err = ledger.Pick(books, name)
		return err == nil
	}
	if !listed("3-19", "培训") || listed("昨天", "培训") || !listed("2020-01-01", "活动") || !listed("三月", "活动") {
		t.Error("the ledgers are not those of the row's day")
	}
	r := h.note("weisheng", "", "培训", ledger.Entry{Day: "3-19", Typed: map[string]string{"about": "新员工", "people": "6"}})
	c, refused, err := d.Correct(t.Context(), r.ID, ledger.Entry{Typed: map[string]string{"people": "8"}, Reason: "数错"})
	if err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	if got := ledger.Gains(c.Adds, march, func(s string) string { return s }); len(got) != 1 || got[0] != "培训职工 +2" {
		t.Errorf("%q", got)
	}
}

// A plan never comes between a ledger and the rows that it has summed: it is
// refused for the months that have some, and told from which on it can count.
func TestAPlanThatChangesALedgerWaitsForAMonthWithoutRows(t *testing.T) {
	h := newHouse(t)
	office := h.desk("pingan")
	may := report.Period{Year: 2021, Month: 5}
	h.note("ledao", "", "events", event("广场", map[string]string{"partners": "司法所"}))
	h.submit("ledao", march)
	h.clock.set(t, "2021-03-26 09:00")
	h.note("ledao", "", "events", entry("3-6", nil)) // a correction of April
	h.note("weisheng", "", "培训", ledger.Entry{Typed: map[string]string{"about": "新员工", "people": "6"}})
	for what, source := range map[string][]byte{
		"feeds":  rewritten(t, "{key: talks, count: true, where: [{field: form, is: [宣讲会, 院坝会, 文艺]}]}", "{key: talks, count: true, where: [{field: form, is: [宣讲会]}]}"),
		"fields": rewritten(t, "{key: leaflets, label: 发放资料, measure: 份}\n      - {key: class", "{key: leaflets, label: 发放资料, type: decimal, places: 1, measure: 份}\n      - {key: class"),
		"kinds":  rewritten(t, "name: 培训台账\n    for: [bank, health]", "name: 培训台账\n    for: [bank]"),
	} {
		_, err := office.ApplyPlan(t.Context(), source, april)
		refused(t, err, report.CodeState, map[bool]string{true: "培训台账", false: "活动台账"}[what == "kinds"]+"在 2021年4月 或以后已经记了账")
		refused(t, err, report.CodeState, "请从 2021年5月 起改")
		if _, err := office.ApplyPlan(t.Context(), source, may); err != nil {
			t.Errorf("%s from May: %v", what, err)
		}
		if _, err := office.ApplyPlan(t.Context(), plan.DefaultSource(), may); err != nil {
			t.Error(err)
		}
	}
	// Words may change, and what has no row.
	h.apply(4, rewritten(t, "{key: place, label: 地点,", "{key: place, label: 地址,", "      - {key: topic_boss, count: true, where: [{field: topics, is: [冒充领导]}]}\n", ""))
	h.consistent()
}

// Registers are read live: a plan that reads them otherwise counts at once where
// a month is open, and never where one was sent.
func TestAPlanReadsRegistersOtherwiseInOpenMonthsAlone(t *testing.T) {
	h := newHouse(t)
	estate := register.Edit{Name: "桂花苑", Fields: map[string]string{"ads": "1"}}
	if _, wrong, err := h.desk("cunzhen").PutSite(t.Context(), "", "estates", estate); err != nil || wrong != nil {
		t.Fatal(err, wrong)
	}
	h.submit("cunzhen", march)
	h.clock.set(t, "2021-03-22 09:00")
	says := func(p report.Period) string { return h.form("cunzhen", p).Find("estates_failing").Value.String() }
	for p, want := range map[report.Period]string{march: "1", april: "1"} {
		if got := says(p); got != want {
			t.Errorf("%s says %s, want %s", p, got, want)
		}
	}
	h.apply(4, rewritten(t, "line: estates_failing, field: ads, at_least: 2", "line: estates_failing, field: ads, at_least: 1"))
	for p, want := range map[report.Period]string{march: "1", april: "0"} {
		if got := says(p); got != want {
			t.Errorf("with the new plan %s says %s, want %s", p, got, want)
		}
	}
}
