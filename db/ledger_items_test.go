package db

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// call is a row of the model: its day and the households that it names.
type call struct {
	day   string
	items []string
}

// calls is the model of a village that keeps the list of its households.
type calls struct {
	*house
	rt   *rapid.T
	rows map[string]call // by number
}

var village = struct {
	code   string
	houses []string
	days   []string
}{"ledao", []string{"1-1", "1-2", "1-3", "2-1", "2-2", "２－２"}, []string{"2021-04-01", "2021-04-20", "2021-04-21", "2021-05-03", "2021-05-04"}}

func (c *calls) draw() (ledger.Entry, call) {
	k := call{
		rapid.SampledFrom(village.days).Draw(c.rt, "day"),
		rapid.SliceOfN(rapid.SampledFrom(village.houses), 0, 4).Draw(c.rt, "houses"),
	}
	text := ""
	for _, item := range k.items {
		text += item + "、"
	}
	visits := strconv.Itoa(rapid.IntRange(4, 9999).Draw(c.rt, "visits"))
	return ledger.Entry{Day: k.day, Typed: map[string]string{"numbers": text, "visits": visits}, Reason: "更正"}, k
}

// step notes, corrects or strikes a row.
func (c *calls) step() {
	d := c.desk(village.code)
	rows := slices.Sorted(maps.Keys(c.rows))
	switch step := rapid.SampledFrom([]string{"note", "correct", "strike"}).Draw(c.rt, "step"); {
	case step == "note" || len(rows) == 0:
		e, k := c.draw()
		c.rows[(&books{rt: c.rt}).kept(d.Note(c.Context(), "", "visits", e))] = k
	case step == "correct":
		row := rapid.SampledFrom(rows).Draw(c.rt, "row")
		e, k := c.draw()
		r, refused, err := d.Correct(c.Context(), row, e)
		if report.Refused(err, report.CodeInvalid) {
			return // nothing changed
		}
		delete(c.rows, row)
		c.rows[(&books{rt: c.rt}).kept(r, refused, err)] = k
	default:
		row := rapid.SampledFrom(rows).Draw(c.rt, "row")
		if _, err := d.Strike(c.Context(), row, "记重了"); err != nil {
			c.rt.Fatal(err)
		}
		delete(c.rows, row)
	}
}

// first is the earliest day on which each household is named.
func (c *calls) first() map[string]string {
	first := map[string]string{}
	for _, k := range c.rows {
		for _, item := range k.items {
			item = report.Halfwidth(item)
			if first[item] == "" || k.day < first[item] {
				first[item] = k.day
			}
		}
	}
	return first
}

// says is what the ledger's sums say of the households in a month.
func (c *calls) says(p report.Period) (households, rows int) {
	sums := c.sums(village.code, "visits", p)
	households, _ = strconv.Atoi(sums["visited"])
	rows, _ = strconv.Atoi(sums["rows"])
	return households, rows
}

