package screen

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
)

// terminal is a writer that keeps every write, and what a terminal shows of it.
type terminal struct {
	mu     sync.Mutex
	writes [][]byte
	screen *vt.Emulator
	wrote  chan struct{}
}

func newTerminal() *terminal {
	return &terminal{screen: vt.NewEmulator(400, 50), wrote: make(chan struct{}, 1000)}
}

func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	t.writes = append(t.writes, bytes.Clone(b))
	_, _ = t.screen.Write(b)
	t.mu.Unlock()
	t.wrote <- struct{}{}
	return len(b), nil
}

func (t *terminal) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.Join(t.writes, nil))
}

// stalled is a client that has stopped reading.
type stalled struct{ release chan struct{} }

func (s stalled) Write([]byte) (int, error) {
	<-s.release
	return 0, io.ErrClosedPipe
}

func TestDiffWritesExactlyTheseBytes(t *testing.T) {
	cur := func(x, y int) *Cursor { return &Cursor{x, y} }
	rows := func(r ...string) []string { return r }
	bright := &Palette{"\x1b[36m": "\x1b[96m"}
	for _, c := range []struct {
		name string
		prev *Frame
		next Frame
		want string
	}{
		{"first frame erases all", nil, Frame{Rows: rows("月报", "", " x")}, "\x1b[?25l\x1b[m\x1b[H\x1b[2J\x1b[H月报\x1b[3;2Hx"},
		{"nothing changed", &Frame{Rows: rows("月报"), Cursor: cur(2, 0)}, Frame{Rows: rows("月报"), Cursor: cur(2, 0)}, ""},
		{"another way to write the same", &Frame{Rows: rows("\x1b[1mab\x1b[0m")}, Frame{Rows: rows("\x1b[1ma\x1b[1mb  \x1b[m")}, ""},
		{"only the cursor", &Frame{Cursor: cur(2, 0)}, Frame{Cursor: cur(3, 1)}, "\x1b[2;4H"},
		{"cursor appears", &Frame{}, Frame{Cursor: cur(0, 1)}, "\x1b[2H\x1b[?25h"},
		{"cursor goes", &Frame{Cursor: cur(0, 1)}, Frame{}, "\x1b[?25l"},
		{"from the first changed cell to the last", &Frame{Rows: rows("本月 100 户")}, Frame{Rows: rows("本月 120 户")}, "\x1b[1;7H2"},
		{"colour of one name", &Frame{Rows: rows("> 茶园坝 1")}, Frame{Rows: rows("> \x1b[36m茶园坝\x1b[m 1")}, "\x1b[1;3H\x1b[36m茶园坝\x1b[m"},
		{"another palette: what has the colour", &Frame{Rows: rows("> \x1b[36m茶\x1b[m 1", "2")}, Frame{Rows: rows("> \x1b[36m茶\x1b[m 1", "2"), Palette: bright}, "\x1b[1;3H\x1b[96m茶\x1b[m"},
		{"the same palette", &Frame{Rows: rows("> \x1b[36m茶\x1b[m 1"), Palette: bright}, Frame{Rows: rows("> \x1b[36m茶\x1b[m 2"), Palette: bright}, "\x1b[1;6H2"},
		{"shorter row", &Frame{Rows: rows("已报送")}, Frame{Rows: rows("已")}, "\x1b[1;3H\x1b[K"},
		{"colour is off before erasing", &Frame{Rows: rows("abcdef")}, Frame{Rows: rows("\x1b[42mxy\x1b[m")}, "\x1b[H\x1b[K\x1b[42mxy\x1b[m"},
		{"far apart", &Frame{Rows: rows("a23456789b")}, Frame{Rows: rows("A23456789B")}, "\x1b[HA\x1b[8CB"},
		{"half a wide character", &Frame{Rows: rows("a月b")}, Frame{Rows: rows("aX b")}, "\x1b[1;2HX "},
		{"uncertain before the change: the row anew", &Frame{Rows: rows("①甲1")}, Frame{Rows: rows("①甲2")}, "\x1b[H\x1b[K①甲2"},
		{"uncertain after the change", &Frame{Rows: rows("甲1…")}, Frame{Rows: rows("甲2…")}, "\x1b[1;3H2"},
		{"uncertain in the change", &Frame{Rows: rows("甲1…x")}, Frame{Rows: rows("甲…1x")}, "\x1b[1;3H\x1b[K…1x"},
		{"a wide character does not straddle the edge", &Frame{}, Frame{Rows: rows("123456789月")}, "\x1b[H123456789"},
		{"hostile text", &Frame{}, Frame{Rows: rows("a\x1b[2Jb\x1b]0;t\ac\x9bd\u009be\x1b[>4;2mf")}, "\x1b[Habc?def"},
	} {
		if got := string(diff(c.prev, &c.next, 10, 4)); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestBytesOfAMovedMarkerAndATypedCharacter(t *testing.T) {
	line := func(mark, name string) string {
		return mark + " " + name + "             户       120       100     220 50% 6-30    35.9%"
	}
	at := func(i int) *Frame {
		f := &Frame{Rows: []string{"title", line(" ", "本月新入户"), line(" ", "走访户次　"), line(" ", "参与宣传　")}}
		f.Rows[i] = line(">", "\x1b[1;36m"+strings.TrimSpace(f.Rows[i][2:17])+"\x1b[m")
		return f
	}
	if n := len(diff(at(1), at(2), 80, 24)); n > 200 {
		t.Errorf("moving the marker takes %d bytes, want at most 200", n)
	}
	field := func(text string) *Frame {
		w := Width(text)
		return &Frame{Rows: []string{"", "备注  [\x1b[4m" + Pad(text, 30) + "\x1b[m]"}, Cursor: &Cursor{7 + w, 1}}
	}
	if n := len(diff(field("反诈"), field("反诈宣"), 80, 24)); n > 40 {
		t.Errorf("typing a character takes %d bytes, want at most 40", n)
	}
}

func TestPainterTakesOverAndGivesBack(t *testing.T) {
	term := newTerminal()
	p := New(term, 20, 5)
	p.Start(false)
	p.Paint(Frame{Rows: []string{"月报"}, Cursor: &Cursor{4, 0}})
	<-term.wrote
	p.Close("已保存.\n请重新登录.\x1b[2J")
	p.Close("第二句")
	p.Paint(Frame{Rows: []string{"late"}})
	got := term.String()
	if !strings.HasPrefix(got, open+"\x1b[?25l\x1b[m\x1b[H\x1b[2J") {
		t.Errorf("opened with %q", got)
	}
	if want := restore + "已保存.\r\n请重新登录.\r\n"; !strings.HasSuffix(got, want) {
		t.Errorf("ended with %q", got)
	}
}

func TestAPainterNeverStartedSaysOnlyItsSentence(t *testing.T) {
	term := newTerminal()
	New(term, 20, 5).Close("不可用")
	if got := term.String(); got != "不可用\r\n" {
		t.Errorf("wrote %q", got)
	}
}

func TestAStalledClientHoldsUpNobody(t *testing.T) {
	client := stalled{make(chan struct{})}
	p := New(client, 80, 24, WithCloseWait(20*time.Millisecond))
	p.Start(false)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 1000 {
			p.Paint(Frame{Rows: []string{"月报"}})
		}
		p.Close("")
		p.Close("")
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Fatal("a stalled client blocks the painter")
	}
	close(client.release)
	<-p.closed
	select {
	case <-p.Lost():
	default:
		t.Error("a failed write is not reported")
	}
}

// slow lets one write pass at a time.
type slow struct {
	*terminal
	pass chan struct{}
}

func (s slow) Write(b []byte) (int, error) {
	<-s.pass
	return s.terminal.Write(b)
}

func TestTheNewestFrameWins(t *testing.T) {
	client := slow{newTerminal(), make(chan struct{})}
	p := New(client, 20, 5)
	p.Paint(Frame{Rows: []string{"first"}})
	client.pass <- struct{}{} // the writer has taken the first or a newer one
	for _, text := range []string{"b", "c", "d", "last"} {
		p.Paint(Frame{Rows: []string{text}})
	}
	<-client.wrote
	for !strings.Contains(client.String(), "last") {
		client.pass <- struct{}{}
		<-client.wrote
	}
	if n := len(client.writes); n > 3 {
		t.Errorf("%d writes for five frames on a slow line, want at most 3", n)
	}
	close(client.pass)
	p.Close("")
}

func TestAResizedTerminalIsPaintedWhole(t *testing.T) {
	term := newTerminal()
	p := New(term, 20, 5)
	f := Frame{Rows: []string{"月报"}}
	p.Paint(f)
	<-term.wrote
	p.Resize(30, 6)
	p.Paint(f)
	<-term.wrote
	p.Repaint()
	<-term.wrote
	for i, b := range term.writes {
		if !bytes.Contains(b, []byte("\x1b[2J\x1b[H月报")) {
			t.Errorf("write %d is %q", i, b)
		}
	}
	p.Close("")
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestALostTerminalIsReportedOnce(t *testing.T) {
	p := New(broken{}, 20, 5)
	p.Start(false)
	<-p.Lost()
	p.Paint(Frame{Rows: []string{"x"}})
	p.Close("bye")
}

// A list that is moved by a line is scrolled, so that only its new line, and
// what marks the line in hand, is written.
func TestBytesOfAScrolledList(t *testing.T) {
	at := func(top, hand int) *Frame {
		f := &Frame{Rows: []string{"审核", "指标                 本月"}}
		for i := top; i < top+20; i++ {
			mark, name := " ", fmt.Sprintf("指标第%d项", i)
			if i == hand {
				mark, name = ">", "\x1b[1;36m"+name+"\x1b[m"
			}
			f.Rows = append(f.Rows, mark+" "+Pad(name, 20)+fmt.Sprintf("人次 %8d %8d", i*37, i*i*11))
		}
		f.Rows = append(f.Rows, "", "Enter 打开")
		return f
	}
	for _, c := range []struct {
		name       string
		prev, next *Frame
		want       string
		most       int
	}{
		// The line in hand stays where it is, but for what it says.
		{"down", at(0, 19), at(1, 20), "\x1b[3;21r\x1b[21H\n\x1b[r", 100},
		{"up", at(1, 1), at(0, 0), "\x1b[4;22r\x1b[4H\x1bM\x1b[r", 100},
		{"by three", at(0, 5), at(3, 5), "\x1b[3;22r\x1b[22H\n\n\n\x1b[r", 180},
	} {
		got := string(diff(c.prev, c.next, 80, 24))
		if !strings.HasPrefix(got, c.want) || len(got) > c.most {
			t.Errorf("%s takes %d bytes, want at most %d: %q", c.name, len(got), c.most, got)
		}
	}
}
