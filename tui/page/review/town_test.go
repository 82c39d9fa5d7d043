package review_test

import (
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/history"
	"fanzha/tui/page/ledger"
	"fanzha/tui/page/review"
	"fanzha/tui/page/table"
	"fanzha/tui/screen"
)

var home = screen.Size{Width: 80, Height: 24}

// resend has a report that was filed returned, changed and filed again.
func resend(w *dbtest.Town, unit string, pairs ...string) {
	w.Helper()
	w.SendBack(unit, "请核对", nil)
	w.Save(unit, unit, pairs...)
	w.Submit(unit, "已核对")
}

// sit opens a unit's report of March for a login, over the table.
func sit(w *dbtest.Town, login, unit string, size screen.Size) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{
			tui.Table: table.Maker(d), tui.Review: review.Maker(d), tui.History: history.Maker(d), tui.Figure: ledger.FigureMaker(d),
		},
		Start: tui.Place{Kind: tui.Review, Unit: unit, Period: dbtest.March},
	})
}
