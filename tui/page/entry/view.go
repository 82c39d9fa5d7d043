package entry

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Body draws the section with the line in hand, and below it, or beside it where
// there is room, what that line means.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.width = size.Width; size.Width >= broad {
		p.width = formMost
	}
	switch {
	case p.fault != nil:
		return append([]string{""}, indent(widget.Wrap(p.fault.Error(), size.Width-2))...), nil
	case p.sheet == nil:
		return []string{"", " 正在打开..."}, nil
	}
	if p.width == size.Width {
		detail := detailRows
		if size.Height >= tall {
			detail++
		}
		return p.form(size, detail)
	}
	side := min(size.Width-p.width-3, sideMost)
	rows, cursor := p.form(screen.Size{Width: p.width, Height: size.Height}, 0)
	return widget.Beside(rows, p.width+1, p.side(side, size.Height)), cursor
}

// form draws the section in hand, and so many rows of what its line in hand
// means.
func (p *Page) form(size screen.Size, detail int) ([]string, *screen.Cursor) {
	cols := p.columns(size.Width)
	rows := []string{p.title(size.Width), p.Styles.Dim.Render(cols.head())}
	room := size.Height - len(rows) - detail
	if room < 4 {
		room = size.Height - len(rows)
	}
	list, first, last, caret := p.body(cols, size.Width)
	p.top = p.spots.Whole(widget.Scroll(p.top, first, last, len(list), room)) // half a line at the top has no name
	p.spots.Place(len(rows), p.top, room, size.Width)
	var cursor *screen.Cursor
	if caret != nil {
		cursor = &screen.Cursor{X: caret.X, Y: caret.Y - p.top + len(rows)}
	}
	rows = append(rows, p.inSight(list, last, room, cols)...)
	for len(rows) < size.Height-detail {
		rows = append(rows, "")
	}
	if detail > 0 {
		rows = append(rows, p.detail(size.Width, detail)...)
	}
	if cols.narrow {
		for i, row := range rows { // where even a phone is wider
			rows[i] = screen.Cut(row, size.Width)
		}
		if cursor != nil {
			cursor.X = min(cursor.X, size.Width-1)
		}
	}
	return rows, cursor
}

// inSight are the rows of the list that there is room for, and a sign where more
// lie below. On a phone a line whose figure would lie under the sign gives way to
// it in whole.
func (p *Page) inSight(list []string, last, room int, cols columns) []string {
	end := min(p.top+room, len(list))
	sign := end - 1
	if end == len(list) || last > sign {
		return list[p.top:end]
	}
	if begin := p.spots.Begin(sign); cols.narrow && begin == sign-1 && begin >= last {
		sign = begin
	}
	return append(list[p.top:sign:sign], p.Styles.Dim.Render("   下面还有"))
}

// title names the section in hand, and counts.
func (p *Page) title(width int) string {
	section := p.lines[p.hand].section
	left := " " + p.sheet.Form.Sections[section].Title
	_, _, missing := p.sheet.Progress()
	right := "第 " + report.Whole(section+1).String() + " 组 / 共 " + report.Whole(len(p.sheet.Form.Sections)).String() + " 组"
	if width < 60 {
		right = report.Whole(section+1).String() + "/" + report.Whole(len(p.sheet.Form.Sections)).String()
	}
	if n := len(missing); n > 0 {
		right += "   必填差 " + report.Whole(n).String()
	}
	if p.view != viewAll {
		right += "   " + p.view.name()
	}
	right += "   " + stateWord(p.sheet)
	room := max(width-screen.Width(right)-2, 4)
	return p.Styles.Heading.Render(screen.Pad(short(left, room), room)) + " " + right
}

func stateWord(s *report.Sheet) string {
	word := s.StateWord()
	if s.Report.Nil {
		word = "零报告 " + word
	}
	return word
}

// body draws the lines of the section in hand with their findings; first
// and last are the rows of the line in hand, caret is where typing goes.
func (p *Page) body(cols columns, width int) (rows []string, first, last int, caret *screen.Cursor) {
	section := p.lines[p.hand].section
	p.spots.Reset()
	for i, l := range p.lines {
		if l.section != section {
			continue
		}
		e := p.entry(l)
		if i == p.hand {
			first = len(rows)
		}
		drawn, x, y := p.line(e, cols, width, i == p.hand)
		if i == p.hand && p.editing {
			caret = &screen.Cursor{X: x, Y: len(rows) + y}
		}
		rows = append(rows, drawn...)
		rows = append(rows, p.remarks(e, width)...)
		p.spots.Add(len(rows), i)
		if i == p.hand {
			last = len(rows)
		}
	}
	return rows, first, last, caret
}

