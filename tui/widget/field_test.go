package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"fanzha/tui/screen"
)

// press makes a key press of a code, or of a text.
func press(code rune) tea.KeyPressMsg   { return tea.KeyPressMsg{Code: code} }
func ctrl(code rune) tea.KeyPressMsg    { return tea.KeyPressMsg{Code: code, Mod: tea.ModCtrl} }
func write(text string) tea.KeyPressMsg { return tea.KeyPressMsg{Code: tea.KeyExtended, Text: text} }

func TestFieldEdits(t *testing.T) {
	for _, c := range []struct {
		name  string
		field Field
		keys  []tea.Msg
		want  string
		caret int
	}{
		{"types", Field{}, []tea.Msg{write("走"), write("访a")}, "走访a", 5},
		{"inserts", Field{}, []tea.Msg{write("走户"), press(tea.KeyLeft), write("访")}, "走访户", 4},
		{"deletes before", Field{}, []tea.Msg{write("走访"), press(tea.KeyBackspace)}, "走", 2},
		{"deletes behind", Field{}, []tea.Msg{write("走访"), press(tea.KeyHome), press(tea.KeyDelete)}, "访", 0},
		{"deletes a cluster whole", Field{}, []tea.Msg{write("a👨‍👩‍👧"), press(tea.KeyBackspace)}, "a", 1},
		{"clears to the left", Field{}, []tea.Msg{write("走访"), press(tea.KeyLeft), ctrl('u')}, "访", 0},
		{"stays inside", Field{}, []tea.Msg{press(tea.KeyLeft), press(tea.KeyBackspace), press(tea.KeyRight), press(tea.KeyDelete), write("x"), press(tea.KeyEnd)}, "x", 1},
		{"pastes lines as one", Field{}, []tea.Msg{tea.PasteMsg{Content: "一\r\n二\t\x1b[31m三\x07"}}, "一 二 三", 8},
		{"keeps its bound", Field{Max: 3}, []tea.Msg{tea.PasteMsg{Content: "一二三四"}, write("五")}, "一二三", 6},
		{"reads full-width numbers", Field{Numeric: true}, []tea.Msg{write("１"), write("，８１６"), write("．５"), write("。"), write("ｈu户")}, "1,816.5.ｈu户", 13},
		{"reads a minus", Field{Numeric: true}, []tea.Msg{write("－"), write("1")}, "-1", 2},
		{"drops no word between digits", Field{Numeric: true}, []tea.Msg{write("派出所６月核定３"), write("０")}, "派出所6月核定30", 15},
		{"keeps an accent with its letter", Field{}, []tea.Msg{write("e\u0301"), write("x")}, "e\u0301x", 2},
	} {
		f := c.field
		for _, k := range c.keys {
			if !f.Update(k) {
				t.Errorf("%s: %v is not taken", c.name, k)
			}
		}
		if f.Value() != c.want || f.Caret(40) != c.caret {
			t.Errorf("%s: %q caret %d, want %q caret %d", c.name, f.Value(), f.Caret(40), c.want, c.caret)
		}
	}
}

func TestFieldTakesAPasteWholeOrNotAtAll(t *testing.T) {
	for _, c := range []struct {
		name, stands, want, said string
		yields, taken            bool
		msg                      tea.Msg
	}{
		{"a paste goes on from what stands", "一", "一二三", "", false, true, tea.PasteMsg{Content: "二三"}},
		{"a paste replaces what yields", "一二三", "四", "", true, true, tea.PasteMsg{Content: "四"}},
		{"a key replaces what yields", "一二三", "四", "", true, true, write("四")},
		{"a key without text mends it", "一二三", "一二", "", true, true, press(tea.KeyBackspace)},
		{"a paste without room leaves what yields", "一二", "一二", "最多 3 字, 贴来的放不下, 没有收.", true, false, tea.PasteMsg{Content: "三四五六"}},
		{"one that stands there already is judged the same", "一二三", "一二三", "最多 3 字, 贴来的放不下, 没有收.", false, false, tea.PasteMsg{Content: "二"}},
		{"of what is typed the rest is told", "一二", "一二三", "最多 3 字, 放不下的没有收下.", false, true, write("三四")},
	} {
		f := Field{Max: 3}
		f.SetValue(c.stands)
		if taken := f.Write(c.msg, c.yields); taken != c.taken || f.Value() != c.want || f.Lost() != c.said {
			t.Errorf("%s: %v %q %q", c.name, taken, f.Value(), f.Lost())
		}
		if f.Write(press(tea.KeyHome), false); f.Lost() != "" {
			t.Errorf("%s: it is still said: %s", c.name, f.Lost())
		}
	}
}

