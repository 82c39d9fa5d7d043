package accounts_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/accounts"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var (
	opened = time.Date(2021, time.March, 18, 1, 0, 0, 0, time.UTC)
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

// come is a session of a login that has begun.
func (w *town) come(login string) db.Seat {
	w.t.Helper()
	seat := w.store.Seat(w.desk(login))
	if err := w.store.Began(w.ctx, seat, "SSH-2.0-OpenSSH_9.6"); err != nil {
		w.t.Fatal(err)
	}
	return seat
}

// sit opens the list of accounts in a session of the office.
func (w *town) sit(size screen.Size) *drive.Person {
	w.t.Helper()
	seat := w.come("pingan")
	me, err := seat.Me(w.ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return drive.New(w.ctx, w.t, size, tui.Options{
		Me: me, Styles: theme.New(theme.Options{}), Now: func() time.Time { return w.now },
		Makers: map[tui.Kind]tui.Maker{tui.Accounts: accounts.Maker(seat)},
		Start:  tui.Place{Kind: tui.Accounts}, Changes: seat.Watch(w.ctx),
	})
}
