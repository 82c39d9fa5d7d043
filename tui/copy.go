package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// plain is the page as bare text, to be selected with the terminal's own
// means; the text went to the client's clipboard as well, where the terminal
// lets it.
type plain struct{ text string }

// copyPage shows the page in front as bare text and hands it to the clipboard.
func (a *App) copyPage() {
	rows, _ := a.top().Body(screen.Size{Width: a.size.Width, Height: max(a.size.Height-2, 1)})
	for i, row := range rows {
		rows[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	a.overlay = &plain{strings.TrimRight(strings.Join(rows, "\n"), "\n")}
}

func (p *plain) copied() *string { return &p.text }

// Update closes the view with any key.
func (p *plain) Update(msg tea.Msg) (bool, tea.Cmd) {
	_, pressed := msg.(tea.KeyPressMsg)
	return pressed, nil
}

// View is the text as it is.
func (p *plain) View(size screen.Size, _ theme.Styles) ([]string, *screen.Cursor) {
	rows := strings.Split(p.text, "\n")
	return rows[:min(len(rows), size.Height)], nil
}

// Keys say what happened and how to go on.
func (p *plain) Keys() []keys.Binding {
	return []keys.Binding{{Label: "任意键", Help: "返回"}, {Label: "已复制", Help: "不成就用鼠标选取"}}
}
