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

// still is how long nothing has moved, by a clock that nobody sets; whoever waits
// reads it beside the event loop.
type still struct {
	began time.Time
	moved atomic.Int64 // ns since then
}

func (s *still) move() { s.moved.Store(int64(time.Since(s.began))) }

func (s *still) long() time.Duration { return time.Since(s.began) - time.Duration(s.moved.Load()) }

// pause tells that nothing has moved for a while. One wait is under way at a
// time, however much moves, and it says nothing until it is over: what it would
// say costs a frame.
type pause struct {
	still *still // nil before the first move
	waits bool
	over  bool
}

// move notes a move; a wait that is under way begins anew.
func (p *pause) move() {
	if p.still == nil {
		p.still = &still{began: time.Now()}
	}
	p.still.move()
	p.over = false
}

// await is work that brings msg when nothing has moved for a while, or ctx ends;
// nil where it is under way, or done.
func (p *pause) await(while time.Duration, msg tea.Msg) func(ctx context.Context) tea.Msg {
	if p.waits || p.over {
		return nil
	}
	p.waits = true
	still := p.still
	return func(ctx context.Context) tea.Msg {
		for left := while - still.long(); left > 0 && !pass(ctx, left); left = while - still.long() {
		}
		return msg
	}
}

// end takes the end of a wait, unless something moved as it came.
func (p *pause) end(while time.Duration) { p.waits, p.over = false, p.still.long() >= while }

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
func (r *rest) arrow(ctx context.Context, key string, now time.Time) tea.Cmd {
	if key != keys.Up && key != keys.Down {
		r.last, r.moving = time.Time{}, false
		return nil
	}
	if r.moving, r.last = now.Sub(r.last) < restAfter, now; r.moving {
		r.move()
	}
	return r.on(ctx)
}

// come takes the end of a wait.
func (r *rest) come(ctx context.Context) tea.Cmd {
	r.end(restAfter)
	r.moving = r.moving && !r.over
	return r.on(ctx)
}

// on waits for who is moving to come to rest.
func (r *rest) on(ctx context.Context) tea.Cmd {
	if !r.moving {
		return nil
	}
	wait := r.await(restAfter, rested{})
	if wait == nil {
		return nil
	}
	return func() tea.Msg { return wait(ctx) }
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
	if line != l.line || l.still == nil {
		l.line = line
		l.move()
	}
	wait := l.await(lingerAfter, Lingered{})
	if wait == nil {
		return nil
	}
	return c.Do(wait)
}

// Come takes the end of a wait.
func (l *Linger) Come() { l.end(lingerAfter) }

// Stays says that the person has stayed with the line in hand.
func (l *Linger) Stays() bool { return l.over }
