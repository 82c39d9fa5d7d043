// Package password is where a person chooses a password of their own. Who came
// in with a first password lands here before anything else.
package password

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	ChangePassword(ctx context.Context, old, chosen string) error
}

// The fields, from above.
const (
	old = iota
	chosen
	again
	fields
)

// held is what a field holds: one more than a password may have, so that one
// that found no room is seen to be too long and is never sent without its end.
const held = account.MaxPassword + 1

// Page asks for the old password once and for the new one twice; for the old one
// only of who has not typed it to come in.
type Page struct {
	tui.Context
	desk Desk

	field   [fields]widget.Field
	wrong   [fields]string // what is wrong with each, in one sentence
	spoilt  bool           // of the field in hand, since its text is not all on the keyboard
	refused string         // what the desk says of them together
	from    int            // the first field that is asked for
	hand    int
	spots   widget.Spots // where the fields were drawn
	sending bool
}

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, _ tui.Place) tui.Page {
		p := &Page{Context: c, desk: d}
		for i := range p.field {
			p.field[i] = widget.Field{Password: true, Max: held}
		}
		if c.Me.ProvedFirst {
			p.from, p.hand = chosen, chosen
		}
		return p
	}
}

// answered is what the desk says.
type answered struct{ err error }

// Init has nothing to load.
func (p *Page) Init() tea.Cmd { return nil }

// Update takes what is typed and what the desk answers. Nothing typed is lost
// on a refusal.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case answered:
		p.sending = false
		if msg.err != nil {
			p.refuse(msg.err)
			return nil
		}
		p.HasOwnPassword()
		return tea.Batch(p.onward(), p.Note("密码已改", "下次登录请用新密码."))
	case tea.PasteMsg:
		if !p.sending {
			p.typed(msg, strings.TrimRight(msg.Content, "\r\n"))
		}
	case tea.KeyPressMsg:
		if !p.sending {
			return p.press(msg)
		}
	}
	return nil
}

// refuse tells what the desk says of the passwords. Nobody can mend what only
// shows as stars, so that an old password that is wrong is typed afresh; so is
// one that was not asked for and has changed since.
func (p *Page) refuse(err error) {
	if p.refused = err.Error(); report.Refused(err, report.CodePassword) {
		p.field[old].SetValue("")
		p.wrong[old], p.refused, p.from, p.hand = p.refused, "", old, old
	}
}

// onward leads to where the person's work begins, or back to where a person
// who had a password of their own came from.
func (p *Page) onward() tea.Cmd {
	switch {
	case !p.Me.MustChange:
		return p.Back()
	case p.Me.SeesAll:
		return p.GoInstead(tui.Place{Kind: tui.Overview})
	}
	return p.GoInstead(tui.Place{Kind: tui.Home})
}

func (p *Page) press(msg tea.KeyPressMsg) tea.Cmd {
	if text := msg.Key().Text; text != "" {
		p.typed(msg, text)
		return nil
	}
	switch keys.Of(msg) {
	case keys.Esc:
		return p.Back()
	case keys.Enter:
		if p.spoilt {
			p.spoilt = false // from here on it is typed anew
			return nil
		}
		if p.hand == again {
			return p.send()
		}
		p.leave(1)
		if p.wrong[p.hand-1] != "" {
			p.hand-- // an arrow still leaves it
		}
	case keys.Down, keys.Tab:
		p.leave(1)
	case keys.Up, keys.ShiftTab:
		p.leave(-1)
	case keys.Backspace:
		p.spoilt = false
		fallthrough
	default:
		if p.field[p.hand].Update(msg) {
			p.forgive()
		}
	}
	return nil
}

// typed puts text into the field in hand. Nobody sees what an input method
// makes of a password, so that only what is on the keyboard is taken; with
// anything else the field is spoilt, whatever comes after it: without its middle
// nobody would know the password.
func (p *Page) typed(msg tea.Msg, text string) {
	if strings.ContainsFunc(text, func(r rune) bool { return r < 0x20 || r > 0x7e }) {
		p.field[p.hand].SetValue("")
		p.spoilt, p.wrong[p.hand] = true, "请关闭中文输入法, 按回车从头再输. 密码只用字母, 数字和符号."
	}
	if p.spoilt {
		return
	}
	if _, paste := msg.(tea.PasteMsg); paste {
		msg = tea.PasteMsg{Content: text}
	}
	taken := p.field[p.hand].Write(msg, false)
	if p.forgive(); !taken {
		p.wrong[p.hand] = tooLong
	}
}

var tooLong = fmt.Sprintf("太长: 密码最多 %d 位, 请重新输入.", account.MaxPassword)

// forgive takes away what was said of the field in hand: it has changed.
func (p *Page) forgive() { p.wrong[p.hand], p.refused = "", "" }

// leave moves to another field; one that was filled is looked at.
func (p *Page) leave(by int) {
	if p.spoilt {
		p.spoilt = false
		return
	}
	p.wrong[p.hand] = ""
	if !p.field[p.hand].Empty() {
		p.wrong[p.hand] = p.look(p.hand)
	}
	n := fields - p.from
	p.hand = p.from + (p.hand-p.from+by+n)%n
}

// look says what is wrong with a field.
func (p *Page) look(i int) string {
	text := p.field[i].Value()
	n := utf8.RuneCountInString(text)
	switch {
	case n > account.MaxPassword:
		return tooLong
	case i == old && n == 0:
		return "请输入" + p.name(old) + "."
	case i == chosen && n == 0:
		return "请输入新密码."
	case i == chosen && n < account.MinPassword:
		return fmt.Sprintf("太短: 至少 %d 位, 现在是 %d 位.", account.MinPassword, n)
	case i == chosen && text == p.field[old].Value():
		return "和" + p.name(old) + "相同, 请换一个."
	case i == again && text != p.field[chosen].Value():
		return "两次输入的不一样, 请再输一次."
	}
	return ""
}

// send changes the password once all the fields are right; else the first
// that is not comes into hand.
func (p *Page) send() tea.Cmd {
	bad := -1
	for i := fields - 1; i >= p.from; i-- {
		if p.wrong[i] = p.look(i); p.wrong[i] != "" {
			bad = i
		}
	}
	if bad >= 0 {
		p.hand = bad
		return nil
	}
	p.sending, p.refused = true, ""
	was, wanted := p.field[old].Value(), p.field[chosen].Value()
	return p.Do(func(ctx context.Context) tea.Msg { return answered{p.desk.ChangePassword(ctx, was, wanted)} })
}

// Target is the field under a cell: a click takes it in hand.
func (p *Page) Target(x, y int, _ string) widget.Target {
	at, ok := p.spots.At(x, y)
	if !ok || p.sending || at.Item == p.hand {
		return widget.Target{}
	}
	return at.Hold(false, func() { p.leave(at.Item - p.hand) })
}
