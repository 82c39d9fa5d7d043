package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// A key that is held down repeats sooner than repeatsWithin, everywhere. A wait
// is half of the time after which somebody has come to rest, or to stay with a
// line: they have read what it is about, and may want to know more.
const (
	repeatsWithin = 150 * time.Millisecond
	restWait      = 90 * time.Millisecond
	lingerWait    = 300 * time.Millisecond
)

// pause tells that nothing has moved for a while. One wait is under way at a
// time, however much moves: when two of them have ended since the last move, it
// lies back by the longer part of both.
type pause struct {
	ended int // waits, since the last move
	waits bool
}

// await tells whether a wait has to begin.
func (p *pause) await() bool {
	begins := !p.waits && !p.over()
	p.waits = p.waits || begins
	return begins
}

func (p *pause) end() { p.ended, p.waits = p.ended+1, false }

func (p *pause) over() bool { return p.ended > 1 }

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
	r.moving, r.last, r.ended = now.Sub(r.last) < repeatsWithin, now, 0
	return r.on()
}

// on waits for the person to come to rest.
func (r *rest) on() tea.Cmd {
	if !r.moving || !r.await() {
		return nil
	}
	return tea.Tick(restWait, func(time.Time) tea.Msg { return rested{} })
}

// come takes the end of a wait.
func (r *rest) come() tea.Cmd {
	r.end()
	r.moving = r.moving && !r.over()
	return r.on()
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
	if line != l.line {
		l.line, l.ended = line, 0
	}
	if !l.await() {
		return nil
	}
	return c.After(lingerWait, Lingered{})
}

// Come takes the end of a wait.
func (l *Linger) Come() { l.end() }

// Stays says that the person has stayed with the line in hand.
func (l *Linger) Stays() bool { return l.over() }
