package db

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"fanzha/db/report"
)

// TestATableIsNeverOlderThanWhatWasWritten reads the township again and again
// while others write to it, here and from another process's store: whoever has
// been told that a value is kept finds it in every table and form from then on.
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
					if s, err := d.Form(t.Context(), unit, march); err != nil || s.Find("visits").Value.String() != text {
						t.Errorf("%s: the form does not say %s, %v", unit, text, err)
					}
					if got, err := d.Recent(t.Context(), 1); err != nil || len(got) == 0 || got[0].Verb != "save" {
						t.Errorf("%s: the newest event is %+v, %v", unit, got, err)
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
	c := newHouse(t).store.forms
	first := c.at(ofTown{"01", march})
	for i := range 3 * maxPeriods {
		if i < maxPeriods && c.at(ofTown{"01", march}) != first {
			t.Fatal("what is in use was given up")
		}
		c.at(ofTown{fmt.Sprint(i), april})
	}
	if len(c.kept) != maxPeriods || len(c.order) != maxPeriods || c.kept[ofTown{"01", march}] != nil {
		t.Error(len(c.kept), len(c.order))
	}
}

// TestWhoReadsAnothersReportIsReadAgainWithIt lets one unit do what another's
// form shows, each time after that form has been read.
func TestWhoReadsAnothersReportIsReadAgainWithIt(t *testing.T) {
	h := newHouse(t)
	cases := func(p report.Period) string { return h.form("ledao", p).Find("cases_here").Value.String() }
	file := func(p report.Period, typed string) {
		t.Helper()
		h.save("paichusuo", "", p, "staff=民警 "+typed)
		if _, fs, err := h.desk("paichusuo").Submit(t.Context(), "", p, "核对", report.AnyVersion); err != nil {
			t.Fatal(err, fs)
		}
	}
	peer := func() bool {
		_, fs, err := h.desk("dangzheng").Judge(t.Context(), "", march)
		return err == nil && slices.ContainsFunc(fs, func(f report.Finding) bool { return f.Key == "sms_sent" && strings.Contains(f.Message, "70条") })
	}
	h.save("dangzheng", "", march, "staff=干事 sms_sent=5")
	if cases(march) != "" || peer() {
		t.Fatal("nothing is filed, but: " + cases(march))
	}
	file(march, "cases.ledao=2")
	if got := cases(march); got != "2" {
		t.Errorf("filed, the village has %q", got)
	}
	h.save("tongxin", "", march, least("telecom")+" sms_sent=70")
	if _, fs, err := h.desk("tongxin").Submit(t.Context(), "", march, "核对", report.AnyVersion); err != nil {
		t.Fatal(err, fs)
	}
	if !peer() {
		t.Error("the party office is not told what the operator filed")
	}
	// From May on villages read it no more; in March they still do.
	h.apply(5, rewritten(t, "from: {kind: police, ", "from: {kind: bank, ", "bank, key: cases}", "bank, key: leads}", "bank, key: loss}", "bank, key: saved}"))
	if got := cases(march); got != "2" {
		t.Errorf("under the old plan the village has %q", got)
	}
	if _, err := h.desk("paichusuo").Withdraw(t.Context(), "", march); err != nil {
		t.Fatal(err)
	}
	if got := cases(march); got != "" {
		t.Errorf("taken back, the village has %q", got)
	}
}
