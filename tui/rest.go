package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// restAfter is when somebody who was moving has come to rest. A key that is held
// down repeats sooner, everywhere.
const restAfter = 150 * time.Millisecond

// rest is whether the person is on the way to some line, holding an arrow down.
// Nobody reads what the lines are about that are only passed, and on a slow line
// their texts would come in long after the key was let go.
type rest struct {
	last   time.Time // the last arrow
	moving bool
	newest int // the newest wait for rest; older ones are dropped
}

// rested says that a wait is over.
type rested struct{ newest int }

// arrow notes a key for the page. One move alone is shown with all that belongs
// to it.
func (r *rest) arrow(key string, now time.Time) tea.Cmd {
	if key != keys.Up && key != keys.Down {
		*r = rest{newest: r.newest}
		return nil
	}
	r.moving, r.last = now.Sub(r.last) < restAfter, now
	r.newest++
	if !r.moving {
		return nil
	}
	wait := rested{r.newest}
	return tea.Tick(restAfter, func(time.Time) tea.Msg { return wait })
}

// come takes the end of a wait.
func (r *rest) come(msg rested) {
	if msg.newest == r.newest {
		r.moving = false
	}
}

// Moving says that the person is on the way to another line. A page then leaves
// the place blank where it says what the line in hand is about, and says it as
// soon as they rest: never what belongs to another line.
func (c Context) Moving() bool { return c.root.rest.moving }

// lingerAfter is when somebody has come to stay with a line: they have read what
// it is about, and may want to know more.
const lingerAfter = 600 * time.Millisecond

// Linger is whether the person stays with the line that a page has in hand. What
// stands there for those who stay makes no move dearer, and is gone at once when
// they move on; a field that they open on the line is no move.
type Linger struct {
	line   string
	stays  bool
	newest int // the newest wait; older ones are dropped
}

// Lingered says that a wait is over; the page hands it to its Linger.
type Lingered struct{ newest int }

// On tells which line is in hand.
func (l *Linger) On(c Context, line string) tea.Cmd {
	if line == l.line {
		return nil
	}
	*l = Linger{line: line, newest: l.newest + 1}
	return c.After(lingerAfter, Lingered{l.newest})
}

// Come takes the end of a wait.
func (l *Linger) Come(msg Lingered) { l.stays = l.stays || msg.newest == l.newest }

// Stays says that the person has stayed with the line in hand.
func (l *Linger) Stays() bool { return l.stays }
