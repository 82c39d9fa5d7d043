package matrix

import (
	"strconv"
	"strings"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Cells of the matrix, and where the layouts change.
const (
	narrow   = 60
	nameMost = 12 // of a name on a narrow screen
	cell     = 5  // a period, one of it the mark before it
	sideMin  = 36
	sideMax  = 64
)

// line is one line of the matrix: a unit, a sign, or the blank between groups.
type line struct {
	row  *report.MatrixRow
	hand bool
	sign string
}

// Body draws the page.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取...", "Esc 返回", size.Width), nil
	}
	p.drawn = drawn{}
	rows, cursor := p.head(size.Width)
	units := p.rows()
	if len(units) == 0 {
		return append(rows, "", screen.Clip(" "+p.none(), size.Width)), cursor
	}
	name := 0
	for _, r := range p.data.Rows {
		name = max(name, screen.Width(r.Name))
	}
	if size.Width < narrow {
		name = min(name, nameMost)
	}
	width := 2 + name + cell*len(p.data.Periods) + 1
	side := min(size.Width-width-2, sideMax)
	if side < sideMin {
		width = size.Width
	}
	p.drawn = drawn{above: len(rows) + 1, name: name}
	rows = append(rows, p.grid(units, screen.Size{Width: width, Height: size.Height - len(rows)}, name, side < sideMin)...)
	if side >= sideMin {
		rows = widget.Beside(rows, width, append([]string{"", ""}, p.side(side, size.Height-2)...))
	}
	return rows[:min(len(rows), size.Height)], cursor
}

// grid is the titles, the units in sight, and what the cell in hand says where
// nothing stands beside.
func (p *Page) grid(units []report.MatrixRow, size screen.Size, name int, foot bool) []string {
	first, last := p.columns(size.Width, name)
	rows := []string{p.titles(first, last, name, size.Width)}
	room := size.Height - 1
	var said []string
	if foot && room > 6 {
		said = p.foot(size.Width)
	}
	room -= len(said)
	lines := p.window(units, max(room, 1))
	p.drawn.lines, p.drawn.first, p.drawn.last = lines, first, last
	for _, l := range lines {
		rows = append(rows, p.line(l, first, last, name, size.Width))
	}
	if len(said) > 0 && len(lines) < room {
		rows = append(rows, "")
	}
	return append(rows, said...)
}

// foot is the cell in hand in a sentence, of one row, or of two on a narrow
// screen.
func (p *Page) foot(width int) []string {
	most := 1
	if width < narrow {
		most = 2
	}
	rows := make([]string, most)
	if p.Moving() {
		return rows
	}
	text := widget.Wrap(p.said(), width-2)
	for i := range min(most, len(text)) {
		rows[i] = " " + text[i]
	}
	if len(text) > most {
		rows[most-1] = screen.Clip(" "+strings.Join(text[most-1:], ""), width-1)
	}
	return rows
}

// none says that no unit is left to show.
func (p *Page) none() string {
	switch {
	case p.filter.Text != "":
		return "没有名称含 " + screen.Clean(p.filter.Text) + " 的单位. Esc 看全部."
	case p.only:
		return "这一年没有迟报, 漏报和未报的单位. Esc 看全部."
	}
	return "这一年的方案里没有要填报的单位."
}

// head is the year with its counts, in two rows where one is too narrow, and
// what hides rows.
func (p *Page) head(width int) ([]string, *screen.Cursor) {
	n, st := p.data.MatrixCounts, p.Styles
	number := func(word string, n int, style theme.Style) string {
		text := word + " " + strconv.Itoa(n)
		if n > 0 {
			return style.Render(text)
		}
		return text
	}
	counts := []string{
		number("按时", n.OnTime, st.Ok), number("迟报", n.Late, st.Warn), number("漏报", n.Never, st.Error),
		number("退回", n.Returned, st.Error), number("未报", n.Missing, st.Error),
	}
	title := " " + st.Heading.Render("报送情况") + " " + strconv.Itoa(p.data.Year)
	if p.data.Year != p.year {
		title += " (" + strconv.Itoa(p.year) + " 读取中)"
	}
	var picked []string
	if p.only {
		picked = append(picked, "只看迟报未报")
	}
	if p.filter.Text != "" && !p.filter.Typing() {
		picked = append(picked, "查找 "+screen.Clean(p.filter.Text))
	}
	if len(picked) > 0 {
		title += "  " + st.Selected.Render(strings.Join(picked, "  "))
	}
	right := strings.Join(counts, "  ")
	var rows []string
	if gap := width - screen.Width(title) - screen.Width(right) - 1; gap >= 2 {
		rows = []string{title + strings.Repeat(" ", gap) + right}
	} else {
		rows = []string{screen.Clip(title, width), screen.Clip(" "+right, width)}
	}
	if !p.filter.Typing() {
		return rows, nil
	}
	row, x := p.filter.Row(width, st)
	rows = append(rows, row)
	return rows, &screen.Cursor{X: x, Y: len(rows) - 1}
}

