package screen

import (
	"context"
	"errors"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
)

// SaveWait bounds how long a closing session waits for its model to save: as
// long as a disk may stall, and less than a server gives a session to end.
const SaveWait = 9 * time.Second

// ErrLate says that a model had not saved when its session had to end.
var ErrLate = errors.New("会话结束时未能及时保存")

// Run shows a model on a terminal until the model quits, the input ends or the
// context is cancelled. In the latter two cases the model may save first; the
// cause of the cancellation is printed after the screen, so it should be a
// sentence for people. Run puts no terminal into raw mode, and it never closes
// In: whoever opened it does, and a read on it may outlive Run until then.
//
// A panic of the model is returned as a *PanicError.
func Run(ctx context.Context, options Options, model Model) error {
	size := Clamp(options.Width, options.Height)
	painter := New(options.Out, size.Width, size.Height)
	h := &host{model: model, painter: painter, size: size}
	h.program = tea.NewProgram(h,
		tea.WithoutRenderer(), tea.WithoutSignalHandler(), tea.WithInput(nil), tea.WithOutput(io.Discard),
		tea.WithEnvironment([]string{"TERM=" + options.Term}), tea.WithFPS(1))

	ask := options.AskGround && answersGround(options.Term)
	painter.Start(ask)
	listening, stop := context.WithCancel(context.Background())
	defer stop()
	s := &session{options: options, host: h, painter: painter, ended: make(chan error, 1)}
	s.input = listen(listening, options.In, ask, h.program.Send)
	go func() {
		_, err := h.program.Run()
		s.ended <- err
	}()
	return s.close(s.wait(ctx))
}

// session is one run of a model, seen from outside of its event loop.
type session struct {
	options Options
	host    *host
	painter *Painter
	input   <-chan struct{} // closed when the input has ended
	ended   chan error      // the event loop's end

	reason string           // why it was closed from outside
	late   <-chan time.Time // set once it is being closed from outside
}

// wait returns how the event loop ended, or ErrLate if it did not in time.
func (s *session) wait(ctx context.Context) error {
	input, resizes, lost, done := s.input, s.options.Resizes, s.painter.Lost(), ctx.Done()
	for {
		select {
		case err := <-s.ended:
			return err
		case <-s.late:
			return ErrLate
		case size, ok := <-resizes:
			if !ok {
				resizes = nil
				continue
			}
			s.resize(Clamp(size.Width, size.Height))
		case <-done:
			done = nil
			s.leave(reason(ctx))
		case <-lost:
			lost = nil
			s.leave("")
		case <-input:
			input = nil
			s.leave("")
		}
	}
}

// resize leaves the newest size for the event loop and pokes it once. Sending
// waits for the loop, so it happens aside: a busy loop must not keep the
// session from being closed.
func (s *session) resize(size Size) {
	if s.host.wanted.Swap(&size) == nil {
		go s.host.program.Send(resized{})
	}
}

// leave asks the model to save, once.
func (s *session) leave(reason string) {
	if s.late == nil {
		s.reason, s.late = reason, time.After(SaveWait)
		go s.host.program.Send(CloseMsg{Reason: reason})
	}
}

// close restores the terminal and says how the session ended.
func (s *session) close(err error) error {
	if errors.Is(err, ErrLate) {
		// The loop may hang in the model; nothing of it is touched any more.
		go s.host.program.Kill()
		s.painter.Close(s.reason)
		return err
	}
	if failure := s.host.failure; failure != nil {
		s.painter.Close(failure.Error())
		return failure
	}
	message := s.reason
	if s.late == nil && err == nil && s.options.Farewell != nil {
		message = s.options.Farewell(s.host.model)
	}
	s.painter.Close(message)
	return err
}
