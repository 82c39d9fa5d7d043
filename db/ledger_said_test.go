package db

import (
	"slices"
	"strings"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// said is a row of 入户: five calls, and how many of them were new, if it says so.
func said(visited string) ledger.Entry {
	e := ledger.Entry{Typed: map[string]string{"visits": "5"}}
	if visited != "" {
		e.Typed["visited"] = visited
	}
	return e
}

// A blank in a row is not 0: the form asks for a figure that no row says, and
// beside rows that do say it a blank counts nothing.
func TestALineOfWhichNoRowSaysAnythingStaysBlank(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "visits", said(""))
	h.stands("ledao", march, "visits", "5", "5")
	h.stands("ledao", march, "visited", "-", "0")
	h.finds("ledao", "visited", true)
	h.note("ledao", "", "visits", said("0"))
	h.stands("ledao", march, "visited", "0", "0")
	h.finds("ledao", "visited", false)
	h.correct("ledao", "2", map[string]string{"visited": ""})
	h.stands("ledao", march, "visited", "-", "0")
	h.note("ledao", "", "visits", said("3"))
	h.stands("ledao", march, "visited", "3", "3")
	h.stands("ledao", march, "by_phone", "-", "0")
	h.correct("ledao", "4", map[string]string{"visited": "0", "by_phone": "2"})
	h.stands("ledao", march, "visited", "0", "0")
	h.stands("ledao", march, "by_phone", "2", "2")
	h.strike("ledao", "5")
	h.stands("ledao", march, "visited", "-", "0")
	h.stands("ledao", march, "visits", "10", "10")
	h.consistent()
}

// finds says whether the form blames a blank line.
func (h *house) finds(unit, key string, want bool) {
	h.Helper()
	all, err := h.form(unit, march).Findings()
	if err != nil {
		h.Fatal(err)
	}
	found := slices.ContainsFunc(all, func(f report.Finding) bool { return f.Key == key && f.Rule == "required" })
	if found != want {
		h.Errorf("%s of %s is missed: %v", key, unit, found)
	}
}

// Rows are counted whole, whatever they leave blank: events of which none is of
// a class are an answer, 0.
func TestACountOfRowsSaysNone(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "events", event("广场", map[string]string{"class": "村居"}))
	h.stands("ledao", march, "in_village", "1", "1")
	h.stands("ledao", march, "in_school", "0", "0")
	h.stands("ledao", march, "leaflets", "-", "0")
}

// Households that were all counted before are said, and make 0.
func TestAListWithoutANewNumberSaysNone(t *testing.T) {
	h := newHouse(t)
	if err := h.desk("ledao").ChooseList(t.Context(), "", "visits", true); err != nil {
		t.Fatal(err)
	}
	listed := func(numbers string) ledger.Entry {
		return ledger.Entry{Typed: map[string]string{"visits": "5", "numbers": numbers}}
	}
	h.note("ledao", "", "visits", listed("1-1、1-2"))
	h.clock.set(t, "2021-03-22 09:00")
	h.note("ledao", "", "visits", said(""))
	h.stands("ledao", april, "visited", "-", "2")
	h.save("ledao", "", april, "visited=0") // who is asked may answer
	h.save("ledao", "", april, "visited=")
	h.note("ledao", "", "visits", listed("1-2"))
	h.stands("ledao", april, "visited", "0", "2")
}

