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

	"fanzha/tui/screen"
)

func TestSizeOf(t *testing.T) {
	for in, want := range map[[2]uint32]string{
		{0, 0}: "80x24", {0, 40}: "80x40", {120, 0}: "120x24", {46, 19}: "46x19", {1, 1}: "20x5",
		{10_000, 10_000}: "400x200", {1<<32 - 1, 1 << 31}: "400x200",
	} {
		size := sizeOf(in[0], in[1])
		if got := fmt.Sprintf("%dx%d", size.Width, size.Height); got != want {
			t.Errorf("%v: got %v, want %v", in, got, want)
		}
	}
}

// every byte, with what a terminal driver would echo or translate
var everyByte = func() []byte {
	text := make([]byte, 256)
	for i := range text {
		text[i] = byte(i)
	}
	return append(text, "\r\n\n\r中文\x1b[2J"...)
}()

func TestTheInterfaceIsRawInBothDirections(t *testing.T) {
	got := make(chan []byte, 1)
	h := open(t, func(c *Config) {
		c.Interface = func(_ context.Context, _ Caller, term Terminal) error {
			text := make([]byte, len(everyByte))
			_, err := io.ReadFull(term.In, text)
			got <- text
			_, _ = term.Out.Write(everyByte)
			return err
		}
	})
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	var out bytes.Buffer
	session.Stdin, session.Stdout = bytes.NewReader(everyByte), &out
	must(t, session.RequestPty("xterm", 24, 80, gossh.TerminalModes{gossh.ECHO: 1, gossh.ONLCR: 1}))
	must(t, session.Shell())
	must(t, session.Wait())
	if in := receive(t, got, "the interface"); !bytes.Equal(in, everyByte) {
		t.Errorf("typed %q, arrived %q", everyByte, in)
	}
	if !bytes.Equal(out.Bytes(), everyByte) {
		t.Errorf("painted %q, arrived %q", everyByte, out.Bytes())
	}
}

func TestSizesAreClampedAndTheNewestWins(t *testing.T) {
	type report struct{ first, next screen.Size }
	reports := make(chan report, 1)
	flooded := make(chan struct{})
	h := open(t, func(c *Config) {
		c.Interface = func(_ context.Context, _ Caller, term Terminal) error {
			<-flooded // nobody reads a size while a thousand arrive
			reports <- report{term.Size, <-term.Resizes}
			return nil
		}
	})
	session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
	must(t, session.RequestPty("xterm", 0, 0, nil))
	must(t, session.WindowChange(10_000, 10_000)) // before the shell: it is the first size
	must(t, session.Shell())
	for i := range 1000 {
		must(t, session.WindowChange(10+i%50, 30+i%50))
	}
	must(t, session.WindowChange(3, 120))
	// The request loop answers in order: an answer means that it has read all of them.
	_, err := session.SendRequest("keepalive@openssh.com", true, nil)
	must(t, err)
	close(flooded)
	if got := receive(t, reports, "the sizes"); got.first != (screen.Size{Width: 400, Height: 200}) || got.next != (screen.Size{Width: 120, Height: 5}) {
		t.Errorf("got %+v", got)
	}
	must(t, session.Wait())
}

func TestADroppedLineEndsTheInterface(t *testing.T) {
	type end struct{ read, cause error }
	ended := make(chan end, 1)
	h := open(t, func(c *Config) {
		c.Interface = func(ctx context.Context, _ Caller, term Terminal) error {
			_, err := io.Copy(io.Discard, term.In)
			<-ctx.Done()
			ended <- end{err, context.Cause(ctx)}
			return nil
		}
	})
	before := atRest(t)
	for range 10 {
		client := h.dial(t, "bob", gossh.Password("wheat"))
		session := newSession(t, client)
		in, err := session.StdinPipe()
		must(t, err)
		must(t, session.RequestPty("xterm", 24, 80, nil))
		must(t, session.Shell())
		h.caller(t)
		_, err = io.WriteString(in, "typed ahead")
		must(t, err)
		must(t, client.Close())
		if got := receive(t, ended, "the interface"); got.read != nil || !errors.Is(got.cause, errGone) {
			t.Errorf("got %+v", got)
		}
	}
	eventually(t, "the goroutines to end", func() bool { return runtime.NumGoroutine() <= before })
}

// An interface that leaves what was typed ahead unread leaks nothing, although its client stays.
func TestTypedAheadInputIsLeftBehind(t *testing.T) {
	h := open(t, nil)
	client := h.dial(t, "bob", gossh.Password("wheat"))
	must(t, newSession(t, client).Run("status"))
	before := atRest(t)
	for range 5 {
		session := newSession(t, client)
		session.Stdin = strings.NewReader(strings.Repeat("k", 200_000))
		must(t, session.RequestPty("xterm", 24, 80, nil))
		must(t, session.Shell())
		_ = session.Wait() // the client may complain that its keys were not taken
	}
	eventually(t, "the goroutines to end", func() bool { return runtime.NumGoroutine() <= before })
}

func TestCommandsOnATerminal(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Command = func(ctx context.Context, _ Caller, args []string, in io.Reader, out, _ io.Writer) int {
			if args[0] == "wait" {
				<-ctx.Done()
				return 1
			}
			text, _ := io.ReadAll(in)
			_, _ = io.WriteString(out, "一\n二\r")
			_, _ = io.WriteString(out, "\n"+string(text))
			return 0
		}
	})
	run := func(command, keys string) (int, string, string) {
		session := newSession(t, h.dial(t, "bob", gossh.Password("wheat")))
		var out, errs bytes.Buffer
		session.Stdout, session.Stderr = &out, &errs
		in, err := session.StdinPipe() // it stays open, as a keyboard does
		must(t, err)
		must(t, session.RequestPty("xterm", 24, 80, nil))
		must(t, session.Start(command))
		_, err = io.WriteString(in, keys)
		must(t, err)
		return exitCode(t, session.Wait()), out.String(), errs.String()
	}
	if code, out, errs := run("cat", "a\rb\r\x04"); code != 0 || out != "一\r\n二\r\na\r\nb\r\n" || errs != "" {
		t.Errorf("got %d %q %q", code, out, errs)
	}
	typed := strings.Repeat("typed ahead ", 1000) + "\x03"
	if code, _, errs := run("wait", typed); code != 1 || errs != string(canceled)+"\r\n" {
		t.Errorf("got %d %q", code, errs)
	}
}
