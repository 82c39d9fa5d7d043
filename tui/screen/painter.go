package screen

import (
	"io"
	"strings"
	"sync"
	"time"
)

// open switches to the alternate screen and to bracketed paste. Automatic wrap
// is off, so that a terminal which draws `…` or `①` two cells wide clips a row
// at the edge instead of breaking the screen.
const open = "\x1b[?1049h\x1b[?7l\x1b[?2004h"

// restore undoes open, whatever was on the screen.
const restore = "\x1b[m" + mouseOff + "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"

// closeWait bounds how long Close waits for a client that takes no more bytes.
const closeWait = 500 * time.Millisecond

// Painter keeps a terminal showing the newest frame. Painting never blocks:
// frames are written by a goroutine that lives only while there is something to
// write, and a frame not yet written is replaced by a newer one. All methods
// may be called from any goroutine.
type Painter struct {
	out  io.Writer
	wait time.Duration

	mu            sync.Mutex
	width, height int
	started       bool
	prelude       string // goes out before the next frame
	next          *Frame // the newest frame, while it is not written
	writing       bool   // the writer goroutine lives
	closing       bool
	farewell      string

	shown *Frame // what the terminal shows; nil when that is not known

	lost   chan struct{} // closed when a write failed
	closed chan struct{} // closed when the last byte is out, or cannot be
}

// PainterOption changes how a Painter behaves.
type PainterOption func(*Painter)

// WithCloseWait bounds how long Close waits for a stalled client.
func WithCloseWait(d time.Duration) PainterOption {
	return func(p *Painter) { p.wait = d }
}

// New makes a painter for a terminal of the given size. Nothing is written
// before Start.
func New(out io.Writer, width, height int, options ...PainterOption) *Painter {
	p := &Painter{
		out: out, wait: closeWait, width: width, height: height,
		lost: make(chan struct{}), closed: make(chan struct{}),
	}
	for _, option := range options {
		option(p)
	}
	return p
}

// Start takes the terminal over: alternate screen, bracketed paste, hidden
// cursor, all erased. With ask, it is also asked for its background.
func (p *Painter) Start(ask bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.started || p.closing {
		return
	}
	p.started, p.prelude = true, open
	if ask {
		p.prelude += askGround
	}
	p.wake()
}

// Paint shows a frame as soon as the client takes it.
func (p *Painter) Paint(f Frame) {
	kept := f
	kept.Rows = append([]string(nil), f.Rows...)
	if f.Cursor != nil {
		c := *f.Cursor
		kept.Cursor = &c
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closing {
		return
	}
	p.next = &kept
	p.wake()
}

// Resize tells the new size of the terminal; the next frame is painted whole,
// since a terminal may keep, cut or move what it showed.
func (p *Painter) Resize(width, height int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.width, p.height, p.shown = width, height, nil
}

// Repaint writes the whole screen again, for a person who sees that something
// else has written over it.
func (p *Painter) Repaint() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closing || p.shown == nil {
		return
	}
	if p.next == nil {
		p.next = p.shown
	}
	p.shown = nil
	p.wake()
}

// Lost is closed when the terminal took no more: it is gone.
func (p *Painter) Lost() <-chan struct{} { return p.lost }

// Close gives the terminal back as it was and prints a plain sentence there,
// if any. It may be called more than once, after a panic too; the first
// sentence counts. A client that takes nothing is waited for shortly: then the
// writer stays behind until the connection is closed under it.
func (p *Painter) Close(message string) {
	p.mu.Lock()
	if !p.closing {
		p.closing, p.next = true, nil
		if p.started {
			p.farewell = restore
		}
		for line := range strings.Lines(CleanText(message)) {
			p.farewell += strings.TrimSuffix(line, "\n") + "\r\n"
		}
		p.wake()
	}
	p.mu.Unlock()

	timer := time.NewTimer(p.wait)
	defer timer.Stop()
	select {
	case <-p.closed:
	case <-timer.C:
	}
}

// wake starts the writer unless it lives. The caller holds the lock.
func (p *Painter) wake() {
	if !p.writing {
		p.writing = true
		go p.write()
	}
}

// write is the writer goroutine: it writes until nothing is left to write.
func (p *Painter) write() {
	for {
		b, last := p.take()
		if len(b) == 0 && !last {
			return
		}
		if len(b) > 0 && !p.gone() {
			if _, err := p.out.Write(b); err != nil {
				close(p.lost)
			}
		}
		if last {
			close(p.closed)
			return
		}
	}
}

// take encodes what is to be written next, or ends the writer. A frame counts
// as shown from here on: should its write fail, the terminal is lost anyway.
func (p *Painter) take() (b []byte, last bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		switch {
		case p.closing:
			return []byte(p.farewell), true
		case p.prelude != "":
			b, p.prelude = []byte(p.prelude), ""
			if p.next == nil {
				blank := &Frame{}
				b = append(b, diff(nil, blank, p.width, p.height)...)
				p.shown = blank
				return b, false
			}
			return append(b, p.encode()...), false
		case p.next == nil:
			p.writing = false
			return nil, false
		}
		if b = p.encode(); len(b) > 0 {
			return b, false
		}
	}
}

// encode turns the waiting frame into bytes.
func (p *Painter) encode() []byte {
	b := diff(p.shown, p.next, p.width, p.height)
	p.shown, p.next = p.next, nil
	return b
}

// gone says that a write has failed before.
func (p *Painter) gone() bool {
	select {
	case <-p.lost:
		return true
	default:
		return false
	}
}
