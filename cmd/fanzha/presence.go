package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"fanzha/cmd/fanzha/internal/sshd"
	"fanzha/db"
	"fanzha/db/report"
)

// presence knows the sessions of the interface that this process serves, and
// the commands. It records when each session begins and ends, and ends what
// somebody else has asked to end, wherever that was: it follows the audit, once
// for all of them.
type presence struct {
	store *db.Store
	log   *slog.Logger

	mu    sync.Mutex
	seats map[string]*seat      // by the session's id
	tasks map[*sshd.Caller]bool // those of running commands
	asked map[string]asking     // by the account's id
	cuts  map[string]cut        // by the account's id

	looking sync.Mutex // held while the audit is looked at
	seen    int64      // its newest entry that was
}

// seat is where one session sits.
type seat struct {
	db.Seat
	line string // the connection, empty on this machine
	end  context.CancelCauseFunc
}

// asking is a command that sent the others of its account out: its connection
// stays.
type asking struct {
	line string
	at   time.Time
}

// askedFor is for how long a command is taken for the one that asked; it is over
// when the audit tells of what it asked.
const askedFor = 10 * time.Second

// cut is when an account was sent out: its connections that logged in before
// have to log in again, but for the lines of those who stayed.
type cut struct {
	at   time.Time
	kept map[string]bool
}

func newPresence(store *db.Store, log *slog.Logger) *presence {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &presence{store: store, log: log, seats: map[string]*seat{}, tasks: map[*sshd.Caller]bool{}, asked: map[string]asking{}, cuts: map[string]cut{}}
}

// attend begins to keep the presence of this process, until ctx ends.
func (a *App) attend(ctx context.Context) error {
	p := newPresence(a.store, a.Log)
	changes := a.store.Watch(ctx)
	_, seen, err := a.store.Oustings(ctx, -1)
	if err != nil {
		return err
	}
	p.seen = seen
	a.presence = p
	go p.follow(ctx, changes)
	return nil
}

// lookAgain is when a look at the audit that failed is repeated.
const lookAgain = time.Second

// follow looks at what the audit says after each change of the data.
func (p *presence) follow(ctx context.Context, changes <-chan struct{}) {
	var again <-chan time.Time // set after a look that failed
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
		case <-again:
		}
		again = nil
		if err := p.look(ctx); err != nil {
			if ctx.Err() == nil {
				p.log.Error("who has to leave is not known", "err", err)
			}
			again = time.After(lookAgain)
		}
	}
}

// look sends out who has to leave by what the audit says since the last look.
// It is done before anybody logs in, too: what was asked before is not meant for
// them, though its news may come later.
func (p *presence) look(ctx context.Context) error {
	p.looking.Lock()
	defer p.looking.Unlock()
	outs, newest, err := p.store.Oustings(ctx, p.seen)
	if err != nil {
		return err
	}
	p.seen = newest
	for _, o := range outs {
		p.oust(o)
	}
	return nil
}

// oust ends the sessions that are meant, and the commands of connections that
// hold none which stays. These connections may not simply open another session:
// who was sent out has to log in again.
func (p *presence) oust(o db.Ousting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept := map[string]bool{}
	for id, at := range p.seats {
		switch {
		case at.Account != o.Account:
		case o.All || id == o.Session:
			p.log.Info("session ousted", "account", at.Account, "session", id, "line", at.line)
			at.end(o.Why)
			delete(p.seats, id)
		default:
			kept[at.line] = true
		}
	}
	if by := p.asked[o.Account]; !o.All && time.Since(by.at) < askedFor {
		kept[by.line] = true
	}
	for c := range p.tasks {
		if c.Account == o.Account && !kept[lineOf(*c)] {
			p.log.Info("command ousted", "account", o.Account, "session", c.Session)
			c.End(sshd.Notice(o.Why.Error()))
		}
	}
	p.cuts[o.Account] = cut{time.Now(), kept}
}

// admits refuses a caller whose connection was sent out.
func (p *presence) admits(c sshd.Caller) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if out, ok := p.cuts[c.Account]; ok && c.Since.Before(out.at) && !out.kept[lineOf(c)] {
		return report.Errorf(report.CodeForbidden, "这个连接已经退出. 请断开后重新登录.")
	}
	return nil
}

// runs notes that a command runs for a caller until done is called.
func (p *presence) runs(c sshd.Caller, args []string) (done func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tasks[&c] = true
	if len(args) == 1 && args[0] == "logout" {
		p.asked[c.Account] = asking{lineOf(c), time.Now()}
	}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.tasks, &c)
	}
}

// turnedAway tells a person at a terminal why there is no interface for them; a
// failure of the program's own goes on to the log.
func turnedAway(ctx context.Context, w io.Writer, err error) error {
	var refusal *report.Error
	var text string
	switch ended := context.Cause(ctx); {
	case ended != nil:
		text = ended.Error()
	case errors.As(err, &refusal):
		text = refusal.Text
	default:
		return err
	}
	_, err = io.WriteString(w, text+"\r\n")
	return err
}

// lineOf is the connection of a session: sessions are numbered on it.
func lineOf(c sshd.Caller) string {
	line, _, _ := strings.Cut(c.Session, ".")
	return line
}

// markWait bounds the writing of a session's end while the program stops.
const markWait = 5 * time.Second

// enter seats a session at its desk: until leave is called it is listed as
// present, and ctx ends with a sentence when the session has to end. The line
// names the connection. Writing it down does not delay the first screen.
func (p *presence) enter(ctx context.Context, d *db.Desk, line, client string) (inside context.Context, desk *db.Desk, leave func()) {
	named := p.store.Seat(d)
	inside, end := context.WithCancelCause(ctx)
	p.mu.Lock()
	p.seats[named.Session] = &seat{named, line, end}
	p.mu.Unlock()
	begun := make(chan struct{})
	go func() {
		defer close(begun)
		p.written(p.store.Began(context.WithoutCancel(ctx), named, client))
	}()
	return inside, named.Desk, func() {
		end(nil)
		p.mu.Lock()
		delete(p.seats, named.Session)
		p.mu.Unlock()
		<-begun
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), markWait)
		defer cancel()
		p.written(p.store.Ended(late, named.Session))
	}
}

// written keeps a failure to list a session from being in anybody's way.
func (p *presence) written(err error) {
	if err != nil {
		p.log.Error("a session is not listed", "err", err)
	}
}
