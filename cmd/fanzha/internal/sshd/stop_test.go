package sshd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

func TestStoppingEndsSessionsWithASentence(t *testing.T) {
	causes := make(chan error, 2)
	h := open(t, func(c *Config) {
		c.Command = func(ctx context.Context, _ Caller, _ []string, _ io.Reader, _, _ io.Writer) int {
			<-ctx.Done()
			causes <- context.Cause(ctx)
			return 2
		}
		c.Interface = func(ctx context.Context, _ Caller, term Terminal) error {
			_, _ = io.Copy(io.Discard, term.In) // it ends with the context, although the client stays
			causes <- context.Cause(ctx)
			_, _ = fmt.Fprintf(term.Out, "\x1b[?1049l%v\r\n", context.Cause(ctx))
			return nil
		}
	})
	command := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	var said bytes.Buffer
	command.Stderr = &said
	must(t, command.Start("status"))
	client := h.dial(t, "alice", gossh.Password("rice"))
	face := newSession(t, client)
	var painted, farewell bytes.Buffer
	face.Stdout, face.Stderr = &painted, &farewell
	_, err := face.StdinPipe()
	must(t, err)
	must(t, face.RequestPty("xterm", 24, 80, nil))
	must(t, face.Shell())
	h.caller(t)
	h.caller(t)
	unknown, err := net.Dial("tcp", h.addr)
	must(t, err)
	defer func() { _ = unknown.Close() }()

	must(t, h.stop())
	for range 2 {
		if cause := receive(t, causes, "a session"); !errors.Is(cause, Stopping) {
			t.Errorf("cause %v", cause)
		}
	}
	if code := exitCode(t, command.Wait()); code != 2 || said.String() != string(Stopping)+"\n" {
		t.Errorf("the command: %d %q", code, said.String())
	}
	if code := exitCode(t, face.Wait()); code != 2 || farewell.Len() > 0 || painted.String() != "\x1b[?1049l"+string(Stopping)+"\r\n" {
		t.Errorf("the interface: %d %q %q", code, farewell.String(), painted.String())
	}
	closed(t, unknown)
	if conn, err := net.Dial("tcp", h.addr); err == nil {
		_ = conn.Close()
		t.Error("it still accepts")
	}
	if n := h.gate.sessionAll + h.gate.connectAll + h.gate.waitingAll; n != 0 {
		t.Errorf("%d places are still taken", n)
	}
}

func TestStoppingDoesNotWaitForever(t *testing.T) {
	stuck := make(chan struct{})
	h := open(t, func(c *Config) {
		c.Limits.Grace = blink
		c.Command = func(context.Context, Caller, []string, io.Reader, io.Writer, io.Writer) int {
			<-stuck
			return 0
		}
	})
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	must(t, session.Start("status"))
	h.caller(t)
	must(t, h.stop())
	if err := session.Wait(); err == nil {
		t.Error("the session ended well")
	}
	close(stuck)
}
