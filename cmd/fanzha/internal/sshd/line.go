package sshd

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// errFull refuses a verified caller whose account, or the server, has no room for one more connection.
var errFull = errors.New("too many connections")

// hangUp is how long a client may take to close a connection itself, after its last session, while the server stops.
// Closing first can lose the exit status on its way.
const hangUp = time.Second

// line is one connection from accepting it to closing it: the place where it is counted and where its clocks run.
// It starts as a stranger's; admit makes it an account's.
type line struct {
	net.Conn
	id     string
	place  string
	opened time.Time
	gate   *gate
	limits Limits
	log    *slog.Logger
	ctx    context.Context // ends when the line is closed
	cancel context.CancelFunc
	forget func(*line)

	mu       sync.Mutex
	account  string // empty until admitted
	admitted time.Time
	offered  []gossh.PublicKey // keys that opened nothing
	clock    *time.Timer       // closes the line: first the handshake's clock, later that of a line on which nothing runs
	channels int               // open channels
	running  int               // sessions whose handler has not ended
	served   int               // sessions so far
	retiring bool              // the server stops: no new sessions
	closed   bool
}

// keyExchanged stops the handshake's clock; the ssh library's own clock goes on until the login is done.
func (l *line) keyExchanged() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.clock.Stop()
}

// admit makes the line an account's. It is called for an attempt that has been verified, which is the last one.
func (l *line) admit(account string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return net.ErrClosed
	}
	if !l.gate.admit(l.place, account) {
		return errFull
	}
	l.account, l.admitted = account, time.Now()
	l.wind(l.limits.Quiet)
	return nil
}

// owner is the account that was admitted, or empty.
func (l *line) owner() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.account
}

// login is when the line was admitted, and the keys that were tried in vain.
func (l *line) login() (since time.Time, offered []gossh.PublicKey) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.admitted, l.offered
}

// offeredMost bounds the keys that are kept of a line.
const offeredMost = 8

// offer keeps a key that opened nothing: once logged in, the person may want to
// add it.
func (l *line) offer(key gossh.PublicKey) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.offered) < offeredMost {
		l.offered = append(l.offered, key)
	}
}

// openChannel counts one more channel and answers its number on this line, or 0 when there is no room.
func (l *line) openChannel() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.retiring || l.channels >= l.limits.SessionsPerConnection {
		return 0
	}
	l.channels++
	l.served++
	return l.served
}

func (l *line) closeChannel() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.channels--
}

// begin notes that a handler runs, so that the line is not quiet.
func (l *line) begin() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running++
	l.clock.Stop()
}

// finish notes that a handler has ended.
func (l *line) finish() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running--; l.running > 0 {
		return
	}
	if l.retiring {
		l.wind(min(hangUp, l.limits.Grace))
		return
	}
	l.wind(l.limits.Quiet)
}

// retire ends a line on which nothing runs, and lets the others end with their last session.
func (l *line) retire() {
	l.mu.Lock()
	l.retiring = true
	idle := l.running == 0
	l.mu.Unlock()
	if idle {
		_ = l.Close() // nobody is there to hear of an error
	}
}

// wind sets the clock that closes the line. l.mu is held.
func (l *line) wind(d time.Duration) {
	if l.clock != nil {
		l.clock.Stop()
	}
	if !l.closed {
		l.clock = time.AfterFunc(d, func() { _ = l.Close() })
	}
}

// Close closes the connection and gives back what it took. The ssh library closes more than once.
func (l *line) Close() error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return nil
	}
	l.closed = true
	l.clock.Stop()
	account, served := l.account, l.served
	l.mu.Unlock()

	if account == "" {
		l.gate.leave(l.place)
	} else {
		l.gate.dismiss(account)
	}
	l.cancel()
	err := l.Conn.Close()
	l.log.Info("disconnect", "account", account, "sessions", served, "after", time.Since(l.opened).Round(time.Millisecond))
	l.forget(l)
	return err
}
