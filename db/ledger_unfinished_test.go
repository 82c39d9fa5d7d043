package db

import (
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// begun are the rows that a login has begun and not noted in 乐道村's events.
func (h *house) begun(login string) []ledger.Unfinished {
	h.Helper()
	all, err := h.desk(login).Unfinished(h.Context(), "ledao", "events")
	if err != nil {
		h.Fatal(err)
	}
	return all
}

func TestARowThatIsNotNotedWaitsForWhoBeganIt(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	before := h.one(`SELECT max(seq) FROM change`)
	keep := func(u ledger.Unfinished) {
		t.Helper()
		if err := d.KeepUnfinished(t.Context(), "", "events", u); err != nil {
			t.Fatal(err)
		}
	}
	keep(ledger.Unfinished{Entry: ledger.Entry{Day: "3-5", Typed: map[string]string{"place": "广场"}}})
	keep(ledger.Unfinished{Entry: ledger.Entry{Day: "3-5", Typed: map[string]string{"place": "文化广场"}}})
	if got := h.one(`SELECT max(seq) FROM change`); got != before {
		t.Errorf("the audit goes from %s to %s", before, got)
	}
	if got := h.begun("pingan"); len(got) != 0 {
		t.Errorf("the office has begun %+v", got)
	}
	got := h.begun("ledao")
	if len(got) != 1 || got[0].Row != "" || got[0].Day != "3-5" || got[0].Typed["place"] != "文化广场" {
		t.Fatalf("%+v", got)
	}
	e := got[0].Entry
	e.Typed["form"] = "宣讲会"
	first := h.note("ledao", "", "events", e)
	if got := h.begun("ledao"); len(got) != 0 {
		t.Errorf("noted, and still begun: %+v", got)
	}

	// A correction that was begun follows its row when another puts that right.
	keep(ledger.Unfinished{Row: first.ID, Entry: ledger.Entry{Typed: map[string]string{"audience": "90"}}})
	second, _, err := h.desk("pingan").Correct(t.Context(), first.ID, ledger.Entry{Typed: map[string]string{"leaflets": "9"}, Reason: "补记"})
	if err != nil {
		t.Fatal(err)
	}
	if got = h.begun("ledao"); len(got) != 1 || got[0].Row != second.ID {
		t.Fatalf("%+v", got)
	}
	if err := d.DropUnfinished(t.Context(), "", "events", first.ID); err != nil {
		t.Fatal(err)
	}
	if got := h.begun("ledao"); len(got) != 0 {
		t.Errorf("dropped, and still begun: %+v", got)
	}
	_, err = h.desk("lingdao").Unfinished(t.Context(), "ledao", "events")
	refused(t, err, report.CodeForbidden, "你不能记")
}

func TestAChainTellsWhatWasPutRight(t *testing.T) {
	h := newHouse(t)
	first := h.note("ledao", "", "events", event("广场", nil))
	if _, err := h.desk("ledao").Strike(t.Context(), first.ID, "记重了"); err != nil {
		t.Fatal(err)
	}
	chain, err := h.desk("lingdao").Chain(t.Context(), first.ID)
	if err != nil || len(chain) != 2 || chain[0].ID != first.ID || !chain[1].Struck || chain[1].Reason != "记重了" {
		t.Errorf("%+v, %v", chain, err)
	}
	_, err = h.desk("chayuanba").Chain(t.Context(), first.ID)
	refused(t, err, report.CodeForbidden, "你不能查看")
}
