package check_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/check"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/home"
	"fanzha/tui/screen"
)

var usual = screen.Size{Width: 80, Height: 24}

// sit opens the check of a unit's March for a login; empty is the own unit.
func sit(w *dbtest.Town, login, unit string) *drive.Person {
	w.Helper()
	return sitAt(w, login, tui.Place{Kind: tui.Check, Unit: unit, Period: dbtest.March})
}

func sitAt(w *dbtest.Town, login string, at tui.Place) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	return drive.Sit(w.Ctx, w, d, usual, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Home: home.Maker(d), tui.Entry: entry.Maker(d), tui.Check: check.Maker(d)},
		Start:  at,
	})
}
