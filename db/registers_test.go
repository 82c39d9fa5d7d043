package db_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// day reads 03-05 as a day of 2021.
func day(t testing.TB, text string) plan.Date {
	t.Helper()
	d, err := plan.ParseDate("2021-" + text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// typed is an edit of fields, written key=value.
func typed(name string, pairs ...string) register.Edit {
	e := register.Edit{Name: name, Fields: map[string]string{}}
	for _, pair := range pairs {
		key, text, _ := strings.Cut(pair, "=")
		e.Fields[key] = text
	}
	return e
}

// put writes into a register and fails the test where it is refused.
func put(w *dbtest.Town, login, unit, id string, e register.Edit) register.Site {
	w.Helper()
	s, refused, err := w.Desk(login).PutSite(w.Ctx, unit, id, e)
	if err != nil || len(refused) > 0 {
		w.Fatal(err, refused)
	}
	return s
}

// from dates an edit.
func from(d plan.Date, e register.Edit) register.Edit {
	e.From = d
	return e
}

// edit is a village's households from a day on.
func edit(d plan.Date, households, basis string) register.Edit {
	return register.Edit{From: d, Basis: basis, Fields: map[string]string{"households": households}}
}

// value is what a unit's form of March says of a line.
func value(w *dbtest.Town, unit, key string) string {
	w.Helper()
	s, err := w.Desk("pingan").Form(w.Ctx, unit, dbtest.March)
	if err != nil {
		w.Fatal(err)
	}
	return s.Find(key).Value.Shown()
}

func TestARegisterFillsTheForm(t *testing.T) {
	w := dbtest.New(t)
	if got := value(w, "cunzhen", "sites_building"); got != "-" {
		t.Errorf("without a register: %s", got)
	}
	site := put(w, "cunzhen", "", "hoardings", typed("中心小学工地", "kind=建筑", "广告面积=11", "hoarding=120", "state=在建"))
	for key, want := range map[string]string{"sites_building": "1", "sites_municipal": "0", "sites_failing": "1"} {
		if got := value(w, "cunzhen", key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	st, err := w.Desk("pingan").Status(w.Ctx, dbtest.March)
	if err != nil {
		t.Fatal(err)
	}
	if len(st.Failing) != 1 || !strings.Contains(st.Failing[0].Detail, "中心小学工地 围挡面积 120 平方米, 广告面积 11 平方米 = 9.1%, 应达 10%, 差 1 平方米") {
		t.Errorf("%+v", st.Failing)
	}
	put(w, "pingan", "cunzhen", "hoardings", register.Edit{Site: site.ID, Fields: map[string]string{"ad": "12"}})
	if got := value(w, "cunzhen", "sites_failing"); got != "0" {
		t.Errorf("after the ad grew: %s fail", got)
	}
	history, err := w.Desk("cunzhen").SiteHistory(w.Ctx, "", "hoardings", "中心小学工地")
	if err != nil || len(history) != 2 || !history[0].OnBehalf || history[0].Fields["ad"].String() != "12" || history[1].Fields["ad"].String() != "11" {
		t.Errorf("%+v, %v", history, err)
	}
}

// A figure of a register that came back is put right in the register: even where
// a site only ends and nothing of it is left to count.
func TestARegisterThatChangedAnswersAReturn(t *testing.T) {
	w := dbtest.New(t)
	put(w, "market", "", "companies", typed("甲厂"))
	put(w, "market", "", "companies", typed("乙店"))
	w.Save("market", "market", "staff=企业监管岗")
	w.Submit("market", "已核对")
	w.Clock.Set("2021-03-18 10:00")
	w.SendBack("market", "", map[string]string{"companies_known": "只算在营企业"})
	returned := func() bool {
		_, findings, err := w.Desk("market").Judge(w.Ctx, "", dbtest.March)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Rule == "returned" })
	}
	if !returned() {
		t.Error("nothing was put right, and nobody says so")
	}
	w.Clock.Set("2021-03-18 11:00")
	if _, refused, err := w.Desk("market").EndSite(w.Ctx, "", "companies", "乙店", day(t, "03-18"), "已注销"); err != nil || len(refused) > 0 {
		t.Fatal(err, refused)
	}
	if got := value(w, "market", "companies_known"); got != "1" || returned() {
		t.Errorf("%s companies, and the return stands: %v", got, returned())
	}
}

func TestTwoAtOnceKeepBothSitesAndOneName(t *testing.T) {
	w := dbtest.New(t)
	var wait sync.WaitGroup
	kept := make([]bool, 8)
	for i := range kept {
		wait.Add(1)
		go func() {
			defer wait.Done()
			name := "翠屏小区"
			if i%2 == 0 {
				name = string(rune('甲'+i)) + "小区"
			}
			_, refused, err := w.Desk("cunzhen").PutSite(w.Ctx, "", "estates", typed(name, "ads=2"))
			kept[i] = err == nil && len(refused) == 0
		}()
	}
	wait.Wait()
	if got := value(w, "cunzhen", "estates"); got != "5" {
		t.Errorf("%s estates, kept %v", got, kept)
	}
}

func TestWhatIsRefusedStandsAtItsField(t *testing.T) {
	w := dbtest.New(t)
	road := put(w, "pingan", "", "roads", from(day(t, "02-25"), typed("迎宾路", "length=1000")))
	put(w, "pingan", "", "points", from(day(t, "02-25"), typed("广场", "road=迎宾路", "at=K0+900", "state=完好")))
	put(w, "cunzhen", "", "estates", typed("翠屏小区", "ads=2"))
	for name, c := range map[string]struct {
		login, unit, register string
		edit                  register.Edit
		key, says             string
	}{
		"past the end":    {"pingan", "", "points", typed("桥头", "road=迎宾路", "at=K1+001", "state=完好"), "at", "超过了迎宾路的终点 K1+000"},
		"no such road":    {"pingan", "", "points", typed("桥头", "road=环城路", "at=3", "state=完好"), "road", "没有 环城路"},
		"part over whole": {"cunzhen", "", "hoardings", typed("甲", "kind=建筑", "hoarding=10", "ad=11", "state=在建"), "ad", "还多"},
		"negative":        {"cunzhen", "", "estates", typed("甲小区", "ads=-1"), "ads", "应不少于 0"},
		"about":           {"cunzhen", "", "estates", typed("甲小区", "ads=约30"), "ads", "应填整数"},
		"missing":         {"cunzhen", "", "estates", typed("甲小区"), "ads", "必填"},
		"not applicable":  {"cunzhen", "", "estates", typed("甲小区", "ads=na"), "ads", "不适用"},
		"unknown field":   {"cunzhen", "", "estates", typed("甲小区", "ads=2", "add=2"), "add", "ads (公益广告)"},
		"name taken":      {"cunzhen", "", "estates", typed("翠屏小区", "ads=3"), register.KeyName, "已经有 翠屏小区"},
		"no name":         {"cunzhen", "", "estates", typed(" \u200b", "ads=3"), register.KeyName, "还空着"},
		"long name":       {"cunzhen", "", "estates", typed(strings.Repeat("长", 31), "ads=3"), register.KeyName, "最多 30 字"},
		"tomorrow":        {"cunzhen", "", "estates", from(day(t, "03-19"), typed("甲小区", "ads=3")), register.KeyFrom, "还没有到"},
		"closed":          {"cunzhen", "", "estates", from(day(t, "02-20"), typed("甲小区", "ads=3")), register.KeyFrom, "最早可从 2021-02-21 起"},
		"no basis":        {"pingan", "ledao", "households", typed("", "households=612"), register.KeyBasis, "依据"},
		"road too short":  {"pingan", "", "roads", register.Edit{Site: road.ID, Fields: map[string]string{"length": "800"}}, "length", "广场 在 K0+900"},
	} {
		_, refused, err := w.Desk(c.login).PutSite(w.Ctx, c.unit, c.register, c.edit)
		if err != nil || len(refused) != 1 || refused[0].Key != c.key || !strings.Contains(refused[0].Err.Error(), c.says) {
			t.Errorf("%s: %v, %+v", name, err, refused)
		}
	}
}

func TestWhoMayKeepARegister(t *testing.T) {
	w := dbtest.New(t)
	households := register.Edit{Fields: map[string]string{"households": "612"}, Basis: "派出所核定"}
	for _, c := range []struct {
		login, unit, register string
		edit                  register.Edit
		ok                    bool
	}{
		{"ledao", "", "households", households, false},
		{"pingan", "ledao", "households", households, true},
		{"ledao", "", "teams", typed("网格员", "kind=网格员", "people=8"), true},
		{"pingan", "ledao", "teams", typed("志愿者", "kind=志愿者", "people=8"), true},
		{"chayuanba", "ledao", "teams", typed("村干部", "kind=村居干部", "people=8"), false},
		{"lingdao", "ledao", "teams", typed("村干部", "kind=村居干部", "people=8"), false},
		{"ledao", "", "estates", typed("甲小区", "ads=2"), false},
		{"dangzheng", "tongxin", "outlets", typed("营业厅", "board=是"), true},
		{"nongshang", "tongxin", "outlets", typed("营业厅二", "board=是"), false},
	} {
		_, refused, err := w.Desk(c.login).PutSite(w.Ctx, c.unit, c.register, c.edit)
		if ok := err == nil && len(refused) == 0; ok != c.ok {
			t.Errorf("%s puts %s of %s: %v, %v", c.login, c.register, c.unit, err, refused)
		}
	}
	if _, err := w.Desk("lingdao").Sites(w.Ctx, "ledao", "teams", plan.Date{}); err != nil {
		t.Errorf("a leader reads: %v", err)
	}
	if _, err := w.Desk("chayuanba").Sites(w.Ctx, "ledao", "teams", plan.Date{}); !report.Refused(err, report.CodeForbidden) {
		t.Errorf("another village reads: %v", err)
	}
}

func TestARoadThatIsRenamedKeepsItsPoints(t *testing.T) {
	w := dbtest.New(t)
	road := put(w, "pingan", "", "roads", typed("迎宾路", "length=300"))
	put(w, "pingan", "", "points", typed("广场", "road=迎宾路", "at=150", "state=完好"))
	put(w, "pingan", "", "roads", register.Edit{Site: road.ID, Name: "迎宾大道"})
	list, err := w.Desk("pingan").Sites(w.Ctx, "", "points", plan.Date{})
	if err != nil || list.Sites[0].Fields["road"].String() != "迎宾大道" {
		t.Fatal(list, err)
	}
	if got := value(w, "pingan", "road_failing"); got != "0" {
		t.Errorf("%s roads fail", got)
	}
}
