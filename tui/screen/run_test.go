package screen

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// page is a small model: it echoes what is typed, and can be told to fail.
type page struct {
	typed  string
	size   tea.WindowSizeMsg
	save   func(string) tea.Cmd
	closed *CloseMsg
	saved  bool
	hangs  chan struct{} // closed when the page begins to hang
}

type (
	step struct{ n int }
	done struct{}
)

func (p page) Init() tea.Cmd { return nil }

func (p page) Update(msg tea.Msg) (Model, tea.Cmd) {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		p.size = m
	case tea.PasteMsg:
		p.typed += "<" + m.Content + ">"
	case GroundMsg:
		p.typed += fmt.Sprintf("(dark %v)", m.Dark)
	case tea.KeyPressMsg:
		switch m.String() {
		case "P":
			panic("boom")
		case "C":
			return p, tea.Sequence(nil, func() tea.Msg { panic("in a command") })
		case "H":
			close(p.hangs)
			select {} // a page that hangs
		case "q":
			return p, tea.Quit
		}
		p.typed += m.String()
	case CloseMsg:
		p.closed = &m
		if p.save != nil {
			return p, p.save(p.typed)
		}
	case step:
		if m.n > 0 {
			return p, func() tea.Msg { return step{m.n - 1} }
		}
		p.saved = true
	}
	return p, nil
}

func (p page) Frame() Frame {
	return Frame{Rows: []string{fmt.Sprintf("%dx%d", p.size.Width, p.size.Height), p.typed}}
}

// seen waits until a terminal shows a text.
func (t *terminal) seen(tb testing.TB, text string) {
	tb.Helper()
	deadline := time.After(10 * time.Second)
	for !strings.Contains(t.show(), text) {
		select {
		case <-t.wrote:
		case <-deadline:
			tb.Fatalf("never saw %q in %q", text, t.String())
		}
	}
}

func (t *terminal) show() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.screen.Render()
}

// running is a session on a pipe.
type running struct {
	keys   *io.PipeWriter
	term   *terminal
	resize chan Size
	cancel context.CancelCauseFunc
	err    chan error
}

func start(m Model, options Options) *running {
	in, keys := io.Pipe()
	ctx, cancel := context.WithCancelCause(context.Background())
	r := &running{keys: keys, term: newTerminal(), resize: make(chan Size), cancel: cancel, err: make(chan error, 1)}
	options.In, options.Out, options.Resizes = in, r.term, r.resize
	go func() {
		r.err <- Run(ctx, options, m)
		_ = in.Close() // as an ssh session does when its handler returns
		cancel(nil)
	}()
	return r
}

func (r *running) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-r.err:
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("the session does not end")
		return nil
	}
}

func TestRunShowsWhatIsTyped(t *testing.T) {
	r := start(page{}, Options{Width: 10000, Height: 0, Farewell: func(m Model) string { return "再见 " + m.(page).typed }})
	r.term.seen(t, "400x24")
	r.resize <- Size{100, 3}
	r.term.seen(t, "100x5")
	_, _ = r.keys.Write([]byte("a\xe6\x9c"))
	_, _ = r.keys.Write([]byte("\x88\x1b[200~甲\n乙\x1b[201~"))
	r.term.seen(t, "a月<甲")
	_, _ = r.keys.Write([]byte("\x1b[8;9000;9000t\x1b[48;50;50;1;1tz")) // forged sizes
	r.term.seen(t, ">z")
	_, _ = r.keys.Write([]byte("q"))
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
	got := r.term.String()
	if !strings.HasSuffix(got, restore+"再见 a月<甲\r\n乙>z\r\n") {
		t.Errorf("ended with %q", got[len(got)-80:])
	}
	if strings.Contains(got, "50x50") || strings.Contains(got, "?2026") || strings.Contains(got, ">1u") {
		t.Errorf("unexpected in %q", got)
	}
}

