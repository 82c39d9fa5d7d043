package entry

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// writer is the editor of a line of words: several rows, wrapped as Chinese
// is. Leaving it saves, whichever key leaves it.
type writer struct {
	page  *Page
	entry *report.Entry
	area  widget.Area
	began string // what it began with
}

// long lines hold more words than fit one row.
func long(ind *plan.Indicator) bool {
	return ind.Type == plan.TypeText && (ind.Length == 0 || ind.Length > 60)
}

func (p *Page) newWriter(e *report.Entry, typed string) *writer {
	w := &writer{page: p, entry: e, began: p.before}
	w.area.SetValue(w.began)
	if typed != "" {
		w.area.Update(tea.PasteMsg{Content: typed})
	}
	p.writing = w
	return w
}

// Update gives keys to the text; Esc, Tab and F9 save and leave.
func (w *writer) Update(msg tea.Msg) (bool, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch keys.Of(key) {
		case keys.Esc, keys.Tab, "f9", "ctrl+s":
			save := w.save()
			w.page.writing = nil
			return true, save
		}
	}
	w.area.Update(msg)
	return false, nil
}

// save keeps what was written, unless nothing changed.
func (w *writer) save() tea.Cmd {
	edit, changed := w.page.written()
	if !changed {
		return w.page.confirm(w.entry.Line.Key)
	}
	return w.page.send(edit)
}

// written is what the open editor holds, if it is to be saved.
func (p *Page) written() (report.Edit, bool) {
	w := p.writing
	if w == nil {
		return report.Edit{}, false
	}
	key := w.entry.Line.Key
	_, refused := p.refused[key]
	text := strings.TrimRight(w.area.Value(), " \n")
	return report.Edit{Key: key, Text: text, Version: p.version}, refused || text != w.began
}

// View draws the text with how much room is left.
func (w *writer) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	l := w.entry.Line
	room := ""
	if most := l.Indicator.Length; most > 0 {
		n := w.area.Len()
		if room = report.Whole(n).String() + " / " + report.Whole(most).String() + " 字"; n > most {
			room = styles.Error.Render(room + ", 多了 " + report.Whole(n-most).String() + " 字, 删短了才能保存")
		}
	}
	rows := []string{screen.Cut(" "+styles.Heading.Render(l.Label)+"   "+room, size.Width)}
	for _, row := range widget.Wrap(l.Indicator.Help, size.Width-3) {
		rows = append(rows, "  "+styles.Dim.Render(row))
	}
	for _, row := range widget.Wrap(w.area.Lost(), size.Width-3) {
		rows = append(rows, "  "+styles.Error.Render(row))
	}
	rows = append(rows, "")
	text, caret := w.area.View(max(size.Width-4, 4), max(size.Height-len(rows), 1))
	caret.X, caret.Y = caret.X+2, caret.Y+len(rows)
	for _, row := range text {
		rows = append(rows, "  "+row)
	}
	return rows, &caret
}

// Keys are the writer's own.
func (w *writer) Keys() []keys.Binding {
	return []keys.Binding{
		{Label: "Enter", Help: "换行"},
		{Keys: []string{keys.Esc}, Label: "Esc", Help: "保存并返回"},
		{Keys: []string{"ctrl+z"}, Label: "Ctrl+Z", Help: "退一步"},
		{Keys: []string{"f1"}, Label: "F1", Help: "说明"},
	}
}

// Help explains the editor.
func (w *writer) Help() []string {
	return []string{
		"这里可以写几行. Enter 换行; 写好按 Esc, 就保存并返回表里, 不用另按保存.",
		"上面写着已写多少字, 最多多少字. 超过了也先留着, 删短了才能保存.",
		"Ctrl+Z 退一步. Home End 到行首行尾, Ctrl+U Ctrl+K 删到行首行尾. 可以从别处复制了粘贴进来.",
		"断线不会丢: 正在写的已保存到那时, 再登录请核对.",
	}
}
