package tui

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// global are the root's own keys.
var global = []keys.Binding{
	{Keys: []string{"f1"}, Label: "F1", Help: "说明这一页"},
	{Keys: []string{"ctrl+y"}, Label: "Ctrl+Y", Help: "复制这一页的文字"},
	{Keys: []string{"f12"}, Label: "F12", Help: "鼠标 开, 关"},
	{Keys: []string{"ctrl+c"}, Label: "Ctrl+C", Help: "退出"},
}

// palette names every action of the page in front with its key (全部操作);
// picking one is pressing that key.
func (a *App) palette() Overlay {
	var actions []keys.Binding
	var items []Item
	for _, b := range append(a.top().Keys(), global...) {
		if len(b.Keys) > 0 {
			actions = append(actions, b)
			items = append(items, Item{b.Help, b.Label})
		}
	}
	return newMenu("全部操作", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		return func() tea.Msg { return keys.Press(actions[i].Keys[0]) }
	})
}
