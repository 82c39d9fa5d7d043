package screen

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// motion is what a terminal reports of a pointer on its way, so many cells.
func motion(cells int) string {
	var b strings.Builder
	for i := range cells {
		fmt.Fprintf(&b, "\x1b[<35;%d;%dM", i%200+1, i%50+1)
	}
	return b.String()
}

func TestAFloodOfMotionKeepsNoKeyWaiting(t *testing.T) {
	in, keys := io.Pipe()
	got := make(chan tea.Msg)
	ended := listen(t.Context(), in, false, func(msg tea.Msg) { got <- msg })
	go func() { _, _ = keys.Write([]byte(motion(10_000) + "5")) }()
	for rests := 0; ; rests++ {
		msg := soon(t, got, "the key")
		if key, ok := msg.(tea.KeyPressMsg); ok && key.Text == "5" {
			break
		}
		if _, rest := msg.(pointed); !rest || rests > 100 {
			t.Fatalf("before the key came %d rests and %v", rests, msg)
		}
	}
	go func() { _, _ = keys.Write([]byte(motion(3) + "\x1b[<35;7;")); _, _ = keys.Write([]byte("9M")) }()
	rest, ok := soon(t, got, "the rest").(pointed)
	if !ok || *rest.at.Load() != (PointerMsg{6, 8}) {
		t.Errorf("the pointer rests at %v", rest.at.Load())
	}
	_ = keys.Close()
	soon(t, ended, "the end")
}

// What a busy event loop has not taken is replaced, not queued.
func TestTheNewestRestIsTold(t *testing.T) {
	told, free := make(chan tea.Msg), make(chan struct{})
	p := &pointer{deliver: func(msg tea.Msg) {
		told <- msg
		<-free
	}}
	p.at = PointerMsg{1, 1}
	go p.rest()
	first := soon(t, told, "the first rest").(pointed)
	p.at = PointerMsg{2, 2}
	p.rest() // must not wait
	if at := *first.at.Swap(nil); at != (PointerMsg{2, 2}) {
		t.Errorf("told %v", at)
	}
	close(free)
}

func TestAKeyEndsTheWaitForRest(t *testing.T) {
	var got []tea.Msg
	p := &pointer{deliver: func(msg tea.Msg) { got = append(got, msg) }}
	p.pass(tea.MouseMotionMsg{X: 1, Y: 1})
	p.pass(tea.KeyPressMsg{Code: '5', Text: "5"})
	if p.timer.Stop() || len(got) != 1 {
		t.Errorf("after a key the pointer may still come to rest, and %v was delivered", got)
	}
}

// pointing is a model that shows where the pointer rests, once m asked for it.
type pointing struct{ page }

func (p pointing) Update(msg tea.Msg) (Model, tea.Cmd) {
	if at, ok := msg.(PointerMsg); ok {
		p.typed += fmt.Sprintf("(%d,%d)", at.X, at.Y)
		return p, nil
	}
	m, cmd := p.page.Update(msg)
	p.page = m.(page)
	return p, cmd
}

func (p pointing) Frame() Frame {
	f := p.page.Frame()
	f.Mouse = strings.Contains(p.typed, "m")
	return f
}

// A terminal that reports what it was not asked for is not heard.
func TestAPointerThatNobodyAskedForIsNotTold(t *testing.T) {
	for _, asked := range []bool{false, true} {
		var slot atomic.Pointer[PointerMsg]
		slot.Store(&PointerMsg{1, 2})
		h := &host{model: pointing{}, painter: New(io.Discard, 80, 24), last: &Frame{Mouse: asked}}
		h.Update(pointed{&slot})
		if told := h.model.(pointing).typed != ""; told != asked {
			t.Errorf("told: %v, asked for: %v", told, asked)
		}
	}
}

func TestMotionIsToldOnceItEnds(t *testing.T) {
	r := start(pointing{}, Options{Width: 80, Height: 24})
	r.term.seen(t, "80x24")
	_, _ = r.keys.Write([]byte("m\x1b[<35;5;9M"))
	r.term.seen(t, "m(4,8)")
	if got := r.term.String(); !strings.Contains(got, mouseOn) {
		t.Errorf("the mouse was not asked for: %q", got)
	}
	before := len(r.term.String())
	_, _ = r.keys.Write([]byte(motion(500)))
	_, _ = r.keys.Write([]byte("\x1b[<35;2;2M"))
	r.term.seen(t, "(1,1)")
	if n := len(r.term.String()) - before; n > 500 {
		t.Errorf("a pointer on its way was answered with %d bytes", n)
	}
	_, _ = r.keys.Write([]byte("q"))
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
}
