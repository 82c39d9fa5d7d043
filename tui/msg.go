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

// ask leaves a request with the root, which takes it as soon as the page's
// Update returns; hence these are called from Update alone. They return no
// command, so that a page can return them.
func (c Context) ask(msg tea.Msg) tea.Cmd {
	c.root.asked = append(c.root.asked, msg)
	return nil
}

// Go opens a page on top of this one, or goes back to it where it is open
// below; Esc comes back.
func (c Context) Go(at Place) tea.Cmd { return c.ask(navigate{at: at}) }

// GoInstead opens a page in place of this one.
func (c Context) GoInstead(at Place) tea.Cmd { return c.ask(navigate{at: at, instead: true}) }

// Back closes this page; from the first page it ends the session, after asking.
func (c Context) Back() tea.Cmd { return c.ask(back{}) }

// BackWord says what Back does from here: 返回, or 退出 from the first page.
func (c Context) BackWord() string {
	if len(c.root.stack) == 1 {
		return "退出"
	}
	return "返回"
}

// HasOwnPassword tells the pages that open from now on that the person has
// chosen a password in place of the first one.
func (c Context) HasOwnPassword() { c.root.Me.MustChange, c.root.Me.ProvedFirst = false, false }

// Open lays a question over the page.
func (c Context) Open(o Overlay) tea.Cmd { return c.ask(open{o}) }

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
func (c Context) Confirm(q widget.Confirm, then func(agreed bool) tea.Cmd) tea.Cmd {
	return c.Open(&confirm{q, then})
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
func (c Context) Ask(q widget.Ask, then func(text string, agreed bool) tea.Cmd) tea.Cmd {
	return c.Open(&ask{q, then})
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

// Keys answer, and shorten what is typed.
func (a *ask) Keys() []keys.Binding {
	return []keys.Binding{
		{Keys: []string{keys.Enter}, Label: "Enter", Help: "确定"},
		{Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"},
		keys.Also("ctrl+u", "Ctrl+U", "删到开头"), keys.Also("ctrl+k", "Ctrl+K", "删到末尾"),
	}
}

// Help explains how a line is typed.
func (a *ask) Help() []string {
	return []string{
		"写好按 Enter 确定, 按 Esc 返回. 可以从别处复制了粘贴进来, 换行算作空格.",
		"左右键移动, Home End 到开头和末尾, Ctrl+U 删到开头, Ctrl+K 删到末尾.",
	}
}

// note is a text to read. Only a key that means so closes it, so that what was
// typed ahead does not take away a text that is shown once.
type note struct {
	title string
	lines []string
	help  bool // it can be had again: the keys that asked for it close it too
	top   int
	more  bool // the last view had rows below
}

// Note shows a few sentences until the person has read them.
func (c Context) Note(title string, lines ...string) tea.Cmd {
	return c.Open(&note{title: title, lines: lines})
}

func (n *note) Update(msg tea.Msg) (bool, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, nil
	}
	switch keys.Of(key) {
	case keys.Enter, keys.Esc:
		return true, nil
	case keys.Space, "f1":
		return n.help, nil
	case keys.Up, keys.PgUp:
		n.top = max(n.top-1, 0)
	case keys.Down, keys.PgDown:
		if n.more {
			n.top++
		}
	}
	return false, nil
}

func (n *note) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	rows := []string{" " + styles.Heading.Render(screen.Clip(n.title, size.Width-2))}
	if size.Height > 5 {
		rows = append(rows, "")
	}
	var text []string
	for _, line := range n.lines {
		wrapped := widget.Wrap(line, size.Width-2)
		if len(wrapped) == 0 {
			wrapped = []string{""}
		}
		for _, row := range wrapped {
			text = append(text, " "+row)
		}
	}
	room := max(size.Height-len(rows), 1)
	n.top = min(n.top, max(len(text)-room, 0)) // a wider window has fewer rows
	if n.more = len(text)-n.top > room; n.more {
		room = max(room-1, 1)
	}
	rows = append(rows, text[n.top:min(n.top+room, len(text))]...)
	if n.more {
		rows = append(rows, " "+styles.Dim.Render("下面还有, 按下键看"))
	}
	return rows, nil
}

// Keys say how the text is closed.
func (n *note) Keys() []keys.Binding {
	back := keys.Binding{Keys: []string{keys.Enter}, Label: "Enter", Help: "返回"}
	if n.more || n.top > 0 {
		return []keys.Binding{back, {Label: "上下", Help: "翻看"}}
	}
	return []keys.Binding{back}
}
