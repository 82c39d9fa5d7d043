package history_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/history"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var (
	opened = time.Date(2021, time.March, 18, 1, 0, 0, 0, time.UTC)
	march  = report.Period{Year: 2021, Month: 3}
	home   = screen.Size{Width: 80, Height: 24}
	folder string // a fresh one, that tests copy
)

func TestMain(m *testing.M) { os.Exit(prepare(m)) }

func prepare(m *testing.M) int {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "fanzha")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return opened }})
	if err != nil {
		panic(err)
	}
	if _, err := store.Create(ctx, db.NewFolder{Source: plan.DefaultSource(), From: report.Period{Year: 2021, Month: 2}, Clock: opened}); err != nil {
		panic(err)
	}
	if err := store.Close(); err != nil {
		panic(err)
	}
	folder = dir
	return m.Run()
}

// town is a township's store with its people, and a clock that a test moves.
type town struct {
	t     testing.TB
	ctx   context.Context
	store *db.Store
	now   time.Time
}

func newTown(t testing.TB) *town {
	t.Helper()
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join(folder, db.File))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, db.File), data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	w := &town{t: t, ctx: ctx, now: opened}
	if w.store, err = db.Open(ctx, dir, db.Options{Clock: func() time.Time { return w.now }}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = w.store.Close()
	})
	return w
}

// desk is the desk of a login that came over ssh.
func (w *town) desk(login string) *db.Desk {
	w.t.Helper()
	id, err := w.store.AccountAtMachine(w.ctx, login)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := w.store.Desk(w.ctx, db.Actor{Account: id, Origin: "ssh 10.1.2.3"})
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

// sit opens a unit's history of March for a login.
func (w *town) sit(login, unit string, size screen.Size) *drive.Person {
	w.t.Helper()
	return w.sitAt(login, tui.Place{Kind: tui.History, Unit: unit, Period: march}, size)
}

func (w *town) sitAt(login string, at tui.Place, size screen.Size) *drive.Person {
	w.t.Helper()
	d := w.desk(login)
	me, err := d.Me(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return drive.New(w.ctx, w.t, size, tui.Options{
		Me: me, Styles: theme.New(theme.Options{}), Now: func() time.Time { return w.now },
		Makers: map[tui.Kind]tui.Maker{tui.History: history.Maker(d), tui.Entry: entry.Maker(d)},
		Start:  at, Changes: d.Watch(w.ctx),
	})
}
