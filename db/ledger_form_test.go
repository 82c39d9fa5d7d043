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

func TestARowOfAClosedMonthIsACorrectionOfTheNext(t *testing.T) {
	h := newHouse(t)
	d := h.desk("sifa")
	first := h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40"}))
	h.submit("sifa", march)
	h.clock.set(t, "2021-03-25 09:00")
	_, refusals, err := d.Note(t.Context(), "", "events", ledger.Entry{Day: "3-6", Typed: event("学校", nil).Typed})
	if err != nil || len(refusals) != 1 || refusals[0].Key != ledger.KeyReason || !strings.Contains(refusals[0].Err.Error(), "记作 2021年4月 的更正") {
		t.Fatal(refusals, err)
	}
	r := h.note("sifa", "", "events", ledger.Entry{Day: "3-6", Typed: event("学校", nil).Typed, Reason: "上月漏记"})
	if r.Period != april || r.Elsewhere(h.form("sifa", april).Schedule) != "2021年4月" {
		t.Errorf("%+v", r)
	}
	if _, refusals, err = d.Correct(t.Context(), first.ID, ledger.Entry{Typed: map[string]string{"audience": "30"}, Reason: "数错"}); err != nil || refusals != nil {
		t.Fatal(err, refusals)
	}
	h.stands("sifa", march, "audience", "40", "40")
	h.stands("sifa", april, "audience", "-10", "30")
	h.stands("sifa", april, "events", "1", "2")
	s := h.form("sifa", april)
	if len(s.Outside) != 2 || s.Outside[0] != "活动 3月6日" {
		t.Error(s.Outside)
	}
	fs, err := s.Findings()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fs {
		if f.Severity == plan.SeverityError && f.Key != "staff" {
			t.Errorf("a correction cannot be sent: %+v", f)
		}
	}
	if _, err := d.Strike(t.Context(), first.ID, "重"); !report.Refused(err, report.CodeStale) {
		t.Error(err)
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

func TestMovingADayAcrossTheWindowMovesTheFigure(t *testing.T) {
	h := newHouse(t)
	h.clock.set(t, "2021-03-22 09:00")
	h.note("sifa", "", "events", ledger.Entry{Day: "3-20", Typed: event("广场", map[string]string{"audience": "5"}).Typed})
	h.stands("sifa", march, "audience", "5", "5")
	if err := noted(h.desk("sifa").Correct(t.Context(), "1", ledger.Entry{Day: "3-21", Reason: "记错日子"})); err != nil {
		t.Fatal(err)
	}
	if v, _ := h.line("sifa", march, "audience"); v != "-" {
		t.Errorf("March still has %s", v)
	}
	h.stands("sifa", april, "audience", "5", "5")
}

func TestACellSentBackIsPutRightInTheLedger(t *testing.T) {
	h := newHouse(t)
	ctx, d := t.Context(), h.desk("sifa")
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "900"}))
	h.submit("sifa", march)
	if _, err := h.desk("pingan").Return(ctx, "sifa", march, "", map[string]string{"audience": "偏大"}, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	h.clock.set(t, "2021-03-18 10:00")
	if s := h.form("sifa", march); len(s.Untouched()) != 1 || s.Find("audience").Value.String() != "900" || s.Find("audience").Differs() {
		t.Errorf("%+v", s.Find("audience"))
	}
	if err := noted(d.Correct(ctx, "1", ledger.Entry{Typed: map[string]string{"audience": "90"}, Reason: "数错"})); err != nil {
		t.Fatal(err)
	}
	h.stands("sifa", march, "audience", "90", "90")
	if left := h.form("sifa", march).Untouched(); len(left) != 0 {
		t.Errorf("%s counts as untouched", left[0].Line.Key)
	}
	if _, fs, err := d.Submit(ctx, "", march, "", report.AnyVersion); err != nil {
		t.Error(err, fs)
	}
}

// findings are the findings of a form that block, and the warnings.
func (h *house) findings(unit string, p report.Period) (errors, warnings []string) {
	h.Helper()
	fs, err := h.form(unit, p).Findings()
	if err != nil {
		h.Fatal(err)
	}
	for _, f := range fs {
		switch f.Severity {
		case plan.SeverityError:
			errors = append(errors, f.Rule)
		case plan.SeverityWarning:
			warnings = append(warnings, f.Rule+": "+f.Message)
		}
	}
	return errors, warnings
}

