package db

import (
	"os"
	"strings"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// rewritten is the default plan with some of its text replaced.
func rewritten(t testing.TB, pairs ...string) []byte {
	t.Helper()
	source := string(plan.DefaultSource())
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(source, pairs[i]) {
			t.Fatalf("the default plan does not say %s", pairs[i])
		}
		source = strings.ReplaceAll(source, pairs[i], pairs[i+1])
	}
	return []byte(source)
}

// apply brings a plan into force from a period of 2021 on.
func (h *house) apply(month int, source []byte) {
	h.Helper()
	if _, err := h.desk("pingan").ApplyPlan(h.Context(), source, report.Period{Year: 2021, Month: month}); err != nil {
		h.Fatal(err)
	}
}

func TestAChangedPlanCountsFromItsPeriodOn(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	h.accept("ledao", march)
	h.apply(5, rewritten(t, "label: 发放资料,", "label: 发放宣传品,", "due_day: 20", "due_day: 25"))
	for month, want := range map[int]struct{ label, due string }{
		3: {"发放资料", "2021-03-20"}, 4: {"发放资料", "2021-04-20"}, 5: {"发放宣传品", "2021-05-25"}, 12: {"发放宣传品", "2021-12-25"},
	} {
		p := report.Period{Year: 2021, Month: month}
		s := h.form("ledao", p)
		due := plan.DateOf(s.Schedule.Due(p).Add(-1)).String()
		if got := s.Find("leaflets").Line.Label; got != want.label || due != want.due {
			t.Errorf("%s: %s due %s, want %s due %s", p, got, due, want.label, want.due)
		}
		pl, source, err := h.desk("ledao").Plan(ctx, p)
		if err != nil || pl.Calendar.DueDay != map[bool]int{true: 25, false: 20}[month >= 5] || strings.Contains(source, "发放宣传品") != (month >= 5) {
			t.Errorf("%s: the plan's due day is %d, %v", p, pl.Calendar.DueDay, err)
		}
	}
}

// A plan that begins after the first period that it is applied from would take
// days out of the year; whatever is applied, each is counted by one period.
func TestEveryDayOfAYearBelongsToOnePeriodWhateverPlanIsApplied(t *testing.T) {
	h := newHouse(t)
	august := report.Period{Year: 2021, Month: 8}
	for _, late := range []string{"2021-09-01", "2021-08-20", "2021-08-05", "2021-07-22", "2022-02-03"} {
		_, err := h.desk("pingan").ApplyPlan(t.Context(), rewritten(t, "first_day: 2021-02-03", "first_day: "+late), august)
		refused(t, err, report.CodeInvalid, "方案的 first_day 是 "+late+", 晚于 2021年8月 的第一天 2021-07-21")
	}
	h.apply(8, rewritten(t, "first_day: 2021-02-03", "first_day: 2021-07-21", "due_day: 20", "due_day: 25"))
	h.apply(10, rewritten(t, "first_day: 2021-02-03", "first_day: 2021-01-01", "due_day: 20", "due_day: 5"))
	s, err := h.desk("pingan").Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for year := 2021; year <= 2022; year++ {
		first, _ := s.Window(report.Period{Year: year, Month: 3})
		if year == 2022 {
			first = plan.Date{Year: year, Month: 1, Day: 1}
		}
		for d := first; d.Year == year; d = d.AddDays(1) {
			var by []report.Period
			for _, p := range s.Year(year) {
				if from, to := s.Window(p); !d.Before(from) && !to.Before(d) {
					by = append(by, p)
				}
			}
			if len(by) != 1 || s.Of(d) != by[0] {
				t.Fatalf("%s is counted by %v, and said to be of %s", d, by, s.Of(d))
			}
		}
	}
}

