package widget

import (
	"slices"
	"strings"

	"fanzha/tui/keys"
	"fanzha/tui/theme"
)

// Column is a column of a grid. Width is in cells, without the space after it. A
// long title may have line breaks; the head is then as high as the highest.
type Column struct {
	Title string
	Width int
	Right bool // numbers stand right, words left
}

// Cell is a text in a row, and what its colour means.
type Cell struct {
	Text  string
	Style theme.Style
}

// Row is a row of a grid. A row without an ID is only read: a blank line, a
// sentence; the marker passes it by.
type Row struct {
	ID    string
	Cells []Cell
}

// Grid is a table with a frozen head and frozen first columns. The row in hand
// has a > before it and a coloured name, nothing more, so that moving costs few
// bytes. Rows are rendered once for each layout.
type Grid struct {
	columns []Column
	frozen  int     // how many columns never scroll, at least one
	lines   [][]int // the columns of each screen line of a row, when several
	rows    []Row
	styles  theme.Styles

	width, height int
	hand          int // the row in hand; -1 is none
	top           int // the first row shown
	left          int // the first scrolling column shown
	column        int // the scrolling column in hand; 0 is none: the first never scrolls

	rendered [][]string // by row, while the layout holds
}

// NewGrid makes an empty grid.
func NewGrid(columns []Column, styles theme.Styles) *Grid {
	return &Grid{columns: columns, frozen: 1, styles: styles, hand: -1, left: 1}
}

// SetColumns replaces the columns, the first so many of which never scroll. The
// same number of them stays scrolled away as far as there are as many.
func (g *Grid) SetColumns(columns []Column, frozen int) {
	scrolled, before := g.left-g.frozen, g.frozen
	g.columns, g.rendered = columns, nil
	g.frozen = max(min(frozen, len(columns)), 1)
	g.left = g.frozen + max(min(scrolled, len(columns)-g.frozen-1), 0)
	if g.column > 0 {
		g.HoldColumn(g.column - before)
	}
	g.settle()
}

// ScrollHome brings the first of the scrolling columns back into sight.
func (g *Grid) ScrollHome() {
	g.left, g.rendered = g.frozen, nil
	g.column = min(g.column, g.frozen)
}

// SetLines lets each row take several screen lines, each with the named columns;
// narrow screens need it. Columns do not scroll then. None is one line again.
func (g *Grid) SetLines(lines ...[]int) {
	g.lines, g.rendered = lines, nil
	g.settle()
}

// SetSize says how much room there is, the head included.
func (g *Grid) SetSize(width, height int) {
	if width != g.width {
		g.rendered = nil
	}
	g.width, g.height = width, height
	g.settle()
}

// SetRows replaces the rows. The row in hand stays in hand by its ID; if it is
// gone, the one now in its place is.
func (g *Grid) SetRows(rows []Row) {
	id := g.Selected()
	g.rows, g.rendered = rows, nil
	if !g.Select(id) {
		g.hand = g.nearest(max(g.hand, 0), 1)
	}
	g.settle()
}

// Selected is the ID of the row in hand, or "".
func (g *Grid) Selected() string {
	if g.hand < 0 || g.hand >= len(g.rows) {
		return ""
	}
	return g.rows[g.hand].ID
}

// Select takes a row in hand, and says whether there is such a row.
func (g *Grid) Select(id string) bool {
	if id == "" {
		return false
	}
	i := slices.IndexFunc(g.rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return false
	}
	g.hand = i
	g.settle()
	return true
}

// Press applies a key by the name that keys.Of gives, and says whether it was
// the grid's: up, down, a page, the ends, and columns left and right.
func (g *Grid) Press(key string) bool {
	page := max(g.visible()-1, 1)
	switch key {
	case keys.Up:
		g.move(g.hand-1, -1)
	case keys.Down:
		g.move(g.hand+1, 1)
	case keys.PgUp:
		g.move(g.hand-page, -1)
	case keys.PgDown:
		g.move(g.hand+page, 1)
	case keys.Home:
		g.move(0, 1)
	case keys.End:
		g.move(len(g.rows)-1, -1)
	case keys.Left:
		return g.scroll(-1)
	case keys.Right:
		return g.scroll(1)
	default:
		return false
	}
	return true
}

// move takes the row nearest to a place in hand.
func (g *Grid) move(to, direction int) {
	if i := g.nearest(min(max(to, 0), len(g.rows)-1), direction); i >= 0 {
		g.hand = i
	}
	g.settle()
	if g.hand == g.nearest(0, 1) && g.hand < g.visible() {
		g.top = 0 // sentences above the first row come back into sight
	}
}

// nearest is the row with an ID that is next to a place, looking in one
// direction first; -1 if there is none at all.
func (g *Grid) nearest(place, direction int) int {
	for _, d := range []int{direction, -direction} {
		for i := min(place, len(g.rows)-1); i >= 0 && i < len(g.rows); i += d {
			if g.rows[i].ID != "" {
				return i
			}
		}
	}
	return -1
}

// each is how many screen lines a row takes.
func (g *Grid) each() int { return max(len(g.lines), 1) }

// visible is how many rows fit below the head.
func (g *Grid) visible() int { return max((g.height-g.headHeight())/g.each(), 0) }

// headHeight is how many screen lines the titles take.
func (g *Grid) headHeight() int {
	if len(g.lines) > 0 {
		return len(g.lines)
	}
	high := 1
	for _, c := range g.columns {
		high = max(high, 1+strings.Count(c.Title, "\n"))
	}
	return high
}

// settle keeps the row in hand in sight and leaves no needless blank below.
func (g *Grid) settle() {
	fit := g.visible()
	if g.hand >= len(g.rows) {
		g.hand = g.nearest(len(g.rows)-1, -1)
	}
	if g.hand >= 0 {
		g.top = min(g.top, g.hand)
		g.top = max(g.top, g.hand-fit+1)
	}
	g.top = max(min(g.top, len(g.rows)-fit), 0)
	for g.left > g.frozen && g.last() == len(g.columns)-1 {
		g.left--
		if g.last() < len(g.columns)-1 {
			g.left++
			break
		}
	}
	g.reveal()
}

// Rows says which rows are in sight, counted from 1, and how many there are.
func (g *Grid) Rows() (first, last, total int) {
	total = len(g.rows)
	return min(g.top+1, total), min(g.top+g.visible(), total), total
}

// Above is how many rows lie above those in sight.
func (g *Grid) Above() int {
	first, _, _ := g.Rows()
	return max(first-1, 0)
}

// More is how many rows lie below those in sight.
func (g *Grid) More() int {
	_, last, total := g.Rows()
	return total - last
}

// Columns says which of the scrolling columns are in sight, counted from 1, and
// how many there are: 列 1-7 / 41.
func (g *Grid) Columns() (first, last, total int) {
	return g.left - g.frozen + 1, g.last() - g.frozen + 1, len(g.columns) - g.frozen
}
