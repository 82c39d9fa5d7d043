package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Targeting is a page or an overlay that a click means something to.
type Targeting interface {
	// Target is what a click on a cell of the body means; row is what stands in
	// its row, without styles.
	Target(x, y int, row string) widget.Target
}

// target is what a click on a cell of the screen means, as it was drawn: on the
// bottom line it is the key named there, else what the overlay or the page says.
// What would have to wait is nothing: who clicks sees that.
func (a *App) target(x, y int, rows []string) widget.Target {
	if y < 1 || y >= len(rows) || len(a.ahead.typed) > 0 || a.awaits(nil) {
		return widget.Target{}
	}
	if y == len(rows)-1 {
		bindings, status := a.bottom()
		key, from, to := keys.At(bindings, status, a.size.Width, x)
		return widget.Target{Y: y, From: from, To: to, Key: key}
	}
	front, ok := a.front().(Targeting)
	if !ok {
		return widget.Target{}
	}
	t := front.Target(x, y-1, ansi.Strip(rows[y]))
	t.Y++
	return t
}

// front is what takes the keys: the overlay, else the page.
func (a *App) front() any {
	if a.overlay != nil {
		return a.overlay
	}
	return a.top()
}

// mouse turns the wheel into arrows, and does what a click means.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	a.pointer = nil
	m := msg.Mouse()
	if _, wheel := msg.(tea.MouseWheelMsg); wheel {
		if len(a.ahead.typed) > 0 || a.awaits(nil) {
			return nil
		}
		switch m.Button {
		case tea.MouseWheelUp:
			return a.press(keys.Press(keys.Up))
		case tea.MouseWheelDown:
			return a.press(keys.Press(keys.Down))
		}
		return nil
	}
	if m.Button != tea.MouseLeft {
		return nil
	}
	rows := a.draw().Rows
	if m.Y >= len(rows) || m.Y < len(a.seen) && ansi.Strip(rows[m.Y]) != ansi.Strip(a.seen[m.Y]) {
		return nil // what was clicked on has moved on
	}
	var cmds []tea.Cmd
	t := a.target(m.X, m.Y, rows)
	if t.Do != nil {
		cmds = append(cmds, t.Do())
	}
	if t.Key != "" {
		cmds = append(cmds, a.press(keys.Press(t.Key)))
	}
	return tea.Batch(cmds...)
}

// hover marks the name of what a click would mean where the pointer rests.
func (a *App) hover(rows []string) {
	if a.pointer == nil {
		return
	}
	t := a.target(a.pointer.X, a.pointer.Y, rows)
	if !t.Is() || t.Y >= len(rows) {
		return
	}
	from, to := name(ansi.Strip(rows[t.Y]), t.From, t.To)
	style := a.Styles.Hover
	if t.Y == len(rows)-1 {
		style = a.Styles.HoverKey
	}
	rows[t.Y] = style.Over(rows[t.Y], from, to)
}

// nameMost is how many cells of a name are marked. More of it would say no more,
// and a slow line has to carry each mark twice.
const nameMost = 20

// name finds the name in some cells of a row: its first words, up to a gap, and
// whole ones where they are too many. Where nothing stands it is the blanks.
func name(row string, from, to int) (first, end int) {
	row = row[len(screen.Cut(row, from)):]
	row = screen.Cut(row, to-from)
	text := strings.TrimLeft(row, " >")
	if text == "" {
		return from + 1, min(to, from+nameMost)
	}
	first = from + screen.Width(row) - screen.Width(text)
	text, _, _ = strings.Cut(text, "  ")
	if short := screen.Cut(text, nameMost); short != text {
		if space := strings.LastIndexByte(short, ' '); space > 0 && text[len(short)] != ' ' {
			short = short[:space]
		}
		text = short
	}
	return first, first + screen.Width(strings.TrimRight(text, " "))
}
