package tui_test

import (
	"context"
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
	"fanzha/tui/widget"
)

// leaf is a page with nothing but questions and texts to lay over it.
type leaf struct{ tui.Context }

func (l *leaf) Init() tea.Cmd                                    { return nil }
func (l *leaf) Body(size screen.Size) ([]string, *screen.Cursor) { return []string{"空页"}, nil }
func (l *leaf) Head() tui.Head                                   { return tui.Head{} }
func (l *leaf) Keys() []keys.Binding                             { return nil }
func (l *leaf) Status() string                                   { return "" }
func (l *leaf) Help() []string {
	return strings.Split(strings.Repeat("这一页没有内容, 只有说明 help.\n", 9), "\n")
}
func (l *leaf) refuse(text string, agreed bool) tea.Cmd { return nil }
func (l *leaf) decline(agreed bool) tea.Cmd             { return nil }
func (l *leaf) pick(i int) tea.Cmd                      { return nil }
func (l *leaf) Update(msg tea.Msg) tea.Cmd {
	long := strings.Repeat("宣讲会缺佐证, please add it, ", 12)
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch keys.Of(key) {
	case "n":
		return l.Note(long, long, "", long)
	case "c":
		return l.Confirm(widget.Confirm{Question: long, Detail: long, Safe: "不退回", Act: "退回"}, l.decline)
	case "a":
		return l.Ask(widget.Ask{Question: long, Detail: long, Missing: long, Field: widget.Field{Max: 200}}, l.refuse)
	case "k":
		marks := make([]bool, 20)
		return l.Choose(long, make([]tui.Item, 20), marks, marks, func([]bool) tea.Cmd { return nil })
	case "h":
		return l.Hand(long, []tui.Handed{{Name: "表格", Text: long}, {Name: "命令", Text: long}}, long, "", long)
	case "q":
		return l.Menu("哪一把公钥给 shifang?", []tui.Item{{Name: "第一把"}}, l.pick)
	case "p":
		return l.Menu("添加哪一把公钥? 这台电脑登录时出示过下面的", []tui.Item{{Name: "第一把"}, {Name: "第二把"}}, l.pick)
	case "m":
		items := make([]tui.Item, 30)
		for i := range items {
			items[i] = tui.Item{Name: long[:i*3], Side: "F9"}
		}
		return l.Menu(long, items, l.pick)
	}
	return nil
}

func TestEveryOverlayFitsAWindowThatChanges(t *testing.T) {
	opens := []string{"f1", "f2", "ctrl+y", "ctrl+c", "n", "c", "a", "m", "k", "h"}
	all := []string{
		keys.Up, keys.Down, keys.Down, keys.Down, keys.Down, keys.PgUp, keys.PgDown, keys.Left, keys.Right, keys.Home, keys.End, keys.Tab, keys.ShiftTab,
		keys.Backspace, keys.Enter, keys.Esc, keys.Space, "佐", "1", "a", "f2", "f4", "f5", "f8",
	}
	rapid.Check(t, func(r *rapid.T) {
		ctx, end := context.WithCancel(context.Background())
		defer end()
		size := drawSize(r, "first")
		p := drive.New(ctx, t, size, bare())
		p.Press(rapid.SampledFrom(opens).Draw(r, "open")).Fits(size)
		for range rapid.IntRange(1, 6).Draw(r, "steps") {
			size = drawSize(r, "size")
			p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 8).Draw(r, "keys")...)
			p.Resize(size).Fits(size)
			size = drawSize(r, "again")
			p.Resize(size).Fits(size)
		}
	})
}

func TestAScrolledTextIsWholeAgainInALargerWindow(t *testing.T) {
	small, large := screen.Size{Width: 20, Height: 5}, screen.Size{Width: 120, Height: 40}
	p := drive.New(t.Context(), t, small, bare()).Press("f1").See("按下键看")
	for range 60 {
		p.Press(keys.Down).Fits(small)
	}
	p.Gone("按下键看").Resize(large).Fits(large).See("这一页没有内容")
}

// F1 explains a question and F2 names its keys, above what is typed.
func TestAQuestionIsExplained(t *testing.T) {
	p := drive.New(t.Context(), t, screen.Size{Width: 80, Height: 24}, bare()).Press("a").Type("农忙").See("[ 农忙")
	p.Press("f1").See("写好按 Enter 确定").Press(keys.Enter).See("[ 农忙").Press("f2").See("全部操作").See("确定").Type("开头").Press(keys.Enter).Gone("农忙").See("[ ")
	p.Type("七月").Press("f2", keys.Esc).See("[ 七月").Press(keys.Enter).See("空页")
}

