package tui_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// list is a page of a hundred lines that says what the one in hand is about.
type list struct {
	leaf
	hand int
}

func (l *list) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch keys.Of(key) {
		case keys.Up:
			l.hand = max(l.hand-1, 0)
		case keys.Down:
			l.hand = min(l.hand+1, 99)
		}
	}
	return nil
}

func (l *list) Body(screen.Size) ([]string, *screen.Cursor) {
	rows := []string{"> " + strconv.Itoa(l.hand), ""}
	if !l.Moving() {
		rows[1] = "说明 " + strconv.Itoa(l.hand)
	}
	return rows, nil
}

// listed sits a person down at the list, with a clock that moves when it is told.
func listed(t testing.TB) (*drive.Person, *time.Time) {
	now := time.Date(2021, 3, 18, 9, 0, 0, 0, time.UTC)
	return drive.New(t.Context(), t, screen.Size{Width: 80, Height: 24}, tui.Options{
		Styles: theme.New(theme.Options{}), Now: func() time.Time { return now }, Start: tui.Place{Kind: tui.Table},
		Makers: map[tui.Kind]tui.Maker{tui.Table: func(c tui.Context, _ tui.Place) tui.Page {
			return &list{leaf: leaf{c}}
		}},
	}), &now
}

func TestWhatALineIsAboutWaitsWhileAnArrowIsHeldDown(t *testing.T) {
	p, now := listed(t)
	shows := func(line int, about bool) {
		t.Helper()
		want := "> " + strconv.Itoa(line) + "\n"
		if about {
			want += "说明 " + strconv.Itoa(line)
		}
		if text := p.Text(); !strings.Contains(text, want+"\n") {
			t.Fatalf("want %q:\n%s", want, text)
		}
	}
	shows(0, true)
	p.Press(keys.Down)
	shows(1, true) // one move alone
	for line := 2; line < 9; line++ {
		*now = now.Add(33 * time.Millisecond)
		p.Press(keys.Down)
		shows(line, false)
	}
	p.See("说明 8") // at rest
	*now = now.Add(400 * time.Millisecond)
	p.Press(keys.Up)
	shows(7, true)
	p.Press(keys.Up)
	shows(6, false)
	p.Press("x") // another key is no move
	shows(6, true)
}

func TestNothingStandsBesideALineThatBelongsToAnother(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p, now := listed(t)
		for range rapid.IntRange(1, 40).Draw(r, "keys") {
			*now = now.Add(time.Duration(rapid.IntRange(0, 300).Draw(r, "ms")) * time.Millisecond)
			p.Press(rapid.SampledFrom([]string{keys.Up, keys.Down, keys.Down, keys.Down, "x"}).Draw(r, "key"))
			rows := strings.Split(p.Text(), "\n")
			if about := strings.TrimSpace(rows[2]); about != "" && strings.TrimPrefix(about, "说明") != strings.TrimPrefix(strings.TrimSpace(rows[1]), ">") {
				r.Fatalf("beside %s stands %s", rows[1], about)
			}
		}
	})
}
