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

// palette names every action of the page in front with its key (全部操作), and
// the pages that one can go to from anywhere. Picking an action is pressing
// its key. What the page itself leads to is not named again, and going back
// stands last.
func (a *App) palette() Overlay {
	var items []Item
	var acts []func() tea.Cmd
	add := func(name, side string, act func() tea.Cmd) {
		items = append(items, Item{name, side})
		acts = append(acts, act)
	}
	named := map[string]bool{}
	press := func(bindings []keys.Binding) {
		for _, b := range bindings {
			if len(b.Keys) > 0 && !named[b.Help] {
				named[b.Help] = true
				add(b.Help, b.Label, func() tea.Cmd { return a.press(keys.Press(b.Keys[0])) })
			}
		}
	}
	var first, last []keys.Binding
	for _, b := range a.top().Keys() {
		if b.Is(keys.Esc) || b.Is(keys.Enter) {
			last = append(last, b)
			continue
		}
		first = append(first, b)
	}
	press(first)
	for _, d := range a.destinations() {
		if a.Makers[d.kind] != nil && a.stack[len(a.stack)-1].at.Kind != d.kind && !named[d.name] {
			add(d.name, "前往", func() tea.Cmd { return a.visit(Place{Kind: d.kind}) })
		}
	}
	press(global)
	press(last)
	return newMenu("全部操作", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		a.overlay = nil // the key is for the page
		return acts[i]()
	})
}

// destination is a page that one can go to from anywhere.
type destination struct {
	kind Kind
	name string
}

// destinations are the pages that the person may open.
func (a *App) destinations() []destination {
	if a.stack[0].at.Kind == Password {
		return nil // who has to choose a password first goes nowhere else
	}
	var all []destination
	if a.Me.SeesAll {
		all = append(all, destination{Overview, "全乡进度"}, destination{Table, "汇总表"}, destination{Matrix, "报送情况"})
	}
	if a.Me.Unit != "" {
		all = append(all, destination{Home, "本单位填报"})
	}
	all = append(all, destination{Ledger, "台账"})
	all = append(all, destination{Targets, "硬指标"}, destination{Register, "名录"})
	if a.Me.Reviews {
		all = append(all, destination{Accounts, "账号管理"})
	}
	return append(all, destination{Account, "我的账号"})
}
