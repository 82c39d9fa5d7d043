package account_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/account"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the own account in a session of its own.
func sit(w *dbtest.Town, login string) *drive.Person {
	w.Helper()
	seat := w.Come(login)
	me, err := seat.Me(w.Ctx)
	if err != nil {
		w.Fatal(err)
	}
	return drive.New(w.Ctx, w, home, tui.Options{
		Me: me, Styles: theme.New(theme.Options{}), Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Account: account.Maker(seat)},
		Start:  tui.Place{Kind: tui.Account}, Changes: seat.Watch(w.Ctx),
	})
}
