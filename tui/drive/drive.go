// Package drive plays a person at the interface in tests: press, see, wait for
// what must show. It never sleeps, and works on any pages and any desk.
package drive

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Person presses keys and waits for what must show.
type Person struct {
	t    testing.TB
	ctx  context.Context
	app  *tui.App
	msgs chan tea.Msg
}

// Patience bounds every wait; a machine under load is slow, not broken.
const Patience = 20 * time.Second

// New sits a person down at an interface of a size, until ctx ends.
func New(ctx context.Context, t testing.TB, size screen.Size, o tui.Options) *Person {
	p := &Person{t, ctx, tui.New(ctx, o), make(chan tea.Msg, 64)}
	p.run(p.app.Init())
	p.Resize(size)
	return p
}

// Desk is what a person sits down at; it knows who they are.
type Desk interface {
	Me(ctx context.Context) (account.Me, error)
	Watch(ctx context.Context) <-chan struct{}
	UnfinishedTexts(ctx context.Context) (map[string]string, error)
	KeepUnfinishedText(ctx context.Context, about, text string) error
}

// Sit sits the person of a desk down at the pages of o, which says at which they
// start and what the time is. Where it does not say how a terminal draws, it
// draws in colours.
func Sit(ctx context.Context, t testing.TB, d Desk, size screen.Size, o tui.Options) *Person {
	t.Helper()
	var err error
	if o.Me, err = d.Me(ctx); err != nil {
		t.Fatal(err)
	}
	texts, err := d.UnfinishedTexts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o.Texts = tui.NewTexts(texts, d.KeepUnfinishedText)
	if o.Styles == (theme.Styles{}) {
		o.Styles = theme.New(theme.Options{})
	}
	o.Changes = d.Watch(ctx)
	return New(ctx, t, size, o)
}

// run works in the background, as a terminal's session does.
func (p *Person) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, cmd := range batch {
				p.run(cmd)
			}
			return
		}
		select {
		case p.msgs <- msg:
		case <-p.ctx.Done():
		}
	}()
}

func (p *Person) take(msg tea.Msg) {
	if msg == nil {
		return
	}
	_, cmd := p.app.Update(msg)
	p.run(cmd)
}

// Resize changes the window.
func (p *Person) Resize(size screen.Size) *Person {
	p.take(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
	return p
}

// Press presses keys by the names of the package keys.
func (p *Person) Press(names ...string) *Person {
	for _, name := range names {
		p.take(keys.Press(name))
	}
	return p
}

// Paste pastes a text.
func (p *Person) Paste(text string) *Person {
	p.take(tea.PasteMsg{Content: text})
	return p
}

// Type types characters one by one, as an input method hands them over.
func (p *Person) Type(text string) *Person {
	for _, c := range screen.Clusters(text) {
		p.take(tea.KeyPressMsg{Code: tea.KeyExtended, Text: c})
	}
	return p
}

// Drop cuts the line: the pages save what they can, and the person is gone.
func (p *Person) Drop() {
	_, cmd := p.app.Update(screen.CloseMsg{})
	finish(cmd)
}

// finish runs a command to its end, with all that a batch holds.
func finish(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			finish(c)
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Text is what stands on the screen, without its styles.
func (p *Person) Text() string {
	return sgr.ReplaceAllString(strings.Join(p.app.Frame().Rows, "\n"), "")
}

// Click clicks on the first place of a text on the screen.
func (p *Person) Click(text string) *Person {
	p.t.Helper()
	return p.ClickBeside(text, 0)
}

// ClickBeside clicks so many cells to the right of where a text begins.
func (p *Person) ClickBeside(text string, cells int) *Person {
	p.t.Helper()
	return p.click(text, cells, 0)
}

// ClickBelow is ClickBeside in the row beneath.
func (p *Person) ClickBelow(text string, cells int) *Person {
	p.t.Helper()
	return p.click(text, cells, 1)
}

// click fails where it does something that was not marked before.
func (p *Person) click(text string, right, down int) *Person {
	p.t.Helper()
	before := p.app.Frame().Rows
	marked := p.Point(text, right, down).marked() != ""
	x, y := p.find(text, right, down)
	p.take(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	if !marked && !slices.Equal(before, p.app.Frame().Rows) {
		p.t.Fatalf("a click on %s did what was not marked:\n%s", text, p.Text())
	}
	return p
}

func (p *Person) find(text string, right, down int) (x, y int) {
	p.t.Helper()
	for y, row := range strings.Split(p.Text(), "\n") {
		if before, _, found := strings.Cut(row, text); found {
			return screen.Width(before) + right, y + down
		}
	}
	p.t.Fatalf("there is no %s to point at:\n%s", text, p.Text())
	return 0, 0
}

// Point lets the pointer of the mouse rest so many cells to the right and rows
// beneath where a text begins.
func (p *Person) Point(text string, right, down int) *Person {
	p.t.Helper()
	x, y := p.find(text, right, down)
	p.take(screen.PointerMsg{X: x, Y: y})
	return p
}

var underlined = regexp.MustCompile("\x1b\\[4(?:;[0-9]+)?m([^\x1b]*)")

// Marks fails unless exactly this is marked where the pointer rests.
func (p *Person) Marks(want string) *Person {
	p.t.Helper()
	if got := p.marked(); got != want {
		p.t.Fatalf("marked is %q, not %q:\n%s", got, want, p.Text())
	}
	return p
}

func (p *Person) marked() string {
	text := ""
	for _, run := range underlined.FindAllStringSubmatch(strings.Join(p.app.Frame().Rows, "\n"), -1) {
		text += run[1]
	}
	return text
}

// Wheel turns the wheel, so many notches down.
func (p *Person) Wheel(down int) *Person {
	for range down {
		p.take(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	}
	return p
}

// Copied is the text that lies in the clipboard while the screen is as it is.
func (p *Person) Copied() string {
	p.t.Helper()
	text := p.app.Frame().Copy
	if text == nil {
		p.t.Fatalf("nothing was copied:\n%s", p.Text())
		return ""
	}
	return *text
}

// See waits until a text shows.
func (p *Person) See(want string) *Person {
	p.t.Helper()
	return p.wait("does not show "+want, func(text string) bool { return strings.Contains(text, want) })
}

// Gone waits until a text shows no more.
func (p *Person) Gone(text string) *Person {
	p.t.Helper()
	return p.wait("still shows "+text, func(shown string) bool { return !strings.Contains(shown, text) })
}

func (p *Person) wait(why string, done func(text string) bool) *Person {
	p.t.Helper()
	late := time.NewTimer(Patience)
	defer late.Stop()
	for !done(p.Text()) {
		select {
		case msg := <-p.msgs:
			p.take(msg)
		case <-late.C:
			p.t.Fatalf("the screen %s:\n%s", why, p.Text())
		}
	}
	return p
}

// Fits fails where a row is wider than the screen, rows are too many or too
// few, or the caret stands outside.
func (p *Person) Fits(size screen.Size) *Person {
	p.t.Helper()
	f := p.app.Frame()
	if len(f.Rows) != size.Height {
		p.t.Fatalf("%d rows at %v", len(f.Rows), size)
	}
	for _, row := range f.Rows {
		if screen.Width(row) > size.Width {
			p.t.Fatalf("%d cells at %v: %q", screen.Width(row), size, row)
		}
	}
	if f.Cursor != nil && (f.Cursor.X >= size.Width || f.Cursor.Y >= size.Height) {
		p.t.Fatalf("the caret is at %v of %v", *f.Cursor, size)
	}
	return p
}
