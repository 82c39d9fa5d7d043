package accounts_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/accounts"
	"fanzha/tui/screen"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the list of accounts in a session of the office.
func sit(w *dbtest.Town, size screen.Size) *drive.Person {
	w.Helper()
	seat := w.Come("pingan")
	return drive.Sit(w.Ctx, w, seat, size, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Accounts: accounts.Maker(seat)},
		Start:  tui.Place{Kind: tui.Accounts},
	})
}
