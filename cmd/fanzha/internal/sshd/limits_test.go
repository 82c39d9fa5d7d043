package sshd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

const blink = 50 * time.Millisecond

func TestStrangersAreCutOff(t *testing.T) {
	h := open(t, func(c *Config) { c.Limits.Handshake = blink })
	for name, says := range map[string]string{
		"nothing": "", "half a version": "SSH-2.0-x", "no kex": "SSH-2.0-x\r\n",
		"garbage": "GET / HTTP/1.1\r\n\r\n", "binary": strings.Repeat("\x00\xff", 4000), "an old protocol": "SSH-1.5-x\r\n\x00\x00",
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", h.addr)
			must(t, err)
			defer func() { _ = conn.Close() }()
			_, _ = io.WriteString(conn, says) // the server may have hung up on it already
			closed(t, conn)
		})
	}
	eventually(t, "the places to be given back", func() bool {
		h.gate.mu.Lock()
		defer h.gate.mu.Unlock()
		return h.gate.waitingAll == 0 && len(h.gate.waiting) == 0
	})
}

func TestALoginHasItsOwnClock(t *testing.T) {
	h := open(t, func(c *Config) { c.Limits.Login = time.Second })
	closed(t, dialRaw(t, h.addr, "SSH-2.0-x").conn)
	if h.people.asked != 0 {
		t.Error("a password was checked")
	}
}

func TestWaitingConnectionsAreBounded(t *testing.T) {
	h := open(t, func(c *Config) { c.Limits.WaitingPerAddress = 3 })
	var waiting []*rawClient
	for range 3 {
		waiting = append(waiting, dialRaw(t, h.addr, "SSH-2.0-x"))
	}
	conn, err := net.Dial("tcp", h.addr)
	must(t, err)
	defer func() { _ = conn.Close() }()
	closed(t, conn)
	// Whoever is known waits no more, and makes room.
	if got := waiting[0].password("bob", "wheat"); got != authSuccess {
		t.Fatalf("got %d", got)
	}
	h.dial(t, "bob", gossh.Password("wheat"))
}

func TestConnectionsOfOneAccountAreBounded(t *testing.T) {
	h := open(t, func(c *Config) { c.Limits.ConnectionsPerAccount = 2 })
	first := h.dial(t, "bob", gossh.Password("wheat"))
	h.dial(t, "bob", gossh.Password("wheat"))
	if _, err := h.tryDial("bob", gossh.Password("wheat")); err == nil {
		t.Fatal("a third connection was let in")
	}
	h.dial(t, "alice", gossh.PublicKeys(aliceKey))
	must(t, first.Close())
	eventually(t, "room", func() bool {
		client, err := h.tryDial("bob", gossh.Password("wheat"))
		if err == nil {
			_ = client.Close()
		}
		return err == nil
	})
}

func TestSessionsAreBounded(t *testing.T) {
	leave := make(chan struct{})
	h := open(t, func(c *Config) {
		c.Limits.SessionsPerAccount = 3
		c.Limits.SessionsPerConnection = 2
		c.Command = func(context.Context, Caller, []string, io.Reader, io.Writer, io.Writer) int {
			<-leave
			return 0
		}
	})
	var clients []*gossh.Client
	for range 2 {
		clients = append(clients, h.dial(t, "bob", gossh.Password("wheat")))
	}
	var running []*gossh.Session
	for _, i := range []int{0, 0, 1} {
		session := newSession(t, clients[i])
		must(t, session.Start("status"))
		h.caller(t)
		running = append(running, session)
	}
	var refused *gossh.OpenChannelError
	if _, err := clients[0].NewSession(); !errors.As(err, &refused) || refused.Reason != gossh.ResourceShortage {
		t.Errorf("a third session on a connection: %v", err)
	}
	session := newSession(t, clients[1])
	var errs bytes.Buffer
	session.Stderr = &errs
	if code := exitCode(t, session.Run("status")); code != 2 || !strings.Contains(errs.String(), "窗口太多") {
		t.Errorf("a fourth session of an account: %d %q", code, errs.String())
	}
	close(leave)
	for _, session := range running {
		must(t, session.Wait())
	}
	eventually(t, "room", func() bool { // a channel counts until its client has closed it too
		session, err := clients[0].NewSession()
		return err == nil && session.Run("status") == nil
	})
}

