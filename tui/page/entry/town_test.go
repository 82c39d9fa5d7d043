package entry_test

import (
	"time"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/check"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/history"
	"fanzha/tui/page/home"
	"fanzha/tui/page/ledger"
	"fanzha/tui/page/register"
	"fanzha/tui/screen"
)

var (
	phone  = screen.Size{Width: 46, Height: 19}
	usual  = screen.Size{Width: 80, Height: 24}
	window = screen.Size{Width: 120, Height: 40}
)

// sit opens the form of 茶园坝社区's March at a line for a login; empty is the first.
func sit(w *dbtest.Town, login, key string) *drive.Person {
	w.Helper()
	return sitAt(w, login, tui.Place{Kind: tui.Entry, Unit: "chayuanba", Period: dbtest.March, Key: key})
}

// atHome is sit on the first page, with the form one key away.
func atHome(w *dbtest.Town, login string) *drive.Person {
	w.Helper()
	return sitAt(w, login, tui.Place{Kind: tui.Home, Unit: "chayuanba", Period: dbtest.March})
}

func sitAt(w *dbtest.Town, login string, at tui.Place) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	return drive.Sit(w.Ctx, w, d, usual, tui.Options{
		Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{
			tui.Home: home.Maker(d), tui.Entry: entry.Maker(d), tui.Check: check.Maker(d), tui.History: history.Maker(d),
			tui.Figure: ledger.FigureMaker(d), tui.Register: register.Maker(d),
		},
		Start: at,
	})
}

// holds waits until the report holds a value; a person's answers stay where
// they are meanwhile.
func holds(w *dbtest.Town, key, want string) {
	w.Helper()
	d := w.Desk("chayuanba")
	changes := d.Watch(w.Ctx)
	for {
		s, err := d.Form(w.Ctx, "chayuanba", dbtest.March)
		if err != nil {
			w.Fatal(err)
		}
		got := s.Find(key).Cell.Value.String()
		if got == want {
			return
		}
		select {
		case <-changes:
		case <-time.After(drive.Patience):
			w.Fatalf("%s is %q, not %q", key, got, want)
		}
	}
}

// noted fails unless a line's remark is as wanted.
func noted(w *dbtest.Town, key, want string) {
	w.Helper()
	s, err := w.Desk("chayuanba").Form(w.Ctx, "chayuanba", dbtest.March)
	if err != nil {
		w.Fatal(err)
	}
	if got := s.Find(key).Cell.Note; got != want {
		w.Errorf("the remark of %s is %q, not %q", key, got, want)
	}
}

// kept fails unless so many texts are offered to the unit again.
func kept(w *dbtest.Town, want int) {
	w.Helper()
	at, err := w.Desk("chayuanba").Resume(w.Ctx, "chayuanba", dbtest.March)
	if err != nil || len(at.Kept) != want {
		w.Errorf("kept is %+v, %v, want %d", at.Kept, err, want)
	}
}
