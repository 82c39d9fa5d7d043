package tui

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Handed is a text that goes to the client's clipboard, where its terminal lets
// it, and what it is called.
type Handed struct{ Name, Text string }

// handing is a note that puts a text into the clipboard; F8 takes the next.
type handing struct {
	note
	texts []Handed
	at    int
}

// Hand shows a few sentences and hands the first of the texts to the clipboard,
// the others after it when they are asked for.
func (c Context) Hand(title string, texts []Handed, lines ...string) tea.Cmd {
	return c.Open(&handing{note: note{title: title, lines: lines}, texts: texts})
}

// HandTable hands a table, whose second row are names for commands, to the
// clipboard as cells to paste, and after it the command that prints the very
// same: over ssh a screen has no file to write.
func (c Context) HandTable(title string, cells [][]string, command string) tea.Cmd {
	sheet := append(cells[:1:1], cells[2:]...) // people need the words alone
	return c.Hand(title, []Handed{{"表格", report.Tabbed(sheet)}, {"命令", command}},
		"表格就是现在看到的这些单位和列, 到 WPS 或 Excel 里粘贴, 一格对一格.", "",
		"要存成 CSV 文件, 在自己电脑的命令行里执行这一条 (地址不通时换成平时登录用的):", "", command)
}

func (h *handing) Update(msg tea.Msg) (bool, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && keys.Of(key) == "f8" {
		h.at = (h.at + 1) % len(h.texts)
		return false, nil
	}
	return h.note.Update(msg)
}

// View is the note with what lies in the clipboard.
func (h *handing) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	shown := h.note
	shown.lines = []string{"剪贴板: 已放入" + h.texts[h.at].Name + ". 终端不让放的, 剪贴板里还是原来的."}
	if size.Height > 20 { // a phone has no row to spare
		shown.lines = append(shown.lines, "")
	}
	shown.lines = append(shown.lines, h.lines...)
	rows, caret := shown.View(size, styles)
	h.top, h.more = shown.top, shown.more
	return rows, caret
}

func (h *handing) copied() *string { return &h.texts[h.at].Text }

// Keys name the text that F8 takes next.
func (h *handing) Keys() []keys.Binding {
	all := h.note.Keys()
	if len(h.texts) > 1 {
		all = append(all, keys.Binding{Keys: []string{"f8"}, Label: "F8", Help: "改放" + h.texts[(h.at+1)%len(h.texts)].Name})
	}
	return all
}
