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
