package db

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// pollEvery is how often another process's writes are looked for; the promise
// to people is one second.
const pollEvery = 400 * time.Millisecond

// feed tells the sessions of this process that the audit has grown: at once
// for a write of this process, within pollEvery for one of another. It asks
// the file only while somebody listens.
type feed struct {
	woken chan struct{}
	stop  context.CancelFunc
	done  chan struct{}

	mu        sync.Mutex
	every     time.Duration // pollEvery
	listeners map[chan struct{}]struct{}
}

// newFeed tells of all that comes after it has been made.
func newFeed(s *Store) (*feed, error) {
	ctx, stop := context.WithCancel(context.Background())
	conn, err := s.read.Conn(ctx)
	if err != nil {
		stop()
		return nil, err
	}
	f := &feed{
		stop: stop, done: make(chan struct{}),
		woken:     make(chan struct{}, 1),
		every:     pollEvery,
		listeners: map[chan struct{}]struct{}{},
	}
	go f.run(ctx, conn, newest(ctx, conn, 0))
	return f, nil
}

// Watch returns a channel that receives after every change of the data, newest
// only, until ctx ends.
func (s *Store) Watch(ctx context.Context) <-chan struct{} {
	c := make(chan struct{}, 1)
	f := s.feed
	f.mu.Lock()
	f.listeners[c] = struct{}{}
	first := len(f.listeners) == 1
	f.mu.Unlock()
	if first {
		f.wake() // begin to look at the file
	}
	context.AfterFunc(ctx, func() {
		f.mu.Lock()
		delete(f.listeners, c)
		f.mu.Unlock()
	})
	return c
}

// wake says that this process has written.
func (f *feed) wake() {
	select {
	case f.woken <- struct{}{}:
	default:
	}
}

func (f *feed) close() {
	f.stop()
	<-f.done
}

// run looks again and again for an entry of the audit that is newer than the one
// that was told of last.
func (f *feed) run(ctx context.Context, conn *sql.Conn, told int64) {
	defer close(f.done)
	defer func() { _ = conn.Close() }()
	var seen int64
	var poll <-chan time.Time // nil while nobody listens
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.woken:
		case <-poll:
			v := version(ctx, conn, seen)
			if v == seen {
				poll = f.next()
				continue
			}
			seen = v
		}
		// Only what the audit knows is a change; a remembered place is none.
		if n := newest(ctx, conn, told); n != told {
			told = n
			f.tell()
		}
		poll = f.next()
	}
}

// version is SQLite's counter of writes by others than this connection.
func version(ctx context.Context, conn *sql.Conn, old int64) int64 {
	var v int64
	if err := conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v); err != nil {
		return old
	}
	return v
}

// newest is the sequence of the audit's last entry.
func newest(ctx context.Context, conn *sql.Conn, old int64) int64 {
	var n sql.NullInt64
	if err := conn.QueryRowContext(ctx, "SELECT max(seq) FROM change").Scan(&n); err != nil {
		return old
	}
	return n.Int64
}

// tell wakes every listener that is not already due to look.
func (f *feed) tell() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.listeners {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

func (f *feed) next() <-chan time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.listeners) == 0 {
		return nil
	}
	return time.After(f.every)
}
