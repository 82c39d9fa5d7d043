// Package entry is the form as a unit fills it in: one section a screen, every
// value saved as it is left, findings beside the line they are about.
package entry

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	Judge(ctx context.Context, unit string, p report.Period) (*report.Sheet, []report.Finding, error)
	Save(ctx context.Context, unit string, p report.Period, edits []report.Edit) (*report.Sheet, []report.Refusal, error)
	Resume(ctx context.Context, unit string, p report.Period) (report.Place, error)
	Leave(ctx context.Context, unit string, p report.Period, at report.Place) error
	Discard(ctx context.Context, unit string, p report.Period, key string, note bool) error
	Series(ctx context.Context, unit string, p report.Period, key string) ([]report.Point, error)
}

// attempt is what was typed into a line, or into its remark, and is not saved,
// with the reason.
type attempt struct {
	edit report.Edit
	err  error
}

// Page is the form of one unit and period.
type Page struct {
	tui.Context
	desk Desk
	at   tui.Place

	sheet    *report.Sheet
	findings map[string][]report.Finding // by the line's key
	view     view
	lines    []line // those that the view shows, section by section
	fault    error  // why there is nothing to show

	hand    int          // the line in hand, in lines
	top     int          // the first row of the section that is shown
	spots   widget.Spots // where its lines were drawn
	width   int          // that they were drawn in
	editing bool
	fresh   bool // nothing was done yet to what the open field began with
	field   widget.Field
	before  string  // what the field began with
	basis   string  // the line whose value or remark was opened last
	version int     // of its cell, as its person goes by it
	writing *writer // the open editor of a line of words
	noting  *noting // the open question for a remark
	asked   string  // the line about whose figure a question is open

	sending  map[string][]flight       // by line, the first on its way to the database
	refused  map[string]attempt        // typed, not kept, shown with the reason
	notes    map[string]attempt        // the same of remarks
	halves   map[string]string         // saved as the line dropped, maybe half typed
	discards int                       // texts that are being forgotten
	load     int                       // the newest load asked for
	missed   bool                      // the data changed while something was on its way
	hint     string                    // why a key did nothing, until the next
	done     []*act                    // what was changed here, for undo
	years    map[string][]report.Point // the past years of lines, the newest first
	sought   map[string]report.Value   // the last value of those that were asked for, then
	stay     tui.Linger                // with the line in hand

	then      func() tea.Cmd // what waits until nothing is on its way
	balked    string         // the line that was refused meanwhile
	departing bool           // what is unsaved is being written down
	closing   bool
}

// New makes the page.
func New(c tui.Context, at tui.Place, d Desk) *Page {
	return &Page{
		Context: c, desk: d, at: at, sending: map[string][]flight{}, refused: map[string]attempt{}, notes: map[string]attempt{}, halves: map[string]string{},
		years: map[string][]report.Point{}, sought: map[string]report.Value{},
	}
}

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page { return New(c, at, d) }
}

// The answers of the page's commands.
type (
	begun struct {
		loaded
		at report.Place
	}
	loaded struct {
		load     int
		sheet    *report.Sheet
		findings []report.Finding
		err      error
	}
	kept struct {
		loaded
		edits   []report.Edit
		refused []report.Refusal
	}
)

// Update takes keys while nothing is edited, and the field's while it is.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	return tea.Batch(p.update(msg), p.linger())
}

func (p *Page) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case begun:
		return p.open(msg)
	case loaded:
		if msg.load == p.load && msg.err == nil {
			p.take(msg)
		}
	case kept:
		return p.keep(msg)
	case series:
		return p.tell(msg)
	case yearly:
		p.years[msg.key] = msg.points
	case discarded:
		p.discards--
		return p.rested()
	case left:
		p.gone(msg)
	case tui.Lingered:
		p.stay.Come()
	case paused:
		msg.listen()
	case tui.Changed:
		if p.sheet != nil && len(p.sending) == 0 {
			return p.reload()
		}
		p.missed = true
	case tui.Shown:
		clear(p.sought)
		if msg.Key != "" && p.sheet != nil {
			p.goTo(msg.Key)
		}
		return p.reload()
	case screen.CloseMsg:
		return p.close()
	case tea.PasteMsg:
		return p.paste(msg)
	case tea.KeyPressMsg:
		if p.sheet == nil {
			if keys.Of(msg) == keys.Esc {
				return p.Back()
			}
			return nil
		}
		p.hint = ""
		if p.editing {
			return p.typing(msg)
		}
		return p.press(msg)
	}
	return nil
}

// press takes a key while no field is open.
func (p *Page) press(msg tea.KeyPressMsg) tea.Cmd {
	switch name := keys.Of(msg); name {
	case keys.Up:
		p.move(-1)
	case keys.Down, keys.Tab:
		p.move(1)
	case keys.ShiftTab:
		p.move(-1)
	case keys.PgDown, keys.Right:
		p.section(1)
	case keys.PgUp, keys.Left:
		p.section(-1)
	case keys.Home:
		p.hand, p.top = 0, 0
	case keys.End:
		p.hand = len(p.lines) - 1
	case keys.Enter:
		if p.leads(p.here()) != "" {
			return p.rows()
		}
		return p.edit("")
	case "ctrl+t":
		return p.rows()
	case keys.Delete, keys.Backspace:
		return p.clear()
	case "f4":
		return p.after(p.remark)
	case "f6":
		return p.notApplicable()
	case "f3":
		return p.after(p.restZero)
	case "f5":
		p.nextView()
	case "f7":
		return p.tellPast()
	case "f8":
		p.nextBlank()
	case "/":
		return p.find()
	case "ctrl+z":
		return p.after(p.undo)
	case "f9":
		return p.toCheck()
	case "ctrl+r":
		return p.depart(&tui.Place{Kind: tui.History, Unit: p.at.Unit, Period: p.at.Period})
	case keys.Esc:
		return p.depart(nil)
	default:
		text := msg.Key().Text
		if text != "" && p.begins(text) {
			return p.edit(text)
		}
		if text != "" {
			p.hint = onlyNumbers
		}
	}
	return nil
}

func (p *Page) entry(l line) *report.Entry { return p.sheet.Find(l.key) }

// here is the line in hand.
func (p *Page) here() *report.Entry { return p.entry(p.lines[p.hand]) }
