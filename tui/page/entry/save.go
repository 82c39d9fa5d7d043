package entry

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
)

// offer shows again what could not be saved when the person was here last.
func (p *Page) offer(all []report.Kept) tea.Cmd {
	var cmds []tea.Cmd
	for _, k := range all {
		e := p.sheet.Find(k.Key)
		if e == nil {
			continue
		}
		edit := report.Edit{Key: k.Key, Text: k.Text, Version: k.Version}
		if k.Half(e) {
			p.halves[k.Key] = k.Text
			continue
		}
		if k.Stands(e) { // it was saved after all
			cmds = append(cmds, p.discard(k.Key, k.Note))
			continue
		}
		sentence := "上次离开时填的 " + report.Clip(k.Text) + " 没有保存. 按 Enter 再确认, 或改填."
		if k.Note {
			note, over := k.Text, e.Cell.Note
			if k.Version != e.Cell.Version {
				over = "" // which one the person saw is not known any more
			}
			edit.Text, edit.Note, edit.Over = e.Cell.Value.String(), &note, &over
			sentence = "上次离开时写的备注 " + report.Clip(k.Text) + " 没有保存. 按 F4 再确认, 或改写."
		}
		p.unsaved(edit)[k.Key] = attempt{edit, errors.New(sentence)}
	}
	return tea.Batch(cmds...)
}

// confirm says that the person has seen what was saved of a line in the middle
// of being typed.
func (p *Page) confirm(key string) tea.Cmd {
	if _, half := p.halves[key]; !half {
		return nil
	}
	delete(p.halves, key)
	return p.discard(key, false)
}

// close saves all that is typed and on its way, since the session ends; what is
// refused, and a remark that is still open, is kept for the next login. So is
// what stood in an open field, though it is saved: it may be half of a figure.
func (p *Page) close() tea.Cmd {
	if p.sheet == nil {
		return nil
	}
	p.closing = true
	queues := map[string][]flight{}
	for key, queue := range p.sending {
		queues[key] = slices.Clone(queue)
	}
	for _, open := range []func() (report.Edit, bool){p.filled, p.written} {
		if edit, changed := open(); changed {
			f := flight{edit: edit, open: true, was: p.sheet.Find(edit.Key).Cell.Value.String()}
			queues[edit.Key] = append(queues[edit.Key], f)
			delete(p.refused, edit.Key)
		}
	}
	if p.noting != nil {
		p.noting.putAside()
	}
	at := p.place()
	if p.asked != "" {
		at.Key = p.asked
	}
	return p.Keep(func(ctx context.Context) tea.Msg {
		at.Kept = append(at.Kept, p.saveAll(ctx, queues)...)
		_ = p.desk.Leave(ctx, p.at.Unit, p.at.Period, at) // the session ends either way
		return nil
	})
}

// saveAll sends the lines' queues to their ends and returns what the person is
// still to see to.
func (p *Page) saveAll(ctx context.Context, queues map[string][]flight) []report.Kept {
	var left []report.Kept
	for len(queues) > 0 {
		var edits []report.Edit
		for _, queue := range queues {
			edits = append(edits, queue[0].edit)
		}
		k := p.save(ctx, 0, edits)
		for _, e := range edits {
			f, rest := queues[e.Key][0], queues[e.Key][1:]
			if queues[e.Key] = rest; len(rest) == 0 {
				delete(queues, e.Key)
			}
			if k.refusal(e.Key) == nil {
				to := f.after(k.sheet)
				for i := range rest {
					if rest[i].edit.Version == e.Version {
						rest[i].edit.Version = to
					}
				}
				if f.open && e.Text != "" {
					half := keptOf(e)
					half.Version = to
					left = append(left, half)
				}
			} else if !superseded(f, rest) {
				left = append(left, keptOf(e))
			}
		}
	}
	return left
}
