package tui

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Changed says that the data have changed somewhere; a page loads again what
// it shows.
type Changed struct{}

// Shown says that a page has come to the front again, to land on a line if one
// is named.
type Shown struct{ Key string }

// answer carries a message to the page that asked for it.
type answer struct {
	to  int
	msg tea.Msg
}

// navigate, back and open are what pages ask of the root.
type (
	navigate struct {
		at      Place
		instead bool
	}
	back struct{}
	open struct{ overlay Overlay }
)

// Go opens a page on top of this one, or goes back to it where it is open
// below; Esc comes back.
func Go(at Place) tea.Cmd { return func() tea.Msg { return navigate{at: at} } }

// GoInstead opens a page in place of this one.
func GoInstead(at Place) tea.Cmd { return func() tea.Msg { return navigate{at: at, instead: true} } }

// Back closes this page; from the first page it ends the session, after asking.
func Back() tea.Cmd { return func() tea.Msg { return back{} } }

// Open lays a question over the page.
func Open(o Overlay) tea.Cmd { return func() tea.Msg { return open{o} } }

// Overlay is a question or a text laid over the page. It takes the keys until
// it is done. One with a method Keys() []keys.Binding names its own.
type Overlay interface {
	// Update says with done that the overlay is answered; the command carries
	// the answer.
	Update(msg tea.Msg) (done bool, cmd tea.Cmd)
	// View draws it in rows of at most size.Width cells.
	View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor)
}

// confirm is a question with two named choices.
type confirm struct {
	widget.Confirm
	then func(agreed bool) tea.Cmd
}

// Confirm asks before a step that cannot be taken back.
func Confirm(c widget.Confirm, then func(agreed bool) tea.Cmd) tea.Cmd {
	return Open(&confirm{c, then})
}

func (c *confirm) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch c.Confirm.Update(msg) {
	case widget.Agreed:
		return true, c.then(true)
	case widget.Refused:
		return true, c.then(false)
	}
	return false, nil
}

func (c *confirm) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	return c.Confirm.View(size.Width, styles), nil
}

// ask is a question with one line to type.
type ask struct {
	widget.Ask
	then func(text string, agreed bool) tea.Cmd
}

// Ask asks for one line, such as a reason.
func Ask(a widget.Ask, then func(text string, agreed bool) tea.Cmd) tea.Cmd {
	return Open(&ask{a, then})
}

func (a *ask) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch a.Ask.Update(msg) {
	case widget.Agreed:
		return true, a.then(a.Text(), true)
	case widget.Refused:
		return true, a.then("", false)
	}
	return false, nil
}

func (a *ask) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	rows, caret := a.Ask.View(size.Width, styles)
	return rows, &caret
}

// note is a text that any key closes.
type note struct {
	title string
	lines []string
}

// Note shows a few sentences until a key is pressed.
func Note(title string, lines ...string) tea.Cmd { return Open(&note{title, lines}) }

func (n *note) Update(msg tea.Msg) (bool, tea.Cmd) {
	_, pressed := msg.(tea.KeyPressMsg)
	return pressed, nil
}

func (n *note) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	rows := []string{" " + styles.Heading.Render(screen.Cut(n.title, size.Width-2)), ""}
	for _, line := range n.lines {
		for _, row := range widget.Wrap(line, size.Width-2) {
			rows = append(rows, " "+row)
		}
	}
	return rows, nil
}

// Keys say how the text is closed.
func (n *note) Keys() []keys.Binding { return []keys.Binding{{Label: "任意键", Help: "返回"}} }
