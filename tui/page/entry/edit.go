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

// barredReport says why nothing of the report can be changed; empty if it can.
func (p *Page) barredReport() string {
	if err := p.sheet.Report.CanSave(p.sheet.Schedule, p.sheet.Now); err != nil {
		return err.Error()
	}
	return ""
}

// barred says why the line in hand cannot be typed into; empty if it can.
func (p *Page) barred() string {
	if why := p.barredReport(); why != "" {
		return why
	}
	e := p.here()
	switch {
	case e.Line.Indicator.From != nil:
		return e.Line.Label + " 取自其他单位的月报, 不用填."
	case !report.Typed(e.Line):
		return e.Line.Label + " 由系统计算, 不用填."
	case p.others(e):
		return e.Line.Label + " 由平安办录入, 有变动请联系平安办."
	}
	return ""
}

// others says that a line is not the person's to fill in, but the office's.
func (p *Page) others(e *report.Entry) bool {
	return e.Line.Indicator.By != "" && !p.Me.Reviews
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
	case "f9":
		if p.mayAsk() {
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

func (p *Page) paste(msg tea.PasteMsg) tea.Cmd {
	if p.sheet == nil {
		return nil
	}
	if n := pastedColumns(msg.Content); n > 1 && p.here().Line.Indicator.Number() {
		p.hint = "粘贴的有 " + report.Whole(n).String() + " 列, 一次只能贴一列数字. 请在表格里只选那一列, 再复制."
		return nil
	}
	if rows := pastedRows(msg.Content); len(rows) > 1 && p.here().Line.Indicator.Number() {
		if why := p.barred(); why != "" {
			return p.Note("这一项不能填", why)
		}
		p.editing = false
		return p.after(func() tea.Cmd { return p.pasteMany(rows) })
	}
	if l := p.here().Line; l.Indicator.Number() {
		// A sentence with figures in it is no figure: their digits must not run
		// together.
		if _, err := report.Parse(l, msg.Content); err != nil {
			p.hint = err.Error()
			return nil
		}
	}
	if !p.editing {
		return p.edit(msg.Content)
	}
	p.write(msg)
	return nil
}

// commit closes the field and saves what it holds.
func (p *Page) commit() tea.Cmd {
	edit, changed := p.filled()
	if p.editing = false; !changed {
		return p.confirm(p.here().Line.Key)
	}
	e := p.here()
	if v, err := report.Parse(e.Line, edit.Text); err == nil && e.Line.Indicator.By != "" {
		if _, figure := v.Number(); figure {
			return p.askBasis(e, edit)
		}
	}
	if p.unlike(e, &edit) {
		return p.askReason(e, edit)
	}
	return p.send(edit)
}

// mayAsk says that saving the line in hand may first ask for the basis, or for a
// reason.
func (p *Page) mayAsk() bool {
	e := p.here()
	return e.Line.Indicator.By != "" || p.fedBy(e) && e.Fed != nil
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

// restore puts back into the open field what the report holds.
func (p *Page) restore() tea.Cmd {
	e := p.here()
	key := e.Line.Key
	_, refused := p.refused[key]
	delete(p.refused, key)
	p.before = p.typed(e)
	p.field.SetValue(shownFor(e))
	if refused {
		p.version = p.seen(e)
		return p.discard(key, false)
	}
	return nil
}

// askBasis asks for the date and the basis of a figure that the office keeps,
// and sends all in one; until then the figure stands as not saved.
func (p *Page) askBasis(e *report.Entry, edit report.Edit) tea.Cmd {
	p.asked = edit.Key
	p.refused[edit.Key] = attempt{edit, report.Errorf(report.CodeInvalid, "还没有写日期和依据. 请再填一次这个数.")}
	a := widget.Ask{
		Question: e.Line.Label + " 的日期和依据",
		Detail:   "例如 " + plan.DateOf(p.sheet.Now).String() + " 派出所核定. 每个百分比都能说出分母是哪天的.",
		Missing:  "请写日期和依据.", Field: widget.Field{Max: report.MaxProse},
	}
	a.Field.SetValue(plan.DateOf(p.sheet.Now).String() + " ")
	return p.AskKeeping(p.about("basis", edit.Key), a, func(basis string, agreed bool) tea.Cmd {
		if p.asked = ""; !agreed {
			return nil
		}
		var ok bool
		if edit.AsOf, edit.Basis, ok = report.SplitBasis(basis); !ok {
			edit.Basis = basis // kept in hand; the refusal says what is missing
		}
		return p.send(edit)
	})
}

// shownFor is what the field begins with, so that opening and leaving it
// changes nothing.
func shownFor(e *report.Entry) string {
	if e.Value.NA() {
		return ""
	}
	return e.Value.String()
}

// clear empties the line in hand; where nothing can be changed, it gives up what
// was typed there and not saved.
func (p *Page) clear() tea.Cmd {
	e := p.here()
	if why := p.barred(); why != "" {
		if p.hasUnsaved(e.Line.Key) {
			return p.giveUp(e.Line.Key)
		}
		return p.Note("这一项不能填", why)
	}
	if edit, c := p.clash(e); c != nil {
		return p.choose(edit, c)
	}
	key := e.Line.Key
	if _, own := p.own(key); !own && e.Cell.Value.Blank() {
		return nil
	}
	return p.send(report.Edit{Key: key, Version: p.seen(e)})
}

// giveUp forgets what was typed into a line, and into its remark, and not saved.
func (p *Page) giveUp(key string) tea.Cmd {
	delete(p.refused, key)
	delete(p.notes, key)
	return tea.Batch(p.discard(key, false), p.discard(key, true))
}

// notApplicable marks the line in hand 不适用, or takes the mark off.
func (p *Page) notApplicable() tea.Cmd {
	if why := p.barred(); why != "" {
		return p.Note("这一项不能填", why)
	}
	e := p.here()
	if edit, c := p.clash(e); c != nil {
		return p.choose(edit, c)
	}
	edit := report.Edit{Key: e.Line.Key, Text: report.NA.String(), Version: p.seen(e)}
	if e.Value.NA() {
		edit.Text = ""
	}
	return p.send(edit)
}
