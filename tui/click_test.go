package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// live is a page whose one row is about what has come in last.
type live struct {
	leaf
	name  *string
	taken *[]string
}

func (l *live) Body(screen.Size) ([]string, *screen.Cursor) { return []string{*l.name}, nil }

func (l *live) Target(int, int, string) widget.Target {
	return widget.Target{To: 10, Do: func() tea.Cmd {
		*l.taken = append(*l.taken, *l.name)
		return nil
	}}
}

// What is clicked on is what the person saw there, never what has come in its
// place since.
func TestAClickMeansWhatWasPainted(t *testing.T) {
	name, taken := "茶园坝社区", []string{}
	a := tui.New(t.Context(), tui.Options{
		Styles: theme.New(theme.Options{}), Now: bare().Now, Start: tui.Place{Kind: tui.Table},
		Makers: map[tui.Kind]tui.Maker{tui.Table: func(c tui.Context, _ tui.Place) tui.Page { return &live{leaf{c}, &name, &taken} }},
	})
	a.Update(keys.Press("f12"))
	click := tea.MouseClickMsg{X: 2, Y: 1, Button: tea.MouseLeft}
	a.Frame()
	a.Update(click)
	name = "乐道村"
	a.Update(click)
	if len(taken) != 1 || taken[0] != "茶园坝社区" {
		t.Fatalf("taken is %q", taken)
	}
	a.Frame()
	if a.Update(click); len(taken) != 2 || taken[1] != "乐道村" {
		t.Errorf("taken is %q", taken)
	}
}
