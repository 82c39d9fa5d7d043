package entry

import (
	tea "charm.land/bubbletea/v2"
)

// undo puts back what stood in the cell that was changed last here. It stands
// on the version that came of that change: what another wrote there since is a
// conflict.
func (p *Page) undo() tea.Cmd {
	if len(p.done) == 0 {
		return p.Note("没有可以恢复的了", "只能恢复这次打开表以后的改动. 再以前改过什么, 按 Ctrl+R 看历史.")
	}
	last := p.done[len(p.done)-1]
	p.show(last.Key)
	if edit, c := p.clash(p.here()); c != nil {
		return p.choose(edit, c)
	}
	p.done = p.done[:len(p.done)-1]
	return p.launch(flight{edit: last, undo: true})
}

// restore puts back into the open field what the report holds.
func (p *Page) restore() tea.Cmd {
	e := p.here()
	key := e.Line.Key
	_, refused := p.refused[key]
	delete(p.refused, key)
	p.before = p.typed(e)
	p.field.SetValue(shownFor(e))
	if refused {
		p.version = p.seen(e)
		return p.discard(key, false)
	}
	return nil
}
