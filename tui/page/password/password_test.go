package password_test

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"fanzha/db"
	"fanzha/db/account"
	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/password"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// place is a page that only says its name, and leads to the password on F6.
type place struct {
	tui.Context
	name string
}

func (p place) Init() tea.Cmd                               { return nil }
func (p place) Body(screen.Size) ([]string, *screen.Cursor) { return []string{"at " + p.name}, nil }
func (p place) Head() tui.Head                              { return tui.Head{} }
func (p place) Keys() []keys.Binding                        { return nil }
func (p place) Status() string                              { return "" }
func (p place) Help() []string                              { return nil }
func maker(name string) func(tui.Context, tui.Place) tui.Page {
	return func(c tui.Context, _ tui.Place) tui.Page { return place{c, name} }
}

func (p place) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "f6" {
		return p.Go(tui.Place{Kind: tui.Password})
	}
	return nil
}

var usual = screen.Size{Width: 80, Height: 24}

// sit puts a person at the page over a desk.
func sit(t testing.TB, d password.Desk, me account.Me) *drive.Person {
	ctx, end := context.WithCancel(context.Background())
	t.Cleanup(end)
	return drive.New(ctx, t, usual, tui.Options{
		Me: me, Styles: theme.New(theme.Options{NoColor: true}), Now: time.Now,
		Makers: map[tui.Kind]tui.Maker{
			tui.Password: password.Maker(d), tui.Home: maker("home"), tui.Overview: maker("overview"),
		},
		Start: tui.Place{Kind: tui.Password}, Changes: make(chan struct{}),
	})
}

func TestAFirstPasswordIsChangedAndTheWorkBegins(t *testing.T) {
	w := dbtest.New(t)
	d, first := w.Desk("chayuanba"), w.FirstPassword("chayuanba")
	me, err := d.Me(t.Context())
	if err != nil || !me.MustChange {
		t.Fatal(me, err)
	}
	p := sit(t, d, me).See("第一次登录, 请换一个自己的密码").See("> 原密码")
	p.Type("wrong-one").Press("enter").See("> 新密码").Type("short").Press("enter").See("太短: 至少 8 位, 现在是 5 位").See("> 新密码")
	p.Press("down").See("> 再输一次").Press("up").See("> 新密码").Type("-no-more").Press("tab").See("> 再输一次").Gone("太短")
	p.Type("short-no").Press("enter").See("两次输入的不一样").Type("-more").Press("enter").See("原密码不对").See("> 原密码").See("> 原密码    [                                  ]")
	p.Click("新密码").See("> 新密码").Click("第一次登录").See("> 新密码").Click("再输一次").See("> 再输一次")
	p.Press("tab").See("> 原密码").Type(strings.ReplaceAll(first, "-", "")).Press("up").See("> 再输一次").Press("enter").See("密码已改").Press("enter").See("at home")
	if _, _, err := w.Store.SignIn(t.Context(), "chayuanba", "short-no-more"); err != nil {
		t.Fatal(err)
	}
	if me, err = d.Me(t.Context()); err != nil || me.MustChange {
		t.Fatal(me, err)
	}
}

// Who typed the first password to come in is not asked for it again, unless it
// is another one by now.
func TestAFirstPasswordIsNotAskedForTwice(t *testing.T) {
	w := dbtest.New(t)
	first := w.FirstPassword("chayuanba")
	id, proof, err := w.Store.SignIn(t.Context(), "chayuanba", first)
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Store.Desk(t.Context(), db.Actor{Account: id, Password: true, First: proof})
	if err != nil {
		t.Fatal(err)
	}
	me, err := d.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p := sit(t, d, me).See("第一次登录, 请换一个自己的密码").See("> 新密码").Gone("原密码").Fits(usual)
	p.Type(first).Press("up").See("> 再输一次").Type(first).Press("enter").See("新密码不能和原密码相同")
	p.Press("tab").See("> 新密码").Press("ctrl+u").Type("my-own-one").Press("enter").See("> 再输一次").Press("ctrl+u").Type("my-own-one")
	if err := w.Desk("chayuanba").ChangePassword(t.Context(), first, "meanwhile-1"); err != nil {
		t.Fatal(err)
	}
	p.Press("enter").See("> 原密码").See("密码在这次登录以后改过或重置过, 请输入现在的密码").Gone("首次密码").Fits(usual)
	p.Type("meanwhile-1").Press("up", "enter").See("密码已改").Press("enter").See("at home")
	if _, _, err := w.Store.SignIn(t.Context(), "chayuanba", "my-own-one"); err != nil {
		t.Fatal(err)
	}
	p.Press("f6").See("修改密码").See("> 原密码")
}

