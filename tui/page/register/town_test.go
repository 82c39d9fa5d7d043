package register_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/register"
	"fanzha/tui/screen"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the registers in a session of a login.
func sit(w *dbtest.Town, login string, size screen.Size, at tui.Place) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	at.Kind = tui.Register
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Register: register.Maker(d)},
		Start:  at,
	})
}

// line is the row of the screen that begins with a name.
func line(t testing.TB, p *drive.Person, name string) string {
	t.Helper()
	for l := range strings.SplitSeq(p.Text(), "\n") {
		if len(l) > 0 && strings.HasPrefix(l[1:], name) {
			return l
		}
	}
	t.Fatalf("no row %s:\n%s", name, p.Text())
	return ""
}
