package overview

import (
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow   = 60  // below, one column, the menu in rows
	wide     = 110 // from here, what fails and what happened stand beside
	leftMost = 96
	sideMin  = 40
	sideMax  = 72
)

// Body draws the page. Where it is too high for the screen it loses first
// names, then its empty lines, then it scrolls, and says so.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取...", "Esc 返回", size.Width), nil
	}
	p.seen = p.data.sifted(&p.filter)
	head, cursor := p.filter.Above(0, size.Width, p.Styles)
	row := p.foundRow(size.Width)
	if head = append(head, row...); p.filter.Text != "" && len(row) == 0 && p.seen.empty() {
		head = append(head, screen.Cut(" 没有符合的单位.", size.Width))
	}
	size.Height = max(size.Height-len(head), 1)
	return append(head, p.body(size)...), cursor
}

// body is the page without the line of the filter.
func (p *Page) body(size screen.Size) []string {
	if size.Width < narrow {
		rows, hand := p.column(size.Width, size.Height)
		return p.scroll(rows, hand, size)
	}
	left, side := size.Width, 0
	if size.Width >= wide {
		side = min(max(size.Width*3/8, sideMin), sideMax)
		left = min(size.Width-side-2, leftMost)
		side = min(size.Width-left-2, sideMax+16)
	}
	rows, hand := p.fitted(left, size.Height, side > 0)
	rows = p.scroll(rows, hand, size)
	if side > 0 {
		rows = widget.Beside(rows, left, append([]string{""}, p.details(side, size.Height-1)...))
	}
	return rows
}

// sheet gathers rows, with an empty line between parts unless it is tight.
type sheet struct {
	rows  []string
	tight bool
}

func (s *sheet) part(rows ...string) {
	if len(rows) == 0 {
		return
	}
	if !s.tight {
		s.rows = append(s.rows, "")
	}
	s.rows = append(s.rows, rows...)
}

// fitted is the page with as many names and empty lines as the height lets
// stand.
func (p *Page) fitted(width, height int, beside bool) (rows []string, hand int) {
	for _, step := range []struct {
		names int // rows of names each kind may take; 0 is all
		tight bool
	}{{0, false}, {2, false}, {1, false}, {1, true}} {
		s := &sheet{tight: step.tight}
		s.part(append(p.counts(width), p.who(width, step.names)...)...)
		s.part(p.coverage(width)...)
		s.part(p.targets(width, step.names)...)
		s.part(p.bar(width)...)
		hand = len(s.rows) - 1
		rows = s.rows
		if !beside {
			rows = p.below(s, width, height)
		}
		if len(rows) <= height {
			break
		}
	}
	return rows, hand
}

// below is what stands under the menu where nothing stands beside: all of it
// where there is room, else the newest events in one row.
func (p *Page) below(s *sheet, width, height int) []string {
	if spare := height - len(s.rows) - 1; spare >= 6 {
		s.part(indent(p.details(width-1, spare))...)
	} else if len(p.seen.happen) > 0 {
		s.part(p.latest(width))
	}
	return s.rows
}

func indent(rows []string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		if out[i] = row; row != "" {
			out[i] = " " + row
		}
	}
	return out
}

// column is the page on a phone: who is missing, what can be done, then the
// rest.
func (p *Page) column(width, height int) (rows []string, hand int) {
	s := &sheet{tight: true}
	s.part(p.counts(width)...)
	s.part(p.who(width, 2)...)
	s.tight = height < 16
	all := p.menu()
	menu := p.pairs(all, width)
	s.part(menu...)
	hand = len(s.rows) - len(menu) + max(p.inHand(all), 0)/2
	s.part(p.coverage(width)...)
	s.part(p.targets(width, -1)...) // what follows names them
	s.part(indent(p.details(width-1, 1000))...)
	return s.rows, hand
}

// scroll shows the rows from the first in sight on, and the choice in hand
// among them when it was moved.
func (p *Page) scroll(rows []string, hand int, size screen.Size) []string {
	room := size.Height
	p.room = room
	if len(rows) <= room || room < 3 {
		p.top, p.more, p.follow = 0, 0, false
		return rows[:min(len(rows), room)]
	}
	last := len(rows) - room
	if p.follow {
		p.top = min(max(p.top, hand-(room-2)), max(hand-1, 0))
		p.follow = false
	}
	p.top = min(max(p.top, 0), last)
	p.more = last - p.top
	shown := append([]string(nil), rows[p.top:p.top+room]...)
	if p.top > 0 {
		shown[0] = p.Styles.Dim.Render(" 上面还有, PgUp 看")
	}
	if p.more > 0 {
		shown[room-1] = p.Styles.Dim.Render(" 下面还有, PgDn 看")
	}
	return shown
}
