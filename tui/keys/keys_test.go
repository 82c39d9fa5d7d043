package keys

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		key  tea.Key
		want string
	}{
		{tea.Key{Code: tea.KeyUp}, "up"},
		{tea.Key{Code: tea.KeyTab, Mod: tea.ModShift}, "shift+tab"},
		{tea.Key{Code: tea.KeyF10}, "f10"},
		{tea.Key{Code: tea.KeyKpEnter}, "enter"},
		{tea.Key{Code: tea.KeyEscape, Mod: tea.ModNumLock}, "esc"},
		{tea.Key{Code: 'c', Mod: tea.ModCtrl}, "ctrl+c"},
		{tea.Key{Code: 'a', Text: "a"}, "a"},
		{tea.Key{Code: 'a', Text: "A", Mod: tea.ModShift}, "a"},
		{tea.Key{Code: ' ', Text: " "}, "space"},
		{tea.Key{Code: 'Ａ', Text: "Ａ"}, "a"},
		{tea.Key{Code: '１', Text: "１"}, "1"},
		{tea.Key{Code: '？', Text: "？"}, "?"},
		{tea.Key{Code: '、', Text: "、"}, "/"},
		{tea.Key{Code: '／', Text: "／"}, "/"},
		{tea.Key{Code: '　', Text: "　"}, "space"},
		{tea.Key{Code: '。', Text: "。"}, "."},
		{tea.Key{Code: tea.KeyExtended, Text: "——"}, "_"},
		{tea.Key{Code: tea.KeyExtended, Text: "月报"}, ""},
		{tea.Key{Code: '月', Text: "月"}, "月"},
		{tea.Key{Code: tea.KeyMediaPlay}, ""},
	} {
		if got := Of(tea.KeyPressMsg(c.key)); got != c.want {
			t.Errorf("Of(%+v) = %q, want %q", c.key, got, c.want)
		}
	}
}

var entry = []Binding{
	{Keys: []string{Enter}, Label: "Enter", Help: "填写"},
	{Keys: []string{"f4"}, Label: "F4", Help: "备注"},
	{Keys: []string{"f6"}, Label: "F6", Help: "不适用"},
	{Keys: []string{"f7"}, Label: "F7", Help: "近12期"},
	{Keys: []string{"f9"}, Label: "F9", Help: "检查并报送"},
	{Keys: []string{Esc}, Label: "Esc", Help: "返回"},
	{Keys: []string{"f1"}, Label: "F1", Help: "说明"},
	{Keys: []string{"f2"}, Label: "F2", Help: "全部操作"},
}

func TestLine(t *testing.T) {
	plain := theme.Styles{}
	for _, c := range []struct {
		width  int
		status string
		want   string
	}{
		{80, Saved, " Enter 填写  F4 备注  F6 不适用  F7 近12期  F9 检查并报送  Esc 返回      已保存 "},
		{46, Saved, " Enter 填写  F4 备注  F6 不适用        已保存 "},
		{30, Offline, " Enter 填写  未保存: 线路中断 "},
	} {
		if got := Line(entry, c.status, c.width, plain); got != c.want {
			t.Errorf("at %d\n got %q\nwant %q", c.width, got, c.want)
		}
	}
	if got := Line([]Binding{Also("n", "N", "记一笔"), entry[0]}, "", 46, plain); !strings.HasPrefix(got, " Enter 填写  ") {
		t.Errorf("it names what only the list of all actions names: %q", got)
	}
	if got := Line(entry, "", 120, plain); strings.Contains(got, "F2") || !strings.Contains(got, "F1 说明") {
		t.Errorf("not seven keys: %q", got)
	}
}

func TestLineIsAlwaysAsWideAsTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(20, 200).Draw(t, "width")
		status := rapid.String().Draw(t, "status")
		line := Line(entry[:rapid.IntRange(0, len(entry)).Draw(t, "keys")], status, width, theme.New(theme.Options{}))
		if got := screen.Width(line); got != width {
			t.Fatalf("%q is %d wide, want %d", line, got, width)
		}
	})
}

func TestBindingIs(t *testing.T) {
	if b := entry[0]; !b.Is(Enter) || b.Is("") || b.Is(Esc) {
		t.Error("a binding does not know its keys")
	}
}

func TestPressIsTheKeyThatOfNames(t *testing.T) {
	for _, name := range []string{Up, Enter, Esc, PgDown, Delete, Home, End, Space, "f1", "f9", "f12", "ctrl+l", "ctrl+c", "a", "/", "5"} {
		if got := Of(Press(name)); got != name {
			t.Errorf("Of(Press(%q)) = %q", name, got)
		}
	}
}
