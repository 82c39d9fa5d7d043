package widget

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

func TestBarWithoutColour(t *testing.T) {
	plain := theme.New(theme.Options{NoColor: true})
	for _, c := range []struct {
		done, pace float64
		want       string
	}{
		{0, -1, ".........."},
		{0.001, -1, "=........."},
		{0.359, 0.5, "===..|...."},
		{0.999, -1, "=========."},
		{1, 0.2, "==|======="},
		{3, 2, "=========|"},
		{math.NaN(), math.NaN(), ".........."},
		{-1, 0, "|........."},
	} {
		if got := Bar(c.done, c.pace, 10, plain); got != c.want {
			t.Errorf("Bar(%v, %v) = %q, want %q", c.done, c.pace, got, c.want)
		}
	}
}

func TestBarInColourIsSpaces(t *testing.T) {
	got := Bar(0.5, 0.8, 10, theme.New(theme.Options{}))
	if want := "\x1b[42m     \x1b[m\x1b[100m   \x1b[m\x1b[41m \x1b[m\x1b[100m \x1b[m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBarIsAsWideAsAsked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(0, 60).Draw(t, "width")
		bar := Bar(rapid.Float64().Draw(t, "done"), rapid.Float64().Draw(t, "pace"), width, theme.New(theme.Options{NoColor: rapid.Bool().Draw(t, "plain")}))
		if got := screen.Width(bar); got != width {
			t.Fatalf("%q is %d wide, want %d", bar, got, width)
		}
	})
}
