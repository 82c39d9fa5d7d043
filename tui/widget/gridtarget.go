package widget

import tea "charm.land/bubbletea/v2"

// Target is the row under a cell of the view, which stands below so many rows;
// where a column is in hand, it is the figure there. A click takes it in hand,
// then says so; on what is in hand already it is Enter.
func (g *Grid) Target(x, y, above int, then func()) Target {
	line := y - above - g.headHeight()
	i := g.top + line/g.each()
	if x >= g.width || line < 0 || line >= g.visible()*g.each() || i >= len(g.rows) || g.rows[i].ID == "" {
		return Target{}
	}
	at := g.under(x, line%g.each())
	if g.column == 0 || at.column < g.frozen {
		at = g.under(0, 0)
		at.line, at.column = 0, g.column
	}
	return Target{
		Y: y - line%g.each() + at.line, From: at.from, To: at.to,
		Key: enterIf(i == g.hand && at.column == g.column),
		Do: func() tea.Cmd {
			g.hand, g.column = i, at.column
			then()
			return nil
		},
	}
}

// stretch is a column in one of a row's lines, and its cells there.
type stretch struct{ column, line, from, to int }

// under is what is under a cell of one of a row's lines; column -1 where none is.
func (g *Grid) under(x, line int) stretch {
	s := stretch{line: line}
	for _, s.column = range g.layout()[line] {
		s.from, s.to = s.to, s.to+1+g.columns[s.column].Width
		if x < s.to {
			return s
		}
	}
	s.column = -1
	return s
}
