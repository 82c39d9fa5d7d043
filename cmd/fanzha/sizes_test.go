package main

import (
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/report"
	"fanzha/tui"
	person "fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Whatever is pressed on whichever page, no window that the server lets in is
// too small for what is shown, and none that changes loses its place.
func TestEveryPageFitsEveryWindow(t *testing.T) {
	may := report.Period{Year: 2021, Month: 5}
	for login, starts := range map[string][]tui.Place{
		"chayuanba": {{Kind: tui.Home}, {Kind: tui.Entry}, {Kind: tui.Check}, {Kind: tui.History, Period: may}, {Kind: tui.Account}, {Kind: tui.Password}, {Kind: tui.Register}, {Kind: tui.Targets}, {Kind: tui.Ledger}, {Kind: tui.Ledger, Key: "events"}, {Kind: tui.Figure, Key: "audience"}},
		"pingan": {
			{Kind: tui.Overview},
			{Kind: tui.Table},
			{Kind: tui.Matrix},
			{Kind: tui.Accounts},
			{Kind: tui.Register},
			{Kind: tui.Register, Key: tui.SiteKey{Register: "points"}.String()},
			{Kind: tui.Targets},
			{Kind: tui.Review, Unit: "wulingshan"},
			{Kind: tui.Home},
		},
		"zhuren": {{Kind: tui.Overview}, {Kind: tui.Review, Unit: "pingan", Period: may}},
	} {
		for _, start := range starts {
			t.Run(login+"-"+string(start.Kind)+start.Key, func(t *testing.T) {
				t.Parallel()
				a := year(t)
				d := deskOf(t, a, login)
				me, err := d.Me(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				p := person.New(t.Context(), t, desktop, tui.Options{
					Me: me, Styles: theme.New(theme.Options{}), Now: a.now, Makers: makers(d), Start: start, Changes: d.Watch(t.Context()),
				})
				rapid.Check(t, func(r *rapid.T) {
					p.Resize(desktop).Gone("读取中")
					for range rapid.IntRange(1, 4).Draw(r, "steps") {
						p.Press(rapid.SliceOfN(rapid.SampledFrom(anything), 0, 5).Draw(r, "keys")...)
						size := screen.Size{Width: rapid.IntRange(20, 210).Draw(r, "width"), Height: rapid.IntRange(5, 60).Draw(r, "height")}
						p.Resize(size).Fits(size)
					}
				})
			})
		}
	}
}

// anything are the keys that a person may press on a page, but for those that
// send what was typed.
var anything = []string{
	keys.Up, keys.Down, keys.Down, keys.Left, keys.Right, keys.Home, keys.End, keys.PgUp, keys.PgDown, keys.Tab, keys.ShiftTab,
	keys.Enter, keys.Esc, keys.Backspace, "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "ctrl+y", "ctrl+r", "ctrl+z",
	"1", "2", "3", "4", "/", "c", "茶", "0", "n",
}
