package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// A key that is held down repeats sooner than restAfter, everywhere. Who has
// stayed with a line for lingerAfter has read what it is about, and may want to
// know more.
const (
	restAfter   = 150 * time.Millisecond
	lingerAfter = 600 * time.Millisecond
)

// pause tells that nothing has moved for a while. One wait is under way at a
// time, however much moves, and it says nothing until it is over: what it would
// say costs a frame.
type pause struct {
	moved *atomic.Int64 // when something moved last, in ns
	waits bool
	over  bool
}

// move notes a move; a wait that is under way begins anew.
func (p *pause) move() {
	if p.moved == nil {
		p.moved = &atomic.Int64{}
	}
	p.moved.Store(time.Now().UnixNano())
	p.over = false
}

// await is a command that brings msg when nothing has moved for so long; nil
// where one is under way, or that long ago is over.
func (p *pause) await(long time.Duration, msg tea.Msg) tea.Cmd {
	if p.waits || p.over || p.moved == nil {
		return nil
	}
	p.waits = true
	moved := p.moved
	return func() tea.Msg {
		for {
			left := long - time.Since(time.Unix(0, moved.Load()))
			if left <= 0 {
				return msg
			}
			time.Sleep(left)
		}
	}
}

// end takes the end of a wait, unless something moved as it came.
func (p *pause) end(long time.Duration) {
	p.waits, p.over = false, time.Since(time.Unix(0, p.moved.Load())) >= long
}

// rest is whether the person is on the way to some line, holding an arrow down.
// Nobody reads what the lines are about that are only passed, and on a slow line
// their texts would come in long after the key was let go.
type rest struct {
	pause
	last   time.Time // the last arrow
	moving bool
}

// rested says that a wait is over.
type rested struct{}

// arrow notes a key for the page. One move alone is shown with all that belongs
// to it.
func (r *rest) arrow(key string, now time.Time) tea.Cmd {
	if key != keys.Up && key != keys.Down {
		r.last, r.moving = time.Time{}, false
		return nil
	}
	r.moving, r.last = now.Sub(r.last) < restAfter, now
	if !r.moving {
		return nil
	}
	r.move()
	return r.await(restAfter, rested{})
}

// come takes the end of a wait.
func (r *rest) come() tea.Cmd {
	r.end(restAfter)
	r.moving = r.moving && !r.over
	if !r.moving {
		return nil
	}
	return r.await(restAfter, rested{})
}

// Moving says that the person is on the way to another line. A page then leaves
// the place blank where it says what the line in hand is about, and says it as
// soon as they rest: never what belongs to another line.
func (c Context) Moving() bool { return c.root.rest.moving }

// Linger is whether the person stays with the line that a page has in hand. What
// stands there for those who stay makes no move dearer, and is gone at once when
// they move on; a field that they open on the line is no move.
type Linger struct {
	pause
	line string
}

// Lingered says that a wait is over; the page hands it to its Linger.
type Lingered struct{}

// On tells which line is in hand.
func (l *Linger) On(c Context, line string) tea.Cmd {
	if line != l.line || l.moved == nil {
		l.line = line
		l.move()
	}
	wait := l.await(lingerAfter, Lingered{})
	if wait == nil {
		return nil
	}
	return c.Do(func(context.Context) tea.Msg { return wait() })
}

// Come takes the end of a wait.
func (l *Linger) Come() { l.end(lingerAfter) }

// Stays says that the person has stayed with the line in hand.
func (l *Linger) Stays() bool { return l.over }
