// Package tui is the interface: a root that routes messages, and pages that
// know nothing of each other. Pages work on the desk's use cases through small
// interfaces of their own; nothing here touches a database or a network.
package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Kind names a page.
type Kind string

// The pages.
const (
	Home     Kind = "home"     // what is due, for who fills in
	Overview Kind = "overview" // who, how far, what fails, for who sees all
	Matrix   Kind = "matrix"   // who reported when in a year
	Entry    Kind = "entry"    // the form
	Check    Kind = "check"    // findings, and sending
	Table    Kind = "table"    // the consolidated table
	Review   Kind = "review"   // one report, for who judges
	Password Kind = "password" // choosing one's own
	Account  Kind = "account"  // the own account: keys, and where it is in use
	Accounts Kind = "accounts" // all accounts, for who administers them
	History  Kind = "history"  // what happened to one report
	Ledger   Kind = "ledger"   // what a unit notes through the month; the key is a ledger's id
	Figure   Kind = "figure"   // the ledger rows that make a line of a form; the key is the line's
	Register Kind = "register" // the registers of a unit, or of all; Key is a SiteKey
	Targets  Kind = "targets"  // how the targets stand, and what fails
)

// Place is where to go: a page and what it is about.
type Place struct {
	Kind   Kind
	Unit   string        // code; empty is the own unit
	Period report.Period // zero is the current one; a page always gets a named one
	Key    string        // the line to land on
}

// Page is one screen between the top line and the bottom line. Methods are
// called from one goroutine; none of them does I/O: commands do.
type Page interface {
	// Init starts loading.
	Init() tea.Cmd
	// Update takes key presses, pastes, what its commands answered, Changed
	// and screen.CloseMsg.
	Update(msg tea.Msg) tea.Cmd
	// Body draws the page into rows of at most size.Width cells, at most
	// size.Height of them. The cursor is relative to the rows, nil hides it.
	Body(size screen.Size) ([]string, *screen.Cursor)
	// Head is what the top line says of the page.
	Head() Head
	// Keys are the keys that work now, the most useful first.
	Keys() []keys.Binding
	// Status is the word at the right end of the bottom line.
	Status() string
	// Help explains the page in a few plain sentences.
	Help() []string
}

// Faulty is a page that may show what was read before while it can no longer be
// read. The root says why, and has the page try again.
type Faulty interface {
	// Fault is why the last reading failed; nil where it did not, and where the
	// page itself says so.
	Fault() error
}

// Holding is a page that may hold what was typed and is not saved. It keeps that
// when the session ends, and offers it again in the next.
type Holding interface {
	Unsaved() bool
}

// Head is what the top line says.
type Head struct {
	Period report.Period // zero: none
	Who    string        // the unit in hand; empty is the person's own
	Due    time.Time     // zero: no deadline to count down to
}

// Context is what a page gets of the session it lives in.
type Context struct {
	Styles theme.Styles
	Me     account.Me
	Now    func() time.Time
	Call   string // how this person calls the program's commands

	// Offered are the keys that the person's own computer has offered at login.
	Offered []account.Key

	ctx  context.Context
	id   int
	root *App
}

// Maker makes a page for a place.
type Maker func(c Context, at Place) Page

// Do runs work outside of the event loop and brings its answer back to the
// page that asked, and to no other. An answer that comes when the page is gone
// is dropped. The work's context ends with the session, except that Keep's
// does not.
func (c Context) Do(work func(ctx context.Context) tea.Msg) tea.Cmd {
	return func() tea.Msg { return answer{c.id, work(c.ctx)} }
}

// keepWait bounds what is saved when a session closes. What fails then has a
// moment left to be said.
const keepWait = screen.SaveWait - time.Second

// Keep is Do for what must be written although the session is closing.
func (c Context) Keep(work func(ctx context.Context) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := keeping(c.ctx)
		defer cancel()
		return answer{c.id, work(ctx)}
	}
}

// keeping is a context that outlives the session's by what Keep may take.
func keeping(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), keepWait)
}

// After brings a message to the page when so much time is over, or the session.
func (c Context) After(wait time.Duration, msg tea.Msg) tea.Cmd {
	return c.Do(func(ctx context.Context) tea.Msg {
		pass(ctx, wait)
		return msg
	})
}

// pass waits until so much time is over, or ctx is: then it says so.
func pass(ctx context.Context, wait time.Duration) (over bool) {
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case <-late.C:
		return false
	case <-ctx.Done():
		return true
	}
}

// Reply is a command that brings a message to the page itself.
func (c Context) Reply(msg tea.Msg) tea.Cmd {
	return func() tea.Msg { return answer{c.id, msg} }
}
