package entry

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/widget"
)

// send saves edits; until the answer comes they count as on their way.
func (p *Page) send(edits ...report.Edit) tea.Cmd {
	for _, e := range edits {
		delete(p.refused, e.Key)
		p.sending[e.Key] = e
		if old := p.sheet.Find(e.Key); old != nil && e.Note == nil && !p.undoing {
			p.done = append(p.done, report.Edit{Key: e.Key, Text: old.Cell.Value.String()})
		}
	}
	p.undoing = false
	p.load++
	load := p.load
	return p.Keep(func(ctx context.Context) tea.Msg { return p.save(ctx, load, edits) })
}

func (p *Page) save(ctx context.Context, load int, edits []report.Edit) kept {
	s, refused, err := p.desk.Save(ctx, p.at.Unit, p.at.Period, edits)
	k := kept{loaded: loaded{load: load, sheet: s, err: err}, edits: edits, refused: refused}
	if s != nil {
		var ferr error
		if k.findings, ferr = s.Findings(); err == nil {
			k.err = ferr
		}
	}
	return k
}

// keep takes the answer of a save: what was refused stays on the screen with
// the reason, and a conflict is put to the person.
func (p *Page) keep(k kept) tea.Cmd {
	for _, e := range k.edits {
		if p.sending[e.Key] == e {
			delete(p.sending, e.Key)
		}
		if k.err != nil {
			p.refused[e.Key] = attempt{e, k.err}
		}
	}
	if k.sheet != nil && k.load == p.load {
		p.take(k.loaded)
	}
	var cmds []tea.Cmd
	for _, r := range k.refused {
		edit := editOf(k.edits, r.Key)
		p.refused[r.Key] = attempt{edit, r.Err}
		var conflict *report.Conflict
		if errors.As(r.Err, &conflict) {
			cmds = append(cmds, p.choose(edit, conflict))
		}
	}
	if k.load != p.load && len(p.sending) == 0 {
		cmds = append(cmds, p.reload())
	}
	return tea.Batch(cmds...)
}

func editOf(edits []report.Edit, key string) report.Edit {
	for _, e := range edits {
		if e.Key == key {
			return e
		}
	}
	return report.Edit{Key: key}
}

// choose puts a conflict to the person; the other's value is the safe choice.
func (p *Page) choose(edit report.Edit, c *report.Conflict) tea.Cmd {
	return p.Confirm(widget.Confirm{
		Question: c.Label + " 刚刚被别处改过",
		Detail:   c.Error(),
		Safe:     "保留 " + c.By + " 填的 " + c.Theirs,
		Act:      "改成我填的 " + c.Yours,
	}, func(mine bool) tea.Cmd {
		delete(p.refused, edit.Key)
		if !mine {
			return p.reload()
		}
		edit.Version = c.Version
		return p.send(edit)
	})
}

// leave remembers the place and what is not saved.
func (p *Page) leave() tea.Cmd {
	if p.sheet == nil {
		return nil
	}
	at := p.place()
	return p.Keep(func(ctx context.Context) tea.Msg {
		_ = p.desk.Leave(ctx, p.at.Unit, p.at.Period, at) // a comfort; who may not write has none
		return nil
	})
}

func (p *Page) place() report.Place {
	at := report.Place{Key: p.here().Line.Key}
	for _, a := range p.refused {
		at.Kept = append(at.Kept, report.Kept{Key: a.edit.Key, Text: a.edit.Text})
	}
	return at
}

// close saves, in one step, all that is typed and on its way, since the
// session ends; what is refused is kept for the next login.
func (p *Page) close() tea.Cmd {
	if p.sheet == nil {
		return nil
	}
	if p.editing {
		if e := p.here(); p.field.Value() != shownFor(e) {
			p.sending[e.Line.Key] = report.Edit{Key: e.Line.Key, Text: p.field.Value(), Version: p.version}
		}
	}
	if p.writing != nil {
		if edit, changed := p.writing.edit(); changed {
			p.sending[edit.Key] = edit
		}
	}
	at := p.place()
	var edits []report.Edit
	for _, e := range p.sending {
		edits = append(edits, e)
	}
	return p.Keep(func(ctx context.Context) tea.Msg {
		if len(edits) > 0 {
			k := p.save(ctx, 0, edits)
			for _, r := range k.refused {
				at.Kept = append(at.Kept, report.Kept{Key: r.Key, Text: editOf(edits, r.Key).Text})
			}
			for _, e := range edits {
				if k.err != nil {
					at.Kept = append(at.Kept, report.Kept{Key: e.Key, Text: e.Text})
				}
			}
		}
		_ = p.desk.Leave(ctx, p.at.Unit, p.at.Period, at) // the session ends either way
		return nil
	})
}
