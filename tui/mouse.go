package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"fanzha/tui/keys"
)

// Clicker is a page that a click means something to.
type Clicker interface {
	// Click takes a click on a cell of the body; row is what stands in its row,
	// without styles.
	Click(x, y int, row string) tea.Cmd
}

// choosing is an overlay in which what is clicked on is chosen.
type choosing interface {
	// Click is Update for a click on a cell of the overlay.
	Click(x, y int) (done bool, cmd tea.Cmd)
}

// mouse turns the wheel into arrows. A click on the bottom line is the key that
// it names, one on a choice of an overlay chooses it, and one on the page is the
// page's. What would have to wait does nothing: who clicks sees that.
func (a *App) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	if len(a.ahead.typed) > 0 || a.awaits(msg) {
		return nil
	}
	if _, wheel := msg.(tea.MouseWheelMsg); wheel {
		switch m.Button {
		case tea.MouseWheelUp:
			return a.press(keys.Press(keys.Up))
		case tea.MouseWheelDown:
			return a.press(keys.Press(keys.Down))
		}
		return nil
	}
	if m.Button != tea.MouseLeft || m.Y < 1 || m.Y >= a.size.Height {
		return nil
	}
	if m.Y == a.size.Height-1 {
		bindings, status := a.bottom()
		return a.strike(keys.At(bindings, status, a.size.Width, m.X))
	}
	row := ansi.Strip(a.Frame().Rows[m.Y])
	if over, ok := a.overlay.(choosing); ok {
		overlay := a.overlay
		done, cmd := over.Click(m.X, m.Y-1)
		a.finish(overlay, done)
		return cmd
	}
	if a.overlay != nil {
		return a.strike(keys.Choice(row, m.X))
	}
	if page, ok := a.top().(Clicker); ok {
		return page.Click(m.X, m.Y-1, row)
	}
	return nil
}

// strike presses a key by its name, if there is one.
func (a *App) strike(key string) tea.Cmd {
	if key == "" {
		return nil
	}
	return a.press(keys.Press(key))
}
