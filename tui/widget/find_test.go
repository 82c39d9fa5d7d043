package widget_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"fanzha/tui/keys"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

func TestAFilterFollowsWhatIsTyped(t *testing.T) {
	var f widget.Filter
	if f.Open("单位名称"); !f.Typing() {
		t.Fatal("it does not take keys")
	}
	step := func(msg tea.Msg, text string, changed bool, move string) {
		t.Helper()
		if c, m := f.Update(msg); c != changed || m != move || f.Text != text {
			t.Errorf("it holds %q, changed %v, moves %q", f.Text, c, m)
		}
	}
	step(keys.Press("茶"), "茶", true, "")
	step(keys.Press(keys.Down), "茶", false, keys.Down)
	step(tea.PasteMsg{Content: "园"}, "茶园", true, "")
	step(keys.Press(keys.Enter), "茶园", false, "")
	if f.Typing() {
		t.Error("Enter does not end it")
	}
	if kept := ansi.Strip(f.Kept(40, theme.New(theme.Options{}))); !strings.Contains(kept, "查找 茶园   Esc 看全部") {
		t.Errorf("what is kept reads %q", kept)
	}
	f.Open("单位名称") // what is written takes the place of what was sought
	step(keys.Press("坝"), "坝", true, "")
	step(keys.Press(keys.Enter), "坝", false, "")
	f.Open("单位名称")
	step(keys.Press(keys.End), "坝", false, "") // it is mended instead
	step(keys.Press("下"), "坝下", true, "")
	step(keys.Press(keys.Esc), "", true, "")
	if f.Typing() {
		t.Error("Esc does not end it")
	}
}

func TestAFilterShowsWhatCanBeTypedAndItsCaret(t *testing.T) {
	var f widget.Filter
	for _, hint := range []string{"单位名称", "地点, 日期, 单位, 或其他字句"} {
		f.Open(hint)
		if row, caret := f.Row(80, theme.New(theme.Options{})); !strings.HasPrefix(ansi.Strip(row), " 查找 [ "+hint) || caret != 8 {
			t.Errorf("the line reads %q, with the caret in %d", row, caret)
		}
	}
	for width := range 20 {
		if _, caret := f.Row(width, theme.New(theme.Options{})); caret > max(width-1, 0) {
			t.Errorf("at width %d the caret stands in %d", width, caret)
		}
	}
}