// columns are the first and the last period in sight; the one in hand is among
// them.
func (p *Page) columns(width, name int) (first, last int) {
	all := len(p.data.Periods)
	fit := max((width-2-name-1)/cell, 1)
	if all <= fit {
		p.left = 0
		return 0, all - 1
	}
	hand := p.column()
	p.left = min(max(p.left, hand-fit+1), hand, all-fit)
	p.left = max(p.left, 0)
	return p.left, min(p.left+fit, all) - 1
}

// titles is the head of the columns; < and > say that there are more.
func (p *Page) titles(first, last, name, width int) string {
	var b strings.Builder
	b.WriteString(p.Styles.Heading.Render(" " + screen.Pad("单位", name)))
	for j := first; j <= last; j++ {
		at, mark := p.data.Periods[j], " "
		if j == first && first > 0 {
			mark = "<"
		}
		style := p.Styles.Heading
		if at == p.period {
			style = p.Styles.Selected
		}
		b.WriteString(mark + style.Render(screen.Pad(at.Short(), cell-1)))
	}
	row := b.String()
	if last < len(p.data.Periods)-1 {
		row = screen.Pad(row, width-1) + ">"
	}
	return screen.Clip(row, width)
}

// window is the lines in sight: groups are parted by a blank where everything
// fits. Where it does not, the first and the last line may be signs that there
// is more, and the unit in hand is never behind one.
func (p *Page) window(units []report.MatrixRow, room int) []line {
	p.room = room
	lines, hand := p.lines(units, true)
	if len(lines) > room {
		lines, hand = p.lines(units, false)
	}
	if len(lines) <= room || room < 3 {
		p.top = min(max(p.top, hand-room+1), hand, max(len(lines)-room, 0))
		return lines[p.top:min(p.top+room, len(lines))]
	}
	p.top = min(max(p.top, hand-room+2), max(hand-1, 0), len(lines)-room)
	seen := append([]line(nil), lines[p.top:p.top+room]...)
	if p.top > 0 {
		seen[0] = line{sign: "上面还有 " + strconv.Itoa(p.top+1) + " 个单位"}
	}
	if below := len(lines) - p.top - room; below > 0 {
		seen[room-1] = line{sign: "下面还有 " + strconv.Itoa(below+1) + " 个单位"}
	}
	return seen
}

func (p *Page) lines(units []report.MatrixRow, parted bool) (lines []line, hand int) {
	for i := range units {
		if parted && i > 0 && units[i].Group != units[i-1].Group {
			lines = append(lines, line{})
		}
		if units[i].Unit == p.unit {
			hand = len(lines)
		}
		lines = append(lines, line{row: &units[i], hand: units[i].Unit == p.unit})
	}
	return lines, hand
}

// line draws a unit's year.
func (p *Page) line(l line, first, last, name, width int) string {
	if l.row == nil {
		return screen.Clip(" "+p.Styles.Dim.Render(l.sign), width)
	}
	mark, style := " ", p.Styles.Plain
	if l.hand {
		mark, style = ">", p.Styles.Selected
	}
	title := screen.Clip(l.row.Name, name)
	var b strings.Builder
	b.WriteString(mark + style.Render(title) + strings.Repeat(" ", max(name-screen.Width(title), 0)))
	for j := first; j <= last; j++ {
		c := l.row.Cells[j]
		word, look := c.Word(), p.look(c.Kind)
		mark := " "
		if l.hand && c.Period == p.period {
			mark = p.Styles.Selected.Render(">")
		}
		b.WriteString(mark + look.Render(word) + strings.Repeat(" ", max(cell-1-screen.Width(word), 0)))
	}
	return screen.Clip(strings.TrimRight(b.String(), " "), width)
}

// look is the colour beside a mark's word.
func (p *Page) look(kind report.MarkKind) theme.Style {
	switch kind {
	case report.MarkOnTime, report.MarkAccepted, report.MarkNil:
		return p.Styles.Ok
	case report.MarkPending:
		return p.Styles.Info
	case report.MarkLate, report.MarkDraft:
		return p.Styles.Warn
	case report.MarkReturned, report.MarkUnsealed, report.MarkNever, report.MarkMissing:
		return p.Styles.Error
	}
	return p.Styles.Dim
}

// Whole is the year with all of its units and periods.
func (p *Page) Whole(int) []string {
	if p.data == nil {
		return nil
	}
	all := *p
	name := 0
	for _, r := range p.data.Rows {
		name = max(name, screen.Width(r.Name))
	}
	rows, _ := all.Body(screen.Size{Width: max(2+name+cell*len(p.data.Periods)+1, narrow), Height: tui.Endless})
	return rows
}
