package db_test

import (
	"encoding/json"
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
)

// A milestone inside July is judged by what stood on its day, whatever July
// says of its registers later, and whether or not July was sent.
func TestAMilestoneIsJudgedByTheRegistersOfItsDay(t *testing.T) {
	w := dbtest.New(t)
	july := report.Period{Year: 2021, Month: 7}
	w.Clock.Set("2021-07-12 09:00")
	put(w, "pingan", "ledao", "households", edit(day(t, "06-21"), "100", "派出所核定"))
	e := ledger.Entry{Day: "6-25", Typed: map[string]string{"visited": "50", "visits": "60"}}
	if _, refused, err := w.Desk("ledao").Note(w.Ctx, "", "visits", e); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	put(w, "pingan", "ledao", "households", edit(day(t, "07-10"), "200", "派出所复核"))
	look := func(when string) {
		t.Helper()
		then, err := w.Desk("pingan").TargetsOn(w.Ctx, day(t, "06-30"))
		if err != nil {
			t.Fatal(err)
		}
		for name, r := range map[string]report.TargetRow{"on the day": pick(w, then, "6月底", "ledao"), "in July": row(w, july, "6月底", "ledao")} {
			if r.State != report.TargetMet || r.Detail != "50 / 100 = 50.0%, 应达 50%" {
				t.Errorf("%s, %s: %+v", when, name, r)
			}
			if len(r.Basis) != 1 || r.Basis[0].String() != "分母: 派出所核定 2021-06-21, 分子按填报数" || r.Basis[0].Value.String() != "100" {
				t.Errorf("%s, %s it divides by %+v", when, name, r.Basis)
			}
		}
	}
	look("in hand")
	w.In(july).Save("ledao", "", "staff=综治专干", "events=0", "audience=0")
	w.In(july).Submit("ledao", "已核对")
	look("sent")
	w.In(july).Accept("ledao")
	w.Clock.Set("2021-08-12 09:00")
	put(w, "pingan", "ledao", "households", edit(day(t, "08-01"), "300", "派出所再核"))
	look("sealed")
	if r := row(w, report.Period{Year: 2021, Month: 8}, "6月底", "ledao"); r.State != report.TargetMet || r.Basis[0].Value.String() != "100" {
		t.Errorf("August: %+v", r)
	}
	if r := row(w, july, "全覆盖", "ledao"); r.Detail != "50 / 200 = 25.0%, 应达 100%, 差 150 户" {
		t.Errorf("July towards the year's end: %+v", r)
	}
}

func TestADayIsReadAlikeBeforeAndAfterTheReportIsSent(t *testing.T) {
	w := dbtest.New(t)
	put(w, "pingan", "", "roads", from(day(t, "03-01"), typed("迎宾路", "length=400")))
	put(w, "pingan", "", "points", from(day(t, "03-10"), typed("广场", "road=迎宾路", "at=200", "state=完好")))
	look := func(when string) {
		t.Helper()
		for on, want := range map[string]string{"03-05": "迎宾路 K0+000-K0+400 缺1处", "03-10": ""} {
			all, err := w.Desk("pingan").TargetsOn(w.Ctx, day(t, on))
			if err != nil {
				t.Fatal(err)
			}
			r := pick(w, all, "主要路段", "pingan")
			if lack := r.Lack(); (want == "") != (len(lack) == 0) || want != "" && lack[0] != want {
				t.Errorf("%s, on %s it lacks %v: %+v", when, on, lack, r)
			}
		}
	}
	look("in hand")
	w.Save("pingan", "", "staff=干事", "rallies_talk=2", "events=2")
	w.Submit("pingan", "已核对")
	look("sent")
	if _, err := w.Desk("lingdao").Accept(w.Ctx, "pingan", dbtest.March, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	look("sealed")
}

// What a program reads: numbers are numbers, an empty list is one, and no day is null.
func TestTargetsAsJSON(t *testing.T) {
	w := dbtest.New(t)
	put(w, "cunzhen", "", "estates", from(day(t, "03-02"), typed("翠屏小区", "ads=1")))
	all, err := w.Desk("pingan").Targets(w.Ctx, dbtest.March)
	if err != nil {
		t.Fatal(err)
	}
	list, err := w.Desk("cunzhen").Sites(w.Ctx, "", "estates", day(t, "03-18"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		of    any
		wants []string
	}{
		{pick(w, all, "物业小区", "cunzhen"), []string{`"unit":"cunzhen"`, `"short":null`, `"basis":[]`, `"state":"failing"`}},
		{pick(w, all, "6月底", "ledao"), []string{`"short":null`, `"sites":[]`, `"as_of":null`}},
		{list.Verdicts[0], []string{`"site":"翠屏小区"`, `"short":1`, `"met":false`}},
	} {
		js, err := json.Marshal(c.of)
		for _, want := range c.wants {
			if err != nil || !strings.Contains(string(js), want) {
				t.Errorf("%s lacks %s, %v", js, want, err)
			}
		}
	}
}
