package screen

import (
	"context"
	"errors"
	"io"

	tea "charm.land/bubbletea/v2"
)

// Size is a terminal's size in cells.
type Size struct{ Width, Height int }

// The sizes that pages are laid out for, whatever a client asks. A request for
// 10000 × 10000 cells costs memory, not comfort.
const (
	minWidth, maxWidth   = 20, 400
	minHeight, maxHeight = 5, 200
)

// Clamp is the size nearest to what a client asks for that we paint. A client
// that names none (0 × 0) has 80 × 24.
func Clamp(width, height int) Size {
	if width <= 0 {
		width = 80
	}
	if height <= 0 {
		height = 24
	}
	return Size{
		Width:  min(max(width, minWidth), maxWidth),
		Height: min(max(height, minHeight), maxHeight),
	}
}

// Model is what is shown to one person: Bubble Tea's contract, but a frame
// with a cursor instead of a view. It gets key presses, pastes, sizes
// (tea.WindowSizeMsg), clicks, the wheel and PointerMsg while a frame asks for
// the mouse, GroundMsg, CloseMsg and its own messages, and nothing else of what
// a terminal may send.
type Model interface {
	Init() tea.Cmd
	Update(tea.Msg) (Model, tea.Cmd)
	Frame() Frame
}

// CloseMsg tells a model that its terminal is about to close: what is typed and
// not kept has to be saved by the command that it answers with. The session
// ends when that command, and those that its message leads to, are done.
type CloseMsg struct {
	// Reason is the sentence that the person will read; empty when nobody is
	// there to read it.
	Reason string
}

// Options are what Run needs to know of a terminal.
type Options struct {
	In  io.Reader
	Out io.Writer
	// Width and Height are what the client says; they are clamped.
	Width, Height int
	// Resizes brings what the client says later. It may be nil.
	Resizes <-chan Size
	// Term is the client's TERM.
	Term string
	// AskGround asks the terminal for its background, if by its Term it is one
	// that may be asked. Nothing waits for the answer, a GroundMsg.
	AskGround bool
	// Farewell is printed after the screen when the model ends by itself.
	Farewell func(Model) string
}

// defaultReason is shown when the context of a session ends without a sentence
// of its own; context.WithCancelCause gives one.
const defaultReason = "服务已停止, 已填内容已保存. 请稍后重新登录."

// reason is the sentence with which a context was cancelled.
func reason(ctx context.Context) string {
	err := context.Cause(ctx)
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return defaultReason
	}
	return err.Error()
}

// PanicError says that a page failed. The session is over, its terminal is
// restored, and the process lives.
type PanicError struct {
	Value any    // what was given to panic
	Stack []byte // where, for the log
}

// Error is a sentence for the person at the terminal.
func (*PanicError) Error() string {
	return "程序出错, 本次会话已结束. 已保存的内容不受影响, 请重新登录; 若再次出现, 请联系平安办."
}