// A folder of an older program says as much of its rows as a new one. That one
// counted a row that was struck in a sent period as one row less in the next.
func TestRowsOfAnOlderProgramSayTheSame(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "visits", said("0"))
	h.note("ledao", "", "events", event("3组院坝", map[string]string{"leaflets": "0"}))
	h.note("ledao", "", "events", event("广场", map[string]string{"posters": "0"}))
	h.correct("ledao", "3", map[string]string{"posters": "", "banners": "0"})
	company := ledger.Entry{Typed: map[string]string{"company": "山水农业公司"}}
	h.note("caizheng", "", "guidance", company)
	h.note("sifa", "", "events", event("广场", nil))
	h.submit("sifa", march)
	h.clock.set(t, "2021-03-22 09:00")
	h.note("caizheng", "", "guidance", company)
	h.strike("sifa", "6")
	h.note("sifa", "", "events", event("法庭", map[string]string{"leaflets": "0"}))
	stand := func() {
		t.Helper()
		for key, want := range map[string]string{"visited": "0", "by_phone": "-", "leaflets": "0", "posters": "-", "banners": "0", "audience": "-"} {
			h.stands("ledao", march, key, want, "0")
		}
		h.stands("caizheng", april, "companies_guided", "0", "1")
		h.stands("sifa", april, "leaflets", "0", "0")
		h.stands("sifa", april, "joint", "0", "0")
	}
	stand()
	source, err := migrations.ReadFile("migrations/00012_said.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, stmt := range []string{
		`DELETE FROM ledger_part WHERE key LIKE '#%.%'`, `DELETE FROM ledger_sum WHERE key LIKE '#%.%'`,
		`INSERT INTO ledger_part (unit_id, period, key, root, scaled) SELECT unit_id, '2021-04', '#events', root, -10000 FROM ledger_row WHERE struck = 1`,
		`UPDATE ledger_sum SET scaled = scaled - 10000 WHERE period = '2021-04' AND key = '#events' AND unit_id = (SELECT unit_id FROM ledger_row WHERE struck = 1)`,
		string(source),
	} {
		if _, err := h.store.write.Exec(stmt); err != nil {
			t.Fatal(err)
		}
	}
	h.clock.set(t, "2021-03-23 09:00") // what was read before a day ends is read again
	stand()
	h.consistent()
	h.strike("ledao", "1")
	h.stands("ledao", march, "visited", "-", "0")
}

// What a row of a sent month comes to say later takes nothing from what the rows
// of the next one say.
func TestARowOfASentMonthSaysNothingInTheNext(t *testing.T) {
	for name, change := range map[string]func(h *house){
		"corrected": func(h *house) { h.correct("sifa", "1", map[string]string{"leaflets": ""}) },
		"struck":    func(h *house) { h.strike("sifa", "1") },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.note("sifa", "", "events", event("广场", map[string]string{"leaflets": "0"}))
			h.submit("sifa", march)
			h.clock.set(t, "2021-03-22 09:00")
			change(h)
			h.stands("sifa", april, "leaflets", "-", "0")
			h.note("sifa", "", "events", event("法庭", map[string]string{"leaflets": "0"}))
			h.stands("sifa", april, "leaflets", "0", "0")
			h.stands("sifa", april, "joint", "0", "0")
			h.consistent()
		})
	}
}

// A unit that has kept a ledger and notes nothing for two months has two zeros
// there, though the form is blank; who never kept it is not asked.
func TestTwoMonthsWithoutARowAreTwoZeros(t *testing.T) {
	h := newHouse(t)
	may := report.Period{Year: 2021, Month: 5}
	h.note("sifa", "", "events", event("广场", map[string]string{"audience": "40"}))
	for _, unit := range []string{"sifa", "caizheng"} {
		h.submit(unit, march)
	}
	zeros := func(unit string, p report.Period) string {
		t.Helper()
		_, warnings := h.findings(unit, p)
		i := slices.IndexFunc(warnings, func(w string) bool { return strings.HasPrefix(w, "zero-twice") })
		if i < 0 {
			return ""
		}
		return warnings[i]
	}
	h.clock.set(t, "2021-04-18 09:00")
	for _, unit := range []string{"sifa", "caizheng"} {
		h.submit(unit, april) // without a warning
	}
	h.clock.set(t, "2021-05-18 09:00")
	if got := zeros("sifa", may); !strings.Contains(got, "连续两期都是0: 宣传活动. ") {
		t.Errorf("after two months without a row: %q", got)
	}
	if got := zeros("caizheng", may); got != "" {
		t.Errorf("who never noted one: %q", got)
	}
	h.note("sifa", "", "events", event("法庭", nil))
	if got := zeros("sifa", may); got != "" {
		t.Errorf("with a row: %q", got)
	}
}
