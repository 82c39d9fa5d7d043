package table

import (
	"strconv"
	"strings"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow  = 60  // below, a unit takes two lines
	wide    = 110 // from here, the unit in hand stands beside the table
	sideMin = 38  // cells for the unit in hand
	sideMax = 56
	figures = 3 // in a unit's second line
)

// Body draws the page.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取汇总表.", "Esc 返回", size.Width), nil
	}
	p.columns()
	head, cursor := p.head(size.Width)
	if len(p.data.table.Groups) == 0 {
		return append(head, "", screen.Clip(" 这一期的方案里没有要填报的单位. 平安办可用 fanzha plan apply 换方案.", size.Width)), cursor
	}
	l := layout{}
	if size.Width < narrow {
		l.lines = figures
	}
	p.build(l)
	room, left := max(size.Height-len(head), 0), size.Width
	beside := 0
	if size.Width >= wide {
		beside = min(max(size.Width*3/10, sideMin), sideMax)
		left = size.Width - beside - 2
	}
	p.grid.SetSize(left, room) // which columns are in sight, the foot asks
	foot := p.foot(left, room, beside > 0)
	p.grid.SetSize(left, max(room-len(foot), 0))
	p.above = len(head)
	head[0] = p.first(size.Width)
	seen := p.grid.View()
	if size.Width < narrow { // the first line has no room to say it
		_, seen = widget.Around(nil, seen, p.grid.Above(), p.grid.More(), left, p.Styles.Dim)
	}
	rows := append(seen, foot...)
	if beside > 0 {
		rows = widget.Beside(rows, left, p.beside(beside, room))
	}
	return append(head, rows...), cursor
}

// head is the line that says what is shown, and the line of counts.
func (p *Page) head(width int) ([]string, *screen.Cursor) {
	if !p.filter.Typing() {
		return []string{p.first(width), p.counts(width)}, nil
	}
	row, x := p.filter.Row(width, p.Styles)
	return []string{p.first(width), row}, &screen.Cursor{X: x, Y: 1}
}

// first says which units and figures are shown, and which columns are in sight.
func (p *Page) first(width int) string {
	name, kind := "全部", "本月"
	if p.view > 0 {
		name = p.data.table.Groups[p.view-1].Group.Name
	}
	if p.year {
		kind = "累计"
	}
	left := " " + p.Styles.Heading.Render("汇总表") + "  " + name + "  " + kind
	from, to, all := p.grid.Columns()
	if p.built.lines > 0 {
		all = len(p.columns())
		from, to = p.offset+1, min(p.offset+p.built.lines, all)
	}
	columns, rows, only, sought := "", "", "", ""
	if all > 0 && from <= to {
		columns = "列 " + strconv.Itoa(from) + "-" + strconv.Itoa(to) + " / " + strconv.Itoa(all)
	}
	if from, to, all := p.grid.Rows(); to-from+1 < all {
		rows = "行 " + strconv.Itoa(from) + "-" + strconv.Itoa(to) + " / " + strconv.Itoa(all)
	}
	if p.only {
		only = "只看问题"
	}
	room := width - screen.Width(left) - 3
	if p.filter.Text != "" {
		sought = screen.Clip("查找 "+screen.Clean(p.filter.Text), max(room-screen.Width(only)-3, 0))
	}
	// Where not all of it fits, that rows are hidden matters most.
	right := ""
	sorted := p.sorted()
	if width < narrow {
		sorted, _, _ = strings.Cut(sorted, " 从")
	}
	for _, part := range []string{only, sought, sorted, columns, rows} {
		longer := strings.TrimSuffix(part+"   "+right, "   ")
		if part != "" && screen.Width(longer) <= room {
			right = longer
		}
	}
	gap := width - screen.Width(left) - screen.Width(right) - 1
	return screen.Clip(left+strings.Repeat(" ", max(gap, 2))+right, width)
}

// counts is who has reported, in numbers.
func (p *Page) counts(width int) string {
	s, st := p.data.status, p.Styles
	gap, lead, between := "   ", " 报送  ", " "
	if width < 80 {
		gap, lead = "  ", " "
	}
	if width < narrow {
		gap, between = " ", ""
	}
	parts := []string{}
	add := func(word string, n int, style theme.Style) {
		text := word + between + strconv.Itoa(n)
		if n > 0 {
			text = style.Render(text)
		}
		parts = append(parts, text)
	}
	add("应报", s.Expected, st.Plain)
	add("已报", s.Submitted, st.Plain)
	add("待审", s.Pending, st.Info)
	add("通过", s.Accepted, st.Ok)
	add("退回", s.Returned, st.Error)
	add("未报", len(s.Missing), st.Error)
	add("迟报", len(s.Late), st.Warn)
	return screen.Clip(lead+strings.Join(parts, gap), width)
}

