package entry

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
)

// after does something once all that was typed is answered: at once, if nothing
// is on its way. Keys that are pressed meanwhile wait too.
func (p *Page) after(then func() tea.Cmd) tea.Cmd {
	if !p.busy() {
		return then()
	}
	p.then, p.balked = then, ""
	return nil
}

// busy says that something is on its way to the database.
func (p *Page) busy() bool { return len(p.sending) > 0 || p.discards > 0 }

// waits says that what the person asked for waits for all that was typed.
func (p *Page) waits() bool { return p.then != nil || p.departing }

// Awaits says that a key has to wait: for the form, and for what was asked for
// before it.
func (p *Page) Awaits(string) bool { return p.sheet == nil && p.fault == nil || p.waits() }

// Writing says that leaving waits, too.
func (p *Page) Writing() bool { return p.waits() }

// rested does what waited for the answers. If one of them was a refusal the
// person is shown that first, and what they had typed ahead is for another
// screen than they are on.
func (p *Page) rested() tea.Cmd {
	if p.then == nil || p.busy() {
		return nil
	}
	then := p.then
	p.then = nil
	if p.balked != "" {
		p.show(p.balked)
		p.hint = "这一项没有保存, 请先看一看."
		p.Forget()
		return nil
	}
	return then()
}

// show takes a line in hand, whatever the view leaves out.
func (p *Page) show(key string) {
	if p.goTo(key); p.here().Line.Key != key {
		p.view, p.lines = viewAll, nil
		p.lines = p.layout()
		p.goTo(key)
	}
}

// left says that what the person leaves unsaved is written down.
type left struct {
	to  *tui.Place
	err error
}

// depart leaves the page: to a place on top of it, or back. It goes when all
// that was typed is answered, and what could not be saved is written down for
// the next time.
func (p *Page) depart(to *tui.Place) tea.Cmd {
	if p.noting != nil {
		return nil // its question is still open
	}
	return p.after(func() tea.Cmd {
		at := p.place()
		write := func(ctx context.Context) error { return p.desk.Leave(ctx, p.at.Unit, p.at.Period, at) }
		if len(at.Kept) > 0 {
			p.departing = true
			return p.Keep(func(ctx context.Context) tea.Msg { return left{to, write(ctx)} })
		}
		p.turn(to)
		return p.Keep(func(ctx context.Context) tea.Msg {
			_ = write(ctx) // a comfort; who may not write has none
			return nil
		})
	})
}

// toCheck goes on to what the rules say, and to sending.
func (p *Page) toCheck() tea.Cmd {
	return p.depart(&tui.Place{Kind: tui.Check, Unit: p.at.Unit, Period: p.at.Period})
}

// gone goes where the person wanted to, once nothing can be lost.
func (p *Page) gone(msg left) {
	p.departing = false
	if msg.err != nil {
		p.hint = "没有保存的内容记不下来: " + msg.err.Error()
		p.Forget()
		return
	}
	p.turn(msg.to)
}

func (p *Page) turn(to *tui.Place) {
	if to == nil {
		p.Back()
	} else {
		p.Go(*to)
	}
}

// place is where the person is, with what is not saved.
func (p *Page) place() report.Place {
	at := report.Place{Key: p.here().Line.Key}
	for _, a := range p.refused {
		at.Kept = append(at.Kept, keptOf(a.edit))
	}
	for _, a := range p.notes {
		at.Kept = append(at.Kept, keptOf(a.edit))
	}
	return at
}

func keptOf(e report.Edit) report.Kept {
	k := report.Kept{Key: e.Key, Text: e.Text, Version: e.Version}
	if e.Over != nil {
		k.Text, k.Note = *e.Note, true
	}
	return k
}

// discarded says that a text is forgotten.
type discarded struct{}

// discard forgets what was kept of a line, or of its remark.
func (p *Page) discard(key string, note bool) tea.Cmd {
	p.discards++
	return p.Keep(func(ctx context.Context) tea.Msg {
		_ = p.desk.Discard(ctx, p.at.Unit, p.at.Period, key, note) // else it is offered once more
		return discarded{}
	})
}
