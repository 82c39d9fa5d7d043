package entry

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// chooser asks which of two is to stand, the value of who was faster or the
// person's own. Keys that were typed ahead never answer it: they come one upon
// the other, so it listens only after a pause. Esc answers nothing and loses
// nothing.
type chooser struct {
	widget.Confirm
	page     *Page
	edit     report.Edit
	conflict *report.Conflict
	pressed  int // keys that came too early
	ready    bool
}

// pause is how long no key may have come before one counts as an answer: more
// than between two keys of somebody who types, less than it takes to read.
const pause = 600 * time.Millisecond

// paused says that for a while no key came after so many.
type paused struct {
	chooser *chooser
	pressed int
}

// choose puts a conflict to the person who comes to its line; the other's value
// is the safe choice, and stands first.
func (p *Page) choose(edit report.Edit, c *report.Conflict) tea.Cmd {
	word := "填"
	if c.Note {
		word = "写"
	}
	q := &chooser{page: p, edit: edit, conflict: c, Confirm: widget.Confirm{
		Safe: "保留 " + c.By + " " + word + "的 " + said(c.Theirs, 30),
		Act:  "改成我" + word + "的 " + said(c.Yours, 30),
	}}
	p.Open(q)
	return q.wait()
}

// said is a value inside of a sentence, in at most so many cells.
func said(text string, cells int) string {
	if text == "" || text == "-" {
		return "(空)"
	}
	return short(report.Clean(text), cells)
}

func (q *chooser) wait() tea.Cmd {
	return q.page.After(pause, paused{q, q.pressed})
}

// listen makes the question ready for an answer, unless another key came.
func (m paused) listen() {
	if m.chooser.pressed == m.pressed {
		m.chooser.ready = true
	}
}

// Update takes the answer.
func (q *chooser) Update(msg tea.Msg) (bool, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && keys.Of(key) == keys.Esc {
		return true, nil
	}
	if !q.ready {
		q.pressed++
		return false, q.wait()
	}
	switch q.Confirm.Update(msg) {
	case widget.Agreed:
		q.edit.Version = q.conflict.Version
		if q.edit.Over != nil {
			q.edit.Over = &q.conflict.Theirs
		}
		return true, q.page.send(q.edit)
	case widget.Refused:
		delete(q.page.unsaved(q.edit), q.edit.Key)
		return true, tea.Batch(q.page.discard(q.edit.Key, q.conflict.Note), q.page.reload())
	}
	return false, nil
}

// Target is the choice under a cell, once there is one.
func (q *chooser) Target(x, y int, row string) widget.Target {
	if !q.ready {
		return widget.Target{}
	}
	return q.Confirm.Target(x, y, row)
}

// View shows both, as much of them as there is room for, and the choices.
func (q *chooser) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	c := q.conflict
	what := c.Label
	if c.Note {
		what += " 的备注"
	}
	q.Question = what + " 在别处改过, 保留哪一个?"
	// Six rows are for the question, the names and the choices.
	room := max((size.Height-8)/2, 1) * max(size.Width-6, 10)
	q.Detail = c.Who() + " 改为: " + said(c.Theirs, room) + "\n你填的是: " + said(c.Yours, room)
	rows := append([]string{""}, q.Confirm.View(size.Width, styles)...)
	rows = append(rows, "")
	for _, row := range widget.Wrap("Esc 先不选, 你填的还在. 先打好的键不算回答.", size.Width-2) {
		rows = append(rows, " "+styles.Dim.Render(row))
	}
	return rows, nil
}

// Keys are those that the question takes now.
func (q *chooser) Keys() []keys.Binding {
	later := keys.Binding{Label: "Esc", Help: "先不选"}
	if !q.ready {
		return []keys.Binding{later}
	}
	return []keys.Binding{{Label: "Enter", Help: "选定"}, {Label: "上下", Help: "换一个"}, later}
}

// clash is what stands between a line and what its person typed there; nil if
// nothing does.
func (p *Page) clash(e *report.Entry) (report.Edit, *report.Conflict) {
	a, ok := p.refused[e.Line.Key]
	if !ok {
		return a.edit, nil
	}
	return a.edit, e.Conflict(a.edit)
}
