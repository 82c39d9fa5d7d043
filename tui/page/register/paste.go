package register

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// paste takes what is pasted into the form. The cells of a row of a spreadsheet
// go to the inputs in order, from the one in hand on; of several rows none is
// taken. What is not taken is said.
func (f *form) paste(msg tea.PasteMsg, today plan.Date) {
	f.said, f.left = "", ""
	text := strings.Trim(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(msg.Content), "\n")
	cells := strings.Split(strings.TrimRight(text, "\t "), "\t")
	switch lines := strings.Count(text, "\n") + 1; {
	case len(cells) == 1:
		in := &f.inputs[f.hand]
		if before := in.Field; !f.lay(in, text) {
			in.Field = before
			f.left = fmt.Sprintf("%s 最多 %d 字, 贴来的放不下, 没有收.", in.label, in.Max)
		}
	case lines > 1:
		f.left = fmt.Sprintf("一次只能贴一行, 贴来的 %d 行都没有收. 请贴一行, 存好再贴下一行; 整张表用命令 register import 导入.", lines)
	default:
		f.spread(cells, today)
	}
}

// lay puts a pasted text into an input and says whether it has room for it. A
// sentence with figures in it is no figure: it is refused as a whole.
func (f *form) lay(in *input, text string) (whole bool) {
	delete(f.wrong, in.key)
	if in.Numeric {
		if _, err := report.ParseField(in.of, text, report.Names{}); err != nil {
			f.wrong[in.key] = err.Error()
			return true
		}
	}
	in.Field.Update(tea.PasteMsg{Content: text})
	return in.Numeric || strings.Contains(in.Value(), screen.Clean(text))
}

// spread puts cells into the inputs from the one in hand on, each in place of
// what stands there; an empty cell leaves it. The hand goes to the first that
// was refused, else to the last that was filled.
func (f *form) spread(cells []string, today plan.Date) {
	first, last, refused := f.hand, f.hand, -1
	var left []string
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		at := first + i
		switch {
		case cell == "":
			continue
		case at >= len(f.inputs):
			left = append(left, cell)
			continue
		}
		in := &f.inputs[at]
		before := in.Field
		in.SetValue("")
		if !f.lay(in, cell) {
			in.Field = before
			left = append(left, cell)
			continue
		}
		if f.hand = at; f.wrong[in.key] == "" {
			f.judge(today)
		} else {
			in.Field = before
		}
		if last = at; refused < 0 && f.wrong[in.key] != "" {
			refused = at
		}
	}
	f.said = fmt.Sprintf("贴来的一行已依次填进 %s 至 %s, 还没有保存, 请核对.", f.inputs[first].label, f.inputs[last].label)
	if len(left) > 0 {
		f.left = fmt.Sprintf("有 %d 格放不下, 没有收: %s.", len(left), screen.Clean(strings.Join(left, "、")))
	}
	if refused >= 0 {
		last = refused
	}
	f.hand, f.moved = last, true
}
