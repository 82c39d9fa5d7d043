package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Answer is what a person has answered to a dialog.
type Answer int

const (
	Pending Answer = iota // nothing yet
	Refused               // the safe choice, or Esc
	Agreed                // the other one
)

// Confirm asks before a step that cannot be taken back. The safe choice stands
// first, and Enter takes it unless a person has moved.
type Confirm struct {
	Question string // one sentence
	Detail   string // what will happen; may be empty
	Safe     string // names the first choice, such as 返回修改
	Act      string // names the second, such as 仍要报送

	act bool // the second is in hand
}

// Update takes a key press: arrows and Tab move, Enter takes, 1 and 2 choose,
// Esc is the safe choice.
func (c *Confirm) Update(msg tea.Msg) Answer {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Pending
	}
	switch keys.Of(key) {
	case keys.Left, keys.Up, keys.Home:
		c.act = false
	case keys.Right, keys.Down, keys.End:
		c.act = true
	case keys.Tab, keys.ShiftTab:
		c.act = !c.act
	case keys.Esc, "1":
		return Refused
	case "2":
		return Agreed
	case keys.Enter:
		if c.act {
			return Agreed
		}
		return Refused
	}
	return Pending
}

// Target is the choice under a cell.
func (*Confirm) Target(x, y int, row string) Target { return Numbered(x, y, row) }

// View is the dialog in rows of at most width cells.
func (c *Confirm) View(width int, styles theme.Styles) []string {
	rows := question(c.Question, c.Detail, width, styles)
	for i, name := range []string{c.Safe, c.Act} {
		mark, style := "   ", styles.Plain
		if c.act == (i == 1) {
			mark, style = " > ", styles.Choice
		}
		text := string(rune('1'+i)) + " " + screen.Clean(name)
		rows = append(rows, mark+style.Render(fit(text, width-3)))
	}
	return rows
}

// question lays out what a dialog asks: bold, with what it means below.
func question(sentence, detail string, width int, styles theme.Styles) []string {
	var rows []string
	for _, row := range Wrap(sentence, width-2) {
		rows = append(rows, " "+styles.Heading.Render(row))
	}
	for _, row := range Wrap(detail, width-2) {
		rows = append(rows, " "+row)
	}
	return append(rows, "")
}

// fit is a text in at most width cells; ~ says that it was cut.
func fit(text string, width int) string {
	if screen.Width(text) <= width {
		return text
	}
	return short(text, width)
}

// Ask is a dialog with one line to type, such as the reason of a return.
type Ask struct {
	Question string
	Detail   string
	Field    Field
	// Missing is said when Enter comes and nothing is typed; an empty Missing
	// lets that pass.
	Missing string
	// Wrong, if set, looks at what was typed when Enter comes; what it says
	// stands under the field, and the question stays.
	Wrong func(text string) string
	// Old says that the field begins with something that stood there before:
	// what is written first takes its place.
	Old bool

	complaint string
}

// Update takes a key press or a paste: Enter agrees with what is typed, Esc
// refuses.
func (a *Ask) Update(msg tea.Msg) Answer {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch keys.Of(key) {
		case keys.Esc:
			return Refused
		case keys.Enter:
			if a.complaint = a.Missing; a.Text() != "" {
				a.complaint = ""
				if a.Wrong != nil {
					a.complaint = a.Wrong(a.Text())
				}
			}
			if a.complaint != "" {
				return Pending
			}
			return Agreed
		}
	}
	if a.Old && writes(msg) {
		a.Field.SetValue("")
	}
	if a.Field.Update(msg) {
		a.complaint, a.Old = a.Field.Lost(), false
	}
	return Pending
}

// writes says that a message brings text.
func writes(msg tea.Msg) bool {
	if key, pressed := msg.(tea.KeyPressMsg); pressed {
		return key.Key().Text != ""
	}
	_, pasted := msg.(tea.PasteMsg)
	return pasted
}

// Text is what was typed, without the spaces around it.
func (a *Ask) Text() string { return strings.TrimSpace(a.Field.Value()) }

// View is the dialog in rows of at most width cells, and where in them the caret
// stands.
func (a *Ask) View(width int, styles theme.Styles) ([]string, screen.Cursor) {
	rows := question(a.Question, a.Detail, width, styles)
	room := max(width-6, 1)
	caret := screen.Cursor{X: min(3+a.Field.Caret(room), max(width-1, 0)), Y: len(rows)}
	style := styles.Caret
	if a.Field.Empty() {
		style = styles.Dim
	}
	rows = append(rows, screen.Cut(" [ "+style.Render(a.Field.View(room))+" ]", width))
	if a.complaint != "" {
		for _, row := range Wrap(a.complaint, width-2) {
			rows = append(rows, " "+styles.Error.Render(row))
		}
	}
	return rows, caret
}