// desk is a desk that takes every password, or refuses it with a sentence.
type desk struct{ err error }

func (d desk) ChangePassword(context.Context, string, string) error { return d.err }

func TestOneWhoSeesAllGoesToTheOverview(t *testing.T) {
	p := sit(t, desk{}, account.Me{SeesAll: true, MustChange: true})
	p.Type("old").Press("tab").Type("new-enough").Press("tab").Type("new-enough").Press("enter").See("密码已改").Press("esc").See("at overview")
}

func TestWhatAnInputMethodWritesIsNotTaken(t *testing.T) {
	p := sit(t, desk{}, account.Me{}).Type("中").See("请关闭中文输入法").See("[                                  ]")
	// A part of it alone would be a password that nobody knows.
	p.Press("enter").Type("wu").See("[ **  ").Type("反").See("从头再输").Type("2021").See("[                                  ]").See("请关闭中文输入法")
	p.Press("enter").See("请关闭中文输入法").Type("ａ").See("请关闭中文输入法").Press("backspace").Type("a").Gone("请关闭中文输入法").See("[ *  ")
}

func TestEveryFieldIsAskedFor(t *testing.T) {
	p := sit(t, desk{}, account.Me{}).Press("up").See("> 再输一次").Press("enter").See("请输入原密码").See("请输入新密码").See("> 原密码")
	p.Type("same-again").Press("tab").Type("same-again").Press("tab").See("和原密码相同, 请换一个")
}

// A password is sent as it was typed or pasted, or not at all: who pastes it from
// a password manager must get in with the same one.
func TestALongPasswordIsTakenWholeOrRefused(t *testing.T) {
	w := dbtest.New(t)
	d, first := w.Desk("chayuanba"), w.FirstPassword("chayuanba")
	me, err := d.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("correct horse ", 15)[:account.MaxPassword]
	p := sit(t, d, me).Type(first).Press("tab").Paste(long + long).See("太长: 密码最多 200 位, 请重新输入").See("> 新密码    [     ")
	p.Paste(long + "x").Press("tab").See("太长").Paste(long + "x").Press("enter").See("> 新密码").See("太长").Gone("密码已改")
	p.Type("yz").See("太长").Press("tab").See("太长").Press("tab", "tab").See("> 新密码")
	p.Press("ctrl+u").Paste(long).Press("tab").See("> 再输一次").Press("ctrl+u").Paste(long).Gone("太长").Press("enter").See("密码已改")
	if _, _, err := w.Store.SignIn(t.Context(), "chayuanba", long); err != nil {
		t.Fatal(err)
	}
}

func TestEscAsksBeforeTheSessionEnds(t *testing.T) {
	sit(t, desk{}, account.Me{MustChange: true}).See("Esc 退出").Type("abc").Press("esc").See("退出反诈月报?").Press("enter").See("[ ***  ")
}

func TestEverySizeHoldsThePage(t *testing.T) {
	p := sit(t, desk{}, account.Me{MustChange: true}).Press("up", "enter").See("请输入原密码")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, usual, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size).See("再输一次").See("请输入新密码")
	}
	rapid.Check(t, func(t *rapid.T) {
		size := screen.Clamp(rapid.IntRange(20, 220).Draw(t, "width"), rapid.IntRange(5, 60).Draw(t, "height"))
		p.Resize(size).Fits(size)
	})
}
