package entry

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
)

func (p *Page) paste(msg tea.PasteMsg) tea.Cmd {
	if p.hint = ""; p.sheet == nil {
		return nil
	}
	number := p.here().Line.Indicator.Number()
	rows, columns := p.rowsOf(msg.Content)
	named := len(rows) > 0 && rows[0].named
	switch {
	case columns > 1 && (named || number):
		p.hint = "粘贴的有 " + report.Whole(columns).String() + " 列, 一次只能贴一列数字. 请在表格里只选那一列, 再复制."
		return nil
	case named || len(rows) > 1 && number:
		if why := p.barredReport(); why != "" {
			return p.Note("现在不能填", why)
		}
		return p.after(func() tea.Cmd { return p.pasteMany(rows) })
	case number:
		if len(rows) == 1 {
			msg.Content = rows[0].text
		}
		// A sentence with figures in it is no figure: their digits must not run
		// together.
		if _, err := report.Parse(p.here().Line, msg.Content); err != nil {
			p.hint = err.Error()
			return nil
		}
	}
	if !p.editing {
		return p.edit(msg.Content)
	}
	p.write(msg)
	return nil
}

// pasted is a row of a paste: what is to be typed, and the line that it is for,
// where the sheet that it was copied from names its lines.
type pasted struct {
	named      bool
	name, text string
}

// empty says that nothing stood in the row; a dash is how a table shows that.
func (r pasted) empty() bool { return r.text == "" || r.text == "-" }

// rowsOf takes a paste apart, without the empty rows at its end, and says how many
// columns of figures it holds. Its rows are named if one of them begins with the
// name of a line.
func (p *Page) rowsOf(text string) (rows []pasted, columns int) {
	var all [][]string
	named, columns := false, 1
	for _, row := range strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n") {
		cells := strings.Split(row, "\t")
		for i, cell := range cells {
			cells[i] = report.Clean(cell)
		}
		for n := len(cells); n > 1 && cells[n-1] == ""; n-- {
			cells = cells[:n-1]
		}
		for len(cells) > 1 && cells[0] == "" {
			cells = cells[1:]
		}
		named = named || len(cells) > 1 && len(p.linesOf(cells[0])) > 0
		all = append(all, cells)
	}
	for _, cells := range all {
		row := pasted{named: named, text: cells[0]}
		if named {
			row.name, cells = cells[0], p.withoutMeasure(cells[0], cells[1:])
			row.text = strings.Join(cells, " ")
		}
		columns = max(columns, len(cells))
		rows = append(rows, row)
	}
	for n := len(rows); n > 0 && rows[n-1].empty() && rows[n-1].name == ""; n-- {
		rows = rows[:n-1]
	}
	return rows, columns
}

// withoutMeasure is what stands behind the name of a line, but for what it is
// counted in.
func (p *Page) withoutMeasure(name string, cells []string) []string {
	switch len(cells) {
	case 0:
		return nil
	case 1:
		if slices.ContainsFunc(p.linesOf(name), func(l *plan.Line) bool { return l.Indicator.Measure == cells[0] }) {
			return nil
		}
		return cells
	}
	if strings.ContainsAny(report.Halfwidth(cells[0]), "0123456789") {
		return cells
	}
	return cells[1:]
}

// linesOf are the lines that a sheet may mean by a name: the form's label, with or
// without what it is counted in, and without its sign.
func (p *Page) linesOf(name string) []*plan.Line {
	var lines []*plan.Line
	name = strings.TrimSuffix(name, " *")
	for _, l := range p.sheet.Form.Lines {
		if ind := l.Indicator; name == l.Label || ind.Measure != "" && name == l.Label+"("+ind.Measure+")" {
			lines = append(lines, l)
		}
	}
	return lines
}
