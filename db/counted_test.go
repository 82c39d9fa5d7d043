package db

import (
	"fmt"
	"sync"
	"testing"

	"fanzha/db/report"
)

// TestATableIsNeverOlderThanWhatWasWritten reads the township again and again
// while others write to it, here and from another process's store: whoever has
// been told that a value is kept finds it in every table from then on.
func TestATableIsNeverOlderThanWhatWasWritten(t *testing.T) {
	h := newHouse(t)
	other := &house{TB: t, dir: h.dir, clock: h.clock, store: h.open()}
	office := []*Desk{h.desk("pingan"), other.desk("pingan")}
	var all sync.WaitGroup
	for i, unit := range []string{"ledao", "chayuanba"} {
		writer := []*Desk{h.desk(unit), other.desk(unit)}[i]
		all.Go(func() {
			for n := 1; n <= 20; n++ {
				text := fmt.Sprint(n)
				_, refused, err := writer.Save(t.Context(), "", march, []report.Edit{{Key: "visits", Text: text, Version: report.AnyVersion}})
				if err != nil || len(refused) > 0 {
					t.Error(err, refused)
					return
				}
				for _, d := range office {
					if got := visitsOf(t, d, unit); got != text {
						t.Errorf("%s: the table says %s, not %s", unit, got, text)
					}
				}
			}
		})
	}
	all.Wait()
}

func visitsOf(t *testing.T, d *Desk, unit string) string {
	table, err := d.Table(t.Context(), march)
	if err != nil {
		t.Error(err)
		return ""
	}
	for _, g := range table.Groups {
		for _, r := range g.Rows {
			if r.Sheet.Unit.Code == unit {
				return r.Sheet.Find("visits").Value.String()
			}
		}
	}
	return ""
}

func TestALockComesIntoTheTableWithItsDay(t *testing.T) {
	h := newHouse(t)
	h.save("ledao", "", march, "visits=7")
	d := h.desk("pingan")
	for at, want := range map[string]string{"2021-03-25 23:59": "7", "2021-03-26 00:00": ""} {
		h.clock.set(t, "2021-03-18 09:00")
		if got := visitsOf(t, d, "ledao"); got != "7" {
			t.Fatal(got)
		}
		h.clock.set(t, at)
		if got := visitsOf(t, d, "ledao"); got != want {
			t.Errorf("%s: %q, not %q", at, got, want)
		}
	}
}

func TestFewTownshipsAreKeptInMemory(t *testing.T) {
	c := counted{kept: map[countedKey]*countedSheets{}}
	first := c.at(countedKey{"01", march})
	for i := range 3 * maxCounted {
		if i < maxCounted && c.at(countedKey{"01", march}) != first {
			t.Fatal("what is in use was given up")
		}
		c.at(countedKey{fmt.Sprint(i), april})
	}
	if len(c.kept) != maxCounted || len(c.order) != maxCounted || c.kept[countedKey{"01", march}] != nil {
		t.Error(len(c.kept), len(c.order))
	}
}
