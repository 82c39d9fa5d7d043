package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

func TestAreaWrapsWithoutSignsAtTheStartOfARow(t *testing.T) {
	var a Area
	a.SetValue("开展院坝会，两场\n下月")
	rows, caret := a.View(11, 10)
	if got := strings.Join(rows, "|"); got != "开展院坝|会，两场|下月" {
		t.Fatalf("rows %q", got)
	}
	if caret != (screen.Cursor{X: 4, Y: 2}) {
		t.Fatalf("caret %+v", caret)
	}
}

func TestAreaMovesByRowsAndKeepsItsColumn(t *testing.T) {
	var a Area
	a.SetValue("一二三四五\n六\n七八九十")
	a.View(20, 5)
	press := func(name string) screen.Cursor {
		a.Update(keys.Press(name))
		_, c := a.View(20, 5)
		return c
	}
	if c := press(keys.Up); c != (screen.Cursor{X: 2, Y: 1}) {
		t.Fatalf("up stands at %+v", c)
	}
	if c := press(keys.Up); c != (screen.Cursor{X: 8, Y: 0}) {
		t.Fatalf("up again stands at %+v", c)
	}
	if c := press(keys.Home); c != (screen.Cursor{X: 0, Y: 0}) {
		t.Fatalf("home stands at %+v", c)
	}
	a.Update(tea.PasteMsg{Content: "甲\r\n乙"})
	if a.Value() != "甲\n乙一二三四五\n六\n七八九十" {
		t.Fatalf("pasted %q", a.Value())
	}
}

func TestAreaKeepsItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Area{}
		names := []string{keys.Left, keys.Right, keys.Up, keys.Down, keys.Home, keys.End, keys.Enter, keys.Backspace, keys.Delete, "ctrl+u", "ctrl+k", keys.PgUp, keys.PgDown}
		width, height := rapid.IntRange(4, 30).Draw(t, "width"), rapid.IntRange(1, 6).Draw(t, "height")
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "types") {
				a.Update(tea.PasteMsg{Content: rapid.StringOfN(rapid.SampledFrom([]rune("反诈，。（）ab1 \n……😀")), 0, 12, -1).Draw(t, "text")})
			} else {
				a.Update(keys.Press(rapid.SampledFrom(names).Draw(t, "key")))
			}
			rows, caret := a.View(width, height)
			if len(rows) > height || caret.Y < 0 || caret.Y >= height || caret.X < 0 || caret.X >= width {
				t.Fatalf("%d rows, caret %+v in %d x %d", len(rows), caret, width, height)
			}
			for _, row := range rows {
				if screen.Width(row) > width {
					t.Fatalf("row %q is wider than %d", row, width)
				}
			}
		}
	})
}

func TestAreaHoldsMoreThanAFormMayButNotEverything(t *testing.T) {
	a := Area{}
	a.Update(tea.PasteMsg{Content: strings.Repeat("字", 604) + " \n"})
	if a.Len() != 604 {
		t.Errorf("%d characters of 604", a.Len())
	}
	a.SetValue("e\u0301👨‍👩‍👧")
	if a.Len() != 7 {
		t.Errorf("%d characters, counted as the form counts them", a.Len())
	}
	a.SetValue(strings.Repeat("字", 2*areaMost))
	if a.Len() != areaMost {
		t.Errorf("%d characters are held", a.Len())
	}
}

func TestAreaGoesBackStepByStep(t *testing.T) {
	a := Area{}
	a.SetValue("原来")
	typed := func(text string) {
		for _, c := range screen.Clusters(text) {
			a.Update(tea.KeyPressMsg{Code: tea.KeyExtended, Text: c})
		}
	}
	typed("甲乙丙")
	a.Update(tea.PasteMsg{Content: "一大段"})
	a.Update(keys.Press(keys.Backspace))
	for _, want := range []string{"原来甲乙丙一大段", "原来甲乙丙", "原来", "原来"} {
		if a.Update(keys.Press("ctrl+z")); a.Value() != want {
			t.Fatalf("a step back is %q, want %q", a.Value(), want)
		}
	}
	for range 3 * areaPast {
		typed("字")
		a.Update(keys.Press(keys.Left))
	}
	if len(a.past) != areaPast {
		t.Errorf("%d steps are remembered", len(a.past))
	}
}