// line draws one line of the form; x and y are where its caret stands.
func (p *Page) line(e *report.Entry, cols columns, width int, inHand bool) (rows []string, x, y int) {
	l := e.Line
	mark, name := "   ", p.Styles.Plain
	switch {
	case inHand:
		mark, name = " > ", p.Styles.Selected
	case !report.Typed(l):
		name = p.Styles.Dim
	}
	label := label(e)
	value, caret := p.value(e, cols.value, inHand)
	last := p.Styles.Dim.Render(screen.PadLeft(short(e.Previous.Shown(), cols.last), cols.last))
	total := screen.PadLeft("", cols.total)
	if sum, ok := e.Cumulative(); ok {
		total = screen.PadLeft(short(report.Commas(sum), cols.total), cols.total)
	}
	if cols.narrow {
		top := mark + name.Render(screen.Pad(short(label, cols.label), cols.label)) + " " + screen.Cut(l.Indicator.Measure, cols.measure)
		if wide(l) {
			value, caret = p.words(e, max(width-narrowLead-1, 1), inHand)
			return []string{top, p.sourced(e, strings.Repeat(" ", narrowLead)+value, 0, width)}, narrowLead + caret, 1
		}
		bottom := strings.Repeat(" ", narrowLead) + value + p.Styles.Dim.Render(" 上月") + last
		if e.Line.Indicator.Counts == plan.CountsIncrement && l.Indicator.Number() && width >= 44 {
			bottom += p.Styles.Dim.Render(" 计") + total
		}
		return []string{top, p.sourced(e, bottom, 0, width)}, narrowLead + caret, 1
	}
	before := mark + name.Render(screen.Pad(short(label, cols.label), cols.label)) + " " + screen.Pad(short(l.Indicator.Measure, cols.measure), cols.measure) + " "
	if wide(l) {
		room := width - screen.Width(before) - 1
		value, caret = p.words(e, room, inHand)
		return []string{p.sourced(e, before+value, screen.Width(before)+cols.last+cols.value+cols.total+3, width)}, screen.Width(before) + caret, 0
	}
	return []string{before + last + " " + value + " " + total + " " + p.right(e, cols)}, screen.Width(before) + cols.last + 1 + caret, 0
}

// label is a line's name, set in, with a star where it has to be filled in.
func label(e *report.Entry) string {
	label := strings.Repeat("  ", e.Line.Depth) + e.Line.Label
	if e.Line.Indicator.Required && e.Value.Blank() {
		label += " *"
	}
	return label
}

// sourced ends a row that has no column for it with where the value comes from, at
// a cell, or behind what stands there: in whole, or not at all.
func (p *Page) sourced(e *report.Entry, row string, at, width int) string {
	word, used := p.whence(e), screen.Width(row)+2
	if at = max(at, used); word == "" || e.Differs() || at+screen.Width(word) > width {
		return screen.Cut(row, width)
	}
	return screen.Pad(row, at) + p.Styles.Dim.Render(word)
}

// right is what a line is to reach and how far it is, or where its value comes from.
func (p *Page) right(e *report.Entry, cols columns) string {
	target, share, met, judged := targetWords(p.sheet, e)
	if word := p.whence(e); word != "" && target == "" && share == "" {
		style, room := p.Styles.Dim, cols.target+1+cols.share
		if e.Differs() {
			style = p.Styles.Warn
		}
		return style.Render(short(word, room))
	}
	return p.Styles.Dim.Render(screen.Pad(short(target, cols.target), cols.target)) + " " +
		verdict(p.Styles, met, judged).Render(screen.PadLeft(short(share, cols.share), cols.share))
}

// wide lines hold words, which take the room of all figures.
func wide(l *plan.Line) bool {
	switch l.Indicator.Type {
	case plan.TypeText, plan.TypeChoices, plan.TypeChoice:
		return true
	}
	return false
}

func verdict(s theme.Styles, met, judged bool) theme.Style {
	switch {
	case !judged:
		return s.Plain
	case met:
		return s.Ok
	}
	return s.Error
}

// value draws the column of this month: the open field, or the figure at the
// right. caret is the cell, from the left, where typing goes.
func (p *Page) value(e *report.Entry, width int, inHand bool) (text string, caret int) {
	if inHand && p.editing {
		return p.opened(width)
	}
	style, words := p.shown(e)
	return style.Render(screen.PadLeft(short(words, width), width)), width
}

// words draws a line that holds words, from the left.
func (p *Page) words(e *report.Entry, width int, inHand bool) (text string, caret int) {
	if inHand && p.editing {
		return p.opened(width)
	}
	style, words := p.shown(e)
	return style.Render(short(words, width)), 0
}

// opened draws the open field in brackets.
func (p *Page) opened(width int) (text string, caret int) {
	style := p.Styles.Caret
	if p.field.Empty() {
		style = p.Styles.Dim
	}
	room := max(width-4, 1)
	return "[ " + style.Render(p.field.View(room)) + " ]", 2 + p.field.Caret(room)
}

// shown is what stands for a line's value: as it was typed where it is refused
// or on its way, else the value in force.
func (p *Page) shown(e *report.Entry) (theme.Style, string) {
	if text, own := p.own(e.Line.Key); own {
		if _, refused := p.refused[e.Line.Key]; refused {
			return p.Styles.Error, text
		}
		return p.Styles.Plain, text
	}
	if e.Carried || e.Value.Blank() || !report.Typed(e.Line) {
		return p.Styles.Dim, valueWords(e)
	}
	return p.Styles.Plain, valueWords(e)
}

func indent(rows []string) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = "   " + r
	}
	return out
}
