package screen

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// listen decodes what is typed and delivers it until the input ends; then the
// returned channel is closed.
//
// Bubble Tea's own reader hands its events straight to the event loop: what is
// typed ahead of a session's end then waits there for ever, and its goroutine
// with it. Here a second goroutine takes every event, and deliver has to
// return once the loop has ended. Both leave when in ends, or with the next
// thing read from it once ctx is done.
func listen(ctx context.Context, in io.Reader, term string, deliver func(tea.Msg)) <-chan struct{} {
	events := make(chan uv.Event)
	ended := make(chan struct{})
	go func() {
		defer close(events)
		// A read error is an end like any other: the client is gone.
		_ = uv.NewTerminalReader(&pasteLimit{in: in}, term).StreamEvents(ctx, events)
	}()
	go func() {
		defer close(ended)
		for event := range events {
			deliver(event)
		}
	}()
	return ended
}
