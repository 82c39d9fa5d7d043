package matrix_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/matrix"
	"fanzha/tui/page/review"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var (
	opened = time.Date(2021, time.March, 18, 1, 0, 0, 0, time.UTC)
	march  = report.Period{Year: 2021, Month: 3}
)

// folder is a fresh one that tests copy.
var folder = sync.OnceValues(func() ([]byte, error) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "fanzha")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return opened }})
	if err != nil {
		return nil, err
	}
	if _, err := store.Create(ctx, db.NewFolder{Source: plan.DefaultSource(), From: report.Period{Year: 2021, Month: 2}, Clock: opened}); err != nil {
		return nil, err
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, db.File))
})

// town is a township's store with its people.
type town struct {
	t     testing.TB
	ctx   context.Context
	store *db.Store
	now   *clock
}

// clock is moved by the tests.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

func newTown(t testing.TB) *town {
	t.Helper()
	data, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, db.File), data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	at := &clock{at: opened}
	store, err := db.Open(ctx, dir, db.Options{Clock: at.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = store.Close()
	})
	return &town{t, ctx, store, at}
}

// desk is the desk of a login.
func (w *town) desk(login string) *db.Desk {
	w.t.Helper()
	id, err := w.store.AccountAtMachine(w.ctx, login)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := w.store.Desk(w.ctx, db.Actor{Account: id, Origin: db.OriginMachine})
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// save types key=value pairs into a unit's report.
func (w *town) save(login, unit string, pairs ...string) {
	w.t.Helper()
	var edits []report.Edit
	for _, pair := range pairs {
		key, text, _ := strings.Cut(pair, "=")
		edits = append(edits, report.Edit{Key: key, Text: text, Version: report.AnyVersion})
	}
	_, refused, err := w.desk(login).Save(w.ctx, unit, march, edits)
	if err != nil || len(refused) > 0 {
		w.t.Fatal(err, refused)
	}
}

// file sends a village's month.
func (w *town) file(unit string) {
	w.t.Helper()
	w.save("pingan", unit, "households=612")
	w.save(unit, unit, "staff=综治专干", "visited=100", "visits=120", "events=2", "audience=1310")
	w.submit(unit)
}

func (w *town) submit(unit string) {
	w.t.Helper()
	if _, found, err := w.desk(unit).Submit(w.ctx, unit, march, "已核对", report.AnyVersion); err != nil {
		w.t.Fatal(err, found)
	}
}

func (w *town) sendBack(unit, why string) {
	w.t.Helper()
	if _, err := w.desk("pingan").Return(w.ctx, unit, march, why, nil, report.AnyVersion); err != nil {
		w.t.Fatal(err)
	}
}

// sit opens the interface of a login; desk stands in for the page's own if
// it is not nil.
func (w *town) sit(login string, size screen.Size, desk matrix.Desk) *drive.Person {
	w.t.Helper()
	d := w.desk(login)
	me, err := d.Me(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	if desk == nil {
		desk = d
	}
	return drive.New(w.ctx, w.t, size, tui.Options{
		Me: me, Styles: theme.New(theme.Options{NoColor: true}), Now: w.now.now,
		Makers: map[tui.Kind]tui.Maker{tui.Matrix: matrix.Maker(desk), tui.Review: review.Maker(d)},
		Start:  tui.Place{Kind: tui.Matrix, Period: march}, Changes: d.Watch(w.ctx),
	})
}

var screen80 = screen.Size{Width: 80, Height: 24}
