package table

import (
	"slices"
	"strings"

	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// layout is what the grid's columns and rows depend on besides the data.
type layout struct {
	lines int // how many figures stand in a unit's second line; 0: one line each
}

// build makes the grid's columns and rows for a layout, unless they stand.
func (p *Page) build(l layout) {
	if !p.stale && p.built == l {
		return
	}
	p.look()
	p.stale, p.built = false, l
	shown := p.seen.Columns
	p.column = max(min(p.column, len(shown)-1), 0)
	if l.lines > 0 {
		p.offset = p.column / l.lines * l.lines
		shown = shown[p.offset:min(p.offset+l.lines, len(shown))]
	}
	rows := p.rows(shown)
	columns := p.titles(shown, rows)
	frozen := len(columns) - len(shown)
	p.grid.SetColumns(columns, frozen)
	if l.lines > 0 {
		p.grid.SetLines(counting(0, frozen), counting(frozen, len(columns)))
		rows = slices.DeleteFunc(rows, func(r widget.Row) bool { return len(r.Cells) == 0 })
	} else {
		p.grid.SetLines()
	}
	p.grid.SetRows(rows)
	p.holdColumn()
	if p.atTop {
		p.atTop = false
		p.grid.Press(keys.Home)
	}
}

// counting are the numbers of a range.
func counting(from, to int) []int {
	var all []int
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

// titles are the grid's columns, each as wide as its widest cell.
func (p *Page) titles(shown []int, rows []widget.Row) []widget.Column {
	columns := []widget.Column{{Title: "单位", Width: 8}, {Title: "状态", Width: 5}}
	if len(p.data.late) > 0 {
		columns = append(columns, widget.Column{Title: "迟报", Width: 4, Right: true})
	}
	frozen := len(columns)
	for _, title := range p.labels(shown) {
		columns = append(columns, widget.Column{Title: title, Width: 6, Right: true})
	}
	for i := range columns {
		if p.built.lines > 0 && i >= frozen {
			columns[i].Width = phoneColumn
			continue
		}
		for line := range strings.SplitSeq(columns[i].Title, "\n") {
			columns[i].Width = max(columns[i].Width, screen.Width(line))
		}
		for _, r := range rows {
			if r.ID != "" && i < len(r.Cells) { // a sentence takes the whole row
				columns[i].Width = max(columns[i].Width, screen.Width(r.Cells[i].Text))
			}
		}
		columns[i].Width++ // a second space between the columns
	}
	return columns
}

// phoneColumn is the width of a figure in a unit's second line.
const phoneColumn = 13

// labels are the heads of the columns: without what the form's labels say in
// brackets, where they differ without it.
func (p *Page) labels(shown []int) []string {
	times := map[string]int{}
	for _, i := range shown {
		times[bare(p.data.table.Columns[i].Indicator.Label)]++
	}
	var all []string
	for _, i := range shown {
		label := p.data.table.Columns[i].Indicator.Label
		if short := bare(label); times[short] == 1 {
			label = short
		}
		if p.built.lines == 0 {
			label = title(label)
		}
		all = append(all, label)
	}
	return all
}

// rows are the units in view with their sums, the groups apart.
func (p *Page) rows(shown []int) []widget.Row {
	t, v := p.data.table, p.seen.View
	if len(p.seen.Lines) == 0 {
		return p.none()
	}
	var rows []widget.Row
	for _, l := range p.seen.Lines {
		switch {
		case l.Group == nil:
			rows = append(rows, p.sum(totalID, "合计", t.Total, shown, t.Groups...))
		case l.Row.Sheet != nil:
			rows = append(rows, p.unit(l.Row, shown))
		default:
			g := t.Groups[slices.IndexFunc(t.Groups, func(g report.Subtotal) bool { return g.Group.ID == l.Group.ID })]
			rows = p.subtotal(rows, g, v, shown)
		}
	}
	if v.Failing || len(v.Units) > 0 {
		return append(rows, widget.Row{})
	}
	return rows
}

// subtotal adds a group's sum with the blank rows around it. Of a group of one,
// which stands among others, the sum would say the same once more.
func (p *Page) subtotal(rows []widget.Row, g report.Subtotal, v report.View, shown []int) []widget.Row {
	id := sumID + g.Group.ID
	last := len(rows) > 0 && p.data.sheet(rows[len(rows)-1].ID) != nil
	switch {
	case v.Group == g.Group.ID:
		return append(rows, p.sum(id, "小计", g.Sum, shown, g), widget.Row{})
	case v.Group != report.AllGroups:
		return append(rows, p.sum(id, g.Group.Name, g.Sum, shown, g))
	case v.Sort != "" && last:
		rows = append(rows, widget.Row{})
	case v.Sort == "":
		if len(g.Rows) > 1 {
			rows = append(rows, p.sum(id, g.Group.Name+"小计", g.Sum, shown, g))
		}
		return append(rows, widget.Row{})
	}
	return append(rows, p.sum(id, g.Group.Name+"小计", g.Sum, shown, g))
}

// none says so where no unit is left to show.
func (p *Page) none() []widget.Row {
	here := "全乡"
	if p.view > 0 {
		here = p.data.table.Groups[p.view-1].Group.Name
	}
	text := here + "没有未报, 退回和不达标的单位."
	if p.filter.Text != "" {
		text = here + "没有名称含 " + p.filter.Text + " 的单位."
	}
	return []widget.Row{{Cells: []widget.Cell{{Text: text + " Esc 看全部."}}}}
}

// unit is a unit's row.
func (p *Page) unit(r report.Row, shown []int) widget.Row {
	u := r.Sheet.Unit
	word, style := stateWord(r.Sheet, p.Styles)
	cells := []widget.Cell{{Text: r.Name}, {Text: word, Style: style}}
	if len(p.data.late) > 0 {
		cell := widget.Cell{}
		if days := p.data.late[u.Code]; days > 0 {
			cell = widget.Cell{Text: report.Whole(days).String() + "天", Style: p.Styles.Warn}
		}
		cells = append(cells, cell)
	}
	for _, i := range shown {
		c := p.data.table.Columns[i]
		cell := widget.Cell{}
		if c.Indicator.Asked(u.Kind) {
			cell = p.figure(r.Figures[i])
			if p.data.fails(u.Code, c.Key) {
				cell.Style = p.Styles.Error
			}
		}
		cells = append(cells, cell)
	}
	return widget.Row{ID: u.Code, Cells: cells}
}

// stateWord is the word for where a report stands, and its colour.
func stateWord(s *report.Sheet, styles theme.Styles) (string, theme.Style) {
	switch s.Report.State {
	case report.StateAccepted:
		return "通过", styles.Ok
	case report.StateSubmitted:
		return "待审", styles.Info
	case report.StateReturned:
		return "退回", styles.Error
	case report.StateDraft:
		return "草稿", styles.Warn
	}
	if word := s.Word(); word == "-" {
		return word, styles.Dim
	}
	return "未报", styles.Error
}

// sum is a row of sums over groups. What none of their units has stays empty.
func (p *Page) sum(id, name string, r report.Row, shown []int, over ...report.Subtotal) widget.Row {
	bold := p.Styles.Heading
	cells := []widget.Cell{{Text: name, Style: bold}, {}}
	if r.Units > 0 {
		cells[1].Text = report.Whole(r.Filed).String() + "/" + report.Whole(r.Units).String()
	}
	if len(p.data.late) > 0 {
		cells = append(cells, widget.Cell{})
	}
	for _, i := range shown {
		cell := widget.Cell{}
		asked := func(g report.Subtotal) bool {
			return slices.ContainsFunc(g.Rows, func(r report.Row) bool {
				return p.data.table.Columns[i].Indicator.Asked(r.Sheet.Unit.Kind)
			})
		}
		if slices.ContainsFunc(over, asked) {
			cell = p.figure(r.Figures[i])
		}
		cells = append(cells, cell)
	}
	return widget.Row{ID: id, Cells: cells}
}

// figure is one figure as a cell.
func (p *Page) figure(f report.Figure) widget.Cell {
	cell := widget.Cell{Text: f.Shown(p.year)}
	if cell.Text == "-" {
		cell.Style = p.Styles.Dim
	}
	return cell
}
