package sshd

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// Server serves ssh. Make it with New, bind it with Listen, run it once with Serve.
type Server struct {
	cfg      Config
	print    string // of the first host key
	ssh      *ssh.Server
	gate     *gate
	throttle *throttle
	checking chan struct{} // room for the passwords being checked at once

	base context.Context // ends, with the Notice why, when the server stops
	end  context.CancelCauseFunc

	mu       sync.Mutex
	listener net.Listener
	lines    map[*line]struct{}
	stopping bool
	empty    chan struct{} // closed when the server stops and the last line is gone
}

type lineKey struct{}

// New makes a server and, on its first start, the host keys.
func New(cfg Config) (*Server, error) {
	if cfg.Accounts == nil || cfg.Command == nil || cfg.Interface == nil {
		return nil, errors.New("sshd: Accounts, Command and Interface are required")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	cfg.Limits = cfg.Limits.withDefaults()
	s := &Server{
		cfg:      cfg,
		gate:     newGate(cfg.Limits),
		throttle: newThrottle(cfg.Limits),
		checking: make(chan struct{}, cfg.Limits.PasswordChecks),
		lines:    map[*line]struct{}{},
		empty:    make(chan struct{}),
	}
	s.base, s.end = context.WithCancelCause(context.Background())
	signers, err := hostKeys(cfg.HostKeys)
	if err != nil {
		return nil, err
	}
	s.print = gossh.FingerprintSHA256(signers[0].PublicKey())
	s.ssh, err = wish.NewServer(
		wish.WithAddress(cfg.Addr),
		wish.WithVersion("fanzha"),
		wish.WithBanner(cfg.Banner),
		ssh.WrapConn(s.accept),
		func(inner *ssh.Server) error {
			for _, signer := range signers {
				inner.AddHostKey(signer)
			}
			inner.HandshakeTimeout = cfg.Limits.Login
			inner.ServerConfigCallback = s.handshake
			inner.ConnectionFailedCallback = s.failed
			// Maps of our own: the library otherwise copies its package-wide ones, which any package may change.
			inner.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.session, "default": s.refuse}
			inner.RequestHandlers = map[string]ssh.RequestHandler{} // no forwarding: every global request is refused
			inner.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
			return nil
		},
	)
	if err != nil {
		return nil, fmt.Errorf("sshd: %w", err)
	}
	return s, nil
}

// Fingerprint is that of the host key which a client shows at its first connection, where it knows Ed25519.
func (s *Server) Fingerprint() string { return s.print }

// Bind listens on an address, or says once why it cannot and what to do.
func Bind(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if op := new(net.OpError); errors.As(err, &op) {
		err = op.Err // the rest names the address once more
	}
	if err != nil {
		return nil, fmt.Errorf("不能在 %s 上监听, 端口可能已被占用 (%w). 换一个, 例如 --listen :2223", addr, err)
	}
	return listener, nil
}

// Listen binds the address and returns it, with the port that was picked for port 0.
func (s *Server) Listen() (string, error) {
	listener, err := Bind(s.cfg.Addr)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listener = listener
	return listener.Addr().String(), nil
}

// Serve accepts until ctx ends, then lets every session end within Limits.Grace and returns nil. It calls Listen if that
// has not been done. A server that has stopped cannot serve again.
func (s *Server) Serve(ctx context.Context) error {
	s.mu.Lock()
	listener := s.listener
	s.mu.Unlock()
	if listener == nil {
		if _, err := s.Listen(); err != nil {
			return err
		}
		listener = s.listener
	}
	failed := make(chan error, 1)
	go func() { failed <- s.ssh.Serve(listener) }()
	select {
	case <-ctx.Done():
		err := listener.Close()
		s.shutdown()
		<-failed // only the listener's closing
		return err
	case err := <-failed:
		s.shutdown()
		return fmt.Errorf("sshd: %w", err)
	}
}

// shutdown ends every session with a sentence, waits for them, and closes what is left.
func (s *Server) shutdown() {
	s.mu.Lock()
	s.stopping = true
	lines := s.openLines()
	if len(lines) == 0 {
		close(s.empty)
	}
	s.mu.Unlock()
	s.cfg.Log.Info("stopping", "connections", len(lines))
	s.end(Stopping)
	for _, l := range lines {
		l.retire()
	}
	timer := time.NewTimer(s.cfg.Limits.Grace)
	defer timer.Stop()
	select {
	case <-s.empty:
		return
	case <-timer.C:
	}
	s.mu.Lock()
	lines = s.openLines()
	s.mu.Unlock()
	s.cfg.Log.Warn("closing what did not end in time", "connections", len(lines))
	for _, l := range lines {
		_ = l.Close() // it is cut off, whatever it answers
	}
}

// openLines copies the set, since closing a line changes it. s.mu is held.
func (s *Server) openLines() []*line {
	lines := make([]*line, 0, len(s.lines))
	for l := range s.lines {
		lines = append(lines, l)
	}
	return lines
}

// accept takes in a connection or, with nil, turns it away before a byte is exchanged.
func (s *Server) accept(ctx ssh.Context, conn net.Conn) net.Conn {
	place := placeOf(conn.RemoteAddr())
	l := &line{
		Conn: conn, id: shortID(), place: place, opened: time.Now(),
		gate: s.gate, limits: s.cfg.Limits, forget: s.forget,
	}
	l.log = s.cfg.Log.With("from", conn.RemoteAddr().String(), "conn", l.id)
	l.ctx, l.cancel = context.WithCancel(s.base)

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping || !s.gate.knock(place) {
		l.cancel()
		l.log.Warn("turned away", "stopping", s.stopping)
		return nil
	}
	s.lines[l] = struct{}{}
	l.mu.Lock()
	l.wind(s.cfg.Limits.Handshake)
	l.mu.Unlock()
	l.log.Info("connect")
	ctx.SetValue(lineKey{}, l)
	return l
}

// forget drops a closed line.
func (s *Server) forget(l *line) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.lines, l)
	if s.stopping && len(s.lines) == 0 {
		close(s.empty)
	}
}

// failed logs a connection that did not get as far as a session.
func (s *Server) failed(conn net.Conn, err error) {
	s.cfg.Log.Info("no login", "from", conn.RemoteAddr().String(), "err", cleaned(err.Error(), 200))
}

// refuse turns down every channel that is not a session: forwarded ports, X11, agents, tunnels.
func (s *Server) refuse(_ *ssh.Server, _ *gossh.ServerConn, opened gossh.NewChannel, ctx ssh.Context) {
	l := ctx.Value(lineKey{}).(*line)
	l.log.Warn("channel refused", "type", cleaned(opened.ChannelType(), 32))
	_ = opened.Reject(gossh.Prohibited, "only sessions are served here") // a client that is gone needs no answer
}

// shortID is random, since it stands in the audit beside those of other runs.
func shortID() string {
	var id [4]byte
	_, _ = rand.Read(id[:]) // never fails, by its contract
	return hex.EncodeToString(id[:])
}
