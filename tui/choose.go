package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// chooser is a list to mark several items of. Leaving it keeps the marks.
type chooser struct {
	menu
	usual []bool
	kept  func(marks []bool) tea.Cmd
}

// Choose lets a person mark any of the items; usual are the marks that F5 brings
// back. Then gets the marks as they stand when the list is left.
func (c Context) Choose(title string, items []Item, marks, usual []bool, then func(marks []bool) tea.Cmd) tea.Cmd {
	m := newMenu(title, items, nil)
	m.marks = slices.Clone(marks)
	return c.Open(&chooser{*m, usual, then})
}

func (c *chooser) Update(msg tea.Msg) (bool, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return c.menu.Update(msg)
	}
	left := c.shown()
	name := keys.Of(key)
	switch digit := keys.Digit(name); {
	case name == keys.Esc || name == "f6" || name == "f2" || name == "ctrl+p":
		return true, c.kept(c.marks)
	case name == "f4":
		all := !slices.Contains(c.marks, true)
		for i := range c.marks {
			c.marks[i] = all
		}
	case name == "f5":
		copy(c.marks, c.usual)
	case (name == keys.Enter || name == keys.Space) && len(left) > 0:
		c.toggle(left[min(c.hand, len(left)-1)])
	case name == keys.Enter || name == keys.Space:
	case digit > 0 && digit <= len(left) && c.filter.Empty():
		c.hand = digit - 1
		c.toggle(left[digit-1])
	default:
		return c.menu.Update(msg)
	}
	return false, nil
}

func (c *chooser) toggle(i int) { c.marks[i] = !c.marks[i] }

// Keys say how items are marked.
func (c *chooser) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	return []keys.Binding{bind(keys.Enter, "Enter", "选上, 去掉"), bind(keys.Esc, "Esc", "完成"), bind("f4", "F4", "全去掉, 全选"), bind("f5", "F5", "恢复平常的")}
}
