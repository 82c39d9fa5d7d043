package check_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/check"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/home"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
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
	me, err := d.Me(w.Ctx)
	if err != nil {
		w.Fatal(err)
	}
	return drive.New(w.Ctx, w, usual, tui.Options{
		Me: me, Styles: theme.New(theme.Options{}), Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Home: home.Maker(d), tui.Entry: entry.Maker(d), tui.Check: check.Maker(d)},
		Start:  at, Changes: d.Watch(w.Ctx),
	})
}
