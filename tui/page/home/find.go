package home

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
)

// find leads to what is sought by a few characters or pinyin initials: what can
// be done here, and the lines of the form.
func (p *Page) find() tea.Cmd {
	var items []tui.Item
	var acts []func() tea.Cmd
	all, first := p.choices()
	for _, c := range append(all[first:len(all):len(all)], all[:first]...) {
		items, acts = append(items, tui.Item{Name: c.label}), append(acts, c.act)
	}
	s := p.data.sheet
	for _, section := range s.Form.Sections {
		for _, l := range section.Lines {
			items = append(items, tui.Item{Name: l.Label, Side: s.Find(l.Key).Value.Shown()})
			acts = append(acts, func() tea.Cmd {
				return p.Go(tui.Place{Kind: tui.Entry, Unit: p.at.Unit, Period: p.period(), Key: l.Key})
			})
		}
	}
	return p.Menu("查找", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		return acts[i]()
	})
}
