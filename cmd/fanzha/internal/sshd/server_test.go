package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// people are the accounts of a test: who has which password and which keys.
type people struct {
	mu     sync.Mutex
	logins map[string]person
	asked  int // passwords checked
}

type person struct {
	id, password string
	keys         []gossh.PublicKey
}

var errWrong = errors.New("wrong login or password")

func (p *people) Password(_ context.Context, login, password, _ string) (id, proof string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	if who, ok := p.logins[login]; ok && who.password != "" && who.password == password {
		return who.id, "proof of " + who.id, nil
	}
	return "", "", errWrong
}

func (p *people) Key(_ context.Context, login string, key gossh.PublicKey) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range p.logins[login].keys {
		if bytes.Equal(k.Marshal(), key.Marshal()) {
			return p.logins[login].id, nil
		}
	}
	return "", errWrong
}

// journal collects the log of a test.
type journal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// house is a running server and what a test may look at.
type house struct {
	*Server
	addr    string
	people  *people
	journal *journal
	callers chan Caller // everyone who got as far as a command or the interface
	stop    func() error
}

// The two accounts of most tests. alice's key opens both alice and the office; bob has a password alone.
var (
	aliceKey = newSigner()
	otherKey = newSigner()
)

func newSigner() gossh.Signer {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		panic(err)
	}
	return signer
}

// hostFolder is shared, since an RSA key takes its time.
var hostFolder = sync.OnceValue(func() string {
	dir := testDir
	if _, err := hostKeys(dir); err != nil {
		panic(err)
	}
	return dir
})

// open starts a server. Without change, commands answer "ok" and the interface returns at once.
func open(t *testing.T, change func(*Config)) *house {
	t.Helper()
	h := &house{
		people: &people{logins: map[string]person{
			"alice":  {id: "1", password: "rice", keys: []gossh.PublicKey{aliceKey.PublicKey()}},
			"bob":    {id: "2", password: "wheat"},
			"office": {id: "3", keys: []gossh.PublicKey{aliceKey.PublicKey()}},
			"幸福村":    {id: "4", password: "谷雨"},
		}},
		journal: &journal{},
		callers: make(chan Caller, 100),
	}
	cfg := Config{
		Addr: "127.0.0.1:0", HostKeys: hostFolder(), Accounts: h.people,
		Log: slog.New(slog.NewTextHandler(h.journal, nil)),
		Command: func(_ context.Context, _ Caller, _ []string, _ io.Reader, out, _ io.Writer) int {
			_, _ = io.WriteString(out, "ok\n")
			return 0
		},
		Interface: func(context.Context, Caller, Terminal) error { return nil },
	}
	if change != nil {
		change(&cfg)
	}
	command, face := cfg.Command, cfg.Interface
	cfg.Command = func(ctx context.Context, c Caller, args []string, in io.Reader, out, errs io.Writer) int {
		h.callers <- c
		return command(ctx, c, args, in, out, errs)
	}
	cfg.Interface = func(ctx context.Context, c Caller, term Terminal) error {
		h.callers <- c
		return face(ctx, c, term)
	}
	var err error
	h.Server, err = New(cfg)
	must(t, err)
	h.addr, err = h.Listen()
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- h.Serve(ctx) }()
	h.stop = sync.OnceValue(func() error {
		cancel()
		return <-served
	})
	t.Cleanup(func() { must(t, h.stop()) })
	return h
}

// dial logs in with x/crypto's client.
func (h *house) dial(t *testing.T, login string, auth ...gossh.AuthMethod) *gossh.Client {
	t.Helper()
	client, err := h.tryDial(login, auth...)
	must(t, err)
	t.Cleanup(func() { _ = client.Close() })
	return client
}

func (h *house) tryDial(login string, auth ...gossh.AuthMethod) (*gossh.Client, error) {
	return gossh.Dial("tcp", h.addr, &gossh.ClientConfig{
		User: login, Auth: auth, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience,
	})
}

func newSession(t *testing.T, client *gossh.Client) *gossh.Session {
	t.Helper()
	session, err := client.NewSession()
	must(t, err)
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// caller is the next one who was let in.
func (h *house) caller(t *testing.T) Caller {
	t.Helper()
	return receive(t, h.callers, "a caller")
}

func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("waited %s for %s", patience, what)
		panic("unreachable")
	}
}

// eventually waits until holds does.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(patience)
	for !holds() {
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("waited %s for %s\n%s", patience, what, stacks())
		}
	}
}

// stacks are those of all goroutines.
func stacks() string {
	buf := make([]byte, 1<<20)
	return string(buf[:runtime.Stack(buf, true)])
}

// atRest waits until the server accepts and serves no session, and returns how many goroutines there are then.
func atRest(t *testing.T) (count int) {
	t.Helper()
	eventually(t, "the sessions to end", func() bool {
		all := stacks()
		count = strings.Count("\n"+all, "\ngoroutine ")
		return strings.Contains(all, "(*TCPListener).Accept") &&
			!strings.Contains(all, "sshd.(*session)") && !strings.Contains(all, "sshd.(*Server).session")
	})
	return count
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func exitCode(t *testing.T, err error) int {
	t.Helper()
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	t.Fatalf("no exit code: %v", err)
	return -1
}

// closed waits until the server has hung up on conn, reading what it says on the way.
func closed(t *testing.T, conn net.Conn) {
	t.Helper()
	must(t, conn.SetReadDeadline(time.Now().Add(patience)))
	_, err := io.Copy(io.Discard, conn)
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		t.Fatal("the server did not hang up")
	}
}
