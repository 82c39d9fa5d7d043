package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// Awaiting is a page whose data may still be on their way. Until they are
// there nobody can know what a key is meant for, so the root keeps it.
type Awaiting interface {
	// Awaits says that a key, named as by keys.Of, has to wait for what is asked
	// for; "" is a paste. The wait ends with an answer, be it a failure.
	Awaits(key string) bool
}

// Writing is a page that may be writing down what was typed. Leaving it waits
// for that, as every other key does.
type Writing interface {
	Writing() bool
}

// forget drops what was typed ahead.
type forget struct{}

// Forget drops what was typed ahead: it was meant for another screen than the
// one that an answer has led to, such as a refusal.
func (c Context) Forget() { c.ask(forget{}) }

// ahead is what was typed before the page in front had its data.
type ahead struct {
	typed []tea.Msg
	since time.Time // of the first
}

const (
	aheadMost     = 512             // keys and pastes; a stuck key must not fill the memory
	aheadPatience = 2 * time.Second // then Esc leaves a page that does not come
)

// awaits says that a key has to wait for the page in front.
func (a *App) awaits(msg tea.Msg) bool {
	page, ok := a.top().(Awaiting)
	return ok && a.overlay == nil && page.Awaits(nameOf(msg))
}

// nameOf is the name of a key, "" of a paste.
func nameOf(msg tea.Msg) string {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		return keys.Of(key)
	}
	return ""
}

// hold keeps a key or a paste until the page in front can take it, in the order
// typed. Leaving is not held up: not by Ctrl+C, nor by Esc where nothing was
// typed before it and nothing is being written, or where the page does not come.
func (a *App) hold(msg tea.Msg) bool {
	h := &a.ahead
	if len(h.typed) == 0 && !a.awaits(msg) {
		return false
	}
	switch nameOf(msg) {
	case "ctrl+c":
		h.typed = nil
		return false
	case keys.Esc:
		page, ok := a.top().(Writing)
		writes := ok && page.Writing()
		if len(h.typed) == 0 && !writes || len(h.typed) > 0 && a.Now().Sub(h.since) > aheadPatience {
			h.typed = nil
			return false
		}
	}
	if len(h.typed) == 0 {
		h.since = a.Now()
	}
	if len(h.typed) < aheadMost {
		h.typed = append(h.typed, msg)
	}
	return true
}

// next is what was typed ahead and can now be taken; nil if there is nothing.
func (a *App) next() tea.Msg {
	h := &a.ahead
	if len(h.typed) == 0 || a.awaits(h.typed[0]) {
		return nil
	}
	msg := h.typed[0]
	h.typed = h.typed[1:]
	return msg
}
