package register

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// paste takes what is pasted into the form; what is not taken is said, of one
// text by its input.
func (f *form) paste(msg tea.PasteMsg, today plan.Date) {
	f.said, f.left = "", ""
	switch pasted := widget.ReadPaste(msg.Content, f.inputs[f.hand].flows()); {
	case pasted.Rows > 1:
		f.left = fmt.Sprintf("一次只能贴一行, 贴来的 %d 行都没有收. 请贴一行, 存好再贴下一行; 整张表用命令 register import 导入.", pasted.Rows)
	case len(pasted.Cells) > 1:
		f.spread(pasted.Cells, today)
	case len(pasted.Cells) == 1:
		f.lay(pasted.Cells[0], f.yields())
	}
}

// lay puts a pasted text into the input in hand; anew says that it takes the
// place of what stands there. A sentence with figures in it is no figure: it is
// refused as a whole, and what stands there stays.
func (f *form) lay(text string, anew bool) widget.Laid {
	in := &f.inputs[f.hand]
	if in.Numeric {
		if _, err := report.ParseField(in.of, text, report.Names{}); err != nil {
			f.wrong[in.key] = err.Error()
			return widget.Misread
		}
	}
	if !f.write(tea.PasteMsg{Content: text}, anew) {
		return widget.NoRoom
	}
	return widget.Taken
}

// spread puts cells into the inputs from the one in hand on, each in place of
// what stands there.
func (f *form) spread(cells []string, today plan.Date) {
	f.judge(today)
	row := widget.SpreadCells(cells, f.hand, func(at int, cell string) widget.Laid {
		if at >= len(f.inputs) {
			return widget.NoRoom
		}
		f.hand = at
		laid := f.lay(cell, true)
		if laid != widget.Taken {
			return laid
		}
		if f.judge(today); f.wrong[f.inputs[at].key] != "" {
			return widget.Misread
		}
		return laid
	})
	if row.Any {
		f.said = fmt.Sprintf("贴来的一行已依次填进 %s 至 %s, 还没有保存, 请核对.", f.inputs[row.First].label, f.inputs[row.Last].label)
	}
	f.left = row.Left()
	f.hand, f.moved = row.Hand, true
}
