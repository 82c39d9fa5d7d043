package screen

import (
	"context"
	"io"
	"runtime/debug"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// readRoom is how much is read at once. Whoever sends faster than the event loop
// takes it waits: nothing is gathered here but one sequence and one paste.
const readRoom = 1 << 10

// listener reads a keyboard and delivers what is typed. It is one goroutine
// that waits for bytes, and a timer while a sequence is not complete.
type listener struct {
	mu      sync.Mutex
	decoder decoder
	timer   *time.Timer
	due     time.Time // when the timer may act
}

// listen decodes what is typed and delivers it until the input ends; then the
// returned channel is closed. With asked, the terminal has been asked for its
// background.
//
// deliver may wait for the event loop, and has to return once that has ended.
// The goroutine leaves when in ends, or with the next thing read from it once
// ctx is done.
func listen(ctx context.Context, in io.Reader, asked bool, deliver func(tea.Msg)) <-chan struct{} {
	p := &pointer{deliver: deliver}
	l := &listener{decoder: decoder{asked: asked, deliver: p.pass}}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer p.stop()
		buf := make([]byte, readRoom)
		for {
			n, err := in.Read(buf)
			if ctx.Err() != nil {
				return
			}
			l.take(buf[:n])
			if err != nil {
				l.late(func(d *decoder) bool { return d.begun() })
				return // a read error is an end like any other: the client is gone
			}
		}
	}()
	return ended
}

// take decodes what came. The wait for the rest of a sequence begins when all
// before it is delivered, so that a busy event loop does not use it up.
func (l *listener) take(b []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.guard(func() { l.decoder.take(b) })
	l.wind()
}

// late tells the decoder that nothing more has come.
func (l *listener) late(still func(*decoder) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if still(&l.decoder) {
		l.guard(l.decoder.late)
		l.wind()
	}
}

// wind sets the timer to when the decoder waits no more.
func (l *listener) wind() {
	wait := l.decoder.wait()
	switch {
	case wait == 0 && l.timer != nil:
		l.timer.Stop()
	case wait == 0:
	case l.timer == nil:
		l.due = time.Now().Add(wait)
		l.timer = time.AfterFunc(wait, func() {
			// It may have gone off while something came and it was wound again.
			l.late(func(*decoder) bool { return !time.Now().Before(l.due) })
		})
	default:
		l.due = time.Now().Add(wait)
		l.timer.Reset(wait)
	}
}

// guard ends the session, and not the process, should the decoder fail on what
// somebody sends.
func (l *listener) guard(part func()) {
	defer func() {
		if r := recover(); r != nil {
			l.decoder.deliver(failed{&PanicError{r, debug.Stack()}})
		}
	}()
	part()
}
