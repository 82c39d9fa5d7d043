package db

import (
	"testing"

	"fanzha/db/plan"
	"fanzha/db/report"
)

func TestAFigureOfTheOfficesWantsItsDateAndBasis(t *testing.T) {
	h := newHouse(t)
	office := h.desk("pingan")
	text := func(s string) *string { return &s }
	first := plan.Date{Year: 2021, Month: 3, Day: 1}
	for _, c := range []struct {
		edit report.Edit
		says string // of the refusal; empty: kept
		note string
	}{
		{report.Edit{Text: "100"}, "要写明日期和依据, 例如: --as-of 2021-03-01 --basis 派出所核定", ""},
		{report.Edit{Text: "100", AsOf: first}, "要写明日期和依据", ""},
		{report.Edit{Text: "100", Basis: "派出所核定"}, "要写明日期和依据", ""},
		{report.Edit{Text: "100", AsOf: first, Basis: " \x1b "}, "要写明日期和依据", ""},
		{report.Edit{Text: "100", Note: text("口头")}, "要写明日期和依据", ""},
		{report.Edit{Text: "100", AsOf: plan.Date{Year: 2021, Month: 3, Day: 19}, Basis: "派出所核定"}, "2021-03-19 还没有到", ""},
		{report.Edit{Text: "na"}, "", ""},
		{report.Edit{Text: "100", AsOf: first, Basis: "派出所\n核定"}, "", "2021-03-01 派出所 核定"},
		{report.Edit{Text: "100"}, "", "2021-03-01 派出所 核定"}, // nothing new
		{report.Edit{Text: "101"}, "要写明日期和依据", "2021-03-01 派出所 核定"},
		{report.Edit{Text: "100", Note: text("没有依据的话")}, "要写明日期和依据", "2021-03-01 派出所 核定"},
		{report.Edit{Text: "100", Note: text("2021-03-02 村里清点")}, "", "2021-03-02 村里清点"},
		{report.Edit{Text: "102", AsOf: plan.Date{Year: 2021, Month: 3, Day: 18}, Basis: "派出所核定", Note: text("含外出户")}, "", "2021-03-18 派出所核定 含外出户"},
		{report.Edit{Text: ""}, "", ""},
	} {
		c.edit.Key, c.edit.Version = "households", report.AnyVersion
		s, bad, err := office.Save(t.Context(), "ledao", march, []report.Edit{c.edit})
		switch {
		case err != nil:
			t.Fatal(err)
		case c.says != "" && len(bad) != 1 || c.says == "" && bad != nil:
			t.Errorf("%+v: refused %v", c.edit, bad)
		case c.says != "":
			refused(t, bad[0].Err, report.CodeInvalid, c.says)
		}
		if got := s.Find("households").Cell.Note; got != c.note {
			t.Errorf("%+v: the remark is %q, want %q", c.edit, got, c.note)
		}
	}
	h.clock.set(t, "2021-03-22 09:00")
	_, bad, err := office.Save(t.Context(), "ledao", march, []report.Edit{
		{Key: "households", Text: "100", AsOf: plan.Date{Year: 2021, Month: 3, Day: 21}, Basis: "派出所核定", Version: report.AnyVersion},
	})
	if err != nil || len(bad) != 1 {
		t.Fatal(err, bad)
	}
	refused(t, bad[0].Err, report.CodeInvalid, "2021-03-21 晚于本期的最后一天 2021-03-20")
}

func TestADenominatorSaysOfWhatDayItIsInEveryMonth(t *testing.T) {
	h := newHouse(t)
	h.submit("ledao", march)
	h.clock.set(t, "2021-04-18 09:00")
	carried := func(what string) {
		t.Helper()
		if e := h.form("ledao", april).Find("households"); e.Value.String() != "100" || e.Cell.Note != "2021-03-01 派出所核定" {
			t.Errorf("%s, April has %+v", what, e)
		}
	}
	carried("a draft")
	h.save("ledao", "", april, "visited=5 visits=5")
	if _, fs, err := h.desk("ledao").Submit(t.Context(), "", april, "农忙", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	if _, err := h.desk("pingan").Return(t.Context(), "ledao", march, "核对", nil, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	_, bad, err := h.desk("pingan").Save(t.Context(), "ledao", march, []report.Edit{
		{Key: "households", Text: "110", AsOf: plan.Date{Year: 2021, Month: 3, Day: 20}, Basis: "重新核定", Version: report.AnyVersion},
	})
	if err != nil || bad != nil {
		t.Fatal(err, bad)
	}
	carried("sent")
	if _, err := h.desk("ledao").Withdraw(t.Context(), "", april); err != nil {
		t.Fatal(err)
	}
	if e := h.form("ledao", april).Find("households"); e.Value.String() != "110" || e.Cell.Note != "2021-03-20 重新核定" {
		t.Errorf("withdrawn, April has %+v", e)
	}
	h.consistent()
}
