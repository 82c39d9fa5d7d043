package db

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

func TestTwoAtOnceNeverCountOneHouseholdTwice(t *testing.T) {
	h := newHouse(t)
	if err := h.desk("ledao").ChooseList(t.Context(), "", "visits", true); err != nil {
		t.Fatal(err)
	}
	stores := []*Store{h.store, h.open()}
	var wg sync.WaitGroup
	for n := range 8 {
		d := h.deskOf(stores[n%2], "ledao", false)
		wg.Go(func() {
			items := fmt.Sprintf("1-1、1-%d", n+2)
			if err := noted(d.Note(t.Context(), "", "visits", ledger.Entry{Typed: map[string]string{"numbers": items, "visits": "2"}})); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	h.stands("ledao", march, "visited", "9", "9")
	h.stands("ledao", march, "visits", "16", "16")
	h.consistent()
}

func TestOfTwoCorrectionsOneIsToldOfTheOther(t *testing.T) {
	h := newHouse(t)
	h.note("ledao", "", "events", event("广场", map[string]string{"audience": "40"}))
	errs := make(chan error, 2)
	for _, c := range []struct{ login, audience string }{{"ledao", "41"}, {"pingan", "42"}} {
		d := h.desk(c.login)
		go func() {
			errs <- noted(d.Correct(t.Context(), "1", ledger.Entry{Typed: map[string]string{"audience": c.audience}, Reason: "数错"}))
		}()
	}
	first, second := <-errs, <-errs
	if first != nil {
		first, second = second, first
	}
	if first != nil {
		t.Fatalf("both failed: %v, %v", first, second)
	}
	refused(t, second, report.CodeStale, "这一笔已由")
	h.consistent()
}

// A first row decides how a village counts: of two that say different things,
// one is judged by the other.
func TestTheFirstRowDecidesOnce(t *testing.T) {
	h := newHouse(t)
	errs := make(chan error, 2)
	for _, typed := range []map[string]string{{"numbers": "1-1", "visits": "2"}, {"visited": "1", "visits": "2"}} {
		d := h.desk("ledao")
		go func() { errs <- noted(d.Note(t.Context(), "", "visits", ledger.Entry{Typed: typed})) }()
	}
	if first, second := <-errs, <-errs; (first == nil) == (second == nil) {
		t.Errorf("%v, %v", first, second)
	}
	h.stands("ledao", march, "visited", "1", "1")
}

func TestARowThatRacesWithASubmissionCountsNextMonth(t *testing.T) {
	h := newHouse(t)
	h.fill("sifa", march)
	d, e := h.desk("sifa"), event("广场", map[string]string{"audience": "5"})
	e.Reason = "漏记"
	done := make(chan error, 2)
	go func() { done <- noted(d.Note(t.Context(), "", "events", e)) }()
	go func() {
		_, _, err := d.Submit(t.Context(), "", march, "已核对", report.AnyVersion)
		done <- err
	}()
	for range 2 {
		if err := <-done; err != nil && !report.Refused(err, report.CodeStale) {
			t.Error(err)
		}
	}
	inMarch, _ := h.line("sifa", march, "audience")
	inApril, year := h.line("sifa", april, "audience")
	if year != "5" || (inMarch == "5") == (inApril == "5") {
		t.Errorf("March says %s, April %s, the year %s", inMarch, inApril, year)
	}
	h.consistent()
}

// childNotes notes, corrects and strikes until it is killed, and says what is
// kept.
func childNotes(ctx context.Context, s *Store) error {
	d, err := childDesk(ctx, s, "ledao")
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		r, refused, err := d.Note(ctx, "", "events", event("广场", map[string]string{"audience": strconv.Itoa(n), "partners": "司法所"}))
		if err == nil && refused == nil && n%3 == 0 {
			r, refused, err = d.Correct(ctx, r.ID, ledger.Entry{Typed: map[string]string{"partners": "财政办"}, Reason: "记错单位"})
		}
		if err == nil && refused == nil && n%5 == 0 {
			_, err = d.Strike(ctx, r.ID, "记重了")
		}
		if err != nil || refused != nil {
			return fmt.Errorf("%w %v", err, refused)
		}
		_, _ = fmt.Fprintln(os.Stdout, n)
	}
}

func TestKilledWhileNotingNothingIsHalfCounted(t *testing.T) {
	h := newHouse(t)
	c := process(t, "notes", h.dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	told := 0
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if n, err := strconv.Atoi(strings.TrimSpace(lines.Text())); err == nil {
			told = n
		}
		if told == 40 {
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.Wait(); err == nil || told < 40 {
		t.Fatalf("it ended by itself after %d: %v", told, err)
	}
	h.store = h.open()
	h.consistent()
	if n, err := strconv.Atoi(h.one(`SELECT count(*) FROM ledger_row WHERE corrects IS NULL`)); err != nil || n < told {
		t.Errorf("%d rows, told of %d", n, told)
	}
	for range 2 { // and it goes on
		h.note("ledao", "", "events", event("广场", nil))
	}
	h.consistent()
}
