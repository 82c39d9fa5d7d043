package history_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/history"
	"fanzha/tui/screen"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens a unit's history of March for a login.
func sit(w *dbtest.Town, login, unit string, size screen.Size) *drive.Person {
	w.Helper()
	return sitAt(w, login, tui.Place{Kind: tui.History, Unit: unit, Period: dbtest.March}, size)
}

func sitAt(w *dbtest.Town, login string, at tui.Place, size screen.Size) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.History: history.Maker(d), tui.Entry: entry.Maker(d)},
		Start:  at,
	})
}
