package db_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// listed is a row of a list that is put in as a whole.
func listed(unit string, e register.Edit) register.Row { return register.Row{Unit: unit, Edit: e} }

// events counts what the audit holds of a unit's March.
func events(w *dbtest.Town, unit string) []report.Event {
	w.Helper()
	all, err := w.Desk("pingan").History(w.Ctx, unit, dbtest.March)
	if err != nil {
		w.Fatal(err)
	}
	return all
}

func TestManySitesAreOneChangeOrNone(t *testing.T) {
	w := dbtest.New(t)
	put(w, "cunzhen", "", "estates", typed("金山小区", "ads=2"))
	before := len(events(w, "cunzhen"))
	rows := []register.Row{
		listed("", typed("金山小区", "ads=2")), listed("", typed("河边小区", "ads=约2")), listed("", typed("广场小区", "ads=1")), listed("", typed("广场小区", "ads=3")),
		listed("sifa", typed("司法小区", "ads=1")), listed("乌有村", typed("小区", "ads=1")),
	}
	puts, err := w.Desk("cunzhen").PutSites(w.Ctx, "estates", rows, false)
	if err != nil || len(puts) != len(rows) {
		t.Fatal(err, puts)
	}
	for i, want := range []string{"", "ads 公益广告 应填整数", "", "site 广场小区 写了两遍", "unit ", "unit 没有单位"} {
		got := ""
		for _, r := range puts[i].Refused {
			got += r.Key + " " + r.Err.Error()
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	if !puts[0].Same || puts[2].Same || !puts[2].New || len(events(w, "cunzhen")) != before {
		t.Errorf("%+v", puts)
	}
	good := []register.Row{rows[0], rows[2], listed("", typed("金山小区二期", "ads=4"))}
	if puts, err = w.Desk("cunzhen").PutSites(w.Ctx, "estates", good, true); err != nil || len(events(w, "cunzhen")) != before {
		t.Fatal("a dry run wrote", err, puts)
	}
	if _, err = w.Desk("cunzhen").PutSites(w.Ctx, "estates", good, false); err != nil {
		t.Fatal(err)
	}
	all := events(w, "cunzhen")
	if len(all) != before+1 || all[0].Verb != "register.import" || len(all[0].Values) != 2 || value(w, "cunzhen", "estates") != "3" {
		t.Errorf("%+v", all[0])
	}
	if _, err = w.Desk("cunzhen").PutSites(w.Ctx, "estates", good, false); err != nil || len(events(w, "cunzhen")) != before+1 {
		t.Error("the same list again is a change", err)
	}
}

func TestOneListHoldsTheHouseholdsOfAllVillages(t *testing.T) {
	w := dbtest.New(t)
	e := func(n string) register.Edit {
		return register.Edit{From: day(t, "03-01"), Basis: "派出所核定", Fields: map[string]string{"households": n}}
	}
	rows := []register.Row{listed("chayuanba", e("612")), listed("乐道村", e("856"))}
	if puts, err := w.Desk("chayuanba").PutSites(w.Ctx, "households", rows, false); err != nil || puts[0].Refused == nil || puts[1].Refused == nil {
		t.Fatal(err, puts)
	}
	if puts, err := w.Desk("pingan").PutSites(w.Ctx, "households", rows, false); err != nil || puts[1].Refused != nil {
		t.Fatal(err, puts)
	}
	if a, b := value(w, "chayuanba", "households"), value(w, "ledao", "households"); a != "612" || b != "856" {
		t.Error(a, b)
	}
	all, err := w.Desk("lingdao").TownSites(w.Ctx, "households", plan.Date{})
	if err != nil || len(all) != 7 || len(all[0].Sites) != 1 || all[0].Writes || all[0].Sites[0].Basis != "派出所核定" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := w.Desk("ledao").TownSites(w.Ctx, "households", plan.Date{}); !report.Refused(err, report.CodeForbidden) {
		t.Error(err)
	}
}

func TestWhatStandsUnchangedNeedsNoOpenDay(t *testing.T) {
	w := dbtest.New(t)
	put(w, "cunzhen", "", "estates", from(day(t, "03-01"), typed("金山小区", "ads=1")))
	w.Save("cunzhen", "cunzhen", "staff=规划专干")
	w.Submit("cunzhen", "已核对")
	rows := []register.Row{listed("", from(day(t, "03-01"), typed("金山小区", "ads=1")))}
	if puts, err := w.Desk("cunzhen").PutSites(w.Ctx, "estates", rows, false); err != nil || !puts[0].Same || len(puts[0].Refused) != 0 {
		t.Error(err, puts)
	}
	rows[0].Fields["ads"] = "2"
	if puts, err := w.Desk("cunzhen").PutSites(w.Ctx, "estates", rows, false); err != nil || len(puts[0].Refused) != 1 || puts[0].Refused[0].Key != register.KeyFrom {
		t.Error(err, puts)
	}
}

func TestTheTownshipsRegistersAreCountedTogether(t *testing.T) {
	w := dbtest.New(t)
	put(w, "nongshang", "", "outlets", typed("乡场镇网点", "board=是", "advised=是"))
	put(w, "youzheng", "", "outlets", typed("邮政网点", "board=否", "advised=否"))
	all, err := w.Desk("pingan").TownRegisters(w.Ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if s.ID == "outlets" && (s.Kept != 2 || s.Failing != 1 || !s.Writes) {
			t.Errorf("%+v", s)
		}
	}
	if all, err = w.Desk("lingdao").TownRegisters(w.Ctx); err != nil || len(all) != 12 || all[0].Writes {
		t.Errorf("%d, %v", len(all), err)
	}
}
