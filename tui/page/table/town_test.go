package table_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/ledger"
	"fanzha/tui/page/review"
	"fanzha/tui/page/table"
	"fanzha/tui/screen"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the interface of a login at a place; desk stands in for the table's
// own if it is not nil.
func sit(w *dbtest.Town, login string, size screen.Size, start tui.Place, desk table.Desk) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	if desk == nil {
		desk = d
	}
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{
			tui.Table: table.Maker(desk), tui.Review: review.Maker(d), tui.Figure: ledger.FigureMaker(d),
		},
		Start: start, Call: "ssh -p 2222 " + login + "@10.1.1.1",
	})
}
