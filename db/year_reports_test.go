package db

import (
	"testing"

	"fanzha/db/report"
)

// states are a year's periods with their states, in one line.
func states(rs []report.Report) (line string) {
	for _, r := range rs {
		line += r.Period.Short() + " " + string(r.State) + "  "
	}
	return line
}

func TestYearListsWhatHasBegunAndWhatIsStored(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	unit := h.desk("sifa")
	list := func(year int, want string) {
		t.Helper()
		got, err := unit.Year(ctx, "", year)
		if err != nil || states(got) != want {
			t.Fatalf("at %v the year is %q, %v, want %q", h.clock.now(), states(got), err, want)
		}
	}
	list(2021, "3月 blank  ") // February lies before the folder's first, April has not begun
	list(2020, "")
	list(2022, "")
	if _, _, err := unit.Save(ctx, "", march, edits("staff=干事 meetings=1")); err != nil {
		t.Fatal(err)
	}
	h.clock.set(t, "2021-03-21 00:00")
	list(2021, "3月 draft  4月 blank  ")
	h.clock.set(t, "2021-12-31 09:00")
	list(2021, "3月 draft  4月 blank  5月 blank  6月 blank  7月 blank  8月 blank  9月 blank  10月 blank  11月 blank  12月 blank  补报 blank  ")
	list(2022, "")
	h.clock.set(t, "2022-01-01 00:00")
	list(2022, "1月 blank  ")
}

func TestYearBringsTheWholeReport(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	unit, office := h.desk("sifa"), h.desk("pingan")
	if _, _, err := unit.Save(ctx, "", march, edits("staff=干事 meetings=1 taught=3")); err != nil {
		t.Fatal(err)
	}
	if _, fs, err := unit.Submit(ctx, "", march, "核对过", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	if _, err := office.Return(ctx, "sifa", march, "请核对", map[string]string{"taught": "和台账不符"}, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	s, err := unit.Form(ctx, "", march)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unit.Year(ctx, "", 2021)
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	r, want := got[0], s.Report
	if r.ID != want.ID || r.Unit != want.Unit || r.Version != want.Version || r.State != report.StateReturned || r.Returns != 1 ||
		r.Reason != "请核对" || r.CellReasons["taught"] != "和台账不符" || !r.FirstSubmitted.Equal(want.FirstSubmitted) ||
		!r.Submitted.Equal(want.Submitted) || !r.Decided.Equal(want.Decided) || !r.OpenUntil.Equal(want.OpenUntil) || r.OpenUntil.IsZero() {
		t.Fatalf("the year says %+v, the form %+v", r, want)
	}
}

func TestYearIsReadByWhoMayReadTheReport(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		login, unit string
		code        report.Code
	}{
		{"sifa", "", ""},
		{"sifa", "sifa", ""},
		{"sifa", "xuexiao", report.CodeForbidden},
		{"sifa", "nirgends", report.CodeNotFound},
		{"pingan", "xuexiao", ""},
		{"lingdao", "xuexiao", ""},
		{"lingdao", "", report.CodeInvalid},
		{"dangzheng", "tongxin", ""},
		{"tongxin", "dangzheng", report.CodeForbidden},
	} {
		_, err := h.desk(c.login).Year(t.Context(), c.unit, 2021)
		if c.code == "" && err != nil || c.code != "" && !report.Refused(err, c.code) {
			t.Errorf("%s reads %q: %v, want %q", c.login, c.unit, err, c.code)
		}
	}
}
