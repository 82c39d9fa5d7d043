package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Whole is a page that can give all of what a window may show a part of.
type Whole interface {
	// Whole is all of it in rows, as in a window of a width that is as high as it
	// takes; nil where more is to be read than the page has.
	Whole(width int) []string
}

// Endless is a height, in rows, that no page fills.
const Endless = 1 << 20

// plain is the page as bare text, to be selected with the terminal's own
// means; the text went to the client's clipboard as well, where the terminal
// lets it.
type plain struct {
	text  string
	whole bool // all of the page, not what was in sight of it
	top   int
	room  int
}

// copyPage shows the page in front as bare text, all of it where the page can give
// that, and hands it to the clipboard.
func (a *App) copyPage() {
	var rows []string
	if whole, ok := a.top().(Whole); ok {
		rows = whole.Whole(a.size.Width)
	}
	whole := rows != nil
	if !whole {
		rows, _ = a.top().Body(screen.Size{Width: a.size.Width, Height: max(a.size.Height-2, 1)})
	}
	bare := make([]string, len(rows))
	for i, row := range rows {
		bare[i] = strings.TrimRight(ansi.Strip(row), " ")
	}
	a.overlay = &plain{text: strings.TrimRight(strings.Join(bare, "\n"), "\n"), whole: whole}
}

func (p *plain) copied() *string { return &p.text }

// Update closes the view with any key, but for those that look through what the
// window has no room for.
func (p *plain) Update(msg tea.Msg) (bool, tea.Cmd) {
	key, pressed := msg.(tea.KeyPressMsg)
	if !pressed {
		return false, nil
	}
	by, scrolls := map[string]int{keys.Up: -1, keys.Down: 1, keys.PgUp: -p.room, keys.PgDown: p.room}[keys.Of(key)]
	if !scrolls || p.rows() <= p.room {
		return true, nil
	}
	p.top = max(min(p.top+by, p.rows()-p.room), 0)
	return false, nil
}

func (p *plain) rows() int { return strings.Count(p.text, "\n") + 1 }

// View is the text as it is.
func (p *plain) View(size screen.Size, _ theme.Styles) ([]string, *screen.Cursor) {
	rows := strings.Split(p.text, "\n")
	p.room = size.Height
	p.top = max(min(p.top, len(rows)-p.room), 0)
	return rows[p.top:min(p.top+p.room, len(rows))], nil
}

// Keys say what happened, whether it is all, and how to go on.
func (p *plain) Keys() []keys.Binding {
	said := "已复制这一屏"
	if p.whole {
		said = "已复制全部 " + strconv.Itoa(p.rows()) + " 行"
	}
	all := []keys.Binding{{Label: said, Help: "任意键返回"}}
	if p.rows() > p.room {
		all = append(all, keys.Binding{Label: "上下", Help: "翻看"})
	}
	return append(all, keys.Binding{Label: "鼠标", Help: "没有进剪贴板就用它选取"})
}