func TestAPanicEndsOnlyTheSession(t *testing.T) {
	for _, key := range []string{"P", "C"} {
		r := start(page{}, Options{})
		_, _ = r.keys.Write([]byte(key))
		err := r.end(t)
		var failure *PanicError
		if !errors.As(err, &failure) || len(failure.Stack) == 0 {
			t.Fatalf("%s: got %v", key, err)
		}
		if got := r.term.String(); !strings.HasSuffix(got, restore+failure.Error()+"\r\n") {
			t.Errorf("%s: ended with %q", key, got)
		}
	}
}

func TestWhatIsTypedIsSavedAtTheEnd(t *testing.T) {
	for name, leave := range map[string]func(*running){
		"disconnect": func(r *running) { _ = r.keys.Close() },
		"stop":       func(r *running) { r.cancel(errors.New("服务将停止.")) },
	} {
		var mu sync.Mutex
		var kept []string
		save := func(text string) tea.Cmd {
			return tea.Batch(
				func() tea.Msg { mu.Lock(); kept = append(kept, text); mu.Unlock(); return step{2} },
				tea.Sequence(nil, func() tea.Msg { mu.Lock(); kept = append(kept, "note"); mu.Unlock(); return done{} }),
			)
		}
		var last page
		r := start(watch{page{save: save}, &last}, Options{})
		_, _ = r.keys.Write([]byte("123"))
		r.term.seen(t, "123")
		leave(r)
		if err := r.end(t); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(kept) != 2 || kept[0] != "123" || !last.saved {
			t.Errorf("%s: kept %q, saved %v", name, kept, last.saved)
		}
		if want := map[string]string{"disconnect": "", "stop": "服务将停止."}[name]; last.closed == nil || last.closed.Reason != want {
			t.Errorf("%s: closed with %v", name, last.closed)
		}
		if name == "stop" && !strings.HasSuffix(r.term.String(), restore+"服务将停止.\r\n") {
			t.Errorf("ended with %q", r.term.String())
		}
	}
}

// watch keeps the last state of a page.
type watch struct {
	page
	last *page
}

func (w watch) Update(msg tea.Msg) (Model, tea.Cmd) {
	m, cmd := w.page.Update(msg)
	w.page = m.(page)
	*w.last = w.page
	return w, cmd
}

func TestAHangingPageCannotHoldItsSession(t *testing.T) {
	hangs := make(chan struct{})
	r := start(page{hangs: hangs}, Options{})
	_, _ = r.keys.Write([]byte("aH"))
	r.term.seen(t, "a")
	select {
	case <-hangs:
	case <-time.After(10 * time.Second):
		t.Fatal("the page does not take its key")
	}
	r.cancel(nil)
	if err := r.end(t); !errors.Is(err, ErrLate) {
		t.Errorf("got %v", err)
	}
	if !strings.HasSuffix(r.term.String(), restore+defaultReason+"\r\n") {
		t.Errorf("ended with %q", r.term.String())
	}
}

func TestTypedAheadInputLeavesNoGoroutine(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		r := start(page{}, Options{})
		go func() { _, _ = r.keys.Write(bytes.Repeat([]byte("qabc月"), 3000)) }()
		if err := r.end(t); err != nil {
			t.Fatal(err)
		}
	}
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			b := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, b[:runtime.Stack(b, true)])
		}
	}
}

// Bubble Tea ticks for its renderer as long as a program runs; five hundred
// people reading would be five hundred wakeups a second.
func TestAnIdleSessionHasNoTicker(t *testing.T) {
	r := start(page{}, Options{})
	r.term.seen(t, "80x24")
	stacks := func() string {
		b := make([]byte, 1<<20)
		return string(b[:runtime.Stack(b, true)])
	}
	for deadline := time.Now().Add(10 * time.Second); strings.Contains(stacks(), "startRenderer"); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatal("the renderer's ticker still runs")
		}
	}
	_, _ = r.keys.Write([]byte("still here"))
	r.term.seen(t, "stillspacehere")
	_, _ = r.keys.Write([]byte("q"))
	if err := r.end(t); err != nil {
		t.Fatal(err)
	}
}
