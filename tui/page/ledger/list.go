package ledger

import (
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// listBody draws the rows between the title and the month's sums.
func (p *Page) listBody(size screen.Size, beside bool) ([]string, *screen.Cursor) {
	rows := []string{p.title(size.Width)}
	var cursor *screen.Cursor
	if p.filter.Typing() {
		row, caret := p.filter.Row(size.Width, p.Styles)
		rows, cursor = append(rows, row), &screen.Cursor{X: caret, Y: 1}
	}
	foot := p.foot(size.Width)
	if !beside && size.Height >= tall {
		foot = append(p.detail(size.Width), foot...)
	}
	foot = append(foot, p.said(size.Width)...)
	room := max(size.Height-len(rows)-len(foot), 3)
	list := p.items(size.Width, room)
	p.spots.Place(len(rows), p.top, len(list), size.Width)
	rows = append(rows, list...)
	for len(rows) < size.Height-len(foot) {
		rows = append(rows, "")
	}
	return append(rows, foot...), cursor
}

// title says which ledger, and which of its rows.
func (p *Page) title(width int) string {
	b := &p.data.page.Book
	left := b.Name
	var right []string
	switch {
	case p.data.view.figure != "":
		line, _ := p.data.sheet.Form.Find(p.data.view.figure)
		left = line.Label
		right = append(right, "来自台账的 "+report.Whole(p.data.parts.Rows).String()+" 笔")
	default:
		if b.Mode == ledger.ModeCounted || b.Mode == ledger.ModeListed {
			right = append(right, b.Mode.Name())
		}
		if p.data.view.text != "" {
			right = append(right, "查找 "+screen.Clean(p.data.view.text))
		}
		if p.data.view.past {
			right = append(right, "含改过划去的")
		}
		span := "本期"
		if p.data.view.all {
			span = "各期"
		}
		right = append(right, span+" "+p.counted()+" 笔")
		if n := len(p.data.books); n > 1 && width >= narrow {
			for i := range p.data.books {
				if p.data.books[i].ID == b.ID {
					right = append(right, "台账 "+report.Whole(i+1).String()+" / "+report.Whole(n).String())
				}
			}
		}
	}
	words := strings.Join(right, "   ")
	room := max(width-screen.Width(words)-3, 8)
	return screen.Cut(" "+p.Styles.Heading.Render(screen.Pad(short(left, room), room))+" "+words, width)
}

// counted is how many rows there are, as far as they were read.
func (p *Page) counted() string {
	n := report.Commas(report.Whole(len(p.data.page.List)))
	if p.data.page.More {
		return n + "+"
	}
	return n
}

// items draws the line that adds a row, and the rows, as far as there is room.
func (p *Page) items(width, room int) []string {
	var head []string
	var draw func(r *ledger.Row, inHand bool) []string
	switch l := p.data.page.Ledger; {
	case p.data.view.figure != "":
		draw = p.partDrawer(width)
	case width < narrow:
		draw = func(r *ledger.Row, inHand bool) []string { return p.two(l, r, width, inHand) }
	default:
		columns := p.columns(l, width)
		head = []string{p.heads(columns)}
		draw = func(r *ledger.Row, inHand bool) []string { return []string{p.one(columns, r, inHand)} }
	}
	var list []string
	p.spots.Reset()
	p.ids = p.ids[:0]
	first, last := 0, 0
	if p.writes() {
		list = append(list, p.adder())
		p.spot("", len(list))
		last = 1
	}
	if len(p.rows()) == 0 {
		list = append(list, p.empty(width)...)
	} else {
		list = append(list, head...)
		if len(head) > 0 {
			last++
		}
	}
	for _, r := range p.rows() {
		inHand := r.ID == p.hand
		if inHand {
			first = len(list)
		}
		p.spots.Skip(len(list))
		list = append(list, draw(r, inHand)...)
		p.spot(r.ID, len(list))
		if inHand {
			last = len(list)
		}
	}
	p.top = widget.Scroll(p.top, first, last, len(list), room)
	if p.hand == "" {
		p.top = 0
	}
	end := min(p.top+room, len(list))
	_, rows := widget.Around(nil, list[p.top:end], p.top, len(list)-end, width, p.Styles.Dim)
	return rows
}

// spot says that the list's rows, up to so many, are those of an id.
func (p *Page) spot(id string, rows int) {
	p.spots.Add(rows, len(p.ids))
	p.ids = append(p.ids, id)
}

// adder is the line that adds a row.
func (p *Page) adder() string {
	mark, style, key := "   ", p.Styles.Plain, p.Styles.Dim.Render("  F3")
	if p.hand == "" {
		mark, style, key = " > ", p.Styles.Selected, p.Styles.Dim.Render("  Enter")
	}
	if p.hasBegun("") {
		return mark + style.Render("接着记") + p.Styles.Warn.Render("  有一笔没记完") + key
	}
	return mark + style.Render("记一笔") + key
}

// empty says why there is nothing, and what to do.
func (p *Page) empty(width int) []string {
	text := "本期还没有记. 办完一件事就记一笔, 半分钟的事; 月报里的数由这里加出来."
	switch {
	case p.data.view.figure != "":
		text = "本期台账里没有算进这一项的."
	case p.data.view.text != "":
		text = "没有含 " + p.data.view.text + " 的. F5 到各期里找, Esc 看全部."
	case !p.writes():
		text = "本期还没有记. F5 看各期."
	}
	return append([]string{""}, p.wrapped(p.Styles.Dim, text, 3, min(width, 80))...)
}

func (p *Page) heads(columns []column) string {
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", markWidth) + screen.Pad("日期", p.dateWidth()))
	for _, c := range columns {
		b.WriteString("  " + c.cell(c.field.Label))
	}
	return p.Styles.Dim.Render(b.String())
}

func (p *Page) marked(r *ledger.Row, inHand bool) string {
	width := p.dateWidth()
	if inHand {
		return " > " + p.Styles.Selected.Render(p.date(r, width))
	}
	return "   " + p.date(r, width)
}

// look is how a row's words are drawn: dim where it does not count.
func (p *Page) look(r *ledger.Row) theme.Style {
	if !r.Effective() {
		return p.Styles.Dim
	}
	return p.Styles.Plain
}

func (p *Page) one(columns []column, r *ledger.Row, inHand bool) string {
	var b strings.Builder
	for _, c := range columns {
		b.WriteString("  " + c.cell(shown(c.field, r)))
	}
	row := p.marked(r, inHand) + p.look(r).Render(b.String())
	if flag := p.flag(r); flag != "" {
		row += "  " + p.Styles.Warn.Render(flag)
	}
	return row
}

// two draws a row on a phone.
func (p *Page) two(l *plan.Ledger, r *ledger.Row, width int, inHand bool) []string {
	first, second := pieces(l, r)
	lead := p.marked(r, inHand)
	room := width - screen.Width(lead) - flagWidth - 3
	row := lead + " " + p.look(r).Render(screen.Pad(short(first, room), room))
	if flag := p.flag(r); flag != "" {
		row += " " + p.Styles.Warn.Render(flag)
	}
	indent := markWidth + p.dateWidth() + 1
	return []string{row, strings.Repeat(" ", indent) + p.Styles.Dim.Render(short(second, width-indent-1))}
}

// partDrawer draws the rows of a figure: each with what it adds.
func (p *Page) partDrawer(width int) func(r *ledger.Row, inHand bool) []string {
	amounts, amount := map[string]string{}, 4
	ledgers := map[string]bool{}
	for _, part := range p.data.parts.List {
		text := report.Commas(amountOf(part.Amount))
		amounts[part.Row.ID] = text
		amount = max(amount, screen.Width(text))
		ledgers[part.Row.Ledger] = true
	}
	return func(r *ledger.Row, inHand bool) []string {
		lead := p.marked(r, inHand) + "  "
		text := strings.TrimPrefix(r.Text, r.Day.String()+" ")
		if l := p.data.planned(r.Ledger); l != nil && len(ledgers) > 1 {
			text = strings.TrimSuffix(l.Name, "台账") + ": " + text
		}
		room := max(width-screen.Width(lead)-amount-flagWidth-4, 4)
		row := lead + screen.Pad(short(text, room), room) + "  " + screen.PadLeft(amounts[r.ID], amount)
		if flag := p.flag(r); flag != "" {
			row += "  " + p.Styles.Warn.Render(flag)
		}
		return []string{screen.Cut(row, width)}
	}
}

// Whole is the ledger with all of its rows and what they add up to; nil where not
// all of them were read.
func (p *Page) Whole(width int) []string {
	if p.data == nil || p.data.page == nil || p.more() || p.form != nil || p.mode > 0 {
		return nil
	}
	all := *p
	all.ids, all.spots = nil, widget.Spots{}
	rows := append([]string{all.title(width)}, all.items(width, tui.Endless)...)
	return append(append(rows, ""), all.foot(width)...)
}