func TestAPlanNeverTouchesWhatWasFiled(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office := h.desk("pingan")
	h.submit("ledao", march)
	changes := h.one(`SELECT count(*) FROM change`)
	_, err := office.ApplyPlan(ctx, plan.DefaultSource(), march)
	refused(t, err, report.CodeState, "已有 1 份月报报送")
	_, err = office.ApplyPlan(ctx, plan.DefaultSource(), report.Period{Year: 2021, Month: 2})
	refused(t, err, report.CodeInvalid, "本系统从 2021年3月 开始")
	small, err := os.ReadFile("plan/testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = office.ApplyPlan(ctx, small, report.Period{Year: 2021, Month: 5})
	refused(t, err, report.CodeInvalid, "换一个乡镇请另建数据目录")
	if _, err = office.ApplyPlan(ctx, []byte("title: ["), report.Period{Year: 2021, Month: 5}); err == nil {
		t.Error("a broken plan is applied")
	}
	if got := h.one(`SELECT count(*) FROM change`); got != changes {
		t.Errorf("%s changes after %s", got, changes)
	}
}

func TestThePlanAppliedLastCountsWhateverTheClockSays(t *testing.T) {
	h := newHouse(t)
	label := func(month int) string {
		return h.form("ledao", report.Period{Year: 2021, Month: month}).Find("leaflets").Line.Label
	}
	h.clock.set(t, "2021-03-18 12:00")
	h.apply(5, rewritten(t, "label: 发放资料,", "label: 第一版,"))
	h.clock.set(t, "2021-03-18 09:00") // a rehearsal starts again
	h.apply(5, rewritten(t, "label: 发放资料,", "label: 第二版,"))
	if got := label(5); got != "第二版" {
		t.Errorf("May has the %s", got)
	}
	h.apply(4, rewritten(t, "label: 发放资料,", "label: 第三版,"))
	if a, m, j := label(4), label(5), label(6); a != "第三版" || m != "第三版" || j != "第三版" {
		t.Errorf("from April on there is %s, %s, %s", a, m, j)
	}
	if got := label(3); got != "发放资料" {
		t.Errorf("March has the %s", got)
	}
	other := h.deskOf(h.open(), "pingan", false)
	if s, err := other.Form(t.Context(), "ledao", report.Period{Year: 2021, Month: 5}); err != nil || s.Find("leaflets").Line.Label != "第三版" {
		t.Errorf("reopened: %v", err)
	}
}

func TestAnotherStoreSeesThePlanAtOnce(t *testing.T) {
	h := newHouse(t)
	other := h.deskOf(h.open(), "pingan", false)
	may := report.Period{Year: 2021, Month: 5}
	if _, err := other.Form(t.Context(), "ledao", may); err != nil {
		t.Fatal(err)
	}
	h.apply(5, rewritten(t, "label: 发放资料,", "label: 新表,"))
	if s, err := other.Form(t.Context(), "ledao", may); err != nil || s.Find("leaflets").Line.Label != "新表" {
		t.Errorf("the other Store has %v, %v", s, err)
	}
}

func TestAMergedVillageKeepsItsHistory(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	h.accept("ledao", march)
	h.apply(5, rewritten(t, "{code: ledao, name: 乐道村, kind: village}", "{code: ledao, name: 乐道村, kind: village, last_day: 2021-04-30}"))
	h.clock.set(t, "2021-06-01 09:00")
	for month, want := range map[int]int{3: 20, 4: 20, 5: 20, 6: 19} {
		p := report.Period{Year: 2021, Month: month}
		st, err := h.desk("lingdao").Status(ctx, p)
		if err != nil || st.Expected != want {
			t.Errorf("%s expects %d, want %d, %v", p, st.Expected, want, err)
		}
	}
	tab, err := h.desk("lingdao").Table(ctx, report.Period{Year: 2021, Month: 6})
	if err != nil || len(tab.Groups[0].Rows) != 6 {
		t.Errorf("June has %d villages, %v", len(tab.Groups[0].Rows), err)
	}
	_, _, err = h.desk("ledao").Save(ctx, "", report.Period{Year: 2021, Month: 6}, edits("leaflets=1"))
	refused(t, err, report.CodeNotFound, "乐道村 在 2021年6月 的方案里没有报表")
	for day, says := range map[string]string{"5-5": "不在方案里", "5-25": "不用报", "4-25": "没有地方计"} {
		_, wrong, err := h.desk("ledao").Note(ctx, "", "visits", ledger.Entry{Day: day, Reason: "漏记", Typed: map[string]string{"visited": "1", "visits": "1"}})
		if err != nil || len(wrong) != 1 || !strings.Contains(wrong[0].Err.Error(), says) {
			t.Errorf("a row of %s: %v, %v", day, wrong, err)
		}
	}
	s, err := h.desk("ledao").Form(ctx, "", march)
	if err != nil || s.Report.State != report.StateAccepted || s.Find("visited").Value.String() != "20" {
		t.Errorf("its March: %+v, %v", s, err)
	}
}

func TestANewUnitComesWithItsAccount(t *testing.T) {
	h := newHouse(t)
	source := rewritten(t, "  - {code: dangzheng, name", "  - {code: xincun, name: 新村, kind: village, first_day: 2021-05-10}\n  - {code: dangzheng, name",
		"  - {login: dangzheng, name", "  - {login: xincun, name: 新村, grants: [{role: filler, unit: xincun}]}\n  - {login: dangzheng, name")
	creds, err := h.desk("pingan").ApplyPlan(t.Context(), source, report.Period{Year: 2021, Month: 4})
	if err != nil || len(creds) != 1 || creds[0].Login != "xincun" || creds[0].Unit != "新村" {
		t.Fatalf("%+v, %v", creds, err)
	}
	if _, _, err := h.store.SignIn(t.Context(), "新村", creds[0].Password); err != nil {
		t.Error(err)
	}
	h.clock.set(t, "2021-05-12 09:00")
	for month, want := range map[int]int{3: 20, 4: 20, 5: 21} {
		st, err := h.desk("lingdao").Status(t.Context(), report.Period{Year: 2021, Month: month})
		if err != nil || st.Expected != want {
			t.Errorf("month %d expects %d, want %d, %v", month, st.Expected, want, err)
		}
	}
	h.save("xincun", "", report.Period{Year: 2021, Month: 5}, "leaflets=4 visited=2")
	if s := h.form("paichusuo", report.Period{Year: 2021, Month: 5}); s.Find("cases.xincun") == nil {
		t.Error("the police has no line for the new village")
	}
}

func TestAnOpeningAddsToTheYearAndClosesWithTheFirstReport(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office, before := h.desk("pingan"), plan.Date{Year: 2021, Month: 2, Day: 20}
	for _, c := range []struct {
		unit, key, text, basis string
		year                   int
		code                   report.Code
		says                   string
	}{
		{"ledao", "visited", "30", "", 0, report.CodeInvalid, "截至日期和依据"},
		{"ledao", "households", "30", "旧台账", 0, report.CodeInvalid, "没有期初数"},
		{"ledao", "visited_total", "30", "旧台账", 0, report.CodeInvalid, "没有期初数"},
		{"ledao", "visited", "约30", "旧台账", 0, report.CodeInvalid, "应填整数"},
		{"ledao", "visited", "30", "旧台账", 2022, report.CodeInvalid, "2021"},
		{"ledao", "nosuch", "30", "旧台账", 0, report.CodeInvalid, "没有指标"},
		{"xiang", "visited", "30", "旧台账", 0, report.CodeNotFound, "没有单位"},
	} {
		refused(t, office.SetOpening(ctx, c.unit, c.year, c.key, c.text, before, c.basis), c.code, c.says)
	}
	for _, day := range []plan.Date{{Year: 2020, Month: 12, Day: 31}, {Year: 2021, Month: 2, Day: 21}, {Year: 2021, Month: 12, Day: 31}, {Year: 2022, Month: 1, Day: 1}} {
		refused(t, office.SetOpening(ctx, "ledao", 0, "visited", "30", day, "旧台账"), report.CodeInvalid, "应在 2021-01-01 到 2021-02-20 之间")
	}
	if err := office.SetOpening(ctx, "ledao", 0, "visited", "30", before, "旧台账"); err != nil {
		t.Fatal(err)
	}
	h.save("pingan", "ledao", march, "households=100")
	s := h.save("ledao", "", march, "staff=文书 visited=10 visits=10")
	if n, _ := s.Find("visited").Cumulative(); n.String() != "40" || s.Find("coverage").Value.String() != "40" {
		t.Errorf("cumulative %s, coverage %s", n, s.Find("coverage").Value)
	}
	if _, _, err := h.desk("ledao").Submit(ctx, "", march, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	refused(t, office.SetOpening(ctx, "ledao", 0, "visited", "", before, ""), report.CodeState, "期初数不能再改")
	h.clock.set(t, "2021-04-18 09:00")
	april := h.save("ledao", "", report.Period{Year: 2021, Month: 4}, "visited=5")
	if n, _ := april.Find("visited").Cumulative(); n.String() != "45" {
		t.Errorf("April's cumulative is %s", n)
	}
	h.clock.set(t, "2022-01-15 09:00")
	january := h.save("ledao", "", report.Period{Year: 2022, Month: 1}, "visited=7")
	if n, _ := january.Find("visited").Cumulative(); n.String() != "7" {
		t.Errorf("a new year starts at %s", n)
	}
	if v := january.Find("households").Value.String(); v != "100" {
		t.Errorf("the households of the year before are %s", v)
	}
}

func TestAMonthOutsideTheFolderIsNotFiled(t *testing.T) {
	h := newHouse(t)
	_, _, err := h.desk("ledao").Save(t.Context(), "", report.Period{Year: 2021, Month: 2}, edits("leaflets=1"))
	refused(t, err, report.CodeInvalid, "早于本系统的第一期")
	_, _, err = h.desk("ledao").Save(t.Context(), "", report.Period{Year: 2021, Month: 5}, edits("leaflets=1"))
	refused(t, err, report.CodeState, "从 2021-04-21 开始统计")
	h.apply(5, rewritten(t, "due_day: 20", "due_day: 31"))
	_, err = h.desk("ledao").Form(t.Context(), "", report.Period{Year: 2021, Month: 13})
	refused(t, err, report.CodeInvalid, "2021年终补报 不存在")
}

func TestAnOpeningIsOfADayThatHasBeenAndThatNoPeriodCounts(t *testing.T) {
	h := newHouse(t)
	h.clock.set(t, "2021-02-10 09:00") // the folder's first period begins on the 21st
	set := func(d int) error {
		return h.desk("pingan").SetOpening(t.Context(), "ledao", 0, "visited", "30", plan.Date{Year: 2021, Month: 2, Day: d}, "旧台账")
	}
	refused(t, set(11), report.CodeInvalid, "到 2021-02-10 之间")
	if err := set(10); err != nil {
		t.Error(err)
	}
	january := report.Period{Year: 2022, Month: 1}
	v := &visit{now: h.clock.now(), town: &township{schedule: &report.Schedule{First: january, Versions: []report.Version{{From: january, Plan: plan.Default()}}}}}
	refused(t, v.precedes(plan.Date{Year: 2021, Month: 12, Day: 31}, january), report.CodeInvalid, "没有期初数")
}
