package db

import (
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// To keep the list is for good, so that nobody comes to it by one row, on
// whichever way the row is noted; a row without it chooses to count.
func TestTheListIsKeptByThoseAloneWhoChoseIt(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	mode := func() ledger.Mode {
		t.Helper()
		books, err := d.Ledgers(t.Context(), "", report.Period{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := ledger.Pick(books, "visits")
		if err != nil {
			t.Fatal(err)
		}
		return b.Mode
	}
	numbers := ledger.Entry{Typed: map[string]string{"visits": "5", "户号": "1-1、1-2"}}
	_, wrong, err := d.Note(t.Context(), "", "visits", numbers)
	if err != nil || len(wrong) != 1 || wrong[0].Key != "numbers" {
		t.Fatalf("numbers before the choice: %v, %v", wrong, err)
	}
	refused(t, wrong[0].Err, report.CodeState, "选定以后不能再改")
	if mode() != ledger.ModeOpen {
		t.Fatal("the refused row has chosen")
	}
	if err := d.ChooseList(t.Context(), "", "visits", true); err != nil {
		t.Fatal(err)
	}
	h.note("ledao", "", "visits", numbers)
	h.summed("ledao", "visits", march, map[string]string{"rows": "1", "visits": "5", "visited": "2"})

	d = h.desk("wulingshan")
	h.note("wulingshan", "", "visits", ledger.Entry{Typed: map[string]string{"visits": "5", "visited": "2"}})
	if mode() != ledger.ModeCounted {
		t.Error("a row without numbers does not choose to count")
	}
	_, wrong, err = d.Note(t.Context(), "", "visits", numbers)
	if err != nil || len(wrong) != 1 || wrong[0].Key != "numbers" {
		t.Fatalf("numbers of who counts: %v, %v", wrong, err)
	}
	refused(t, wrong[0].Err, report.CodeInvalid, "本单位按填报数, 不记户号")
}
