package screen

import (
	"bytes"
	"slices"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// How long the rest of a sequence is waited for. A lone Esc may be the key, and
// a person waits for what it does; anything longer was no key pressed by hand,
// and only a slow line can have cut it.
const (
	escWait  = uv.DefaultEscTimeout
	restWait = time.Second
)

// maxHeld bounds a sequence that is not complete, in bytes. No key and no
// answer of a terminal is half as long.
const maxHeld = 1 << 10

// decoder turns the bytes of a keyboard into messages: key presses, pastes,
// clicks, the wheel, the pointer's motion and the answer on the background. Anything else that a
// terminal may send ends here. It has no clock: after wait, late has to be
// called unless something came.
//
// Bubble Tea's own reader keeps a table of all keys for each session, two fifths
// of what a session holds; the decoder behind it needs none.
type decoder struct {
	deliver func(tea.Msg)
	keys    uv.EventDecoder

	held    []byte // the beginning of a sequence or of a character
	givenUp []byte // what was held until its time was up; its rest may still come
	asked   bool   // the terminal was asked for its background and has not said
	overdue bool   // only that answer is still waited for

	pasting bool
	paste   []byte
}

// take decodes what came.
func (d *decoder) take(b []byte) {
	if len(b) == 0 {
		return
	}
	if head := d.before(b); len(head) > 0 {
		b = slices.Concat(head, b)
	}
	for len(b) > 0 {
		n := d.next(b)
		if n == 0 {
			break
		}
		b = b[n:]
	}
	d.held = bytes.Clone(b[:min(len(b), maxHeld)])
}

// before is what stands before bytes that came: what is held, or what was given
// up too early. That is told by its rest, which must come whole and be nothing
// that a hand types.
func (d *decoder) before(b []byte) []byte {
	head, overdue := d.givenUp, d.overdue
	if len(head) == 0 {
		return d.held
	}
	d.givenUp, d.overdue = nil, false
	whole := slices.Concat(head, b)
	n := sequence(whole)
	if n <= len("\x1b[") || whole[1] == esc {
		return nil // after an Esc the next key begins
	}
	switch _, event := d.event(whole[:n]); event.(type) {
	case uv.BackgroundColorEvent:
		return head
	case uv.UnknownEvent, uv.UnknownCsiEvent, uv.UnknownSs3Event:
		return nil
	case uv.PasteStartEvent, uv.MouseClickEvent, uv.MouseReleaseEvent, uv.MouseWheelEvent, uv.MouseMotionEvent:
		if !overdue {
			return head
		}
	}
	if !overdue && (n == len(whole) || whole[n] == esc) {
		return head
	}
	return nil
}

// begun says that a sequence is held.
func (d *decoder) begun() bool { return len(d.held) > 0 && d.held[0] == esc && !d.pasting }

// wait is how long the rest is waited for; 0 is as long as it takes.
func (d *decoder) wait() time.Duration {
	switch {
	case d.begun() && len(bytes.Trim(d.held, "\x1b")) == 0:
		return escWait
	case d.begun(), len(d.givenUp) > 0 && !d.overdue:
		return restWait
	}
	return 0
}

// late is called when nothing has come in time. What is held is then as much as
// there is: a lone Esc is the key.
func (d *decoder) late() {
	if !d.begun() {
		if d.overdue = d.asked; !d.asked {
			d.givenUp = nil
		}
		return
	}
	d.givenUp, d.overdue = d.held, false
	for b := d.held; len(b) > 0; {
		n := len(b)
		if n > 1 && b[1] == esc {
			n = 1
		}
		_, event := d.event(b[:n])
		d.tell(event)
		d.givenUp, b = b, b[n:]
	}
	d.held = nil
}

// next takes what comes first, and says how many bytes it was; 0 is too few.
func (d *decoder) next(b []byte) int {
	switch {
	case d.pasting:
		return d.pasted(b)
	case b[0] == esc:
		n := sequence(b)
		if n == 0 {
			return 0
		}
		taken, event := d.event(b[:n])
		d.tell(event)
		if n > 1 && b[1] == esc {
			return taken // Esc and a sequence that is no key with Alt
		}
		return n
	case !utf8.FullRune(b):
		return 0
	}
	r, first := utf8.DecodeRune(b)
	if r == utf8.RuneError && first == 1 {
		return first // no text; it must not be taken for a control character of eight bits
	}
	n, event := d.keys.Decode(b)
	if !utf8.Valid(b[:n]) {
		n, event = d.keys.Decode(b[:first]) // a character takes broken bytes after it for a part
	}
	d.tell(event)
	return n
}

// event is what a sequence means.
func (d *decoder) event(b []byte) (int, uv.Event) {
	if f, ok := bytes.CutPrefix(b, []byte("\x1b[[")); ok && len(f) == 1 && f[0] >= 'A' && f[0] <= 'E' {
		return len(b), uv.KeyPressEvent{Code: uv.KeyF1 + rune(f[0]-'A')} // of the Linux console
	}
	return d.keys.Decode(b)
}

// tell delivers of an event what is a model's business, as Bubble Tea's message.
func (d *decoder) tell(event uv.Event) {
	switch e := event.(type) {
	case uv.KeyPressEvent:
		d.deliver(tea.KeyPressMsg(e))
	case uv.MouseClickEvent:
		d.deliver(tea.MouseClickMsg(e))
	case uv.MouseWheelEvent:
		d.deliver(tea.MouseWheelMsg(e))
	case uv.MouseMotionEvent:
		d.deliver(tea.MouseMotionMsg(e))
	case uv.PasteStartEvent:
		d.pasting = true
	case uv.BackgroundColorEvent:
		if d.asked && e.Color != nil {
			d.asked = false
			d.deliver(GroundMsg{Dark: e.IsDark()})
		}
	case uv.MultiEvent:
		for _, one := range e {
			d.tell(one)
		}
	}
}
