package entry

import (
	"errors"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// noting is the open question for a line's remark (备注).
type noting struct {
	widget.Ask
	page  *Page
	edit  report.Edit // what it will be, without the text
	began string      // what stood in the field at first
}

// remark asks for the line's remark.
func (p *Page) remark() tea.Cmd {
	e := p.here()
	why := p.barredReport()
	if why == "" && !e.Registered() { // a remark may stand beside what a register says
		why = p.barred()
	}
	if why != "" {
		return p.Note("这一项不能填", why)
	}
	text, over := e.Cell.Note, e.Cell.Note
	if a, ok := p.notes[e.Line.Key]; ok {
		if c := e.Conflict(a.edit); c != nil {
			return p.choose(a.edit, c)
		}
		text, over = *a.edit.Note, *a.edit.Over
	}
	a := widget.Ask{Question: e.Line.Label + " 的备注", Detail: "一句话, 最多 " + strconv.Itoa(report.MaxProse) + " 字. 清空就是不要备注.", Field: widget.Field{Max: report.MaxProse}}
	a.Field.SetValue(text)
	return p.takeNote(e, a, over)
}

func (p *Page) takeNote(e *report.Entry, a widget.Ask, over string) tea.Cmd {
	// A remark goes by the cell as it stands, whatever of its value is unsaved.
	p.basis, p.version = e.Line.Key, e.Cell.Version
	edit := report.Edit{Key: e.Line.Key, Text: e.Cell.Value.String(), Over: &over}
	p.noting = &noting{Ask: a, page: p, edit: edit, began: a.Text()}
	return p.Open(p.noting)
}

// Update takes the answer: Enter saves. Esc goes back, and what was typed stays
// under the line.
func (n *noting) Update(msg tea.Msg) (bool, tea.Cmd) {
	p := n.page
	switch n.Ask.Update(msg) {
	case widget.Agreed:
		p.noting = nil
		edit := n.written()
		if *edit.Note != *edit.Over {
			return true, p.send(edit)
		}
		if _, aside := p.notes[edit.Key]; aside {
			delete(p.notes, edit.Key)
			return true, p.discard(edit.Key, true)
		}
		return true, nil
	case widget.Refused:
		p.noting = nil
		n.putAside()
		return true, nil
	}
	return false, nil
}

// written is the remark as it is typed now.
func (n *noting) written() report.Edit {
	edit, text := n.edit, n.Text()
	edit.Note, edit.Version = &text, n.page.version
	return edit
}

// putAside keeps an unfinished remark on the screen, as what is not saved.
func (n *noting) putAside() {
	if n.Text() != n.began {
		n.page.notes[n.edit.Key] = attempt{n.written(), errors.New("备注 " + said(n.Text(), 40) + " 还没有确认. 按 F4 接着写.")}
	}
}

// View draws the question.
func (n *noting) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	rows, caret := n.Ask.View(size.Width, styles)
	return rows, &caret
}
