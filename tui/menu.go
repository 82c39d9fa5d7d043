package tui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/search"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Item is a choice of a menu.
type Item struct {
	Name string // what it is
	Side string // what stands dim beside it, such as its key
}

// menu is a list to choose from, by arrows, by digit, or by typing a few
// characters or pinyin initials of what is meant.
type menu struct {
	title  string
	items  []Item
	filter widget.Field
	hand   int
	marks  []bool // which items are marked, where they can be
	bare   bool   // items have no digits: the page below has its own for the same
	spots  widget.Spots
	then   func(i int) tea.Cmd
}

// Menu lets a person choose one of the items; then gets its index, or -1.
func (c Context) Menu(title string, items []Item, then func(i int) tea.Cmd) tea.Cmd {
	return c.Open(newMenu(title, items, then))
}

func newMenu(title string, items []Item, then func(i int) tea.Cmd) *menu {
	return &menu{title: title, items: items, then: then, filter: widget.Field{Max: 20, Placeholder: "输入几个字或拼音首字母"}}
}

// shown are the indexes of the items that the filter leaves, those that begin
// with it first.
func (m *menu) shown() []int {
	var left []int
	for i, item := range m.items {
		if search.Match(item.Name+" "+item.Side, m.filter.Value()) {
			left = append(left, i)
		}
	}
	if sought := m.filter.Value(); sought != "" {
		slices.SortStableFunc(left, func(i, j int) int {
			return search.Rank(m.items[i].Name, sought) - search.Rank(m.items[j].Name, sought)
		})
	}
	return left
}

func (m *menu) Update(msg tea.Msg) (bool, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		m.filter.Update(msg)
		return false, nil
	}
	left := m.shown()
	last := max(len(left)-1, 0)
	name := keys.Of(key)
	switch digit := keys.Digit(name); {
	case name == keys.Esc || name == "f2" || name == "ctrl+p":
		return true, m.then(-1)
	case name == keys.Up || name == keys.ShiftTab:
		m.hand = max(m.hand-1, 0)
	case name == keys.Down || name == keys.Tab:
		m.hand = min(m.hand+1, last)
	case name == keys.PgUp:
		m.hand = max(m.hand-10, 0)
	case name == keys.PgDown:
		m.hand = min(m.hand+10, last)
	case name == keys.Enter && len(left) > 0:
		return true, m.then(left[min(m.hand, last)])
	case digit > 0 && digit <= len(left) && m.filter.Empty() && !m.bare:
		return true, m.then(left[digit-1])
	default:
		if m.filter.Update(key) {
			m.hand = 0
		}
	}
	return false, nil
}

// Target is the item under a cell: a click takes it in hand, and is Enter.
func (m *menu) Target(x, y int, _ string) widget.Target {
	at, ok := m.spots.At(x, y)
	if !ok {
		return widget.Target{}
	}
	return at.Hold(true, func() { m.hand = at.Item })
}

// View draws the filter, and the items below; a long list scrolls.
func (m *menu) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	width := size.Width
	style := styles.Caret
	if m.filter.Empty() {
		style = styles.Dim
	}
	rows, at := m.head(size, styles)
	room := max(min(width-at-1, 36), 4)
	last := len(rows) - 1
	rows[last] += style.Render(m.filter.View(room))
	cursor := &screen.Cursor{X: min(at+m.filter.Caret(room), width-1), Y: last}
	rows = append(rows, "")
	left := m.shown()
	m.spots.Reset()
	if len(left) == 0 {
		for _, row := range widget.Wrap("没有符合的. 删掉几个字再试.", max(width-4, 1)) {
			rows = append(rows, "   "+row)
		}
		return rows, cursor
	}
	hand := min(m.hand, len(left)-1)
	visible := max(size.Height-len(rows), 1)
	if len(left) > visible && visible > 2 {
		visible-- // for the sign that there are more
	}
	top := max(0, min(hand-visible+1, len(left)-visible))
	m.spots.Skip(len(rows))
	side := 0
	for _, item := range m.items {
		side = max(side, min(screen.Width(item.Side), 16))
	}
	name := max(width-side-7, 8)
	for n := top; n < min(top+visible, len(left)); n++ {
		item := m.items[left[n]]
		if m.marks != nil {
			item.Name = map[bool]string{true: "[x] ", false: "[ ] "}[m.marks[left[n]]] + item.Name
		}
		mark, look := "   ", styles.Plain
		if n == hand {
			mark, look = " > ", styles.Selected
		}
		number := "  "
		switch {
		case m.bare:
			number = ""
		case n < 9:
			number = string(rune('1'+n)) + " "
		}
		rows = append(rows, screen.Clip(mark+number+look.Render(screen.Pad(screen.Clip(item.Name, name), name))+" "+styles.Dim.Render(item.Side), width))
		m.spots.Add(len(rows), n)
	}
	m.spots.Place(0, 0, len(rows), width)
	if more := len(left) - top - visible; more > 0 {
		rows = append(rows, "   "+styles.Dim.Render("下面还有 "+strconv.Itoa(more)+" 项"))
	}
	return rows, cursor
}

// head is the title, up to where the filter stands: behind it, or, where there is
// no room for both, in a row of its own; at is that place.
func (m *menu) head(size screen.Size, styles theme.Styles) (rows []string, at int) {
	const filter = 24 // what stands in it while nothing is typed, and the caret
	title, most := screen.Clean(m.title), max(size.Width/2, 8)
	if size.Height < 8 && screen.Width(title) > most {
		title = screen.Clip(title, most) // the items matter more
	} else if screen.Width(title)+3+filter > size.Width {
		for _, row := range widget.Wrap(title, max(size.Width-2, 2)) {
			rows = append(rows, " "+styles.Heading.Render(row))
		}
		return append(rows[:min(len(rows), 2)], " "), 1
	}
	return []string{" " + styles.Heading.Render(title) + "  "}, screen.Width(title) + 3
}
