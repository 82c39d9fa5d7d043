package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// stale is a page that cannot be read again, until it is asked to.
type stale struct{ err error }

func (s *stale) Init() tea.Cmd { return nil }
func (s *stale) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		s.err = nil
	}
	return nil
}

func (s *stale) Body(size screen.Size) ([]string, *screen.Cursor) {
	return strings.Split(strings.Repeat("一行\n", size.Height-1)+"末行", "\n"), nil
}
func (s *stale) Head() Head           { return Head{} }
func (s *stale) Keys() []keys.Binding { return nil }
func (s *stale) Status() string       { return "读取失败" }
func (s *stale) Help() []string       { return nil }
func (s *stale) Fault() error         { return s.err }

// text is what stands on the screen.
func text(a *App) string { return strings.Join(a.Frame().Rows, "\n") }

func TestAPageThatCannotBeReadSaysWhyAndTriesAgain(t *testing.T) {
	page := &stale{errors.New("数据库忙.")}
	a := New(context.Background(), Options{
		Styles: theme.New(theme.Options{NoColor: true}), Now: time.Now, Start: Place{Kind: Home},
		Makers: map[Kind]Maker{Home: func(Context, Place) Page { return page }},
	})
	for _, size := range []screen.Size{{Width: 80, Height: 24}, {Width: 46, Height: 19}} {
		a.Update(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
		shown := text(a)
		if !strings.Contains(shown, "读取失败: 数据库忙. 看到的是先前的.") || strings.Contains(shown, "末行") || len(a.Frame().Rows) != size.Height {
			t.Errorf("the screen shows %s", shown)
		}
	}
	a.Update(tick{})
	if shown := text(a); strings.Contains(shown, "数据库忙") || !strings.Contains(shown, "末行") {
		t.Errorf("after a minute the screen shows %s", shown)
	}
}

func TestTheMouseIsOffAndSaysWhenItIsOn(t *testing.T) {
	a := New(context.Background(), Options{
		Styles: theme.New(theme.Options{}), Now: time.Now, Start: Place{Kind: Home},
		Makers: map[Kind]Maker{Home: func(Context, Place) Page { return &stale{} }},
	})
	for _, on := range []bool{false, true, false} {
		if f := a.Frame(); f.Mouse != on || strings.Contains(text(a), "鼠标开") != on {
			t.Errorf("the mouse is %v, and the screen shows %s", f.Mouse, text(a))
		}
		a.Update(keys.Press("f12"))
	}
	if a.Update(keys.Press("ctrl+y")); a.Frame().Mouse {
		t.Error("the terminal's own means cannot select")
	}
	if a.Update(keys.Press("x")); !a.Frame().Mouse {
		t.Error("the mouse is off after the page was copied")
	}
	a.overlay = &handing{texts: []Handed{{"名单", "未报"}}}
	if f := a.Frame(); f.Mouse || f.Copy == nil {
		t.Error("what is handed over cannot be selected where the clipboard does not take it")
	}
}
