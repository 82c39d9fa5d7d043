package table

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// press does what a key asks for.
func (p *Page) press(key string) tea.Cmd {
	if key == keys.Esc {
		return p.escape()
	}
	if p.data == nil {
		return nil
	}
	if n := keys.Digit(key); n >= 1 {
		p.show(n - 1)
		return nil
	}
	switch key {
	case keys.Enter:
		return p.open()
	case keys.PgUp:
		return p.turn(-1)
	case keys.PgDown:
		return p.turn(1)
	case keys.Tab:
		p.show((p.view + 1) % p.views())
	case keys.ShiftTab:
		p.show((p.view + p.views() - 1) % p.views())
	case "f3":
		if p.Me.Unit != "" {
			return p.Go(tui.Place{Kind: tui.Home, Period: p.data.table.Period})
		}
	case "f4", "m":
		p.year, p.stale = !p.year, true
	case "f6":
		return p.choose()
	case "f7":
		return p.sort()
	case "f8":
		return p.export()
	case "f5":
		p.only, p.stale = !p.only, true
	case "ctrl+t":
		return p.figures()
	case "/":
		p.filter.Open("单位名称")
	case keys.Left, keys.Right:
		p.sideways(key)
	default:
		p.grid.Press(key)
	}
	return nil
}

// escape goes back one level: first from what hides rows, then from the page.
func (p *Page) escape() tea.Cmd {
	if p.filter.Text == "" && !p.only {
		return p.Back()
	}
	p.filter.Text, p.only, p.stale = "", false, true
	return nil
}

// views is how many sets of units there are: all of them, and each group.
func (p *Page) views() int { return 1 + len(p.data.table.Groups) }

// show changes to a set of units.
func (p *Page) show(view int) {
	if view == p.view || view >= p.views() {
		return
	}
	p.view, p.column, p.stale = view, 0, true
	p.grid.ScrollHome()
}

// sideways takes the next figure in hand; the columns follow it.
func (p *Page) sideways(key string) {
	by := 1
	if key == keys.Left {
		by = -1
	}
	p.column = max(min(p.column+by, len(p.columns())-1), 0)
	p.holdColumn()
}

// holdColumn takes the column of the figure in hand in hand; on a phone others
// come into sight with it.
func (p *Page) holdColumn() {
	l := p.built.lines
	if l == 0 {
		p.grid.HoldColumn(p.column)
		return
	}
	p.stale = p.stale || p.offset != p.column/l*l
	p.grid.HoldColumn(p.column - p.offset)
}

// open opens the report of the unit in hand at the figure in hand, or says what
// a sum is made of.
func (p *Page) open() tea.Cmd {
	id := p.grid.Selected()
	if p.data.sheet(id) == nil {
		return p.parts(id)
	}
	return p.Go(tui.Place{Kind: tui.Review, Unit: id, Period: p.data.table.Period, Key: p.key()})
}

// key is that of the figure in hand in the units' forms.
func (p *Page) key() string {
	if shown := p.columns(); p.column < len(shown) {
		return p.data.table.Columns[shown[p.column]].Key
	}
	return ""
}

// turn changes the period, from the folder's first to the one whose days are
// being counted now.
func (p *Page) turn(by int) tea.Cmd {
	s := p.data.schedule
	if s == nil {
		return nil
	}
	next := s.Next(p.want)
	if by < 0 {
		next = s.Prev(p.want)
	}
	switch {
	case next.Before(s.First):
		p.notice = s.First.Name() + " 是第一期, 没有更早的了."
		return nil
	case !s.Open(next, p.Now()):
		first, _ := s.Window(next)
		p.notice = next.Name() + " 从 " + first.Start().Format("1月2日") + " 开始统计, 现在还没有数."
		return nil
	}
	p.want = next
	return p.Request()
}

// typing gives a key or a paste to the filter; the rows follow at once.
func (p *Page) typing(msg tea.Msg) { p.stale = p.filter.Over(p.grid, msg) || p.stale }

// Target is a unit by its name, or the figure under a cell: a click takes it in
// hand, and on what is in hand it is Enter.
func (p *Page) Target(x, y int, _ string) widget.Target {
	if p.data == nil || p.filter.Typing() {
		return widget.Target{}
	}
	return p.grid.Target(x, y, p.above, func() {
		if at := p.grid.Column(); at >= 0 {
			p.column = at
			if p.built.lines > 0 {
				p.column += p.offset
			}
		}
	})
}
