package ledger

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/tui/screen"
)

// paste takes what is pasted while a row is typed. The cells of a row of a
// spreadsheet go to the slots in order, from the one in hand on; of several
// rows none is taken. What is not taken is said.
func (p *Page) paste(msg tea.PasteMsg) {
	f := p.form
	text := strings.Trim(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(msg.Content), "\n")
	lines, cells := strings.Count(text, "\n")+1, strings.Split(text, "\t")
	switch {
	case lines > 1 && (len(cells) > 1 || !f.here().flows()):
		f.said = fmt.Sprintf("一次只能贴一行, 贴来的 %d 行都没有收. 请贴一行, 记上了再贴下一行.", lines)
	case len(cells) > 1:
		p.spread(cells)
	default:
		f.said = f.lay(text)
	}
}

// flows says that words over several lines belong into one slot: they are a
// text or a list.
func (s *slot) flows() bool {
	switch {
	case s.field == nil:
		return s.key == ledger.KeyReason
	case s.field.Type == plan.TypeText && s.field.Length > offeredLength:
		return true
	}
	return s.field.Items() || several(s.field)
}

// lay puts a pasted text into the slot in hand, the whole of it or, where that
// has no room, nothing; then it says so.
func (f *form) lay(text string) string {
	before := *f
	f.write(tea.PasteMsg{Content: text})
	if strings.Contains(f.field.Value(), screen.Clean(text)) {
		return ""
	}
	f.field, f.moved = before.field, before.moved
	return fmt.Sprintf("%s 最多 %d 字, 贴来的放不下, 没有收.", f.here().label, f.field.Max)
}

// spread puts cells into the slots from the one in hand on. An empty cell leaves
// its slot as it stands. The hand goes to the first that was refused, else to
// the last that was filled.
func (p *Page) spread(cells []string) {
	f := p.form
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	first, last, refused := f.hand, f.hand, -1
	var left []string
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		switch at := first + i; {
		case cell == "":
		case at >= f.shown():
			left = append(left, cell)
		default:
			f.open(at)
			f.field.SetValue("")
			if f.lay(cell) != "" {
				left = append(left, cell)
				break
			}
			p.leave(false)
			if last = at; refused < 0 && f.refused[f.here().key] != "" {
				refused = at
			}
		}
	}
	f.said = fmt.Sprintf("贴来的一行已依次填进 %s 至 %s, 请核对.", f.slots[first].label, f.slots[last].label)
	if len(left) > 0 {
		f.said += fmt.Sprintf(" 有 %d 格放不下, 没有收: %s.", len(left), screen.Clean(strings.Join(left, "、")))
	}
	if refused >= 0 {
		last = refused
	}
	f.open(last)
}
