package ledger

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/tui/widget"
)

// paste takes what is pasted while a row is typed; what is not taken is said, of
// one text by its slot.
func (p *Page) paste(msg tea.PasteMsg) {
	f := p.form
	f.said = ""
	switch pasted := widget.ReadPaste(msg.Content, f.here().flows()); {
	case pasted.Rows > 1:
		f.said = fmt.Sprintf("一次只能贴一行, 贴来的 %d 行都没有收. 请贴一行, 记上了再贴下一行.", pasted.Rows)
	case len(pasted.Cells) > 1:
		p.spread(pasted.Cells)
	case len(pasted.Cells) == 1:
		f.write(tea.PasteMsg{Content: pasted.Cells[0]})
	}
}

// flows says that words over several lines belong into one slot.
func (s *slot) flows() bool {
	if s.field == nil {
		return s.key == ledger.KeyReason
	}
	return s.field.Flows()
}

// spread puts cells into the slots from the one in hand on, each in place of
// what stands there. What was typed into the one in hand stays if its own cell
// is empty.
func (p *Page) spread(cells []string) {
	f := p.form
	p.leave(false)
	row := widget.SpreadCells(cells, f.hand, func(at int, cell string) widget.Laid {
		if at >= f.shown() {
			return widget.NoRoom
		}
		f.open(at)
		f.field.SetValue("")
		if !f.write(tea.PasteMsg{Content: cell}) {
			return widget.NoRoom
		}
		if p.leave(false); f.refused[f.here().key] != "" {
			return widget.Misread
		}
		return widget.Taken
	})
	if f.said = row.Left(); row.Any {
		f.said = strings.TrimSpace(fmt.Sprintf("贴来的一行已依次填进 %s 至 %s, 请核对. %s", f.slots[row.First].label, f.slots[row.Last].label, f.said))
	}
	f.open(row.Hand)
}
