package screen

import (
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// PointerMsg says in which cell the mouse's pointer has come to rest.
type PointerMsg struct{ X, Y int }

// restAfter is when a pointer that was moving has come to rest.
const restAfter = 80 * time.Millisecond

// pointer delivers what a decoder reads, but of motion only where it has come to
// an end: a terminal reports each cell on the way, and what lies there is
// nobody's business. Hence no motion, however much, keeps a key waiting.
type pointer struct {
	deliver func(tea.Msg)

	mu    sync.Mutex
	at    PointerMsg // the newest place
	timer *time.Timer

	rested atomic.Pointer[PointerMsg] // until the event loop takes it
}

// pointed says that there is a place of rest to take.
type pointed struct{ at *atomic.Pointer[PointerMsg] }

// pass takes one message. Whatever else somebody does ends the wait for rest.
func (p *pointer) pass(msg tea.Msg) {
	if m, ok := msg.(tea.MouseMotionMsg); ok {
		p.move(PointerMsg{m.X, m.Y})
		return
	}
	p.stop()
	p.deliver(msg)
}

func (p *pointer) move(to PointerMsg) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at = to
	if p.timer == nil {
		p.timer = time.AfterFunc(restAfter, p.rest)
		return
	}
	p.timer.Reset(restAfter)
}

func (p *pointer) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
}

// rest leaves the place for the event loop and pokes it once, however long it is
// busy.
func (p *pointer) rest() {
	p.mu.Lock()
	at := p.at
	p.mu.Unlock()
	if p.rested.Swap(&at) == nil {
		p.deliver(pointed{&p.rested})
	}
}
