// Package drive sits a person down at a terminal in a test. What they type goes
// to the program as a terminal sends it, and what the program answers is read
// off an emulated screen, over a pipe or over the pseudo-terminal of a real
// client. Nothing sleeps: every wait is woken by output and has a deadline.
package drive

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"fanzha/tui/screen"
)

// Patience bounds every wait; a machine under load is slow, not broken.
const Patience = 20 * time.Second

// Person is somebody at a terminal.
type Person struct {
	t     testing.TB
	line  line
	ended chan struct{} // closed when the program has ended and all its output is on the screen
	err   error         // how the program ended; read after ended

	mu      sync.Mutex
	screen  *vt.Emulator
	size    screen.Size
	hidden  bool          // the cursor
	sent    bytes.Buffer  // all that the program wrote
	changed chan struct{} // closed at the next output
}

// line is what lies between the terminal and the program.
type line interface {
	io.Writer // what is typed
	resize(size screen.Size) error
	cut()  // drops the line
	stop() // ends the program, if it has not ended
}

func sit(t testing.TB, size screen.Size) *Person {
	p := &Person{
		t: t, ended: make(chan struct{}), screen: vt.NewEmulator(size.Width, size.Height),
		size: size, changed: make(chan struct{}),
	}
	p.screen.SetCallbacks(vt.Callbacks{CursorVisibility: func(visible bool) { p.hidden = !visible }})
	return p
}

// begin connects a line and answers for the terminal what the program asks it.
func (p *Person) begin(l line) *Person {
	p.line = l
	go func() { _, _ = io.Copy(l, p.screen) }() // ends when the emulator is closed
	p.t.Cleanup(p.Close)
	return p
}

// end notes that the program has ended.
func (p *Person) end(err error) {
	p.err = err
	close(p.ended)
}

// Write takes what the program shows.
func (p *Person) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent.Write(b)
	n, err := p.screen.Write(b)
	close(p.changed)
	p.changed = make(chan struct{})
	return n, err
}

// Press presses keys, by the names of the package keys: "f9", "enter", "ctrl+c",
// or the character itself. See something before the next key after "esc": a
// terminal cannot tell it from the beginning of another key.
func (p *Person) Press(names ...string) *Person {
	p.t.Helper()
	for _, name := range names {
		text, err := sequence(name)
		if err != nil {
			p.t.Fatal(err)
		}
		p.Type(text)
	}
	return p
}

// Type types a text, as an input method hands it over.
func (p *Person) Type(text string) *Person {
	p.t.Helper()
	if _, err := io.WriteString(p.line, text); err != nil {
		p.t.Fatalf("nothing takes %q: %v\n%s", text, err, p.Screen())
	}
	return p
}

// Paste pastes a text as a terminal with bracketed paste does.
func (p *Person) Paste(text string) *Person {
	p.t.Helper()
	return p.Type("\x1b[200~" + strings.ReplaceAll(text, "\n", "\r") + "\x1b[201~")
}

// See waits until a text is on the screen, in one row.
func (p *Person) See(text string) *Person {
	p.t.Helper()
	return p.wait("does not show "+text, func(shown string) bool { return strings.Contains(shown, text) })
}

// NotSee waits until a text is no longer on the screen.
func (p *Person) NotSee(text string) *Person {
	p.t.Helper()
	return p.wait("still shows "+text, func(shown string) bool { return !strings.Contains(shown, text) })
}

func (p *Person) wait(why string, done func(shown string) bool) *Person {
	p.t.Helper()
	if !p.until(Patience, done) {
		p.t.Fatalf("the screen %s:\n%s", why, p.Screen())
	}
	return p
}

