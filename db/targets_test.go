package db_test

import (
	"slices"
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// row is how a unit stands against a target for a period.
func row(w *dbtest.Town, p report.Period, name, unit string) report.TargetRow {
	w.Helper()
	all, err := w.Desk("pingan").Targets(w.Ctx, p)
	if err != nil {
		w.Fatal(err)
	}
	return pick(w, all, name, unit)
}

func pick(w *dbtest.Town, all *report.Targets, name, unit string) report.TargetRow {
	w.Helper()
	for _, st := range all.Hard {
		for _, r := range st.Owing {
			if strings.Contains(st.Name, name) && r.Unit == unit {
				return r
			}
		}
	}
	w.Fatal("no target " + name + " of " + unit)
	return report.TargetRow{}
}

func TestAMilestoneStaysAsItsPeriodReportedIt(t *testing.T) {
	w := dbtest.New(t)
	july, august, last := report.Period{Year: 2021, Month: 7}, report.Period{Year: 2021, Month: 8}, report.Period{Year: 2021, Month: 13}
	households := func(n string, from plan.Date) {
		t.Helper()
		put(w, "pingan", "ledao", "households", register.Edit{From: from, Basis: "派出所核定", Fields: map[string]string{"households": n}})
	}
	households("100", day(t, "03-01"))
	w.Save("ledao", "", "staff=综治专干", "visited=30")
	w.Submit("ledao", "已核对")

	w.Clock.Set("2021-06-18 09:00")
	june := report.Period{Year: 2021, Month: 6}
	if r := row(w, june, "6月底", "ledao"); r.State != report.TargetAhead || r.Detail != "30 / 100 = 30.0%, 应达 50%, 差 20 户" {
		t.Errorf("in June the milestone reads %+v", r)
	}
	w.Clock.Set("2021-07-18 09:00")
	w.In(july).Save("ledao", "", "visited=40")
	if r := row(w, july, "6月底", "ledao"); r.State != report.TargetUnknown || !strings.Contains(r.Detail, "节点快报") {
		t.Errorf("July without what fell before reads %+v", r)
	}
	w.In(july).Save("ledao", "", "visited_half=na")
	if r := row(w, july, "6月底", "ledao"); r.State != report.TargetUnknown || !r.Value.Blank() || r.Detail != "还没有到06-30为止的数 (节点快报)" {
		t.Errorf("July where that does not apply reads %+v", r)
	}
	w.In(july).Save("ledao", "", "visited_half=19")
	if r := row(w, july, "6月底", "ledao"); r.State != report.TargetFailing || r.Detail != "49 / 100 = 49.0%, 应达 50%, 差 1 户" {
		t.Errorf("July reads %+v", r)
	}
	w.In(july).Submit("ledao", "已核对")
	w.Clock.Set("2021-08-18 09:00")
	households("140", day(t, "08-01"))
	w.In(august).Save("ledao", "", "visited=30")
	r := row(w, august, "6月底", "ledao")
	if r.State != report.TargetFailing || r.Detail != "49 / 100 = 49.0%, 应达 50%, 差 1 户" {
		t.Errorf("August reads June's verdict as %+v", r)
	}
	if r = row(w, august, "全覆盖", "ledao"); r.State != report.TargetAhead || r.Value.String() != "71.42" || r.Short.String() != "40" {
		t.Errorf("August towards the year's end: %+v", r)
	}
	if len(r.Trend) != 7 || r.Trend[1].Value.String() != "30" || r.Trend[5].Value.String() != "70" || r.Trend[6].Value.String() != "71.42" {
		t.Errorf("the year so far: %+v", r.Trend)
	}
	if len(r.Basis) != 1 || r.Basis[0].String() != "分母: 派出所核定 2021-08-01, 分子按填报数" {
		t.Errorf("what it divides by: %+v", r.Basis)
	}
	w.In(august).Submit("ledao", "已核对")
	w.Clock.Set("2022-01-03 09:00")
	w.In(last).Save("ledao", "", "visited=39")
	if r := row(w, last, "全覆盖", "ledao"); r.State != report.TargetFailing || r.Detail != "139 / 140 = 99.2%, 应达 100%, 差 1 户" {
		t.Errorf("the supplement judges the year: %+v", r)
	}
	if r := row(w, last, "6月底", "ledao"); r.State != report.TargetPassed || r.Value.String() != "49" {
		t.Errorf("the supplement keeps June: %+v", r)
	}
	w.In(last).Save("ledao", "", "visited=40")
	if r := row(w, last, "全覆盖", "ledao"); r.State != report.TargetMet {
		t.Errorf("the supplement judges the year: %+v", r)
	}
}

func TestALedgerSaysWhatFellBeforeAMilestone(t *testing.T) {
	w := dbtest.New(t)
	july := report.Period{Year: 2021, Month: 7}
	for _, unit := range []string{"ledao", "wulingshan", "jinzishan"} {
		put(w, "pingan", unit, "households", register.Edit{From: day(t, "03-01"), Basis: "派出所核定", Fields: map[string]string{"households": "4"}})
	}
	if err := w.Desk("ledao").ChooseList(w.Ctx, "", "visits", true); err != nil {
		t.Fatal(err)
	}
	w.Note("ledao", "visits", "2", "户号=1、2")
	w.Note("wulingshan", "visits", "1", "新入户=1")
	w.Save("jinzishan", "", "visited=3")
	for _, unit := range []string{"ledao", "wulingshan", "jinzishan"} {
		w.Save(unit, "", "staff=综治专干")
		w.Submit(unit, "已核对")
	}
	w.Clock.Set("2021-07-12 09:00")
	for unit, want := range map[string]string{"ledao": "2 / 4 = 50.0%", "wulingshan": "1 / 4 = 25.0%", "jinzishan": "节点快报"} {
		if r := row(w, july, "6月底", unit); !strings.Contains(r.Detail, want) {
			t.Errorf("%s without a row in July reads %+v, want %s", unit, r, want)
		}
	}
	w.In(july).Save("wulingshan", "", "visited=2")
	if r := row(w, july, "6月底", "wulingshan"); r.State != report.TargetUnknown {
		t.Errorf("a month that was typed, without what fell before, reads %+v", r)
	}
}

func TestWhatDoesNotApplyIsNoFigure(t *testing.T) {
	w := dbtest.New(t)
	w.Save("weisheng", "", "ads_shown=na")
	w.Save("youzheng", "", "app_warned=na", "outlets_board=na", "outlets=3")
	w.Save("nongshang", "", "atms=0", "atms_warned=0", "outlets=2", "outlets_board=1")
	for _, c := range []struct{ name, unit, state, detail string }{
		{"卫生院公益广告", "weisheng", report.TargetNone, "填了不适用"},
		{"手机APP", "youzheng", report.TargetNone, "填了不适用"},
		{"网点防骗展板", "youzheng", report.TargetNone, "其中:设防骗展板 填了不适用"},
		{"手机APP", "nongshang", report.TargetUnknown, ""},
		{"ATM机转账警示", "nongshang", report.TargetNone, "0 台, 没有要达标的"},
		{"网点防骗展板", "nongshang", report.TargetFailing, "1 / 2 = 50.0%, 应达 100%, 差 1 个"},
	} {
		if r := row(w, dbtest.March, c.name, c.unit); r.State != c.state || r.Detail != c.detail || r.State == report.TargetNone && (r.Word() != "不适用" || !r.Value.Blank() && !r.Value.NA()) {
			t.Errorf("%s of %s: %+v", c.name, c.unit, r)
		}
	}
	_, found, err := w.Desk("weisheng").Judge(w.Ctx, "", dbtest.March)
	if err != nil || !slices.ContainsFunc(found, func(f report.Finding) bool { return f.Key == "ads_shown" && f.Severity == plan.SeverityWarning }) {
		t.Errorf("who sets a hard target aside is asked why: %v, %v", found, err)
	}
}

func TestTargetsOfAnyDay(t *testing.T) {
	w := dbtest.New(t)
	site := put(w, "cunzhen", "", "estates", from(day(t, "03-02"), typed("翠屏小区", "ads=1")))
	put(w, "cunzhen", "", "estates", register.Edit{Site: site.ID, From: day(t, "03-10"), Fields: map[string]string{"ads": "2"}})
	for d, want := range map[string]string{"03-01": report.TargetUnknown, "03-02": report.TargetFailing, "03-09": report.TargetFailing, "03-10": report.TargetMet, "03-18": report.TargetMet} {
		all, err := w.Desk("cunzhen").TargetsOn(w.Ctx, day(t, d))
		if err != nil {
			t.Fatal(err)
		}
		r := pick(w, all, "物业小区", "cunzhen")
		if r.State != want {
			t.Errorf("on %s: %+v, want %s", d, r, want)
		}
		if words := strings.Join(r.Lack(), " "); (want == report.TargetFailing) != (words == "翠屏小区 公益广告 1 处, 应不少于 2 处, 差 1 处") {
			t.Errorf("on %s it lacks %q", d, words)
		}
		for _, st := range all.Hard {
			if len(st.Owing) != 1 || st.Owing[0].Unit != "cunzhen" {
				t.Errorf("a filler sees %+v", st)
			}
		}
	}
	if _, err := w.Desk("pingan").TargetsOn(w.Ctx, day(t, "03-19")); !report.Refused(err, report.CodeInvalid) {
		t.Errorf("tomorrow: %v", err)
	}
	if _, err := w.Desk("pingan").TargetsOn(w.Ctx, plan.Date{Year: 2020, Month: 12, Day: 1}); err == nil {
		t.Error("a day before the folder is judged")
	}
}

func TestHostileTextInARegisterIsHarmless(t *testing.T) {
	w := dbtest.New(t)
	s := put(w, "market", "", "companies", typed("甲\x1b[31m公司\u202e\n\"; DROP TABLE site; --", "trade=<b>\x07建材\u200b"))
	list, err := w.Desk("market").Sites(w.Ctx, "", "companies", plan.Date{})
	if err != nil || len(list.Sites) != 1 || list.Sites[0].ID != s.ID || list.Sites[0].Name != `甲[31m公司 "; DROP TABLE site; --` || list.Sites[0].Fields["trade"].String() != "<b>建材" {
		t.Errorf("%+v, %v", list, err)
	}
	events, err := w.Desk("pingan").History(w.Ctx, "market", dbtest.March)
	if err != nil || len(events) != 1 || events[0].Verb != "register.put" || events[0].Values[0].Key != "#register.companies" || strings.ContainsAny(events[0].Values[0].New, "\x1b\u202e\n") {
		t.Errorf("%+v, %v", events, err)
	}
}

func TestASiteThatIsNoMoreIsNotCountedAndKeepsItsPast(t *testing.T) {
	w := dbtest.New(t)
	site := put(w, "cunzhen", "", "estates", from(day(t, "03-02"), typed("翠屏小区", "ads=1")))
	d := w.Desk("cunzhen")
	if _, refused, err := d.EndSite(w.Ctx, "", "estates", "翠屏小区", day(t, "03-10"), ""); err != nil || len(refused) != 1 || refused[0].Key != register.KeyBasis {
		t.Errorf("without a reason: %v, %v", refused, err)
	}
	if _, refused, err := d.EndSite(w.Ctx, "", "estates", site.ID, day(t, "03-10"), "已拆除"); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	if _, _, err := d.EndSite(w.Ctx, "", "estates", site.ID, day(t, "03-12"), "已拆除"); !report.Refused(err, report.CodeState) {
		t.Errorf("ended twice: %v", err)
	}
	if got := value(w, "cunzhen", "estates"); got != "0" {
		t.Errorf("%s estates are left", got)
	}
	then, err := d.Sites(w.Ctx, "", "estates", day(t, "03-09"))
	if err != nil || len(then.Sites) != 1 {
		t.Errorf("the day before: %+v, %v", then, err)
	}
	put(w, "cunzhen", "", "estates", typed("翠屏小区", "ads=2")) // the name is free again
	if got := value(w, "cunzhen", "estates"); got != "1" {
		t.Errorf("%s estates", got)
	}
	if _, _, err := d.EndSite(w.Ctx, "", "liaison", "", plan.Date{}, "没有了"); !report.Refused(err, report.CodeInvalid) {
		t.Errorf("a unit's only entry ends: %v", err)
	}
}
