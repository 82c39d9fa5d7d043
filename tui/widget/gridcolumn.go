package widget

// HoldColumn takes one of the scrolling columns in hand, counted from 0, and
// brings it into sight; left and right then move it. A > stands before its title.
func (g *Grid) HoldColumn(i int) {
	g.column = max(min(g.frozen+i, len(g.columns)-1), g.frozen)
	if g.column >= len(g.columns) {
		g.column = 0 // none scrolls
	}
	g.reveal()
}

// reveal brings the column in hand into sight.
func (g *Grid) reveal() {
	if g.column == 0 || len(g.lines) > 0 {
		return
	}
	before := g.left
	g.left = min(g.left, g.column)
	for g.column > g.last() {
		g.left++
	}
	if g.left != before {
		g.rendered = nil
	}
}

// Column is the scrolling column in hand, counted from 0, or -1.
func (g *Grid) Column() int { return max(g.column-g.frozen, -1) }

// ClickCell is Click that also takes the column in hand, by a cell of the line. On
// a column that never scrolls, the one in hand stays.
func (g *Grid) ClickCell(x, line int) (again bool) {
	before := g.column
	if n := line - g.headHeight(); n >= 0 {
		if at := g.under(x, n%g.each()); at >= g.frozen {
			g.column = at
		}
	}
	held := g.hand
	if !g.Click(line) && g.hand == held { // no row at all, or another
		g.column = before
		return false
	}
	return held == g.hand && before == g.column
}

// under is the column under a cell of one of a row's lines, or -1.
func (g *Grid) under(x, line int) int {
	used := 0
	for _, c := range g.layout()[line] {
		if used += 1 + g.columns[c].Width; x < used {
			return c
		}
	}
	return -1
}

// scroll moves the columns, and says whether there are any to move.
func (g *Grid) scroll(by int) bool {
	if g.column > 0 {
		at := g.Column()
		g.HoldColumn(at + by)
		return g.Column() != at
	}
	if len(g.lines) > 0 || by > 0 && g.last() == len(g.columns)-1 || by < 0 && g.left <= g.frozen {
		return false
	}
	g.left += by
	g.rendered = nil
	return true
}