// until looks at every screen until one will do, the program has ended or the
// time is up.
func (p *Person) until(bound time.Duration, done func(shown string) bool) bool {
	late := time.NewTimer(bound)
	defer late.Stop()
	ended := p.ended
	for {
		p.mu.Lock()
		shown, changed := p.text(), p.changed
		p.mu.Unlock()
		if done(shown) {
			return true
		}
		select {
		case <-changed:
		case <-ended:
			ended = nil // look once more: the last output may have come in between
			late.Reset(0)
		case <-late.C:
			return false
		}
	}
}

// text is Screen for who holds the lock.
func (p *Person) text() string {
	rows := strings.Split(ansi.Strip(p.screen.Render()), "\n")
	for i := range rows {
		rows[i] = strings.TrimRight(rows[i], " \r")
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n") + "\n"
}

// Screen is what stands on the screen, without styles, without the blanks at
// the ends of rows and the empty rows at the bottom.
func (p *Person) Screen() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text()
}

// Sent is how many bytes the program has written.
func (p *Person) Sent() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent.Len()
}

// Cursor is where the cursor stands, from 0; false while it is hidden.
func (p *Person) Cursor() (x, y int, visible bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.screen.CursorPosition()
	return at.X, at.Y, !p.hidden
}

// Point moves the mouse's pointer to where a text begins, in a report that comes
// in two pieces.
func (p *Person) Point(text string) *Person {
	p.t.Helper()
	for y, row := range strings.Split(p.See(text).Screen(), "\n") {
		if before, _, found := strings.Cut(row, text); found {
			return p.Type(fmt.Sprintf("\x1b[<35;%d;", screen.Width(before)+1)).Type(fmt.Sprintf("%dM", y+1))
		}
	}
	return p
}

// Marked waits until exactly this text is underlined.
func (p *Person) Marked(text string) *Person {
	p.t.Helper()
	return p.wait("does not underline exactly "+text, func(string) bool { return p.underlined() == text })
}

func (p *Person) underlined() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var b strings.Builder
	for y := range p.size.Height {
		for x := range p.size.Width {
			if c := p.screen.CellAt(x, y); c != nil && c.Style.Underline != ansi.UnderlineNone {
				b.WriteString(c.Content)
			}
		}
	}
	return b.String()
}

// Resize changes the window's size.
func (p *Person) Resize(width, height int) *Person {
	p.t.Helper()
	p.mu.Lock()
	p.size = screen.Size{Width: width, Height: height}
	p.screen.Resize(width, height)
	p.mu.Unlock()
	if err := p.line.resize(p.size); err != nil {
		p.t.Fatal(err)
	}
	return p
}

// Drop cuts the line, as when a cable is pulled.
func (p *Person) Drop() { p.line.cut() }

// Wait waits until the program has ended by itself and returns how.
func (p *Person) Wait() error {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(Patience):
		p.t.Fatalf("the program does not end:\n%s", p.Screen())
	}
	return p.err
}

// Close ends the program, if it has not ended. Tests need not call it.
func (p *Person) Close() {
	p.line.stop()
	select {
	case <-p.ended:
	case <-time.After(Patience):
		p.t.Errorf("the program does not end")
	}
	_ = p.screen.Close()
}

// modes are what a program may have changed in a terminal, each with what
// puts it right again.
var modes = []struct{ what, on, off string }{
	{"the alternate screen", "\x1b[?1049h", "\x1b[?1049l"},
	{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l"},
	{"no automatic wrap", "\x1b[?7l", "\x1b[?7h"},
	{"the mouse's clicks", "\x1b[?1000h", "\x1b[?1000l"},
	{"the mouse's motion", "\x1b[?1003h", "\x1b[?1003l"},
	{"a hidden cursor", "\x1b[?25l", "\x1b[?25h"},
}

// Restored answers what of the terminal has been left changed; nil when it is
// as it was.
func (p *Person) Restored() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range modes {
		if bytes.LastIndex(p.sent.Bytes(), []byte(m.on)) > bytes.LastIndex(p.sent.Bytes(), []byte(m.off)) {
			return fmt.Errorf("the terminal is left with %s", m.what)
		}
	}
	return nil
}