func TestFieldLeavesOtherKeysToThePage(t *testing.T) {
	var f Field
	for _, code := range []rune{tea.KeyEnter, tea.KeyEscape, tea.KeyTab, tea.KeyUp, tea.KeyDown, tea.KeyF4} {
		if f.Update(press(code)) {
			t.Errorf("key %d is taken", code)
		}
	}
}

func TestFieldView(t *testing.T) {
	long := Field{}
	long.SetValue("一二三四五六七八")
	middle := long
	for range 4 {
		middle.Update(press(tea.KeyLeft))
	}
	start := long
	start.Update(press(tea.KeyHome))
	secret := Field{Password: true}
	secret.SetValue("密码1")
	empty := Field{Placeholder: "请输入退回原因"}
	for _, c := range []struct {
		field *Field
		want  string
		caret int
	}{
		{&empty, "请输入退~ ", 0},
		{&long, "<六七八   ", 7},
		{&middle, "<二三四五>", 7},
		{&start, "一二三四 >", 0},
		{&secret, "***       ", 3},
	} {
		if got, caret := c.field.View(10), c.field.Caret(10); got != c.want || caret != c.caret {
			t.Errorf("%q caret %d, want %q caret %d", got, caret, c.want, c.caret)
		}
	}
}

func TestACopyOfAFieldIsItsOwn(t *testing.T) {
	var a Field
	a.SetValue("abc")
	b := a
	b.Update(press(tea.KeyBackspace))
	b.Update(write("z"))
	if a.Value() != "abc" || b.Value() != "abz" {
		t.Errorf("%q %q", a.Value(), b.Value())
	}
}

// TestFieldStaysInItsCells checks, under any typing and at any width, that the
// view is exactly as wide as asked and the caret inside it, on its character.
func TestFieldStaysInItsCells(t *testing.T) {
	strokes := rapid.OneOf(
		rapid.SampledFrom([]tea.Msg{
			press(tea.KeyLeft), press(tea.KeyRight), press(tea.KeyHome), press(tea.KeyEnd),
			press(tea.KeyBackspace), press(tea.KeyDelete), ctrl('u'), ctrl('k'),
		}),
		rapid.Map(rapid.SampledFrom([]string{"月", "a", "…", "１", "\u0301", "👍🏽", "\x1b[2J", "走访 12"}), func(s string) tea.Msg { return write(s) }),
		rapid.Map(rapid.String(), func(s string) tea.Msg { return tea.PasteMsg{Content: s} }),
	)
	rapid.Check(t, func(t *rapid.T) {
		f := Field{
			Max: rapid.IntRange(0, 12).Draw(t, "max"), Numeric: rapid.Bool().Draw(t, "numeric"),
			Password: rapid.Bool().Draw(t, "password"), Placeholder: rapid.String().Draw(t, "placeholder"),
		}
		for _, k := range rapid.SliceOfN(strokes, 0, 30).Draw(t, "keys") {
			f.Update(k)
			width := rapid.IntRange(1, 24).Draw(t, "width")
			view, caret := f.View(width), f.Caret(width)
			if got := screen.Width(view); got != width {
				t.Fatalf("%q is %d wide, want %d", view, got, width)
			}
			if caret < 0 || caret >= width {
				t.Fatalf("caret at %d of %d", caret, width)
			}
			if f.Max > 0 && len(screen.Clusters(f.Value())) > f.Max {
				t.Fatalf("%q is longer than %d", f.Value(), f.Max)
			}
			if width >= 6 && !f.Password && f.at < len(f.text) {
				if rest := screen.Cut(view, caret); !strings.HasPrefix(view[len(rest):], f.text[f.at]) {
					t.Fatalf("caret at %d of %q is not on %q", caret, view, f.text[f.at])
				}
			}
		}
	})
}
