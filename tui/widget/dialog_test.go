package widget

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

func TestConfirmAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		keys []tea.Msg
		want Answer
	}{
		"enter takes the safe one":    {[]tea.Msg{press(tea.KeyEnter)}, Refused},
		"esc is the safe one":         {[]tea.Msg{press(tea.KeyDown), press(tea.KeyEscape)}, Refused},
		"down and enter":              {[]tea.Msg{press(tea.KeyDown), press(tea.KeyEnter)}, Agreed},
		"tab twice and enter":         {[]tea.Msg{press(tea.KeyTab), press(tea.KeyTab), press(tea.KeyEnter)}, Refused},
		"2":                           {[]tea.Msg{write("2")}, Agreed},
		"a full-width 2":              {[]tea.Msg{write("２")}, Agreed},
		"1":                           {[]tea.Msg{press(tea.KeyRight), write("1")}, Refused},
		"another key answers nothing": {[]tea.Msg{write("y"), tea.PasteMsg{Content: "2"}}, Pending},
	} {
		d := Confirm{Question: "仍要报送吗?", Safe: "返回修改", Act: "仍要报送"}
		got := Pending
		for _, k := range c.keys {
			got = d.Update(k)
		}
		if got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestConfirmShowsTheSafeChoiceFirstAndInHand(t *testing.T) {
	d := Confirm{Question: "仍要报送吗?", Detail: "还有 1 条提示.", Safe: "返回修改", Act: "仍要报送"}
	want := " 仍要报送吗?\n 还有 1 条提示.\n\n > 1 返回修改\n   2 仍要报送"
	if got := strings.Join(d.View(40, theme.Styles{}), "\n"); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestAskWantsAReason(t *testing.T) {
	d := Ask{Question: "退回原因", Missing: "请写明原因, 填报员据此修改."}
	if d.Update(press(tea.KeyEnter)) != Pending {
		t.Fatal("an empty reason passes")
	}
	if rows, _ := d.View(40, theme.Styles{}); !strings.Contains(strings.Join(rows, "\n"), "请写明原因") {
		t.Errorf("no word about the missing reason: %q", rows)
	}
	d.Update(write(" 缺佐证 "))
	if rows, caret := d.View(40, theme.Styles{}); len(rows) != 3 || rows[2] != " [  缺佐证                            ]" && screen.Width(rows[2]) != 39 || caret != (screen.Cursor{X: 11, Y: 2}) {
		t.Errorf("%q %v", rows, caret)
	}
	if d.Update(press(tea.KeyEnter)) != Agreed || d.Text() != "缺佐证" {
		t.Errorf("text is %q", d.Text())
	}
	if d.Update(press(tea.KeyEscape)) != Refused {
		t.Error("esc does not refuse")
	}
}

func TestDialogsFitTheirWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(4, 60).Draw(t, "width")
		text := rapid.OneOf(rapid.String(), rapid.Just("三(二) 走访户次 90 少于本月新入户 100. 请核对其中一项.")).Draw(t, "text")
		styles := theme.New(theme.Options{})
		c := Confirm{Question: text, Detail: text, Safe: text, Act: text}
		a := Ask{Question: text, Detail: text, Missing: text}
		a.Update(press(tea.KeyEnter))
		a.Field.SetValue(text)
		rows, caret := a.View(width, styles)
		if caret.X < 0 || caret.X >= width || caret.Y < 0 || caret.Y >= len(rows) {
			t.Fatalf("caret %v in %d rows of %d", caret, len(rows), width)
		}
		for _, row := range append(rows, c.View(width, styles)...) {
			if got := screen.Width(row); got > width {
				t.Fatalf("%q is %d wide, want %d", row, got, width)
			}
		}
	})
}
