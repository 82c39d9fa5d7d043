package sshd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// run runs one command as bob and returns everything that came back.
func (h *house) run(t *testing.T, command, stdin string) (code int, stdout, stderr string) {
	t.Helper()
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	var out, errs bytes.Buffer
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(stdin), &out, &errs
	code = exitCode(t, session.Run(command))
	return code, out.String(), errs.String()
}

func TestCommandsKeepStreamsAndExitCodes(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Command = func(_ context.Context, _ Caller, args []string, in io.Reader, out, errs io.Writer) int {
			text, err := io.ReadAll(in)
			_, _ = fmt.Fprintf(out, "%q %s %v\n", args, text, err)
			_, _ = fmt.Fprintf(errs, "说明\n")
			return len(args)
		}
	})
	for _, c := range []struct {
		command     string
		code        int
		out, stderr string
	}{
		{"status", 1, "[\"status\"] 正文 <nil>\n", "说明\n"},
		{`set 2021-03 'a b=1' ""`, 4, "[\"set\" \"2021-03\" \"a b=1\" \"\"] 正文 <nil>\n", "说明\n"},
		{`set 'a`, 2, "", errQuote.Error() + "\n"},
	} {
		code, out, stderr := h.run(t, c.command, "正文")
		if code != c.code || out != c.out || stderr != c.stderr {
			t.Errorf("%s: got %d %q %q", c.command, code, out, stderr)
		}
	}
}

func TestACommandLearnsThatItsClientIsGone(t *testing.T) {
	type end struct {
		read, cause error
		text        string
	}
	ended := make(chan end, 1)
	h := open(t, func(c *Config) {
		c.Command = func(ctx context.Context, _ Caller, _ []string, in io.Reader, _, _ io.Writer) int {
			text, err := io.ReadAll(in)
			<-ctx.Done()
			ended <- end{err, context.Cause(ctx), string(text)}
			return 0
		}
	})
	for name, cut := range map[string]func(*gossh.Client, *gossh.Session) error{
		"the line drops":        func(c *gossh.Client, _ *gossh.Session) error { return c.Close() },
		"the channel is closed": func(_ *gossh.Client, s *gossh.Session) error { return s.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			client := h.dial(t, "bob", gossh.Password("wheat"))
			session := newSession(t, client)
			in, err := session.StdinPipe()
			must(t, err)
			must(t, session.Start("import"))
			h.caller(t)
			_, err = io.WriteString(in, "half an upl")
			must(t, err)
			must(t, cut(client, session))
			got := receive(t, ended, "the command")
			if got.read == nil || !errors.Is(got.cause, errGone) || !strings.HasPrefix("half an upl", got.text) {
				t.Errorf("got %+v: half an upload looks whole", got)
			}
		})
	}
}

func TestTheLogNamesTheVerbAndNoArgument(t *testing.T) {
	h := open(t, nil)
	h.run(t, `set 2021-03 secret=7`, "")
	h.run(t, "\x1b[2J"+strings.Repeat("v", 1000), "")
	must(t, h.stop())
	log := h.journal.String()
	for _, want := range []string{
		"msg=connect from=127.0.0.1:", `msg="auth ok"`, "account=2 login=bob method=password", "what=command verb=set args=2", "msg=\"session end\"",
		"verb=?[2Jvvv", "msg=disconnect",
	} {
		if !strings.Contains(log, want) {
			t.Errorf("no %s in the log:\n%s", want, log)
		}
	}
	if strings.Contains(log, "secret") || strings.Contains(log, strings.Repeat("v", 33)) {
		t.Errorf("too much is told:\n%s", log)
	}
}

func TestASessionThatPanicsEndsAlone(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Command = func(_ context.Context, _ Caller, args []string, _ io.Reader, _, _ io.Writer) int {
			if args[0] == "boom" {
				panic("kaboom")
			}
			return 0
		}
	})
	code, _, stderr := h.run(t, "boom", "")
	if code != 2 || !strings.Contains(stderr, "程序出错了") || strings.Contains(stderr, "kaboom") {
		t.Errorf("got %d %q", code, stderr)
	}
	if log := h.journal.String(); !strings.Contains(log, "kaboom") || !strings.Contains(log, "session_test.go") {
		t.Errorf("no stack in the log:\n%s", log)
	}
	if code, _, _ := h.run(t, "status", ""); code != 0 {
		t.Errorf("the server did not live: %d", code)
	}
}

func TestTheInterfaceNeedsATerminal(t *testing.T) {
	h := open(t, nil)
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	var errs bytes.Buffer
	session.Stderr = &errs
	must(t, session.Shell())
	if code := exitCode(t, session.Wait()); code != 2 || !strings.Contains(errs.String(), "ssh -t") {
		t.Errorf("got %d %q", code, errs.String())
	}
}

func TestSubsystemsAreRefusedWithASentence(t *testing.T) {
	h := open(t, nil)
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	errs, err := session.StderrPipe()
	must(t, err)
	must(t, session.RequestSubsystem("sftp"))
	text, err := io.ReadAll(errs)
	must(t, err)
	if !strings.Contains(string(text), "sftp") {
		t.Errorf("got %q", text)
	}
	if log := h.journal.String(); !strings.Contains(log, "account=2 key=\"\" name=sftp") {
		t.Errorf("no identity in the log:\n%s", log)
	}
}

func TestForwardingIsRefused(t *testing.T) {
	h := open(t, nil)
	client := h.dial(t, "bob", gossh.Password("wheat"))
	if conn, err := client.Dial("tcp", h.addr); err == nil {
		_ = conn.Close()
		t.Error("a port was forwarded")
	}
	for _, request := range []string{"tcpip-forward", "streamlocal-forward@openssh.com"} {
		if ok, _, err := client.SendRequest(request, true, nil); err != nil || ok {
			t.Errorf("%s: %v %v", request, ok, err)
		}
	}
	for _, channel := range []string{"x11", "auth-agent@openssh.com", "tun@openssh.com", "direct-streamlocal@openssh.com"} {
		if _, _, err := client.OpenChannel(channel, nil); err == nil {
			t.Errorf("%s was opened", channel)
		}
	}
	session := newSession(t, client)
	for _, request := range []string{"auth-agent-req@openssh.com", "x11-req", "break"} {
		if ok, err := session.SendRequest(request, true, nil); err != nil || ok {
			t.Errorf("%s: %v %v", request, ok, err)
		}
	}
}

func TestEnvironmentIsNotTakenOver(t *testing.T) {
	seen := make(chan Terminal, 1)
	h := open(t, func(c *Config) {
		c.Interface = func(_ context.Context, _ Caller, term Terminal) error {
			seen <- term
			return nil
		}
	})
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	value := strings.Repeat("v", 10_000)
	for i := range 20_000 {
		if err := session.Setenv(fmt.Sprintf("LD_PRELOAD_%d", i%7), value[:i%100]); err == nil {
			t.Fatal("a variable was taken over")
		}
	}
	must(t, session.Setenv("LANG", "zh_CN.UTF-8\x1b[0m"+value))
	must(t, session.Setenv("NO_COLOR", "1"))
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 1<<20 {
		t.Errorf("20,000 variables took %d bytes", grown)
	}
	must(t, session.RequestPty("xterm-256color\x1b]0;x", 24, 80, nil))
	must(t, session.Shell())
	must(t, session.Wait())
	if term := receive(t, seen, "the interface"); term.Term != "xterm-256color" || term.Lang != "zh_CN.UTF-8" || !term.NoColor {
		t.Errorf("got %+v", term)
	}
}