// A text that is shown once goes by the keys that it names, and by no others;
// an explanation also by those that asked for it.
func TestATextThatIsShownOnceIsNotLost(t *testing.T) {
	p := drive.New(t.Context(), t, screen.Size{Width: 80, Height: 24}, bare())
	for _, text := range []string{"n", "h"} {
		p.Press(text).See("宣讲会").Press("f1", keys.Space, "f2", "f12", "1").See("宣讲会").Press(keys.Esc).See("空页")
		p.Press(text).See("宣讲会").Press(keys.Enter).See("空页")
	}
	p.Press("n", "ctrl+c").See("退出反诈月报?").Press("1").See("宣讲会").Press(keys.Enter).See("空页")
	p.Press("f1").See("说明").Press("f1").See("空页").Press("f1").See("说明").Press(keys.Space).See("空页")
}

// A menu says all that it asks, behind its filter's row where that is full.
func TestTheTitleOfAMenuIsWhole(t *testing.T) {
	for width, want := range map[int]string{46: " 添加哪一把公钥? 这台电脑登录时出示过下面的\n [", 80: " 添加哪一把公钥? 这台电脑登录时出示过下面的  ["} {
		size := screen.Size{Width: width, Height: 24}
		p := drive.New(t.Context(), t, size, bare()).Press("p").See("添加哪一把公钥? 这台电脑登录时出示过下面的").See("1 第一把")
		if text := p.Text(); !strings.Contains(strings.ReplaceAll(text, "输入几个字或拼音首字母", "["), want) {
			t.Errorf("%d cells:\n%s", width, text)
		}
		p.Click("第二把").See("空页")
	}
	drive.New(t.Context(), t, screen.Size{Width: 46, Height: 24}, bare()).Press("q").See("哪一把公钥给 shifang?").See("输入几个字或拼音首字母")
}

// bare is an interface with nothing but the leaf.
func bare() tui.Options {
	return tui.Options{
		Styles: theme.New(theme.Options{}), Now: time.Now, Start: tui.Place{Kind: tui.Home},
		Makers: map[tui.Kind]tui.Maker{tui.Home: func(c tui.Context, _ tui.Place) tui.Page { return &leaf{c} }},
	}
}

// drawSize is a window from the smallest that the server lets in.
func drawSize(r *rapid.T, name string) screen.Size {
	return screen.Size{Width: rapid.IntRange(20, 130).Draw(r, name+" width"), Height: rapid.IntRange(5, 40).Draw(r, name+" height")}
}

// What a click chooses is marked before; a text that only looks like choices is
// a text.
func TestAChoiceIsMarkedAndAnAnswerIsNot(t *testing.T) {
	p := drive.New(t.Context(), t, screen.Size{Width: 80, Height: 24}, tui.Options{
		Styles: theme.New(theme.Options{NoColor: true}), Now: time.Now, Start: tui.Place{Kind: tui.Home},
		Makers: map[tui.Kind]tui.Maker{tui.Home: func(c tui.Context, _ tui.Place) tui.Page { return &leaf{c} }},
	})
	p.Press("m").Point("2 宣", 0, 0).Marks("2 宣").Point("F9", 0, 0).Marks("1")
	p.Press("esc", "c").Point("不退回", 0, 0).Marks("1 不退回").Point("Esc", 0, 0).Marks("Esc 返回").Press("right").Marks("")
	p.Point("不退回", 0, 0).Marks("1 不退回").Click("不退回").Marks("").See("空页")
	p.Press("k").Point("[ ]", 0, 2).Marks("3 [ ]").ClickBelow("[ ]", 0).See(" > 2 [x]")
	p.Press("esc", "a").Type("  1 份").Point("1 份", 0, 0).Marks("").Click("1 份").See("1 份  ").Gone("1 份1")
}

// told is a page over which a note is laid when something changes elsewhere.
type told struct{ leaf }

func (*told) Keys() []keys.Binding {
	return []keys.Binding{{Keys: []string{keys.Enter}, Label: "Enter", Help: "打开"}}
}

func (l *told) Update(msg tea.Msg) tea.Cmd {
	if _, changed := msg.(tui.Changed); changed {
		return l.Note("别处改了")
	}
	return nil
}

func TestAMarkGoesWithItsPage(t *testing.T) {
	changes := make(chan struct{}, 1)
	p := drive.New(t.Context(), t, screen.Size{Width: 80, Height: 24}, tui.Options{
		Styles: theme.New(theme.Options{}), Now: time.Now, Start: tui.Place{Kind: tui.Home}, Changes: changes,
		Makers: map[tui.Kind]tui.Maker{tui.Home: func(c tui.Context, _ tui.Place) tui.Page { return &told{leaf{c}} }},
	})
	p.See("空页").Point("Enter", 0, 0).Marks("Enter 打开")
	changes <- struct{}{}
	p.See("别处改了").Marks("").Point("Enter", 0, 0).Marks("Enter 返回")
}
