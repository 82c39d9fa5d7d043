package review

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
)

// find goes to a line, or to a section's first, by a few characters of its
// label or pinyin initials.
func (p *Page) find() tea.Cmd {
	var sections, lines []tui.Item
	var heads, keys []string
	for _, s := range p.sheet.Form.Sections {
		sections, heads = append(sections, tui.Item{Name: s.Title, Side: "节"}), append(heads, s.Lines[0].Key)
		for _, l := range s.Lines {
			lines, keys = append(lines, tui.Item{Name: l.Label, Side: p.sheet.Find(l.Key).Value.Shown()}), append(keys, l.Key)
		}
	}
	keys = append(heads, keys...)
	return p.Menu("查找一项", append(sections, lines...), func(i int) tea.Cmd {
		if i >= 0 {
			p.pick, p.shown, p.form.drawn = pickAll, keys[i], false
		}
		return nil
	})
}
