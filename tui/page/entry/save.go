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
		sentence := "上次离开时填的 " + report.Clip(k.Text) + " 没有保存. 按 Enter 再确认, 或改填."
		value, err := report.Parse(e.Line, k.Text)
		there := err == nil && value.Equal(e.Cell.Value)
		if k.Note {
			note, over := k.Text, e.Cell.Note
			if k.Version != e.Cell.Version {
				over = "" // which one the person saw is not known any more
			}
			edit.Text, edit.Note, edit.Over = e.Cell.Value.String(), &note, &over
			sentence = "上次离开时写的备注 " + report.Clip(k.Text) + " 没有保存. 按 F4 再确认, 或改写."
			there = report.Clean(note) == e.Cell.Note
		}
		if there { // it was saved after all
			cmds = append(cmds, p.discard(k.Key, k.Note))
			continue
		}
		p.unsaved(edit)[k.Key] = attempt{edit, errors.New(sentence)}
	}
	return tea.Batch(cmds...)
}

// close saves all that is typed and on its way, since the session ends; what is
// refused, and a remark that is still open, is kept for the next login.
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
			f := flight{edit: edit, was: p.sheet.Find(edit.Key).Cell.Value.String()}
			queues[edit.Key] = append(queues[edit.Key], f)
			delete(p.refused, edit.Key)
		}
	}
	if p.noting != nil {
		p.noting.putAside()
	}
	at := p.place()
	return p.Keep(func(ctx context.Context) tea.Msg {
		at.Kept = append(at.Kept, p.saveAll(ctx, queues)...)
		_ = p.desk.Leave(ctx, p.at.Unit, p.at.Period, at) // the session ends either way
		return nil
	})
}

// saveAll sends the lines' queues to their ends and returns what was not kept.
func (p *Page) saveAll(ctx context.Context, queues map[string][]flight) []report.Kept {
	var unsaved []report.Kept
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
			} else if !superseded(f, rest) {
				unsaved = append(unsaved, keptOf(e))
			}
		}
	}
	return unsaved
}
