package screen

import (
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// soon waits for what another goroutine gives.
func soon[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(10 * time.Second):
		t.Fatalf("%s never came", what)
		panic("unreachable")
	}
}

func TestALoneEscIsAKeyWithoutAnotherOne(t *testing.T) {
	in, keys := io.Pipe()
	got := make(chan string)
	ended := listen(t.Context(), in, false, func(msg tea.Msg) { got <- word(msg) })
	for _, c := range []struct{ piece, want string }{{"\x1b", "esc"}, {"5", `"5"`}, {"\x1b", "esc"}, {"\x1b[1;", ""}, {"5A", "ctrl+up"}} {
		_, _ = keys.Write([]byte(c.piece))
		if c.want == "" {
			continue
		}
		if word := soon(t, got, c.want); word != c.want {
			t.Errorf("%q is %s, want %s", c.piece, word, c.want)
		}
	}
	go func() {
		_, _ = keys.Write([]byte("\x1b"))
		_ = keys.Close()
	}()
	if word := soon(t, got, "the last key"); word != "esc" {
		t.Errorf("the last key is %s", word)
	}
	soon(t, ended, "the end")
}

// counted counts what was taken of it.
type counted struct {
	io.Reader
	n atomic.Int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n.Add(int64(n))
	return n, err
}

func TestABusyLoopHoldsTheKeyboardBack(t *testing.T) {
	const flood = 1 << 20
	in := &counted{Reader: strings.NewReader(strings.Repeat("a", flood))}
	came, free := make(chan struct{}), make(chan struct{})
	n := 0
	ended := listen(t.Context(), in, false, func(tea.Msg) {
		if n++; n == 1 {
			close(came)
			<-free
		}
	})
	soon(t, came, "the first key")
	if read := in.n.Load(); read > readRoom {
		t.Errorf("%d bytes were read while the first key was not taken", read)
	}
	close(free)
	if soon(t, ended, "the end"); n != flood {
		t.Errorf("%d keys of %d came", n, flood)
	}
}

func TestADecoderThatFailsEndsItsSessionAlone(t *testing.T) {
	got := make(chan tea.Msg, 1)
	listen(t.Context(), strings.NewReader("a"), false, func(msg tea.Msg) {
		if _, key := msg.(tea.KeyPressMsg); key {
			panic("boom")
		}
		got <- msg
	})
	if msg, ok := soon(t, got, "the failure").(failed); !ok || msg.err.Value != "boom" {
		t.Errorf("got %v", msg)
	}
}
