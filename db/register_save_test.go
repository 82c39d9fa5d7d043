package db_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// enter types a village's households into its form with a remark, as the form's
// page and set do.
func enter(w *dbtest.Town, p report.Period, households, note string) error {
	w.Helper()
	edits := []report.Edit{{Key: "households", Text: households, Note: &note, Version: report.AnyVersion}}
	_, refused, err := w.Desk("pingan").Save(w.Ctx, "ledao", p, edits)
	if err == nil && len(refused) > 0 {
		return refused[0].Err
	}
	return err
}

func TestHouseholdsTypedIntoTheFormAreTheRegisters(t *testing.T) {
	w := dbtest.New(t)
	if err := enter(w, dbtest.March, "612", "2021-03-01 派出所核定"); err != nil {
		t.Fatal(err)
	}
	list, err := w.Desk("ledao").Sites(w.Ctx, "", "households", plan.Date{})
	if err != nil || len(list.Sites) != 1 {
		t.Fatal(list, err)
	}
	s := list.Sites[0]
	if s.Name != "乐道村" || s.Fields["households"].String() != "612" || s.From != day(t, "03-01") || s.Basis != "派出所核定" || s.By != "平安办" {
		t.Errorf("the register has %+v", s)
	}
	sheet, err := w.Desk("ledao").Form(w.Ctx, "", dbtest.March)
	if err != nil {
		t.Fatal(err)
	}
	if e := sheet.Find("households"); e.Value.String() != "612" || e.Cell.Note != "2021-03-01 派出所核定" || e.Cell.By != "平安办" {
		t.Errorf("the form has %+v", e)
	}
	if d := sheet.Denominators(sheet.Find("coverage")); len(d) != 1 || d[0].String() != "分母: 派出所核定 2021-03-01, 分子按填报数" {
		t.Errorf("the percentage says %+v", d)
	}
	// What a register's own page changed is what the form changes next.
	put(w, "pingan", "ledao", "households", edit(day(t, "03-10"), "640", "派出所复核"))
	if err := enter(w, dbtest.March, "612", "2021-03-01 派出所核定"); err != nil {
		t.Fatal(err)
	}
	if got := value(w, "ledao", "households"); got != "612" {
		t.Errorf("typed over it stands %s", got)
	}
	history, err := w.Desk("ledao").SiteHistory(w.Ctx, "", "households", "")
	if err != nil || len(history) != 3 || history[0].From != day(t, "03-10") || history[0].Basis != "截至2021-03-01 派出所核定" {
		t.Errorf("%+v, %v", history, err)
	}
}

func TestADayThatIsClosedStandsInTheBasis(t *testing.T) {
	w := dbtest.New(t)
	if err := enter(w, dbtest.March, "612", "2020-12-31 派出所年报"); err != nil {
		t.Fatal(err)
	}
	history, err := w.Desk("ledao").SiteHistory(w.Ctx, "", "households", "")
	if err != nil || history[0].From != day(t, "02-21") || history[0].Basis != "截至2020-12-31 派出所年报" {
		t.Errorf("%+v, %v", history, err)
	}
	if got := value(w, "ledao", "households"); got != "612" {
		t.Errorf("the form has %s", got)
	}
}

func TestWhatTheRegisterCannotTakeIsRefusedInTheForm(t *testing.T) {
	w := dbtest.New(t)
	if err := enter(w, dbtest.March, "612", "2021-03-21 派出所核定"); err == nil || !strings.Contains(err.Error(), "还没有到") {
		t.Errorf("a day after the period: %v", err)
	}
	if err := enter(w, dbtest.March, "612", "2021-03-19 派出所核定"); err == nil || !strings.Contains(err.Error(), "还没有到") {
		t.Errorf("tomorrow: %v", err)
	}
	if err := enter(w, dbtest.March, "612", "2021-03-01 派出所核定"); err != nil {
		t.Fatal(err)
	}
	if err := enter(w, dbtest.March, "612.5", "2021-03-01 派出所核定"); err == nil || !strings.Contains(err.Error(), "整数") {
		t.Errorf("half a household: %v", err)
	}
	if got := value(w, "ledao", "households"); got != "612" {
		t.Errorf("the form has %s", got)
	}
	if err := enter(w, dbtest.March, "", "录错了村"); err != nil {
		t.Fatal(err)
	}
	if got := value(w, "ledao", "households"); got != "-" {
		t.Errorf("cleared, the form has %s", got)
	}
	if err := enter(w, dbtest.March, "600", "2021-03-01 派出所核定"); err != nil {
		t.Fatal(err)
	}
	if got := value(w, "ledao", "households"); got != "600" {
		t.Errorf("entered again, the form has %s", got)
	}
}