func newCalls(t *testing.T) *calls {
	c := &calls{house: newHouse(t), rows: map[string]call{}}
	c.clock.set(t, "2021-05-04 09:00")
	if err := c.desk(village.code).ChooseList(t.Context(), "", "visits", true); err != nil {
		t.Fatal(err)
	}
	if _, err := c.desk("pingan").Unlock(t.Context(), village.code, april, plan.Date{Year: 2021, Month: 12, Day: 31}, "演练"); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestItemsCountOnceAYear names households at random in rows that come, change
// and go: each counts in the month of the earliest row that names it, in
// whatever order they were typed.
func TestItemsCountOnceAYear(t *testing.T) {
	c := newCalls(t)
	rapid.Check(t, func(rt *rapid.T) {
		c.rt = rt
		c.step()
		want := map[report.Period]int{}
		for _, day := range c.first() {
			if day <= "2021-04-20" {
				want[april]++
			} else {
				want[spring[2]]++
			}
		}
		for _, p := range spring[1:] {
			if n, rows := c.says(p); n != want[p] || n > 0 && rows == 0 {
				rt.Fatalf("%s has %d households in %d rows, want %d of %v", p, n, rows, want[p], c.rows)
			}
		}
		half := c.one(`SELECT COALESCE(sum(scaled), 0) / 10000 FROM ledger_day WHERE key = 'visited' AND day <= '2021-05-03'`)
		up := 0
		for _, day := range c.first() {
			if day <= "2021-05-03" {
				up++
			}
		}
		if half != strconv.Itoa(up) {
			rt.Fatalf("%s households up to 3 May, want %d of %v", half, up, c.rows)
		}
	})
	c.consistent()
}

// TestItemsCountOnceAYearWhateverIsSent also sends April and takes it back:
// the year still has each household once.
func TestItemsCountOnceAYearWhateverIsSent(t *testing.T) {
	c := newCalls(t)
	c.save("pingan", village.code, april, "households=100")
	c.save(village.code, "", april, "staff=文书")
	sent := false
	d := c.desk(village.code)
	rapid.Check(t, func(rt *rapid.T) {
		c.rt = rt
		switch step := rapid.IntRange(0, 3).Draw(rt, "what"); {
		case step > 0:
			c.step()
		case sent:
			if _, err := d.Withdraw(c.Context(), "", april); err != nil {
				rt.Fatal(err)
			}
			sent = false
		default:
			_, _, err := d.Submit(c.Context(), "", april, "演练", report.AnyVersion)
			if sent = err == nil; !sent && !report.Refused(err, report.CodeBlocked) {
				rt.Fatal(err)
			}
		}
		want := strconv.Itoa(len(c.first()))
		if sum, _ := c.form(village.code, spring[2]).Find("visited").Cumulative(); sum.String() != want {
			rt.Fatalf("%s households, want %s of %v", sum, want, c.rows)
		}
	})
	c.consistent()
}

func TestAHouseholdBelongsToTheEarliestRowThatNamesIt(t *testing.T) {
	h := newHouse(t)
	may, july := spring[2], report.Period{Year: 2021, Month: 7}
	visit := func(day, numbers string) {
		h.Helper()
		h.note("ledao", "", "visits", ledger.Entry{Day: day, Typed: map[string]string{"numbers": numbers, "visits": "9"}, Reason: "补记"})
	}
	h.clock.set(t, "2021-07-10 09:00")
	if err := h.desk("ledao").ChooseList(t.Context(), "", "visits", true); err != nil {
		h.Fatal(err)
	}
	visit("7-5", "1-1、1-2、1-3")
	visit("6-28", "1-1、1-2")
	h.stands("ledao", july, "visited", "3", "3")
	if v, _ := h.line("ledao", july, "visited_half"); v != "2" {
		t.Errorf("%s households up to 30 June, want 2", v)
	}
	h.strike("ledao", "2")
	if v, _ := h.line("ledao", july, "visited_half"); v != "0" {
		t.Errorf("the row struck, %s households up to 30 June", v)
	}
	h.stands("ledao", july, "visited", "3", "3")
	visit("5-3", "1-1") // of a locked month: a correction of July
	h.stands("ledao", may, "visited", "-", "0")
	h.stands("ledao", july, "visited", "3", "3")
	parts, err := h.desk("ledao").RowsOf(t.Context(), "", july, "visited", ledger.Query{})
	if err != nil || len(parts.List) != 2 || parts.List[0].Amount.String() != "2" || parts.List[1].Amount.String() != "1" {
		t.Errorf("%+v, %v", parts, err)
	}
	h.consistent()
}

// A household of a month that was never filed is free: the next row that names
// it counts it.
func TestAHouseholdOfAMonthNeverFiledIsFree(t *testing.T) {
	h := newHouse(t)
	if err := h.desk("ledao").ChooseList(t.Context(), "", "visits", true); err != nil {
		h.Fatal(err)
	}
	visit := ledger.Entry{Typed: map[string]string{"numbers": "1-1、1-2", "visits": "9"}}
	h.note("ledao", "", "visits", visit)
	h.clock.set(t, "2021-04-02 09:00")
	h.note("ledao", "", "visits", visit)
	h.stands("ledao", april, "visited", "2", "2")
	h.strike("ledao", "1")
	h.stands("ledao", april, "visited", "2", "2")
	h.correct("ledao", "2", map[string]string{"numbers": "1-2、1-3、1-4"})
	h.stands("ledao", april, "visited", "3", "3")
	h.consistent()
}
