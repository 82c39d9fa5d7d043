package db

import (
	"slices"
	"strings"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

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
