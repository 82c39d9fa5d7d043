package register_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	pure "fanzha/db/register"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/register"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the registers in a session of a login.
func sit(w *dbtest.Town, login string, size screen.Size, at tui.Place) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	me, err := d.Me(w.Ctx)
	if err != nil {
		w.Fatal(err)
	}
	at.Kind = tui.Register
	return drive.New(w.Ctx, w, size, tui.Options{
		Me: me, Styles: theme.New(theme.Options{NoColor: true}), Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Register: register.Maker(d)},
		Start:  at, Changes: d.Watch(w.Ctx),
	})
}

// put writes a site and fails the test where it is refused.
func put(w *dbtest.Town, login, unit, id, name string, pairs ...string) {
	w.Helper()
	e := pure.Edit{Name: name, Fields: map[string]string{}}
	for _, pair := range pairs {
		key, text, _ := strings.Cut(pair, "=")
		e.Fields[key] = text
	}
	if _, refused, err := w.Desk(login).PutSite(w.Ctx, unit, id, e); err != nil || len(refused) > 0 {
		w.Fatal(err, refused)
	}
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