// foot is what the last key could not do, else who is missing and what fails in
// plain words, unless that stands beside the table: all of it where there is room
// below, else one line.
func (p *Page) foot(width, room int, beside bool) []string {
	if p.notice != "" {
		return []string{"", screen.Clip(" "+p.Styles.Warn.Render(p.notice), width)}
	}
	lines, once := []string(nil), p.shared(width)
	if !beside {
		lines = p.sentences(width)
	}
	if len(lines)+len(once) == 0 {
		return nil
	}
	room -= len(once)
	_, _, rows := p.grid.Rows()
	each := 1
	if p.built.lines > 0 {
		each = 2
	}
	spare := room - rows*each - 3 // the titles take up to three lines
	switch {
	case spare >= 2:
		return append(append([]string{""}, once...), lines[:min(len(lines), spare-1)]...)
	case room >= 14 && len(lines) == 0:
		return once
	case room >= 14:
		if len(lines) > 1 && strings.HasPrefix(lines[1], strings.Repeat(" ", 9)) {
			return append(once, screen.Cut(lines[0], width-1)+p.Styles.Dim.Render("~"))
		}
		return append(once, lines[0])
	}
	return nil
}

// shared says why the total of a column in sight is less than the sum of the
// groups: what several units did together counts once in it.
func (p *Page) shared(width int) []string {
	from, to, all := p.grid.Columns()
	skipped := 0
	if n := p.built.lines; n > 0 {
		from, to, all, skipped = 1, n, n, p.offset
	}
	first, last := skipped+max(from-1, 0), min(skipped+to, len(p.seen.Columns))
	if all == 0 || last < first {
		return nil
	}
	text := p.seen.Once(first, last, bare)
	if text == "" {
		return nil
	}
	return []string{screen.Clip(" "+p.Styles.Dim.Render(text), width)}
}

// pack puts items into rows of at most width cells, each item whole if it can
// be.
func pack(items []string, width int) []string {
	var rows []string
	for _, item := range items {
		item = screen.Clean(item)
		last := len(rows) - 1
		if last >= 0 && screen.Width(rows[last])+2+screen.Width(item) <= width {
			rows[last] += "  " + item
			continue
		}
		rows = append(rows, screen.Clip(item, width))
	}
	return rows
}

// sentences name the units that have not reported, that were sent back, and
// the hard targets that are missed.
func (p *Page) sentences(width int) []string {
	s := p.data.status
	var rows []string
	say := func(word string, style theme.Style, items []string) {
		if len(items) == 0 {
			return
		}
		lead := screen.Pad(word, 8)
		for i, row := range pack(items, width-9) {
			if i == 0 {
				rows = append(rows, screen.Clip(" "+style.Render(lead)+row, width))
				continue
			}
			rows = append(rows, screen.Clip(strings.Repeat(" ", 9)+row, width))
		}
	}
	say("未报", p.Styles.Error, report.UnitNames(s.Missing))
	say("退回", p.Styles.Error, report.UnitNames(s.Back))
	var late []string
	for _, l := range s.Late {
		late = append(late, l.Name+" "+strconv.Itoa(l.Days)+"天")
	}
	say("迟报", p.Styles.Warn, late)
	for i, f := range s.Failing {
		word := ""
		if i == 0 {
			word = "不达标"
		}
		say(word, p.Styles.Error, widget.Wrap(screen.Clean(f.Name+" "+f.Label), width-9))
	}
	return rows
}

// Whole is the table with all of its units and of the columns that are shown.
func (p *Page) Whole(width int) []string {
	if p.data == nil || len(p.data.table.Groups) == 0 {
		return nil
	}
	all := *p
	all.grid, all.stale = widget.NewGrid(nil, p.Styles), true
	all.build(layout{})
	all.grid.SetSize(tui.Endless, tui.Endless)
	head, _ := all.head(max(width, narrow))
	return append(head, all.grid.View()...)
}
