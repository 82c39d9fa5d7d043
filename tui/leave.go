package tui

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

func (a *App) back() tea.Cmd {
	if len(a.stack) == 1 {
		return a.leave()
	}
	a.stack = a.stack[:len(a.stack)-1]
	return a.top().Update(Shown{})
}

// leave asks before the session ends; every page has kept what was typed, or
// keeps it now.
func (a *App) leave() tea.Cmd {
	kept := "填过的都已保存."
	for _, e := range a.stack {
		if page, ok := e.page.(Holding); ok && page.Unsaved() {
			kept = "还有没有保存的, 退出时记下, 下次登录还在原处."
		}
	}
	a.overlay = &confirm{
		widget.Confirm{Question: "退出反诈月报?", Detail: kept, Safe: "留下", Act: "退出"},
		func(agreed bool) tea.Cmd {
			if !agreed {
				return nil
			}
			var cmds []tea.Cmd
			for _, e := range a.stack {
				cmds = append(cmds, e.page.Update(screen.CloseMsg{}))
			}
			return tea.Sequence(tea.Batch(cmds...), tea.Quit)
		},
	}
	return nil
}
