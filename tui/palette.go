package tui

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/search"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// palette names every action of a page with its key; picking one is pressing
// that key. It is filtered by text and by pinyin initials.
type palette struct {
	actions []keys.Binding
	filter  widget.Field
	hand    int
	pick    func(key string) tea.Cmd
}

// openPalette lists what works here: the page's own keys, then the root's.
func (a *App) openPalette() {
	p := &palette{filter: widget.Field{Max: 20, Placeholder: "输入几个字或拼音首字母, 例如 jc"}, pick: func(key string) tea.Cmd {
		return func() tea.Msg { return keys.Press(key) }
	}}
	for _, b := range append(a.top().Keys(), global...) {
		if len(b.Keys) > 0 {
			p.actions = append(p.actions, b)
		}
	}
	a.overlay = p
}

// global are the root's own keys.
var global = []keys.Binding{
	{Keys: []string{"f1"}, Label: "F1", Help: "说明这一页"},
	{Keys: []string{"ctrl+l"}, Label: "Ctrl+L", Help: "重画屏幕"},
	{Keys: []string{"ctrl+c"}, Label: "Ctrl+C", Help: "退出"},
}

// shown are the actions that the filter leaves.
func (p *palette) shown() []keys.Binding {
	var left []keys.Binding
	for _, b := range p.actions {
		if search.Match(b.Help+" "+b.Label, p.filter.Value()) {
			left = append(left, b)
		}
	}
	return left
}

func (p *palette) Update(msg tea.Msg) (bool, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		p.filter.Update(msg)
		return false, nil
	}
	left := p.shown()
	name := keys.Of(key)
	switch digit := keys.Digit(name); {
	case name == keys.Esc || name == "f2" || name == "ctrl+p":
		return true, nil
	case name == keys.Up:
		p.hand = max(p.hand-1, 0)
	case name == keys.Down:
		p.hand = min(p.hand+1, max(len(left)-1, 0))
	case name == keys.Enter && len(left) > 0:
		return true, p.pick(left[min(p.hand, len(left)-1)].Keys[0])
	case digit > 0 && digit <= len(left):
		return true, p.pick(left[digit-1].Keys[0])
	default:
		if p.filter.Update(key) {
			p.hand = 0
		}
	}
	return false, nil
}

func (p *palette) View(width int, styles theme.Styles) ([]string, *screen.Cursor) {
	style := styles.Caret
	if p.filter.Empty() {
		style = styles.Dim
	}
	room := max(min(width-14, 40), 6)
	rows := []string{" " + styles.Heading.Render("全部操作") + "  " + style.Render(p.filter.View(room)), ""}
	cursor := &screen.Cursor{X: 11 + p.filter.Caret(room), Y: 0}
	left := p.shown()
	if len(left) == 0 {
		return append(rows, "   没有这样的操作. 删掉几个字再试."), cursor
	}
	for i, b := range left {
		mark, name := "   ", styles.Plain
		if i == min(p.hand, len(left)-1) {
			mark, name = " > ", styles.Selected
		}
		number := "  "
		if i < 9 {
			number = string(rune('1'+i)) + " "
		}
		rows = append(rows, screen.Cut(mark+number+name.Render(screen.Pad(b.Help, max(width-24, 12)))+" "+styles.Dim.Render(b.Label), width))
	}
	return rows, cursor
}
