package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"fanzha/db/report"
	"fanzha/tui"
	person "fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// What a page says where more of it lies above what is in sight, and below.
var (
	moreAbove = regexp.MustCompile(`(?m)上面还有|[第行] [0-9,]*[0-9]-[0-9]|\^$`)
	moreBelow = regexp.MustCompile(`(?m)下面还有|[第行] [0-9,]*[0-9]-[0-9]|v$`)
)

// Whatever the window, the first rows of a page are told by a sign while its last
// are in sight, and its last while its first are.
func TestWhatIsOutOfSightIsToldByASign(t *testing.T) {
	may := report.Period{Year: 2021, Month: 5}
	points := tui.SiteKey{Register: "points"}.String()
	march := func(t *testing.T) *App { return lists(t, town(t, opened)) }
	for _, page := range []struct {
		folder func(t *testing.T) *App
		login  string
		start  tui.Place
		press  []string // what leads to what is looked at
	}{
		{year, "chayuanba", tui.Place{Kind: tui.Home}, nil},
		{year, "chayuanba", tui.Place{Kind: tui.Check}, nil},
		{year, "chayuanba", tui.Place{Kind: tui.History, Period: may}, nil},
		{year, "chayuanba", tui.Place{Kind: tui.Account}, nil},
		{busy, "chayuanba", tui.Place{Kind: tui.Ledger, Key: "events"}, nil},
		{busy, "chayuanba", tui.Place{Kind: tui.Figure, Key: "audience"}, nil},
		{year, "chayuanba", tui.Place{Kind: tui.Ledger, Key: "events"}, []string{"f3"}},
		{year, "ledao", tui.Place{Kind: tui.Ledger, Key: "events"}, []string{"f3", "x", keys.Enter, keys.Enter}},
		{year, "pingan", tui.Place{Kind: tui.Overview}, nil},
		{year, "pingan", tui.Place{Kind: tui.Table}, nil},
		{year, "pingan", tui.Place{Kind: tui.Matrix}, nil},
		{year, "pingan", tui.Place{Kind: tui.Accounts}, nil},
		{year, "pingan", tui.Place{Kind: tui.Register, Key: points}, nil},
		{march, "pingan", tui.Place{Kind: tui.Register, Key: points}, []string{"f3"}},
		{year, "pingan", tui.Place{Kind: tui.Targets}, nil},
		{year, "pingan", tui.Place{Kind: tui.Targets}, []string{keys.Enter}},
		{year, "pingan", tui.Place{Kind: tui.Review, Unit: "wulingshan"}, nil},
	} {
		t.Run(page.login+"-"+string(page.start.Kind)+page.start.Key+strings.Join(page.press, ""), func(t *testing.T) {
			t.Parallel()
			a := page.folder(t)
			d := deskOf(t, a, page.login)
			p := person.Sit(t.Context(), t, d, desktop, tui.Options{Now: a.now, Makers: makers(d), Start: page.start}).Gone("正在")
			p.Press(page.press...)
			scrolls := false
			for _, width := range []int{46, 80} {
				for _, height := range []int{8, 10, 19, 24} {
					size := screen.Size{Width: width, Height: height}
					top, all := end(p, keys.Up, size)
					bottom, others := end(p, keys.Down, size)
					down, up := beyond(top, bottom, all), beyond(bottom, top, others)
					if down != "" && !moreBelow.MatchString(strings.Join(top, "\n")) {
						t.Fatalf("%v: nothing says that %q lies below\n%s", size, down, strings.Join(top, "\n"))
					}
					if up != "" && !moreAbove.MatchString(strings.Join(bottom, "\n")) {
						t.Fatalf("%v: nothing says that %q lies above\n%s", size, up, strings.Join(bottom, "\n"))
					}
					scrolls = scrolls || down != "" && up != ""
				}
			}
			if !scrolls {
				t.Errorf("it never scrolls:\n%s", p.Text())
			}
		})
	}
}

// end goes to an end of a page, and answers what is then in sight, and what were
// if the window were high enough.
func end(p *person.Person, key string, size screen.Size) (seen, all []string) {
	p.Resize(size)
	for range 40 {
		p.Press(key)
		p.Text() // as a person sees it move
	}
	seen = body(p.Text())
	all = body(p.Resize(screen.Size{Width: size.Width, Height: 200}).Text())
	p.Resize(size)
	return seen, all
}

// beyond is a row that is in sight at the other end of a page and not at this
// one, although it is part of it.
func beyond(seen, other, all []string) string {
	for _, row := range other {
		if row != "" && !slices.Contains(seen, row) && slices.Contains(all, row) {
			return row
		}
	}
	return ""
}

// body are the rows between the top line and the bottom line, without what marks
// the one in hand.
func body(text string) []string {
	rows := strings.Split(text, "\n")
	rows = rows[1 : len(rows)-1]
	for i := range rows {
		rows[i] = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rows[i]), ">"))
	}
	return rows
}
