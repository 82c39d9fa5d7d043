package ledger

import (
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow   = 60  // below, a row takes two lines
	wide     = 110 // from here, the row in hand stands beside the list
	leftMost = 110
	sideMin  = 38
	sideMax  = 64
	tall     = 19 // rows of a body that has room for what the row in hand says
)

// Body draws the list of ledgers, the ledger, or the form of a row.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	rows, cursor := p.body(size)
	for i := range rows {
		rows[i] = screen.Cut(rows[i], size.Width)
	}
	return rows, cursor
}

func (p *Page) body(size screen.Size) ([]string, *screen.Cursor) {
	switch {
	case p.data == nil:
		return p.Blank("正在打开...", "Esc 返回", size.Width), nil
	case p.mode > 0 && p.data.page != nil:
		return p.modeBody(size.Width), nil
	case p.data.page == nil && p.data.view.figure == "":
		return p.booksBody(size), nil
	}
	left, side := size, 0
	if size.Width >= wide {
		side = min(max(size.Width*3/8, sideMin), sideMax)
		left.Width = min(size.Width-side-2, leftMost)
	}
	var rows []string
	var cursor *screen.Cursor
	if p.form != nil {
		rows, cursor = p.formBody(left)
	} else {
		rows, cursor = p.listBody(left, side > 0)
	}
	if side > 0 {
		rows = widget.Beside(rows, left.Width, p.side(side, size.Height))
	}
	return rows, cursor
}

// wrapped is a text under an indent.
func (p *Page) wrapped(style theme.Style, text string, indent, width int) []string {
	var rows []string
	for _, row := range widget.Wrap(text, max(width-indent-1, 8)) {
		rows = append(rows, screen.Cut(strings.Repeat(" ", indent)+style.Render(row), width))
	}
	return rows
}

// booksBody lists the ledgers with what they add up to this month.
func (p *Page) booksBody(size screen.Size) []string {
	rows := []string{
		" " + p.Styles.Heading.Render(screen.Cut("台账", size.Width-2)) + "  " +
			p.Styles.Dim.Render("当天的事当天记, 月报里的数由台账加出来"), "",
	}
	if size.Width < narrow {
		rows[0] = " " + p.Styles.Heading.Render("台账")
	}
	name := 0
	for _, b := range p.data.books {
		name = max(name, screen.Width(b.Name))
	}
	for i, b := range p.data.books {
		mark, style := "   ", p.Styles.Plain
		if i == p.book {
			mark, style = " > ", p.Styles.Selected
		}
		digit := "  "
		if i < 9 {
			digit = report.Whole(i+1).String() + " "
		}
		count := screen.PadLeft(report.Commas(report.Whole(b.Rows))+" 笔", 9)
		sums := strings.Join(p.sums(&b), "  ")
		if b.Mode != ledger.ModeNone {
			sums = strings.TrimSpace(sums + "  " + b.Mode.Name())
		}
		head := mark + digit + style.Render(screen.Pad(b.Name, name)) + count
		if size.Width < narrow {
			rows = append(rows, screen.Cut(head, size.Width))
			if sums != "" {
				rows = append(rows, "     "+p.Styles.Dim.Render(short(sums, size.Width-6)))
			}
			continue
		}
		room := size.Width - screen.Width(head) - 4
		rows = append(rows, head+"   "+p.Styles.Dim.Render(short(sums, room)))
	}
	if len(p.data.books) == 0 {
		rows = append(rows, p.wrapped(p.Styles.Plain, "这个单位没有要记的台账.", 1, size.Width)...)
	}
	rows = append(rows, "")
	if p.book < len(p.data.books) {
		rows = append(rows, p.wrapped(p.Styles.Dim, p.about(p.data.books[p.book].ID), 3, min(size.Width, 80))...)
	}
	return append(rows, p.said(size.Width)...)
}

// about says what a ledger is for.
func (p *Page) about(id string) string {
	l := p.data.planned(id)
	if l == nil {
		return ""
	}
	text := l.Help
	if c, ok := p.data.sheet.Plan.Clause(l.Clause); ok {
		text = strings.TrimSpace(text + " 方案 " + c.ID + ": " + c.Duty)
	}
	return text
}

// sums are what a ledger adds up to in the month, without the zeros, in the
// order in which the ledger names its lines.
func (p *Page) sums(b *ledger.Book) []string {
	var all []string
	for _, s := range inOrder(b) {
		if amountOf(s.Value).IsZero() {
			continue
		}
		words := bare(s.Label) + " " + report.Commas(amountOf(s.Value))
		if shared := amountOf(s.Shared); !shared.IsZero() {
			words += "(联合 " + report.Commas(shared) + ")"
		}
		all = append(all, words)
	}
	return all
}

// inOrder are a ledger's sums, what each row counts for first.
func inOrder(b *ledger.Book) []ledger.Sum {
	var all []ledger.Sum
	for i := range b.Ledger.Feeds {
		for _, s := range b.Sums {
			if s.Key == b.Ledger.Feeds[i].Key {
				all = append(all, s)
			}
		}
	}
	return all
}

// amountOf is a figure as a number; what is blank is 0.
func amountOf(v report.Value) decimal.Decimal {
	n, _ := v.Number()
	return n
}

// bare is a label without what says that it is a part.
func bare(label string) string { return strings.TrimPrefix(label, "其中:") }

// said is what came of the last key.
func (p *Page) said(width int) []string {
	text, style := p.notice, p.Styles.Ok
	if p.warn {
		style = p.Styles.Warn
	}
	if text == "" {
		return nil
	}
	return append([]string{""}, p.wrapped(style, text, 1, width)...)
}

// short is a text in at most width cells; ~ says that it was cut.
func short(text string, width int) string {
	text = screen.Clean(text)
	switch {
	case width <= 0:
		return ""
	case screen.Width(text) <= width:
		return text
	}
	return screen.Cut(text, width-1) + "~"
}
