package account_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/account"
	"fanzha/tui/screen"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the own account in a session of its own.
func sit(w *dbtest.Town, login string) *drive.Person {
	w.Helper()
	seat := w.Come(login)
	return drive.Sit(w.Ctx, w, seat, home, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Account: account.Maker(seat)},
		Start:  tui.Place{Kind: tui.Account},
	})
}