// Five hundred channels on one connection, none of which is ever used or closed.
func TestAFloodOfChannelsIsRefused(t *testing.T) {
	h := open(t, nil)
	c := dialRaw(t, h.addr, "SSH-2.0-x")
	if got := c.password("bob", "wheat"); got != authSuccess {
		t.Fatalf("got %d", got)
	}
	const opened, refused = 91, 92
	answers := map[byte]int{}
	for i := range 500 {
		c.openSession(uint32(i))
		packet, err := c.next()
		must(t, err)
		answers[packet[0]]++
	}
	if answers[opened] != 10 || answers[refused] != 490 {
		t.Errorf("got %v", answers)
	}
}

func TestAnUnusedConnectionIsClosed(t *testing.T) {
	h := open(t, func(c *Config) { c.Limits.Quiet = 10 * blink })
	_ = h.dial(t, "bob", gossh.Password("wheat")).Wait() // it returns, whatever the end looks like to the client
	client := h.dial(t, "bob", gossh.Password("wheat"))
	session := newSession(t, client)
	must(t, session.Run("status"))
	_ = client.Wait()
}

// The interface paints all the time; only keys count.
func TestIdleMeansNoKeys(t *testing.T) {
	causes := make(chan error, 1)
	h := open(t, func(c *Config) {
		c.Limits.Idle = 4 * blink
		c.Interface = func(ctx context.Context, _ Caller, term Terminal) error {
			go func() { _, _ = io.Copy(io.Discard, term.In) }()
			for ctx.Err() == nil {
				if _, err := io.WriteString(term.Out, "x"); err != nil {
					return err
				}
			}
			causes <- context.Cause(ctx)
			return nil
		}
	})
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	var errs bytes.Buffer
	session.Stderr = &errs
	_, err := session.StdinPipe()
	must(t, err)
	must(t, session.RequestPty("xterm", 24, 80, nil))
	must(t, session.Shell())
	if code := exitCode(t, session.Wait()); code != 2 || errs.Len() > 0 {
		t.Errorf("got %d %q", code, errs.String())
	}
	if cause := receive(t, causes, "the interface"); cause.Error() != "1 秒没有操作, 已保存并退出. 请重新连接." {
		t.Errorf("it ended with %v", cause)
	}
}

func TestACommandHasItsTime(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Limits.Command = blink
		c.Command = func(ctx context.Context, _ Caller, _ []string, _ io.Reader, _, _ io.Writer) int {
			<-ctx.Done()
			return 2
		}
	})
	if code, _, stderr := h.run(t, "status", ""); code != 2 || stderr != "命令超过了 1 秒, 已经停止.\n" {
		t.Errorf("got %d %q", code, stderr)
	}
}

// The cable is pulled: nothing arrives any more and nothing says so. It also ends a write that waits for the client.
func TestADroppedLineIsNoticed(t *testing.T) {
	causes := make(chan error, 1)
	h := open(t, func(c *Config) {
		c.Limits.KeepAlive, c.Limits.Answer = blink, blink
		c.Interface = func(ctx context.Context, _ Caller, term Terminal) error {
			for ctx.Err() == nil {
				_, _ = term.Out.Write(make([]byte, 1<<15))
			}
			causes <- context.Cause(ctx)
			return nil
		}
	})
	wire := newCable(t, h.addr)
	client, err := gossh.Dial("tcp", wire.addr, &gossh.ClientConfig{
		User: "bob", Auth: []gossh.AuthMethod{gossh.Password("wheat")}, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	})
	must(t, err)
	defer func() { _ = client.Close() }()
	session := newSession(t, client)
	must(t, session.RequestPty("xterm", 24, 80, nil))
	must(t, session.Shell())
	h.caller(t)
	wire.pull()
	if cause := receive(t, causes, "the interface"); !errors.Is(cause, errGone) {
		t.Errorf("got %v", cause)
	}
}

// cable carries one connection to the server until it is pulled; then it takes nothing in and gives nothing out.
type cable struct {
	addr   string
	pulled chan struct{}
}

func newCable(t *testing.T, to string) *cable {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	c := &cable{addr: listener.Addr().String(), pulled: make(chan struct{})}
	t.Cleanup(func() { _ = listener.Close() })
	carry := func(from, to net.Conn) {
		buf := make([]byte, 4096)
		for {
			n, err := from.Read(buf)
			select {
			case <-c.pulled:
				<-t.Context().Done()
				return
			default:
			}
			if err != nil {
				_ = to.Close()
				return
			}
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
	}
	go func() {
		near, err := listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", to)
		if err != nil {
			_ = near.Close()
			return
		}
		go carry(near, far)
		carry(far, near)
	}()
	return c
}

func (c *cable) pull() { close(c.pulled) }
