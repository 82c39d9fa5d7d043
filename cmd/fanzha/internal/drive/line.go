package drive

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"

	"github.com/creack/pty"

	"fanzha/tui/screen"
)

// Run shows an interface on a terminal until it ends or the context does.
type Run func(ctx context.Context, in io.Reader, out io.Writer, resizes <-chan screen.Size) error

// Open sits a person down before an interface of this process.
func Open(t testing.TB, size screen.Size, run Run) *Person {
	t.Helper()
	p := sit(t, size)
	ctx, cancel := context.WithCancel(context.Background())
	in, typed := io.Pipe()
	l := &pipe{PipeWriter: typed, to: p, cancel: cancel, sizes: make(chan screen.Size, 1)}
	go func() {
		err := run(ctx, in, l.out(), l.sizes)
		_ = in.CloseWithError(errors.New("the interface has ended"))
		p.end(err)
	}()
	return p.begin(l)
}

// pipe is the line to an interface of this process.
type pipe struct {
	*io.PipeWriter
	to      io.Writer
	cancel  context.CancelFunc
	sizes   chan screen.Size
	dropped atomic.Bool
}

// out is the program's end of the line.
func (l *pipe) out() io.Writer {
	return writer(func(b []byte) (int, error) {
		if l.dropped.Load() {
			return 0, io.ErrClosedPipe
		}
		return l.to.Write(b)
	})
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

func (l *pipe) resize(size screen.Size) error {
	select {
	case <-l.sizes:
	default:
	}
	l.sizes <- size
	return nil
}

func (l *pipe) cut() {
	l.dropped.Store(true)
	_ = l.Close()
}

func (l *pipe) stop() { l.cancel() }

// OpenCommand sits a person down before a command on a pseudo-terminal of its
// own, such as a real ssh client.
func OpenCommand(t testing.TB, size screen.Size, cmd *exec.Cmd) *Person {
	t.Helper()
	p := sit(t, size)
	terminal, err := pty.StartWithSize(cmd, winsize(size))
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, _ = io.Copy(p, terminal) // ends with an error on Linux when nobody holds the other end
		p.end(cmd.Wait())
		_ = terminal.Close()
	}()
	return p.begin(&client{terminal, cmd})
}

// client is the line to a command.
type client struct {
	*os.File
	cmd *exec.Cmd
}

func winsize(size screen.Size) *pty.Winsize {
	return &pty.Winsize{Rows: uint16(size.Height), Cols: uint16(size.Width)}
}

func (c *client) resize(size screen.Size) error { return pty.Setsize(c.File, winsize(size)) }

// cut kills the client: the connection ends without a word.
func (c *client) cut() { _ = c.cmd.Process.Kill() }

func (c *client) stop() { c.cut() }
