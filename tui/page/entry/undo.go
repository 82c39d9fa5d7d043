package entry

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
)

// act is what a person did at once, be it to one cell or to many: the edits that
// put back what it replaced, as far as it was kept, and what of that is back.
type act struct {
	edits []report.Edit
	back  []string
}

// remember keeps how to put back what an edit replaced, or says that it is back.
func (p *Page) remember(f flight, version int, s *report.Sheet) {
	if f.back != nil {
		p.cameBack(f, s.Find(f.edit.Key))
	}
	if f.act == nil {
		return
	}
	if len(f.act.edits) == 0 {
		p.done = append(p.done, f.act)
	}
	f.act.edits = append(f.act.edits, p.undoing(f, version))
}

// undoing is the edit that puts back what a kept one replaced: a remark, or a
// value, with the remark that was written in the same step.
func (p *Page) undoing(f flight, version int) report.Edit {
	e := report.Edit{Key: f.edit.Key, Text: f.was, Version: version}
	if f.edit.Over != nil {
		written := report.Clean(*f.edit.Note)
		e.Note, e.Over = f.edit.Over, &written
		return e
	}
	office := p.sheet.Find(e.Key).Line.Indicator.By != "" && f.note != ""
	if f.edit.Note != nil || office {
		e.Note = &f.note
	}
	return e
}

// undo puts back what the last act here replaced. It stands on the versions that
// came of that act: what another wrote there since is a conflict.
func (p *Page) undo() tea.Cmd {
	if len(p.done) == 0 {
		return p.Note("没有可以恢复的了", "只能恢复这次打开表以后的改动. 再以前改过什么, 按 Ctrl+R 看历史.")
	}
	last := p.done[len(p.done)-1]
	if len(last.edits) == 1 {
		p.show(last.edits[0].Key)
	}
	var flights []flight
	for _, e := range last.edits {
		if edit, c := p.clash(p.sheet.Find(e.Key)); c != nil && e.Over == nil {
			p.show(e.Key)
			return p.choose(edit, c)
		}
		flights = append(flights, flight{edit: e, back: last})
	}
	p.done = p.done[:len(p.done)-1]
	return p.launch(flights...)
}

// cameBack says what an undo has put back.
func (p *Page) cameBack(f flight, e *report.Entry) {
	label := e.Line.Label
	if f.back.back = append(f.back.back, label); p.editing {
		return
	}
	n := len(f.back.back)
	switch {
	case n > 1:
		p.hint = "恢复了 " + count(n) + " 项: " + strings.Join(f.back.back[:min(n, 5)], ", ")
		if n > 5 {
			p.hint += " 等"
		}
		p.hint += "."
	case f.edit.Over != nil:
		p.hint = label + " 的备注恢复为 " + said(*f.edit.Note, 40) + "."
	default:
		p.hint = label + " 恢复为 " + said(valueWords(e), 24) + "."
	}
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
