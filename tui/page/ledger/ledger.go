// Package ledger is where units note what they did on the day they did it
// (台账): a ledger newest first, with the month's sums at its foot and a fast
// form to add a row; and the rows that make a figure of the form.
package ledger

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	Form(ctx context.Context, unit string, p report.Period) (*report.Sheet, error)
	Year(ctx context.Context, unit string, year int) ([]report.Report, error)
	Matrix(ctx context.Context, year int) (*report.Matrix, error)
	Ledgers(ctx context.Context, unit string, p report.Period) ([]ledger.Book, error)
	Rows(ctx context.Context, unit, id string, q ledger.Query) (*ledger.Page, error)
	RowsOf(ctx context.Context, unit string, p report.Period, key string, q ledger.Query) (*ledger.Parts, error)
	Chain(ctx context.Context, row string) ([]ledger.Row, error)
	Note(ctx context.Context, unit, id string, e ledger.Entry) (ledger.Row, []report.Refusal, error)
	Correct(ctx context.Context, row string, e ledger.Entry) (ledger.Row, []report.Refusal, error)
	Strike(ctx context.Context, row, reason string) (ledger.Row, error)
	ChooseList(ctx context.Context, unit, id string, listed bool) error
	Unfinished(ctx context.Context, unit, id string) ([]ledger.Unfinished, error)
	KeepUnfinished(ctx context.Context, unit, id string, u ledger.Unfinished) error
	DropUnfinished(ctx context.Context, unit, id, row string) error
}

// Page is the ledgers of one unit: the list of them, one of them, or the rows
// that make a figure of the form.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk
	want view // what was asked for
	data *data

	listed bool          // Esc goes back to the list of ledgers
	book   int           // the ledger in hand, in the list of them
	hand   string        // id of the row in hand; empty is the line that adds one
	top    int           // the first row in sight
	spots  widget.Spots  // where they are
	ids    []string      // of the rows there; empty is the line that adds one
	filter widget.Filter // its text is that of what is wanted
	choice bool          // a unit is being chosen
	form   *form         // the open row
	mode   int           // the question of how to count is open, with this choice in hand; 0: it is not

	busy   int  // writes on their way; keys wait for them
	adding bool // the form of a new row opens then
	chains map[string][]ledger.Row
	sought string // the row whose chain was asked for last
	notice string // what the last key did or could not do
	warn   bool   // the notice is a refusal
}

// view is what the page shows.
type view struct {
	unit   string
	period report.Period
	id     string // the ledger's; empty is the list of them
	figure string // key of the line whose rows are shown
	text   string // what the rows are filtered by
	all    bool   // of every period
	past   bool   // also what was put right and struck out
	limit  int
}

// same says that two views are of the same rows, but for how they are filtered.
func (v view) same(w view) bool {
	return v.unit == w.unit && v.period == w.period && v.id == w.id && v.figure == w.figure
}

func newPage(c tui.Context, at tui.Place, d Desk) *Page {
	p := &Page{
		Context: c, desk: d, chains: map[string][]ledger.Row{},
		want: view{unit: at.Unit, period: at.Period, limit: ledger.DefaultLimit},
	}
	p.Load = tui.NewLoad(c, p.reading, p.show)
	return p
}

// Maker makes the page of a unit's ledgers. The place's key is a ledger's id;
// without one the page begins with the list of them.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := newPage(c, at, d)
		p.want.id = at.Key
		return p
	}
}

// FigureMaker makes the page of the rows that make a figure. The place's key is
// the line's in the form.
func FigureMaker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page {
		p := newPage(c, at, d)
		p.want.figure = at.Key
		return p
	}
}

// Init loads the ledgers. Who has no unit of their own chooses one first.
func (p *Page) Init() tea.Cmd {
	if p.nobody() {
		return p.units()
	}
	return p.Request()
}

// nobody says that there is no unit yet whose ledgers could be read.
func (p *Page) nobody() bool { return p.want.unit == "" && p.Me.Unit == "" }

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	return tea.Batch(p.update(msg), p.seek())
}

func (p *Page) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case listed:
		return p.choose(msg)
	case written:
		return p.settle(msg)
	case chained:
		if msg.err == nil {
			p.chains[msg.row] = msg.rows
		}
	case tui.Changed:
		if p.nobody() {
			return nil // the person is choosing
		}
		return p.Reload()
	case tui.Shown:
		if msg.Key != "" {
			p.land(msg.Key)
		}
		return p.Reload()
	case screen.CloseMsg:
		return p.close()
	case tea.PasteMsg, tea.KeyPressMsg:
		return p.typed(msg)
	}
	return nil
}

// land goes to what a place's key names, when the page comes to the front for
// it.
func (p *Page) land(key string) {
	if p.want.figure != "" {
		p.turn(view{figure: key, unit: p.want.unit, period: p.want.period})
		return
	}
	p.turn(view{id: key, unit: p.want.unit, period: p.want.period})
}

// Awaits says that a key has to wait: it must not meet the rows before, nor pass
// over what is being written.
func (p *Page) Awaits(key string) bool {
	turning := p.Err == nil && p.data != nil && !p.data.view.same(p.want)
	return p.busy > 0 || turning || p.Load.Awaits(key)
}

// Writing says that something typed is on its way to the database.
func (p *Page) Writing() bool { return p.busy > 0 }

// typed gives a key or a paste to whatever is open.
func (p *Page) typed(msg tea.Msg) tea.Cmd {
	key, pressed := msg.(tea.KeyPressMsg)
	if pressed {
		p.notice, p.warn = "", false
	}
	switch {
	case p.busy > 0:
		if keys.Of(key) == keys.Esc {
			return p.Back() // who no longer waits; what is on its way keeps itself
		}
		return nil
	case p.form != nil:
		return p.fill(msg)
	case p.filter.Typing():
		return p.search(msg)
	case !pressed:
		if p.writes() && p.mode == 0 {
			return p.refuse("贴来的没有收. 先按 F3 记一笔, 再贴一行.")
		}
		return nil
	case p.mode > 0:
		return p.pressMode(keys.Of(key))
	case p.data == nil:
		if keys.Of(key) == keys.Esc {
			return p.Back()
		}
		return nil
	case p.data.page == nil && p.want.figure == "":
		return p.pressBooks(keys.Of(key))
	}
	return p.press(keys.Of(key))
}

// refuse says why a key did nothing.
func (p *Page) refuse(sentence string) tea.Cmd {
	p.notice, p.warn = sentence, true
	return nil
}
