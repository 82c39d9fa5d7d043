package db_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

func TestAnEndIsTakenBackOnTheSameDay(t *testing.T) {
	w := dbtest.New(t)
	d := w.Desk("cunzhen")
	put(w, "cunzhen", "", "estates", typed("翠屏小区", "ads=1"))
	if _, refused, err := d.EndSite(w.Ctx, "", "estates", "翠屏小区", plan.Date{}, "点错了"); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	put(w, "cunzhen", "", "estates", typed("翠屏小区", "ads=2"))
	if got := value(w, "cunzhen", "estates"); got != "1" {
		t.Errorf("%s estates stand", got)
	}
	_, refused, err := d.PutSite(w.Ctx, "", "estates", typed("翠屏小区", "ads=3"))
	if err != nil || len(refused) != 1 || refused[0].Key != register.KeyName {
		t.Errorf("the name is given twice: %v, %v", refused, err)
	}
}

func TestARoadDoesNotEndUnderItsPoints(t *testing.T) {
	w := dbtest.New(t)
	d := w.Desk("pingan")
	road := put(w, "pingan", "", "roads", from(day(t, "03-01"), typed("迎宾路", "length=400")))
	for _, name := range []string{"广场", "桥头"} {
		put(w, "pingan", "", "points", from(day(t, "03-02"), typed(name, "road=迎宾路", "at=200", "state=完好")))
	}
	end := func(id, site string) []report.Refusal {
		t.Helper()
		_, refused, err := d.EndSite(w.Ctx, "", id, site, day(t, "03-10"), "改道")
		if err != nil {
			t.Fatal(err)
		}
		return refused
	}
	refused := end("roads", "迎宾路")
	if len(refused) != 1 || refused[0].Key != register.KeyName ||
		!strings.Contains(refused[0].Err.Error(), "迎宾路 还有点位 广场、桥头. 请先撤销它们, 或改到别的路段") {
		t.Fatal(refused)
	}
	put(w, "pingan", "", "roads", register.Edit{Site: road.ID, From: day(t, "03-05"), Name: "迎宾大道"})
	if refused = end("roads", "迎宾大道"); len(refused) != 1 {
		t.Errorf("renamed, it ends: %v", refused)
	}
	for _, point := range []string{"广场", "桥头"} {
		if refused = end("points", point); refused != nil {
			t.Fatal(refused)
		}
	}
	if refused = end("roads", "迎宾大道"); refused != nil {
		t.Error(refused)
	}
}

// A name stands for its site where it is meant so, else it may not be given twice.
func TestANameStandsForItsSite(t *testing.T) {
	w := dbtest.New(t)
	e := typed("翠屏小区", "ads=1")
	e.Named = true
	first := put(w, "cunzhen", "", "estates", e)
	e.Fields = map[string]string{"ads": "3"}
	if s := put(w, "cunzhen", "", "estates", e); s.ID != first.ID || s.Fields["ads"].String() != "3" {
		t.Errorf("%+v", s)
	}
	if s := put(w, "cunzhen", "", "estates", register.Edit{Site: "翠屏小区", Name: "翠屏花园"}); s.ID != first.ID || s.Name != "翠屏花园" {
		t.Errorf("renamed: %+v", s)
	}
	_, refused, err := w.Desk("cunzhen").PutSite(w.Ctx, "", "estates", typed("翠屏花园", "ads=1"))
	if err != nil || len(refused) != 1 || !strings.Contains(refused[0].Err.Error(), "已经有 翠屏花园") {
		t.Errorf("%v, %v", refused, err)
	}
}
