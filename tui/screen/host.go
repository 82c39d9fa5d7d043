package screen

import (
	"reflect"
	"runtime/debug"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// host is the model that Bubble Tea runs: it passes messages on to ours, gives
// frames to the painter, and turns a panic into an error. Its fields belong to
// the event loop, except failure, which the loop's end publishes.
type host struct {
	model   Model
	painter *Painter
	program *tea.Program
	size    Size
	last    *Frame
	wanted  atomic.Pointer[Size] // the client's newest size, until the loop takes it

	closing bool
	open    int // commands that closing waits for
	failure *PanicError
}

type (
	// resized says that a new size is wanted. Bubble Tea has a size of its own
	// to tell, 0 × 0, so that a tea.WindowSizeMsg is dropped.
	resized struct{}
	// settled says that a command which closing waits for is done.
	settled struct{}
	// failed carries a panic out of a command's goroutine.
	failed struct{ err *PanicError }
)

// Init starts the model with its size, so that its first frame fits.
func (h *host) Init() tea.Cmd {
	var start, fit tea.Cmd
	ok := h.guard(func() {
		start = h.model.Init()
		h.model, fit = h.model.Update(tea.WindowSizeMsg(h.size))
	})
	if !ok {
		return tea.Quit
	}
	// Bubble Tea ticks for a renderer that we do not have. Releasing a
	// terminal that it never held stops the ticker, and nothing else.
	go func() { _ = h.program.ReleaseTerminal() }()
	if !h.paint() {
		return tea.Quit
	}
	return tea.Batch(h.wrap(start), h.wrap(fit))
}

// View is never shown.
func (*host) View() tea.View { return tea.View{} }

// Update implements tea.Model.
func (h *host) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch m := msg.(type) {
	case failed:
		h.failure = m.err
		return h, tea.Quit
	case settled:
		h.open--
		return h, h.end()
	case resized:
		h.size, h.last = *h.wanted.Swap(nil), nil
		h.painter.Resize(h.size.Width, h.size.Height)
		msg = tea.WindowSizeMsg(h.size)
	case pointed:
		if msg = *m.at.Swap(nil); !h.mouse() {
			return h, nil
		}
	case CloseMsg:
		if h.closing {
			return h, nil
		}
		h.closing = true
	case tea.KeyPressMsg:
		if h.closing {
			return h, nil
		}
		if m.String() == "ctrl+l" {
			h.painter.Repaint()
			return h, nil
		}
	case tea.PasteMsg, GroundMsg:
		if h.closing {
			return h, nil
		}
	case tea.MouseClickMsg, tea.MouseWheelMsg:
		if !h.mouse() {
			return h, nil
		}
	default:
		if foreign(msg) {
			return h, nil
		}
	}
	var cmd tea.Cmd
	ok := h.guard(func() { h.model, cmd = h.model.Update(msg) })
	if !ok || !h.paint() {
		return h, tea.Quit
	}
	if !h.closing {
		return h, h.wrap(cmd)
	}
	if cmd != nil {
		h.open++
		return h, h.finish(cmd)
	}
	return h, h.end()
}

// mouse says that the mouse is asked for.
func (h *host) mouse() bool { return !h.closing && h.last != nil && h.last.Mouse }

// end quits when nothing is left that closing waits for.
func (h *host) end() tea.Cmd {
	if h.closing && h.open <= 0 {
		return tea.Quit
	}
	return nil
}

// paint gives the model's frame to the painter if it changed.
func (h *host) paint() bool {
	return h.guard(func() {
		f := h.model.Frame()
		if h.last == nil || !f.same(h.last) {
			h.last = &f
			h.painter.Paint(f)
		}
	})
}

// guard runs a part of the model and keeps its panic as the session's failure.
func (h *host) guard(part func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			h.failure = &PanicError{r, debug.Stack()}
			ok = false
		}
	}()
	part()
	return true
}

// wrap keeps a command's panic from reaching Bubble Tea, which would write it
// to the process's stderr. Batches and sequences are wrapped inside.
func (h *host) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = failed{&PanicError{r, debug.Stack()}}
			}
		}()
		msg = cmd()
		for i, inner := range parts(msg) {
			parts(msg)[i] = h.wrap(inner)
		}
		return msg
	}
}

// finish runs a command to its end, with all that a batch or sequence holds,
// and only then says that it settled.
func (h *host) finish(cmd tea.Cmd) tea.Cmd {
	var run func(tea.Cmd)
	run = func(c tea.Cmd) {
		if c == nil {
			return
		}
		msg := h.wrap(c)()
		if inner := parts(msg); inner != nil {
			for _, c := range inner {
				run(c)
			}
			return
		}
		h.program.Send(msg)
	}
	return func() tea.Msg {
		run(cmd)
		return settled{}
	}
}

// parts are the commands inside a batch or a sequence; the type of the latter
// is not exported.
func parts(msg tea.Msg) []tea.Cmd {
	if batch, ok := msg.(tea.BatchMsg); ok {
		return batch
	}
	v := reflect.ValueOf(msg)
	if v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		return v.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd)
	}
	return nil
}

// foreign says that a message is none of a model's business: what Bubble Tea
// says of the server itself.
func foreign(msg tea.Msg) bool {
	switch msg.(type) {
	case nil, tea.WindowSizeMsg, tea.EnvMsg, tea.ColorProfileMsg:
		return true
	}
	return false
}
