package widget

import (
	"strings"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// View is the head and the rows in sight, each at most as wide as the grid, and
// never more of them than its height.
func (g *Grid) View() []string {
	if g.width <= 0 || g.height <= 0 || len(g.columns) == 0 {
		return nil
	}
	out := g.head()
	first, last, _ := g.Rows()
	for i := max(first-1, 0); i < last; i++ {
		out = append(out, g.row(i)...)
	}
	return out[:min(len(out), g.height)]
}

// layout is the columns of each screen line of a row.
func (g *Grid) layout() [][]int {
	if len(g.lines) > 0 {
		return g.lines
	}
	line := make([]int, 0, len(g.columns))
	for i := range min(g.frozen, len(g.columns)) {
		line = append(line, i)
	}
	for i := g.left; i <= g.last(); i++ {
		line = append(line, i)
	}
	return [][]int{line}
}

// last is the last column in sight: as many as fit, and at least one beside the
// frozen ones. The last cell of the grid is kept for the sign that there are more.
func (g *Grid) last() int {
	used, i := 0, g.left
	for _, c := range g.columns[:min(g.frozen, len(g.columns))] {
		used += 1 + c.Width
	}
	for ; i < len(g.columns); i++ {
		used += 1 + g.columns[i].Width
		room := g.width
		if i < len(g.columns)-1 {
			room--
		}
		if used > room && i > g.left {
			break
		}
	}
	return min(i, len(g.columns)) - 1
}

// head renders the titles. < and > beside them say that columns are out of sight.
func (g *Grid) head() []string {
	if len(g.lines) > 0 {
		var out []string
		for _, line := range g.lines {
			out = append(out, g.titles(line, func(title string) string { return title }, false, true))
		}
		return out
	}
	high := g.headHeight()
	out := make([]string, high)
	for n := range high {
		out[n] = g.titles(g.layout()[0], func(title string) string {
			parts := strings.Split(title, "\n")
			if at := n - high + len(parts); at >= 0 {
				return parts[at]
			}
			return ""
		}, n == high-1, n == high-1)
	}
	return out
}

// titles is one line of the head, with what part gives of each title; signs are
// those of columns out of sight, and named says that the column in hand is marked.
func (g *Grid) titles(line []int, part func(title string) string, signs, named bool) string {
	var b strings.Builder
	for i, c := range line {
		mark := " "
		if signs && i == g.frozen && g.left > g.frozen {
			mark = "<"
		}
		title := mark + align(part(g.columns[c].Title), g.columns[c])
		if named && c == g.column && c > 0 {
			title = g.marked(title)
		}
		b.WriteString(title)
	}
	text := strings.TrimRight(fit(b.String(), g.width), " ")
	if signs && g.last() < len(g.columns)-1 {
		text = screen.Pad(text, g.width-1) + ">"
	}
	return g.styles.Heading.Render(text)
}

// marked puts the mark before the title of the column in hand.
func (g *Grid) marked(title string) string {
	name := strings.Trim(title, " <")
	if name == "" {
		return ">" + title[1:]
	}
	before, after, _ := strings.Cut(title, name)
	return before[:len(before)-1] + ">" + g.styles.Selected.Render(name) + after
}

// row is a row's screen lines, from the cache unless it is in hand.
func (g *Grid) row(i int) []string {
	if i == g.hand {
		return g.render(g.rows[i], ">", g.styles.Selected)
	}
	if g.rendered == nil {
		g.rendered = make([][]string, len(g.rows))
	}
	if g.rendered[i] == nil {
		g.rendered[i] = g.render(g.rows[i], " ", theme.Style{})
	}
	return g.rendered[i]
}

// render draws a row with its mark; the name's style is the row's, if it has one.
func (g *Grid) render(r Row, mark string, name theme.Style) []string {
	if r.ID == "" && len(r.Cells) == 1 {
		out := make([]string, g.each())
		out[0] = r.Cells[0].Style.Render(fit(" "+screen.Clean(r.Cells[0].Text), g.width))
		return out
	}
	var out []string
	for n, line := range g.layout() {
		var b strings.Builder
		used := 0
		for i, c := range line {
			lead := " "
			if n == 0 && i == 0 {
				lead = mark
			}
			var cell Cell
			if c < len(r.Cells) {
				cell = r.Cells[c]
			}
			style := cell.Style
			if c == 0 && !name.Plain() {
				style = name
			}
			text := fit(align(cell.Text, g.columns[c]), g.width-used-1)
			used += 1 + screen.Width(text)
			b.WriteString(lead)
			b.WriteString(paint(style, text))
			if used >= g.width {
				break
			}
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// paint styles a text but not the spaces around it.
func paint(style theme.Style, text string) string {
	inner := strings.Trim(text, " ")
	if style.Plain() || inner == "" {
		return text
	}
	at := strings.Index(text, inner)
	return text[:at] + style.Render(inner) + text[at+len(inner):]
}

// align puts a text into its column. Words that do not fit end in ~; of a number
// no digit may be missing, so it becomes ####.
func align(text string, c Column) string {
	text = screen.Clean(text)
	switch {
	case !c.Right:
		return short(text, c.Width)
	case screen.Width(text) <= c.Width:
		return screen.PadLeft(text, c.Width)
	case strings.ContainsAny(text, "0123456789"):
		return strings.Repeat("#", max(c.Width, 0))
	}
	return short(text, c.Width)
}
