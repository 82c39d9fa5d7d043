package home_test

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/home"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// elsewhere is a page of its own that says where one has come to.
type elsewhere struct {
	tui.Context
	at tui.Place
}

func (e *elsewhere) Init() tea.Cmd { return nil }

func (e *elsewhere) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok && keys.Of(key) == keys.Esc {
		return e.Back()
	}
	return nil
}

func (e *elsewhere) Body(screen.Size) ([]string, *screen.Cursor) {
	return []string{"at " + string(e.at.Kind) + " " + e.at.Unit + " " + e.at.Period.String() + " " + e.at.Key}, nil
}
func (e *elsewhere) Head() tui.Head       { return tui.Head{} }
func (e *elsewhere) Keys() []keys.Binding { return nil }
func (e *elsewhere) Status() string       { return "" }
func (e *elsewhere) Help() []string       { return nil }

var usual = screen.Size{Width: 80, Height: 24}

// sit puts a login at the home of a unit; an empty one is the own.
func sit(w *dbtest.Town, login, unit string) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	away := func(c tui.Context, at tui.Place) tui.Page { return &elsewhere{c, at} }
	return drive.Sit(w.Ctx, w, d, usual, tui.Options{
		Styles: theme.New(theme.Options{NoColor: true}), Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Home: home.Maker(d), tui.Entry: away, tui.Check: away, tui.History: away, tui.Ledger: away, tui.Review: away},
		Start:  tui.Place{Kind: tui.Home, Unit: unit},
	})
}
