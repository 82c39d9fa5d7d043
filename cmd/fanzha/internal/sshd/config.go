// Package sshd is the ssh server in front of the program: it finds out who is calling, keeps every caller within limits,
// and hands a verified Caller either to the interface or to a command. It knows nothing of the database or the pages;
// the three seams of Config are all it is told.
//
// It serves the "session" channel itself instead of using the library's session type. That type answers for the whole
// connection where one session is meant (its context outlives a closed channel), blocks its request loop on a terminal
// that changes size before the shell starts, keeps every environment variable, grants agent forwarding, turns \n into
// \r\n under a screen's own bytes, and lets subsystems past every middleware.
package sshd

import (
	"context"
	"io"
	"log/slog"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"fanzha/tui/screen"
)

// Accounts is how the server learns who someone is. Both methods may be called from many connections at once, before
// anyone is known; the text of an error goes to the log and never to the client, so it must not hold the password.
type Accounts interface {
	// Password returns the id of the account that login (its code or its unit's Chinese name) and password open, and
	// what the Caller's Proof shall be. An unknown login must cost and err like a wrong password. from is the remote
	// address.
	Password(ctx context.Context, login, password, from string) (id, proof string, err error)
	// Key returns the id of the account under login that key opens. One key may open several accounts. The client has
	// not yet proved that it holds the key: nothing may be recorded here.
	Key(ctx context.Context, login string, key gossh.PublicKey) (id string, err error)
}

// Caller is someone whose identity the server has verified, in one session.
type Caller struct {
	Account string // the id that Accounts answered
	Login   string // as typed at the attempt that succeeded
	From    string // remote address, ip:port
	To      string // the address that was called, ip:port
	Session string // short id of this session, the same in every log line
	Key     string // SHA256 fingerprint of the key, empty after a password
	Proof   string // what Accounts answered of the password that opened this connection; a secret, in no log
	Client  string // the client's version line, cleaned and cut

	Offered []gossh.PublicKey // keys that the client tried and that open nothing, not proved to be its own

	Since time.Time    // when the connection logged in, by the machine's clock
	End   func(Notice) // ends this session with a sentence
}

// Terminal is what an interface talks to. Nothing echoes and nothing is translated: it is raw in both directions.
type Terminal struct {
	In   io.Reader // ends with io.EOF when the line drops or the session's context ends
	Out  io.Writer
	Size screen.Size // at the start
	// Resizes holds at most one size, the newest. It is never closed: select on the context beside it.
	Resizes <-chan screen.Size
	Term    string // TERM of the pty request, printable ASCII, at most 64 bytes; a hint
	NoColor bool   // the client sent a NO_COLOR that is not empty
	Ground  string // the client's COLORFGBG, empty when it sent none; a hint
	Lang    string // the client's LC_ALL, LC_CTYPE or LANG, empty when it sent none; a hint
}

// Command runs one command and returns its exit code. The server says why it ended a command, so that the command need
// not. When stdin is cut off before its end, because the line dropped or
// the context ended, Read answers an error that is not io.EOF: half an upload never looks whole.
type Command func(ctx context.Context, c Caller, args []string, stdin io.Reader, stdout, stderr io.Writer) int

// Interface runs the interface until the person leaves or ctx ends. Before it returns it restores the screen and writes
// there the sentence that ended the session, if one did (see Notice): the server does not say it again.
type Interface func(ctx context.Context, c Caller, t Terminal) error

// Config is everything the server is told.
type Config struct {
	Addr      string // where to listen, such as ":2222"; port 0 picks one
	HostKeys  string // a folder for the host keys alone; made with mode 0700
	Accounts  Accounts
	Command   Command
	Interface Interface
	Log       *slog.Logger     // discards when nil
	Limits    Limits           // zero fields take their defaults
	Banner    string           // shown before login, also to scripts; none when empty
	Now       func() time.Time // time.Now when nil
}

// Notice is the cause of a context that the server ended, in words for the person at the other end. A session's context
// that ends with another cause ended because the person is gone.
type Notice string

func (n Notice) Error() string { return string(n) }

// Stopping is the Notice of a server that is being stopped.
const Stopping Notice = "服务器正在停止, 已保存. 请稍后再连."
