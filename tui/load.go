package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Load is how a page reads what it shows, and how far that has come: the answer
// to anything but the newest request is dropped, and data that change while they
// are read are read once more. A page that embeds one is Awaiting and Faulty by
// it, and brings it the Loaded that its commands answer.
type Load[T any] struct {
	Err error // why the last reading failed

	c       Context
	reading func() Reading[T]
	show    func(*T)

	newest  int // request; answers to older ones are dropped
	loading bool
	again   bool // the data changed while they were read
	came    bool // something was read, whatever came of the next reading
	changed bool // by the page itself, and not read again yet
}

// Reading reads what was asked for, outside of the event loop: it holds what it
// needs, and nothing of the page that changes.
type Reading[T any] func(ctx context.Context) (*T, error)

// Loaded is the answer to a request of a Load.
type Loaded[T any] struct {
	id   int
	data *T
	err  error
}

// NewLoad makes the load of a page. Reading is called when something is asked
// for, to take along what the page wants then. Show puts in sight what was read;
// nil says that it could not be, so that the page wants again what it shows.
func NewLoad[T any](c Context, reading func() Reading[T], show func(*T)) Load[T] {
	return Load[T]{c: c, reading: reading, show: show}
}

// Init asks for what the page opens with.
func (l *Load[T]) Init() tea.Cmd { return l.Request() }

// Request asks for what the page now wants, whatever is on its way.
func (l *Load[T]) Request() tea.Cmd {
	l.newest++
	l.loading, l.again = true, false
	id, read := l.newest, l.reading()
	return l.c.Do(func(ctx context.Context) tea.Msg {
		data, err := read(ctx)
		return Loaded[T]{id, data, err}
	})
}

// Reload asks again for what is shown. While a request is under way one more is
// enough, however much has changed.
func (l *Load[T]) Reload() tea.Cmd {
	if l.loading {
		l.again = true
		return nil
	}
	return l.Request()
}

// Renew is Request after the page itself has changed the data: what is typed
// waits until that has been read, for it is meant for what comes of it.
func (l *Load[T]) Renew() tea.Cmd {
	l.changed = true
	return l.Request()
}

// Take shows the answer to the newest request. A failure leaves what is shown.
func (l *Load[T]) Take(msg Loaded[T]) tea.Cmd {
	if msg.id != l.newest {
		return nil
	}
	l.loading, l.changed = false, false
	if l.Err = msg.err; msg.err != nil {
		l.show(nil)
	} else {
		l.came = true
		l.show(msg.data)
	}
	if l.again {
		return l.Request()
	}
	return nil
}

// Put shows what came with another answer, such as a decision's. What was on its
// way may be older than that, and is read once more.
func (l *Load[T]) Put(data *T) tea.Cmd {
	again := l.loading
	l.newest++
	l.loading, l.again, l.changed = false, false, false
	l.Err, l.came = nil, true
	l.show(data)
	if again {
		return l.Request()
	}
	return nil
}

// Loading says that an answer is on its way.
func (l *Load[T]) Loading() bool { return l.loading }

// Awaits says that what is typed waits: for what the page opens with, and for
// what the page has changed.
func (l *Load[T]) Awaits(string) bool { return l.changed || !l.came && l.Err == nil }

// Fault is why what is shown could not be read again; where nothing is shown the
// page itself says why.
func (l *Load[T]) Fault() error {
	if !l.came {
		return nil
	}
	return l.Err
}

// Trouble is the status of a page that could not be read, or that is waited
// for; empty where it has another.
func (l *Load[T]) Trouble(waiting bool) string {
	switch {
	case l.Err != nil:
		return "读取失败"
	case waiting:
		return "读取中"
	}
	return ""
}

// Blank stands where there is nothing to show yet: what is being read, or why it
// cannot be, with what is left to do.
func (l *Load[T]) Blank(reading, left string, width int) []string {
	if l.Err == nil {
		return []string{"", screen.Cut(" "+reading, width)}
	}
	return widget.Failed(l.Err, left, width, l.c.Styles)
}
