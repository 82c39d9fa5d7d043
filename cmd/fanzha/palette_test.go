package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"testing"

	"fanzha/db/report"
	"fanzha/tui"
	person "fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// Whatever key a page answers to, its list of all actions names it. Pages declare
// no keys apart from that list, so every key is pressed and the screen looked at;
// left out are up and down, and what is typed into a form.
func TestThePaletteNamesEveryKeyThatAPageAnswersTo(t *testing.T) {
	may := report.Period{Year: 2021, Month: 5}
	points := tui.SiteKey{Register: "points"}.String()
	for name, c := range map[string]struct {
		login string
		start tui.Place
		press []string // what leads to what is looked at
		types bool     // a character is typed there, and means no key
		bars  string   // keys that only say why nothing can be done
	}{
		"home":          {"chayuanba", tui.Place{Kind: tui.Home}, nil, false, ""},
		"home sent":     {"paichusuo", tui.Place{Kind: tui.Home}, nil, false, ""},
		"entry":         {"chayuanba", tui.Place{Kind: tui.Entry, Key: "visits"}, nil, true, ""},
		"entry sent":    {"paichusuo", tui.Place{Kind: tui.Entry}, nil, true, "enter f3 f4 f6 f8 delete ctrl+z"},
		"check":         {"chayuanba", tui.Place{Kind: tui.Check}, nil, false, ""},
		"history":       {"chayuanba", tui.Place{Kind: tui.History, Period: may}, nil, false, ""},
		"account":       {"chayuanba", tui.Place{Kind: tui.Account}, nil, false, ""},
		"ledgers":       {"chayuanba", tui.Place{Kind: tui.Ledger}, nil, false, ""},
		"ledger":        {"chayuanba", tui.Place{Kind: tui.Ledger, Key: "events"}, nil, false, ""},
		"ledger's row":  {"chayuanba", tui.Place{Kind: tui.Ledger, Key: "events"}, []string{keys.Down}, false, ""},
		"figure":        {"chayuanba", tui.Place{Kind: tui.Figure, Key: "audience"}, []string{keys.Down}, false, ""},
		"overview":      {"pingan", tui.Place{Kind: tui.Overview}, nil, false, ""},
		"table":         {"pingan", tui.Place{Kind: tui.Table}, nil, false, ""},
		"matrix":        {"pingan", tui.Place{Kind: tui.Matrix}, nil, false, ""},
		"accounts":      {"pingan", tui.Place{Kind: tui.Accounts}, []string{keys.Down}, false, ""},
		"registers":     {"pingan", tui.Place{Kind: tui.Register}, nil, false, ""},
		"register":      {"pingan", tui.Place{Kind: tui.Register, Key: points}, []string{keys.Down}, false, ""},
		"targets":       {"pingan", tui.Place{Kind: tui.Targets}, []string{keys.Down}, false, ""},
		"target":        {"pingan", tui.Place{Kind: tui.Targets}, []string{keys.Enter, keys.Down}, false, ""},
		"review":        {"pingan", tui.Place{Kind: tui.Review, Unit: "baihuaqiao"}, []string{keys.Down}, false, "f7"},
		"leader's":      {"lingdao", tui.Place{Kind: tui.Review, Unit: "pingan"}, nil, false, "f7"},
		"leader's list": {"lingdao", tui.Place{Kind: tui.History, Unit: "pingan"}, nil, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := year(t)
			d := deskOf(t, a, c.login)
			open := func() *person.Person {
				p := person.Sit(t.Context(), t, d, screen.Size{Width: 80, Height: 24}, tui.Options{Now: a.now, Makers: makers(d), Start: c.start})
				return p.Gone("正在").Press(c.press...).Gone("正在").Gone("读取中")
			}
			listed := open().Press("f2").Resize(screen.Size{Width: 80, Height: 100}).Text()
			down, up := open().Press(keys.Down).Text(), open().Press(keys.Up).Text()
			all := labels(c.types)
			for _, key := range inOrder(all) {
				label := all[key]
				p := open()
				before := p.Text()
				after := p.Press(key).Text()
				if after == before || after == down || after == up || keys.Digit(key) > 0 && shows(before, key) || slices.Contains(strings.Fields(c.bars), key) {
					continue
				}
				if !names(listed, label) {
					t.Errorf("%s does something and is not among all actions:\n%s\nafter it:\n%s", key, listed, after)
				}
			}
		})
	}
}

// labels are the keys that a page may answer to, with what the list of actions
// calls each.
func labels(types bool) map[string]string {
	all := map[string]string{
		keys.Left: "左", keys.Right: "右", keys.PgUp: "PgUp", keys.PgDown: "PgDn", keys.Home: "Home", keys.End: "End", keys.Tab: "Tab", keys.ShiftTab: "Shift+Tab",
		keys.Enter: "Enter", keys.Esc: "Esc", keys.Insert: "Ins", keys.Delete: "Del", "/": "/",
	}
	for _, key := range []string{"f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11"} {
		all[key] = strings.ToUpper(key)
	}
	for c := 'a'; c <= 'z'; c++ {
		if !strings.ContainsRune("cimpy", c) { // the root's own, and what a terminal takes for Tab and Enter
			all["ctrl+"+string(c)] = "Ctrl+" + strings.ToUpper(string(c))
		}
	}
	if types {
		return all
	}
	for c := '!'; c <= '~'; c++ {
		all[strings.ToLower(string(c))] = strings.ToUpper(string(c))
	}
	all[keys.Space], all[keys.Backspace] = "空格", "退格"
	return all
}

// inOrder are the keys of all labels, those last that change what is kept.
func inOrder(all map[string]string) []string {
	last := []string{"f6", keys.Delete, keys.Backspace}
	return slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Or(slices.Index(last, a)-slices.Index(last, b), strings.Compare(a, b))
	})
}

// shows says that a page itself names a digit, before what it chooses.
func shows(text, digit string) bool {
	return slices.ContainsFunc(strings.Split(text, "\n"), func(row string) bool {
		return strings.Contains(row, " "+digit+" ")
	})
}

// names says that a key's label stands in the list of actions, at the right.
func names(listed, label string) bool {
	return slices.ContainsFunc(strings.Split(listed, "\n"), func(row string) bool {
		words := strings.Fields(row)
		return len(words) > 1 && slices.Contains(words[1:], label)
	})
}
