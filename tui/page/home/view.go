package home

import (
	"strings"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow   = 60  // below, one column of short lines
	wide     = 110 // from here, findings and the year stand beside
	leftMost = 96
	sideMin  = 44
	sideMax  = 64
)

// Body draws the page. Where it is too high for the screen it loses first as many
// of its empty lines as it takes, then scrolls with the choice in hand, and says so.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	switch {
	case p.data == nil && p.Err == nil && p.last.page != nil && p.last.page.at.Unit == p.at.Unit:
		return p.last.page.Body(size)
	case p.data == nil:
		return p.Blank("正在打开...", "左右 换月份, Esc "+p.BackWord(), size.Width), nil
	}
	left, side := size.Width, 0
	if size.Width >= wide {
		side = min(max(size.Width*2/5, sideMin), sideMax)
		left = min(size.Width-side-2, leftMost)
	}
	rows, hand := p.rows(left, side > 0, 0)
	if over := len(rows) - size.Height; over > 0 {
		rows, hand = p.rows(left, side > 0, over)
	}
	rows = p.scroll(rows, hand, size, left)
	if side > 0 {
		rows = widget.Beside(rows, left, p.side(side, size.Height))
	}
	return rows, nil
}

// scroll keeps the choice in hand in sight.
func (p *Page) scroll(rows []string, hand int, size screen.Size, width int) []string {
	room := size.Height
	if len(rows) <= room || room < 3 {
		p.more, p.extra = 0, 0
		p.spots.Place(0, 0, room, width)
		return rows[:min(len(rows), room)]
	}
	last := len(rows) - room
	base := min(max(hand-(room-2), 0), last)
	p.extra = min(p.extra, last-base)
	top := base + p.extra
	p.more = last - top
	above, below := min(top, 1), min(p.more, 1) // rows of signs
	p.spots.Place(above, top+above, room-above-below, width)
	shown := append([]string(nil), rows[top:top+room]...)
	if top > 0 {
		shown[0] = p.Styles.Dim.Render(" 上面还有, 按上键看")
	}
	if p.more > 0 {
		shown[room-1] = p.Styles.Dim.Render(" 下面还有, 按下键看")
	}
	return shown
}

// page gathers rows, with an empty line before each part but the first so many.
type page struct {
	rows  []string
	close int
}

func (b *page) part(rows ...string) {
	switch {
	case len(rows) == 0:
		return
	case b.close > 0:
		b.close--
	default:
		b.rows = append(b.rows, "")
	}
	b.rows = append(b.rows, rows...)
}

// apart is part with its empty line in any case.
func (b *page) apart(rows ...string) {
	b.rows = append(append(b.rows, ""), rows...)
}

// rows are all rows of the column, without so many of their empty lines, and
// which of them is in hand.
func (p *Page) rows(width int, beside bool, without int) (all []string, hand int) {
	b := &page{close: without}
	choices, first := p.choices()
	at := p.inHand(choices, first)
	p.spots.Reset()
	spot := func(i, from, to int) {
		p.spots.Skip(from)
		p.spots.Add(to, i)
		if i == at {
			hand = from
		}
	}
	owed, ends := p.owedRows(width, at)
	b.part(owed...)
	start := len(b.rows) - len(owed)
	from := start + 1 // past the heading
	for i, end := range ends {
		spot(i, from, start+end)
		from = start + end
	}
	b.part(p.facts(width, beside)...)
	menu := p.menuRows(choices[first:], at-first, width)
	if width < narrow {
		b.apart(menu...) // on a phone it is what a finger looks for
	} else {
		b.part(menu...)
	}
	start = len(b.rows) - len(choices)
	for i := first; i < len(choices); i++ {
		spot(i, start+i, start+i+1)
	}
	b.part(p.targets(width)...)
	if !beside {
		b.part(p.strip(width)...)
	}
	return b.rows, hand
}

// menuRows lists what can be done, by digit.
func (p *Page) menuRows(menu []choice, hand, width int) []string {
	var rows []string
	for i, c := range menu {
		mark, style := "   ", p.Styles.Plain
		if i == hand {
			mark, style = " > ", p.Styles.Selected
		}
		rows = append(rows, screen.Clip(mark+c.number()+" "+style.Render(c.label), width))
	}
	return rows
}

// owedRows lists the other periods that wait, and what was begun; ends are the
// rows at which each of them ends.
func (p *Page) owedRows(width, hand int) (rows []string, ends []int) {
	owed, begun, missed := p.owed(), p.begun(), p.missed()
	if len(owed)+len(begun)+len(missed) == 0 {
		return nil, nil
	}
	rows = append(rows, " "+p.Styles.Heading.Render("待办"))
	for i, o := range owed {
		mark, style := "   ", p.Styles.Error
		if i == hand {
			mark, style = " > ", p.Styles.Selected
		}
		name := o.period.Short()
		if o.period.Year != p.period().Year {
			name = o.period.Name()
		}
		head := mark + style.Render(name) + " "
		gap := width - screen.Width(head) - screen.Width(o.what) - screen.Width(o.until) - 1
		if gap < 2 {
			rows = append(rows, screen.Clip(head+o.what, width), screen.Clip("     "+p.Styles.Dim.Render(o.until), width))
		} else {
			rows = append(rows, head+o.what+strings.Repeat(" ", gap)+p.Styles.Dim.Render(o.until))
		}
		ends = append(ends, len(rows))
	}
	for i, c := range begun {
		mark, style := "   ", p.Styles.Warn
		if len(owed)+i == hand {
			mark, style = " > ", p.Styles.Selected
		}
		rows = append(rows, screen.Clip(mark+style.Render(c.label), width))
		ends = append(ends, len(rows))
	}
	if len(missed) > 0 {
		text := strings.Join(missed, ", ") + " 没有报送, 已锁定. 要补报, 请平安办解锁."
		rows = append(rows, p.lines("漏报", p.Styles.Error, text, width)...)
	}
	return rows, ends
}

// lines is a coloured word and a sentence, wrapped beneath each other; on a
// phone a long word has a row of its own.
func (p *Page) lines(lead string, style theme.Style, text string, width int) []string {
	head := "   " + style.Render(lead)
	if lead != "" {
		head += " "
	}
	indent := screen.Width(head)
	if text = screen.Clean(text); text == "" {
		return []string{screen.Clip(head, width)}
	}
	var rows []string
	if width < narrow && indent > 12 {
		indent = 5
		rows = append(rows, screen.Clip(head, width))
		head = strings.Repeat(" ", indent)
	}
	for i, row := range widget.Wrap(text, max(width-indent-1, 2)) {
		if i > 0 {
			head = strings.Repeat(" ", indent)
		}
		rows = append(rows, screen.Clip(head+row, width))
	}
	return rows
}
