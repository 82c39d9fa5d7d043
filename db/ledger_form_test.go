package db

import (
	"slices"
	"strings"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// line is what a form shows of a line, and what it says of the year.
func (h *house) line(unit string, p report.Period, key string) (value, cumulative string) {
	h.Helper()
	e := h.form(unit, p).Find(key)
	sum, _ := e.Cumulative()
	return e.Value.Shown(), sum.String()
}

func (h *house) stands(unit string, p report.Period, key, value, cumulative string) {
	h.Helper()
	if v, sum := h.line(unit, p, key); v != value || sum != cumulative {
		h.Errorf("%s %s in %s is %s, the year %s; want %s and %s", unit, key, p, v, sum, value, cumulative)
	}
}

func TestAFormShowsItsLedgersAndTakesThemOverWhenItIsSent(t *testing.T) {
	h := newHouse(t)
	if v, _ := h.line("sifa", march, "events"); v != "-" {
		t.Errorf("without a row the form says %s", v)
	}
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40"}))
	h.stands("sifa", march, "audience", "40", "40")
	h.stands("sifa", march, "leaflets", "-", "0") // no row says any
	h.correct("sifa", "1", map[string]string{"leaflets": "0"})
	h.stands("sifa", march, "leaflets", "0", "0")
	h.save("sifa", "", march, "leaflets=7 staff=干事")
	h.stands("sifa", march, "leaflets", "7", "7")
	if e := h.form("sifa", march).Find("leaflets"); !e.Differs() || e.Fed.Value.String() != "0" {
		t.Errorf("%+v", e)
	}
	h.stands("sifa", april, "audience", "-", "40") // not sent yet, and it counts
	if _, fs, err := h.desk("sifa").Submit(t.Context(), "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	if got := h.one(`SELECT value FROM cell WHERE key = 'audience'`); got != "40" {
		t.Errorf("the report was sent with %s", got)
	}
	h.stands("sifa", april, "audience", "-", "40")
	points, err := h.desk("sifa").Series(t.Context(), "", april, "audience")
	if err != nil || points[len(points)-1].Value.String() != "40" {
		t.Errorf("%+v, %v", points, err)
	}
}

func TestWhoIsAboutToSendSeesThatARowCame(t *testing.T) {
	h := newHouse(t)
	h.fill("sifa", march)
	d := h.desk("sifa")
	s := h.form("sifa", march)
	h.note("sifa", "", "events", event("广场", nil))
	_, _, err := d.Submit(t.Context(), "", march, "", s.Report.Version)
	refused(t, err, report.CodeStale, "刚刚有改动")
}

func TestANilReportWithRowsIsAnError(t *testing.T) {
	h := newHouse(t)
	h.note("sifa", "", "events", event("广场", nil))
	if _, err := h.desk("sifa").MarkNil(t.Context(), "", march, "本月无活动", true); err != nil {
		t.Fatal(err)
	}
	_, fs, err := h.desk("sifa").Judge(t.Context(), "", march)
	if err != nil || len(fs) == 0 || !strings.Contains(fs[0].Message, "零报告里不能有本月数, 现在有: 宣传活动") && !strings.Contains(fs[1].Message, "宣传活动") {
		t.Errorf("%+v, %v", fs, err)
	}
}

func TestAMatrixIsFedLineByLine(t *testing.T) {
	h := newHouse(t)
	for _, typed := range []map[string]string{
		{"village": "乐道", "type": "刷单返利", "cases": "2", "loss": "3.25"},
		{"village": "其他", "type": "12", "cases": "1"},
	} {
		h.note("paichusuo", "", "发案", ledger.Entry{Typed: typed})
	}
	h.stands("paichusuo", march, "cases.ledao", "2", "2")
	h.stands("paichusuo", march, "cases.wulingshan", "0", "0")
	h.stands("paichusuo", march, "cases.other", "1", "1")
	h.stands("paichusuo", march, "cases", "3", "3")
	h.stands("paichusuo", march, "loss", "3.25", "3.25")
	h.save("paichusuo", "", march, "cases.ledao=5")
	h.stands("paichusuo", march, "cases", "6", "6")
}

func TestAMilestoneKnowsWhatFellBeforeItsDay(t *testing.T) {
	h := newHouse(t)
	july := report.Period{Year: 2021, Month: 7}
	h.clock.set(t, "2021-07-10 09:00")
	for day, n := range map[string]string{"6-25": "10", "6-30": "5", "7-1": "20"} {
		h.note("ledao", "", "visits", ledger.Entry{Day: day, Typed: map[string]string{"visited": n, "visits": "30"}})
	}
	h.stands("ledao", july, "visited", "35", "35")
	if v, _ := h.line("ledao", july, "visited_half"); v != "15" {
		t.Errorf("%s households before the milestone", v)
	}
	if _, _, err := h.desk("ledao").Correct(t.Context(), "1", ledger.Entry{Day: "7-2", Reason: "记错日子"}); err != nil {
		t.Fatal(err)
	}
	h.stands("ledao", july, "visited", "35", "35")
}

func TestAJointEventCountsOnceInTheTownship(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "events", event("广场", map[string]string{"partners": "司法所、派出所", "audience": "50"}))
	h.note("sifa", "", "events", event("法庭", nil))
	h.stands("sifa", march, "events", "2", "2")
	h.stands("paichusuo", march, "joint", "1", "1")
	h.stands("paichusuo", march, "audience", "-", "0")
	total := func(key string) (month, year string) {
		t.Helper()
		table, err := h.desk("lingdao").Table(t.Context(), march)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(table.Columns, func(c plan.Column) bool { return c.Key == key })
		f := table.Total.Figures[i]
		return f.Month.String(), f.Year.String()
	}
	if month, year := total("events"); month != "2" || year != "2" {
		t.Errorf("the township has %s events, %s in the year", month, year)
	}
	h.save("paichusuo", "", march, "events=0") // it says that it was not there
	if month, year := total("events"); month != "2" || year != "2" {
		t.Errorf("with one that typed 0 the township has %s events, %s in the year", month, year)
	}
	page, err := h.desk("paichusuo").Rows(t.Context(), "", "events", ledger.Query{})
	if err != nil || len(page.List) != 1 || !page.List[0].Partner || page.List[0].Unit.Unit != "ledao" || page.Rows != 0 {
		t.Errorf("%+v, %v", page, err)
	}
	_, _, err = h.desk("paichusuo").Correct(t.Context(), "1", ledger.Entry{Typed: map[string]string{"audience": "1"}, Reason: "多了"})
	refused(t, err, report.CodeForbidden, "联合活动由主办单位改")
	_, refusals, err := h.desk("ledao").Note(t.Context(), "", "events", event("广场", map[string]string{"partners": "乐道村"}))
	if err != nil || len(refusals) != 1 || refusals[0].Key != "partners" {
		t.Errorf("%v, %v", refusals, err)
	}
}
