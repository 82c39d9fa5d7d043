package sshd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// errGone is the cause of a session's context when the client closed it or the line dropped.
var errGone = errors.New("the client is gone")

// session is one channel on a line. Its request loop runs in the channel's goroutine; the handler has one of its own.
type session struct {
	server  *Server
	line    *line
	channel gossh.Channel
	caller  Caller
	log     *slog.Logger
	ctx     context.Context
	cancel  context.CancelCauseFunc
	tty     tty
	ended   chan struct{} // nil until the handler starts, closed when it has ended
}

// session serves a channel. Who is behind it is read from the connection, where the ssh library keeps the Permissions of
// the attempt that succeeded.
func (s *Server) session(_ *ssh.Server, conn *gossh.ServerConn, opened gossh.NewChannel, ctx ssh.Context) {
	l := ctx.Value(lineKey{}).(*line)
	id, ok := identityOf(conn.Permissions)
	if !ok {
		_ = opened.Reject(gossh.Prohibited, "not logged in") // cannot happen; and a client that is gone needs no answer
		return
	}
	number := l.openChannel()
	if number == 0 {
		l.log.Warn("channel refused", "account", id.account, "err", "no room")
		_ = opened.Reject(gossh.ResourceShortage, "too many sessions on one connection")
		return
	}
	defer l.closeChannel()
	channel, requests, err := opened.Accept()
	if err != nil {
		return // the line dropped
	}
	name := fmt.Sprintf("%s.%d", l.id, number)
	since, offered := l.login()
	sess := &session{
		server: s, line: l, channel: channel,
		caller: Caller{
			Account: id.account, Login: id.login, Key: id.key, Proof: id.proof, Session: name,
			From: conn.RemoteAddr().String(), To: conn.LocalAddr().String(), Client: cleaned(string(conn.ClientVersion()), 64),
			Since: since, Offered: offered,
		},
		log: s.cfg.Log.With("from", conn.RemoteAddr().String(), "session", name, "account", id.account, "key", id.key),
	}
	sess.ctx, sess.cancel = context.WithCancelCause(s.base)
	sess.caller.End = func(why Notice) { sess.cancel(why) }
	sess.serve(requests)
}

// serve answers requests until the channel is closed, which is how a session learns that its client is gone.
func (s *session) serve(requests <-chan *gossh.Request) {
	for req := range requests {
		ok, work := s.answer(req)
		_ = req.Reply(ok, nil) // an error ends requests
		if work != nil {
			s.start(work)
		}
	}
	s.cancel(errGone)
	if s.ended != nil {
		<-s.ended
	}
}

// answer decides on one request: whether it is granted, and what starts with it.
func (s *session) answer(req *gossh.Request) (granted bool, start func() int) {
	started := s.ended != nil
	switch req.Type {
	case "pty-req":
		return !started && s.tty.open(req.Payload), nil
	case "window-change":
		return s.tty.resize(req.Payload, started), nil
	case "env":
		return !started && s.tty.suggest(req.Payload), nil
	case "signal":
		s.signal(req.Payload)
		return false, nil // RFC 4254 section 6.9: it wants no reply
	case "shell", "exec", "subsystem":
		var text struct{ Value string }
		if started || req.Type != "shell" && gossh.Unmarshal(req.Payload, &text) != nil {
			return false, nil
		}
		switch {
		case req.Type == "subsystem":
			return true, func() int { return s.subsystem(text.Value) }
		case text.Value == "":
			return true, s.runInterface
		}
		return true, func() int { return s.runCommand(text.Value) }
	}
	return false, nil // agent and X11 forwarding, breaks and whatever comes
}

// signal ends the session on the signals by which a program asks for that.
func (s *session) signal(payload []byte) {
	var text struct{ Name string }
	if gossh.Unmarshal(payload, &text) != nil {
		return
	}
	switch text.Name {
	case "INT", "TERM", "HUP", "QUIT", "KILL":
		s.cancel(canceled)
	}
}
