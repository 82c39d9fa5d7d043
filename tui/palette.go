package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// global are the root's own keys.
var global = []keys.Binding{
	{Keys: []string{"f1"}, Label: "F1", Help: "说明"},
	{Keys: []string{"ctrl+y"}, Label: "Ctrl+Y", Help: "复制这一页的文字"},
	{Keys: []string{"f12"}, Label: "F12", Help: "鼠标 开, 关"},
	{Keys: []string{"ctrl+c"}, Label: "Ctrl+C", Help: "退出"},
}

// actions are what the palette lists: what there is to do, each with its key.
type actions struct {
	items []Item
	acts  []func() tea.Cmd
	named map[string]int // by what they do, where in the list
}

func (l *actions) add(name, side string, act func() tea.Cmd) {
	l.items = append(l.items, Item{name, side})
	l.acts = append(l.acts, act)
}

// press lists keys; picking one of them is pressing it. What several keys do is
// named once, with all of them.
func (l *actions) press(a *App, bindings []keys.Binding) {
	for _, b := range bindings {
		if len(b.Keys) == 0 {
			continue
		}
		at, known := l.named[b.Help]
		switch {
		case !known:
			l.named[b.Help] = len(l.items)
			l.add(b.Help, b.Label, func() tea.Cmd { return a.press(keys.Press(b.Keys[0])) })
		case !slices.Contains(strings.Fields(l.items[at].Side), b.Label):
			l.items[at].Side += " " + b.Label
		}
	}
}

// menu lets a person choose. What they choose is for what the menu lies over. A
// digit seeks what it is the key of there.
func (l *actions) menu(a *App) Overlay {
	m := newMenu("全部操作", l.items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		a.uncover()
		return l.acts[i]()
	})
	m.bare = true
	return m
}

// palette names every action of the page in front with its key (全部操作), and
// the pages that one can go to from anywhere. What the page itself leads to is
// not named again, and the ends of the page, going on and going back stand last.
func (a *App) palette() Overlay {
	l := &actions{named: map[string]int{}}
	var first, ends, last []keys.Binding
	for _, b := range a.top().Keys() {
		switch {
		case b.Is(keys.Esc), b.Is(keys.Enter), b.Is(keys.Down):
			last = append(last, b)
		case b.Is(keys.Home), b.Is(keys.End):
			ends = append(ends, b)
		default:
			first = append(first, b)
		}
	}
	l.press(a, first)
	for _, d := range a.destinations() {
		if _, known := l.named[d.name]; a.Makers[d.kind] != nil && a.stack[len(a.stack)-1].at.Kind != d.kind && !known {
			l.add(d.name, "前往", func() tea.Cmd { return a.visit(Place{Kind: d.kind}) })
		}
	}
	l.press(a, global)
	l.press(a, ends)
	l.press(a, last)
	return l.menu(a)
}

// explained is an overlay in which a person works for a while, such as an editor:
// F1 explains it and F2 names its actions, as on a page.
type explained interface {
	Keys() []keys.Binding
	Help() []string
}

// explain lays over such an overlay what a key asks for, and says whether there
// is anything.
func (a *App) explain(key string) bool {
	over, ok := a.overlay.(explained)
	if !ok || a.below != nil {
		return false
	}
	var above Overlay
	switch key {
	case "f1":
		above = &note{help: true, title: "说明", lines: append(slices.Clone(over.Help()), "F2 或 Ctrl+P 列出这里的全部操作.")}
	case "f2", "ctrl+p":
		l := &actions{named: map[string]int{}}
		l.press(a, over.Keys())
		above = l.menu(a)
	default:
		return false
	}
	a.overlay, a.below = above, a.overlay
	return true
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
