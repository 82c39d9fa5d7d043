package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"fanzha/cmd/fanzha/internal/drive"
	"fanzha/db"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// desktop is the size that everything is made for.
var desktop = screen.Size{Width: 80, Height: 24}

// town is a rehearsal folder opened in this process, at a standing clock.
func town(t *testing.T, at string) *App {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	if _, err := rehearsal(folder); err != nil {
		t.Fatal(err)
	}
	now, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	a := &App{Data: folder, Clock: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	if _, err := a.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.close)
	return a
}

// desk is the desk of a login.
func deskOf(t *testing.T, a *App, login string) *db.Desk {
	t.Helper()
	d, err := a.desk(t.Context(), login)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sit opens the interface of a login at a terminal.
func sit(t *testing.T, a *App, login string, size screen.Size) *drive.Person {
	t.Helper()
	return enter(t, a, login, size, visit{call: "fanzha"})
}

// enter is sit for who comes in a way of their own.
func enter(t *testing.T, a *App, login string, size screen.Size, v visit) *drive.Person {
	t.Helper()
	d := deskOf(t, a, login)
	var err error
	if v.me, err = d.Me(t.Context()); err != nil {
		t.Fatal(err)
	}
	return drive.Open(t, size,
		func(ctx context.Context, in io.Reader, out io.Writer, resizes <-chan screen.Size) error {
			return a.show(ctx, d, v, look{noColor: true}, screen.Options{
				In: in, Out: out, Width: size.Width, Height: size.Height, Term: "xterm-256color", Resizes: resizes,
			})
		})
}

// A line that drops loses nothing: who comes back stands where they were, with
// what they had typed.
func TestDroppedLineKeepsWhatWasTyped(t *testing.T) {
	a := town(t, opened)
	p := sit(t, a, "chayuanba", desktop)
	p.See("开始填报").Press("enter").See("第 1 组")
	p.Press("right").See("三(二) 入户宣传").Press("down").See("> 新入户")
	p.Type("１２３").See("[ 123")
	if x, y, visible := p.Cursor(); !visible || y != 4 {
		t.Errorf("the cursor is at %d,%d, shown: %v", x, y, visible)
	}
	p.Drop()
	if err := p.Wait(); err != nil {
		t.Errorf("the session ended with %v", err)
	}
	e, err := deskOf(t, a, "chayuanba").Form(t.Context(), "", report.Period{})
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Find("visited").Value.Shown(); got != "123" {
		t.Errorf("visited is %s", got)
	}
	sit(t, a, "chayuanba", desktop).See("继续填报").Press("enter").See("> 新入户").See("123")
}

func TestLeavingAsksAndRestoresTheTerminal(t *testing.T) {
	p := sit(t, town(t, opened), "chayuanba", desktop)
	p.See("开始填报").Press("f1").See("Enter 返回").Press("enter").NotSee("Enter 返回")
	p.Press("f12").See("鼠标开").Press("esc").See("退出反诈月报?").Press("enter").NotSee("退出反诈月报?")
	p.Resize(46, 19).NotSee("2021年3月 / 茶园坝社区 填报员     截止").See("开始填报")
	p.Press("ctrl+c").See("退出反诈月报?").Press("right", "enter")
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
	p.See("再见. 填过的都还在.").NotSee("开始填报")
	if err := p.Restored(); err != nil {
		t.Error(err)
	}
}

// What is pasted goes into the field in hand: a line break never sends it.
func TestPasteStaysInItsField(t *testing.T) {
	a := town(t, opened)
	p := sit(t, a, "chayuanba", desktop)
	p.See("开始填报").Press("enter").See("第 1 组").See("> 反诈联络员").Press("enter").See("[")
	p.Paste("综治专干\n干事").See("综治专干").See("> 反诈联络员").See("第 1 组")
	p.Press("down").See("> 本单位有实施方案").See("综治专干")
}

// Who knows the way types it at once; no page may drop what came before its
// data did.
func TestKeysTypedAheadFindTheirPage(t *testing.T) {
	a := year(t)
	sit(t, a, "chayuanba", desktop).Press("1", "f2", "其", "余", "enter").See("其余为零")
	sit(t, a, "nongshang", desktop).Press("１", "home").See("反诈联络员")
	sit(t, a, "pingan", desktop).Press("3", "f4", "２").See("村(社区)  累计")
	sit(t, a, "pingan", desktop).Press("left", "4", "f5").See("报送情况 2021").See("2021年5月 /").See("看全部")
	sit(t, a, "pingan", desktop).Press("1", "f8").See("原因是什么")
}
