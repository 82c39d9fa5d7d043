package ledger_test

import (
	"fanzha/db/dbtest"
	"fanzha/db/ledger"

	"fanzha/tui"
	"fanzha/tui/drive"
	page "fanzha/tui/page/ledger"
	"fanzha/tui/screen"
)

var usual = screen.Size{Width: 80, Height: 24}

// sit opens the interface of a login at a place; desk stands in for the page's
// own if it is not nil.
func sit(w *dbtest.Town, login string, size screen.Size, start tui.Place, desk page.Desk) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	if desk == nil {
		desk = d
	}
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Ledger: page.Maker(desk), tui.Figure: page.FigureMaker(desk)},
		Start:  start,
	})
}

// at is a ledger of a unit; an empty unit is the own.
func at(unit, id string) tui.Place { return tui.Place{Kind: tui.Ledger, Unit: unit, Key: id} }

// note adds a row; day is as people write it.
func note(w *dbtest.Town, login, unit, id, day string, typed map[string]string) ledger.Row {
	w.Helper()
	r, refused, err := w.Desk(login).Note(w.Ctx, unit, id, ledger.Entry{Day: day, Typed: typed})
	if err != nil || refused != nil {
		w.Fatal(err, refused)
	}
	return r
}

// value is what a unit's form says of a line in March.
func value(w *dbtest.Town, unit, key string) string {
	w.Helper()
	s, err := w.Desk("pingan").Form(w.Ctx, unit, dbtest.March)
	if err != nil {
		w.Fatal(err)
	}
	return s.Find(key).Value.Shown()
}

func says(w *dbtest.Town, unit, key, want string) {
	w.Helper()
	if got := value(w, unit, key); got != want {
		w.Errorf("%s's %s is %s, not %s", unit, key, got, want)
	}
}

// correct puts a row right.
func correct(w *dbtest.Town, login, row string, typed map[string]string, reason string) {
	w.Helper()
	_, refused, err := w.Desk(login).Correct(w.Ctx, row, ledger.Entry{Typed: typed, Reason: reason})
	if err != nil || refused != nil {
		w.Fatal(err, refused)
	}
}
