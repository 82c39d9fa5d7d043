package matrix_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/matrix"
	"fanzha/tui/page/review"
	"fanzha/tui/screen"
)

var screen80 = screen.Size{Width: 80, Height: 24}

// sit opens the interface of a login; desk stands in for the page's own if
// it is not nil.
func sit(w *dbtest.Town, login string, size screen.Size, desk matrix.Desk) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	if desk == nil {
		desk = d
	}
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Matrix: matrix.Maker(desk), tui.Review: review.Maker(d)},
		Start:  tui.Place{Kind: tui.Matrix, Period: dbtest.March},
	})
}
