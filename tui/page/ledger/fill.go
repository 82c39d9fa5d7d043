package ledger

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// hasBegun says that a row was begun and not noted: of a row's id its
// correction, of none a new one.
func (p *Page) hasBegun(row string) bool {
	if p.data == nil {
		return false
	}
	_, ok := p.data.begun[row]
	return ok
}

// add opens the form of a new row, with what was begun before. Where the unit
// has not chosen yet how it counts, that comes first.
func (p *Page) add() tea.Cmd {
	switch {
	case !p.writes():
		return p.refuse("这里只能看. 台账由 " + p.data.sheet.Unit.Name + " 自己记, 也可以请平安办代填.")
	case p.data.page.Mode == ledger.ModeOpen:
		p.mode = 1
		return nil
	}
	p.openForm(nil)
	return nil
}

// correct opens the form of the row in hand.
func (p *Page) correct() tea.Cmd {
	r := p.row()
	if r == nil {
		return nil
	}
	if why := p.barred(r); why != "" {
		return p.refuse(why)
	}
	p.openForm(r)
	return nil
}

func (p *Page) openForm(r *ledger.Row) {
	l, id := p.data.page.Ledger, ""
	if r != nil {
		id = r.ID
		if own := p.data.planned(r.Ledger); own != nil {
			l = own
		}
	}
	p.form = p.newForm(l, r)
	if u, ok := p.data.begun[id]; ok {
		p.form.resume(u)
	}
	p.form.open(0)
	p.readDay(&p.form.slots[0])
}

// fill takes a key while a row is typed.
func (p *Page) fill(msg tea.Msg) tea.Cmd {
	f := p.form
	key, pressed := msg.(tea.KeyPressMsg)
	if !pressed {
		if paste, ok := msg.(tea.PasteMsg); ok {
			p.paste(paste)
		}
		return nil
	}
	f.said = ""
	switch keys.Of(key) {
	case keys.Enter:
		told := f.refused[f.here().key] != ""
		p.leave(true)
		switch {
		case f.refused[f.here().key] != "" && !told:
			f.open(f.hand) // who goes on at once mends what was just refused
		case f.hand == f.shown()-1:
			return p.save()
		default:
			f.open(f.hand + 1)
		}
	case keys.Down, keys.Tab:
		p.leave(false)
		f.open(min(f.hand+1, f.shown()-1))
	case keys.Up, keys.ShiftTab:
		p.leave(false)
		f.open(max(f.hand-1, 0))
	case keys.PgUp:
		p.leave(false)
		f.open(0)
	case keys.PgDown:
		p.leave(false)
		f.open(f.shown() - 1)
	case keys.Esc:
		return p.putAside()
	case "f9":
		p.leave(false)
		return p.save()
	case "f8":
		return p.giveUp()
	case keys.Backspace, keys.Delete:
		if s := f.here(); f.field.Empty() && s.key != ledger.KeyDay {
			s.offer, f.field.Placeholder = "", ""
		}
		f.write(key)
	default:
		f.write(key)
	}
	return nil
}

// putAside closes the form. What was typed is kept, and said to be.
func (p *Page) putAside() tea.Cmd {
	p.leave(false)
	f := p.form
	p.form = nil
	switch {
	case f.dirty():
		p.notice = "没记完, 填过的都留着. 按 Enter 接着记, 不要了按 F8."
		if f.row != nil {
			p.notice = "没改完, 填过的都留着. 在这一笔上按 Enter 接着改."
		} else {
			p.hand = ""
		}
		return p.keep(f)
	case f.kept:
		return p.drop(deedForget, f.id, f.rowID())
	}
	return nil
}

// giveUp closes the form of a new row and forgets what was typed; where that is
// something, it asks.
func (p *Page) giveUp() tea.Cmd {
	f := p.form
	if f.row != nil {
		return nil
	}
	if p.leave(false); f.dirty() || f.kept {
		return p.dropBegun()
	}
	p.form = nil
	return nil
}

// dropBegun forgets the new row that was begun, after asking.
func (p *Page) dropBegun() tea.Cmd {
	id := p.data.page.ID
	if p.form != nil {
		id = p.form.id
	}
	return p.Confirm(widget.Confirm{
		Question: "不要这一笔没记完的?", Detail: "填过的字就没有了.", Safe: "留着", Act: "不要了",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		p.form = nil
		return p.drop(deedDrop, id, "")
	})
}

func (f *form) rowID() string {
	if f.row == nil {
		return ""
	}
	return f.row.ID
}

// save sends the row, unless something in it could not be read: then the
// person is led there.
func (p *Page) save() tea.Cmd {
	f := p.form
	if i := f.firstRefused(); i >= 0 {
		f.open(i)
		return nil
	}
	return p.send()
}

func (f *form) firstRefused() int {
	for i := range f.slots {
		if f.refused[f.slots[i].key] != "" {
			return i
		}
	}
	return -1
}

// blame puts each refusal at its field and leads to the first.
func (f *form) blame(refused []report.Refusal) {
	for _, r := range refused {
		if f.slot(r.Key) == nil {
			f.fault = r.Err.Error()
			continue
		}
		if f.refused[r.Key] == "" {
			f.refused[r.Key] = r.Err.Error()
		}
		f.late = f.late || r.Key == ledger.KeyReason
	}
	if i := f.firstRefused(); i >= 0 {
		f.open(i)
	}
}

func (f *form) slot(key string) *slot {
	for i := range f.slots {
		if f.slots[i].key == key {
			return &f.slots[i]
		}
	}
	return nil
}
