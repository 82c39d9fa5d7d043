package overview_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/home"
	"fanzha/tui/page/matrix"
	"fanzha/tui/page/overview"
	"fanzha/tui/page/review"
	"fanzha/tui/page/table"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var screen80 = screen.Size{Width: 80, Height: 24}

// sit opens the interface of a login; desk stands in for the overview's own if
// it is not nil.
func sit(w *dbtest.Town, login string, size screen.Size, desk overview.Desk) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	if desk == nil {
		desk = d
	}
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Styles: theme.New(theme.Options{NoColor: true}), Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{
			tui.Overview: overview.Maker(desk), tui.Matrix: matrix.Maker(d), tui.Table: table.Maker(d),
			tui.Review: review.Maker(d), tui.Home: home.Maker(d),
		},
		Start: tui.Place{Kind: tui.Overview, Period: dbtest.March},
	})
}
