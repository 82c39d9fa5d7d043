package entry

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// begins reports whether typed text opens the field of the line in hand: any
// text for words, a sign or a word for numbers. A word before a figure belongs
// to what is judged: 约30 is not 30.
func (p *Page) begins(text string) bool {
	return !p.here().Line.Indicator.Number() || strings.ContainsFunc(text, func(r rune) bool {
		return r == '-' || r == '－' || unicode.IsLetter(r) || unicode.IsDigit(r)
	})
}

// edit opens the field of the line in hand: with what is there, or with what
// was just typed in place of it.
func (p *Page) edit(typed string) tea.Cmd {
	if p.hint = p.barred(); p.hint != "" {
		if p.hasUnsaved(p.here().Line.Key) {
			p.hint += " 没有保存的先留着, 不要了按 Del."
		}
		return nil
	}
	e := p.here()
	if edit, c := p.clash(e); c != nil {
		return p.choose(edit, c)
	}
	ind := e.Line.Indicator
	p.field = widget.Field{Numeric: ind.Number(), Max: ind.Length, Placeholder: choicesOf(ind)}
	p.basis, p.version, p.before = e.Line.Key, p.seen(e), p.typed(e)
	if long(ind) {
		return p.Open(p.newWriter(e, typed))
	}
	p.editing, p.fresh = true, typed == "" && ind.Type != plan.TypeText
	if typed != "" {
		p.field.Update(tea.PasteMsg{Content: typed})
		p.doubt()
	} else {
		p.field.SetValue(p.before)
	}
	return nil
}

// choicesOf says what may be typed where only some words may.
func choicesOf(ind *plan.Indicator) string {
	switch ind.Type {
	case plan.TypeYesNo:
		return "1 是 0 否"
	case plan.TypeChoice, plan.TypeChoices:
		var parts []string
		for i, c := range ind.Choices {
			parts = append(parts, report.Whole(i+1).String()+" "+c)
		}
		return strings.Join(parts, "  ")
	}
	return ""
}

// typing gives a key to the open field; leaving it saves.
func (p *Page) typing(msg tea.KeyPressMsg) tea.Cmd {
	switch keys.Of(msg) {
	case keys.Enter, keys.Down, keys.Tab:
		cmd := p.commit()
		p.onward(1)
		return cmd
	case keys.Up, keys.ShiftTab:
		cmd := p.commit()
		p.onward(-1)
		return cmd
	case keys.Esc:
		return p.commit()
	case "ctrl+z":
		return p.restore()
	case "f6":
		p.editing = false
		return p.notApplicable()
	case "f4":
		if p.willAsk() {
			return p.commit() // what it asks for is the remark
		}
		return tea.Batch(p.commit(), p.after(p.remark))
	case "f9":
		if p.willAsk() {
			return p.commit()
		}
		return tea.Batch(p.commit(), p.toCheck())
	}
	p.write(msg)
	return nil
}

// write applies a key or a paste to the open field. What is written first takes
// the place of what stood there; other keys mend it.
func (p *Page) write(msg tea.Msg) {
	if key, pressed := msg.(tea.KeyPressMsg); p.fresh && (!pressed || key.Key().Text != "") {
		p.field.SetValue("")
	}
	p.fresh = false
	p.field.Update(msg)
	p.doubt()
}

// doubt says of a figure that what is typed so far is none, and of words that
// not all of them had room.
func (p *Page) doubt() {
	p.hint = p.field.Lost()
	if text := p.field.Value(); p.field.Numeric && text != "-" {
		if _, err := report.Parse(p.here().Line, text); err != nil {
			p.hint = onlyNumbers
		}
	}
}

// onlyNumbers answers what cannot be part of a number.
const onlyNumbers = "这里只填数字, 例如 30."

// commit closes the field and saves what it holds.
func (p *Page) commit() tea.Cmd {
	edit, changed := p.filled()
	if p.editing = false; !changed {
		return p.confirm(p.here().Line.Key)
	}
	e := p.here()
	switch p.asks(e, &edit) {
	case asksBasis:
		return p.askBasis(e, edit)
	case asksReason:
		return p.askReason(e, edit)
	}
	return p.send(edit)
}

// willAsk says that saving what the open field holds first asks for the basis,
// or for a reason.
func (p *Page) willAsk() bool {
	edit, changed := p.filled()
	return changed && p.asks(p.here(), &edit) != asksNothing
}

// filled is what the open field holds, if it is to be saved.
func (p *Page) filled() (report.Edit, bool) {
	if !p.editing {
		return report.Edit{}, false
	}
	key, text := p.here().Line.Key, p.field.Value()
	if _, refused := p.refused[key]; !refused && text == p.before {
		return report.Edit{}, false
	}
	return report.Edit{Key: key, Text: text, Version: p.version}, true
}

// shownFor is what the field begins with, so that opening and leaving it
// changes nothing.
func shownFor(e *report.Entry) string {
	if e.Value.NA() {
		return ""
	}
	return e.Value.String()
}