func TestACorrectionSoftensOnlyWhatItPutsRight(t *testing.T) {
	h := newHouse(t)
	first := h.note("ledao", "", "events", event("广场", map[string]string{"audience": "40"}))
	h.submit("ledao", march) // of 100 households 20 are visited
	h.clock.set(t, "2021-03-25 09:00")
	h.note("ledao", "", "visits", ledger.Entry{Day: "3-22", Typed: map[string]string{"visited": "150", "visits": "200"}})
	if errors, _ := h.findings("ledao", april); !slices.Contains(errors, "visited-rest") {
		t.Fatalf("150 of 80 households: %v", errors)
	}
	e := event("院坝", map[string]string{"audience": "10"})
	e.Day, e.Reason = "3-6", "上月漏记"
	h.note("ledao", "", "events", e)
	h.save("ledao", "", april, "stationed=1")
	if errors, warnings := h.findings("ledao", april); !slices.Contains(errors, "visited-rest") || !slices.Contains(errors, "stationed") {
		t.Errorf("with a 更正 of an event there are errors %v, warnings %v", errors, warnings)
	}

	// What follows from the correction itself does not block, and its advice does not say to change the month.
	if _, err := h.desk("ledao").Strike(t.Context(), "3", "重了"); err != nil {
		t.Fatal(err)
	}
	if err := noted(h.desk("ledao").Correct(t.Context(), first.ID, ledger.Entry{Typed: map[string]string{"audience": "60"}, Reason: "数错"})); err != nil {
		t.Fatal(err)
	}
	errors, warnings := h.findings("ledao", april)
	want := "audience: 有受众20人次, 却没有宣传活动. 这里有以前月份的更正. 请核对; 属实的请说明."
	if slices.Contains(errors, "audience") || !slices.Contains(warnings, want) {
		t.Errorf("errors %v, warnings %v", errors, warnings)
	}
	h.save("ledao", "", april, "audience=30") // it is the unit's own figure now
	if errors, _ := h.findings("ledao", april); !slices.Contains(errors, "audience") {
		t.Errorf("typed otherwise: %v", errors)
	}
}

func TestAVillageThatKeepsTheListTypesNoFigureOfIt(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	h.save("pingan", "ledao", march, "households=100")
	h.submit("ledao", march)
	says := func(p report.Period) string {
		t.Helper()
		s := h.form("ledao", p)
		return s.Denominators(s.Find("coverage"))[0].String()
	}
	was := says(march)
	h.clock.set(t, "2021-04-08 09:00")
	h.save("ledao", "", april, "visited=7")
	if err := d.ChooseList(t.Context(), "", "visits", true); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(says(april), "分子按户号") || says(march) != was || !strings.HasSuffix(was, "分子按填报数") {
		t.Errorf("March said %s and says %s, April %s", was, says(march), says(april))
	}
	h.note("ledao", "", "visits", ledger.Entry{Day: "4-2", Typed: map[string]string{"numbers": "1-1、1-2", "visits": "5"}})
	try := func(text string) error {
		t.Helper()
		_, bad, err := d.Save(t.Context(), "", april, []report.Edit{{Key: "visited", Text: text, Version: report.AnyVersion}})
		if err == nil && len(bad) > 0 {
			err = bad[0].Err
		}
		return err
	}
	for _, text := range []string{"9", "0", "不适用"} {
		refused(t, try(text), report.CodeInvalid, "新入户 由入户台账里的户号去掉重复后得出, 不用填. 数不对请到台账里更正.")
	}
	if err := try(""); err != nil {
		t.Error(err)
	}
	h.stands("ledao", april, "visited", "2", "22")
	st, err := h.desk("pingan").Status(t.Context(), april)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range st.Coverage.Units {
		if want := map[bool]report.Mode{true: report.ModeListed, false: report.ModeCounted}[u.Unit == "ledao"]; u.Mode != want {
			t.Errorf("%s counts by %q", u.Name, u.Mode)
		}
	}
}

// A unit that has kept a ledger and notes nothing for two months has two zeros
// there, though the form is blank; who never kept it is not asked.
func TestTwoMonthsWithoutARowAreTwoZeros(t *testing.T) {
	h := newHouse(t)
	may := report.Period{Year: 2021, Month: 5}
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40"}))
	for _, unit := range []string{"sifa", "caizheng"} {
		h.submit(unit, march)
	}
	zeros := func(unit string, p report.Period) string {
		t.Helper()
		_, warnings := h.findings(unit, p)
		i := slices.IndexFunc(warnings, func(w string) bool { return strings.HasPrefix(w, "zero-twice") })
		if i < 0 {
			return ""
		}
		return warnings[i]
	}
	h.clock.set(t, "2021-04-18 09:00")
	for _, unit := range []string{"sifa", "caizheng"} {
		h.submit(unit, april) // without a warning
	}
	h.clock.set(t, "2021-05-18 09:00")
	if got := zeros("sifa", may); !strings.Contains(got, "连续两期都是0: 宣传活动. ") {
		t.Errorf("after two months without a row: %q", got)
	}
	if got := zeros("caizheng", may); got != "" {
		t.Errorf("who never noted one: %q", got)
	}
	h.note("sifa", "", "events", event("法庭", nil))
	if got := zeros("sifa", may); got != "" {
		t.Errorf("with a row: %q", got)
	}
}
