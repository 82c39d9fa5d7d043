package db

import (
	"strings"
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

func TestAVillageThatKeepsTheListTypesNoFigureOfIt(t *testing.T) {
	h := newHouse(t)
	d := h.desk("ledao")
	h.save("pingan", "ledao", march, "households=100")
	h.submit("ledao", march)
	says := func(p report.Period) string {
		t.Helper()
		s := h.form("ledao", p)
		return s.Denominators(s.Find("coverage"))[0].String()
	}
	was := says(march)
	h.clock.set(t, "2021-04-08 09:00")
	h.save("ledao", "", april, "visited=7")
	if err := d.ChooseList(t.Context(), "", "visits", true); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(says(april), "分子按户号") || says(march) != was || !strings.HasSuffix(was, "分子按填报数") {
		t.Errorf("March said %s and says %s, April %s", was, says(march), says(april))
	}
	h.note("ledao", "", "visits", ledger.Entry{Day: "4-2", Typed: map[string]string{"numbers": "1-1、1-2", "visits": "5"}})
	try := func(text string) error {
		t.Helper()
		_, bad, err := d.Save(t.Context(), "", april, []report.Edit{{Key: "visited", Text: text, Version: report.AnyVersion}})
		if err == nil && len(bad) > 0 {
			err = bad[0].Err
		}
		return err
	}
	for _, text := range []string{"9", "0", "不适用"} {
		refused(t, try(text), report.CodeInvalid, "新入户 由入户台账里的户号去掉重复后得出, 不用填. 数不对请到台账里更正.")
	}
	if err := try(""); err != nil {
		t.Error(err)
	}
	h.stands("ledao", april, "visited", "2", "22")
	st, err := h.desk("pingan").Status(t.Context(), april)
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range st.Coverage.Units {
		if want := map[bool]report.Mode{true: report.ModeListed, false: report.ModeCounted}[u.Unit == "ledao"]; u.Mode != want {
			t.Errorf("%s counts by %q", u.Name, u.Mode)
		}
	}
}
