package register

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the layouts change.
const (
	narrow = 60  // below, what does not fit stands beneath the name
	wide   = 110 // from here, the row in hand stands beside the table
	side   = 44
	widest = 22 // cells of a name
)

// build makes the grids' columns and rows, unless they stand.
func (p *Page) build(width int) {
	if !p.stale && p.built == width {
		return
	}
	p.stale, p.built = false, width
	if p.open == "" {
		p.buildList(width)
		return
	}
	p.buildSites(width)
}

// column is a column of the table, with what stands under it.
type column struct {
	widget.Column
	cell func(r *row) widget.Cell
}

// buildSites makes the table of the open register. Where it is narrow, its
// fields stand as words beneath each name.
func (p *Page) buildSites(width int) {
	r, rows := p.register(), p.rows()
	if r == nil {
		return
	}
	columns := p.columns(r, width < narrow)
	var cells []widget.Row
	before := ""
	for i := range rows {
		w := &rows[i]
		cells = append(cells, p.gaps(before, w, rows[:i], width)...)
		before = p.roadOf(w)
		out := widget.Row{ID: w.id()}
		for _, c := range columns {
			out.Cells = append(out.Cells, c.cell(w))
		}
		cells = append(cells, out)
		if width < narrow && w.site != nil {
			cells = append(cells, widget.Beneath(fieldWords(r, w), width, p.Styles.Dim)...)
		}
		for _, v := range w.failing {
			cells = append(cells, widget.Beneath(v.Detail, width, p.Styles.Error)...)
		}
		if i == len(rows)-1 || p.roadOf(&rows[i+1]) != before {
			cells = append(cells, p.gaps(before, nil, rows[:i+1], width)...)
		}
	}
	cells = append(cells, p.unset(r, rows, width)...)
	heads := make([]widget.Column, len(columns))
	for i, c := range columns {
		heads[i] = c.Column
		for k := range rows {
			heads[i].Width = max(heads[i].Width, screen.Width(c.cell(&rows[k]).Text))
		}
		for part := range strings.SplitSeq(c.Title, "\n") {
			heads[i].Width = max(heads[i].Width, screen.Width(part))
		}
		heads[i].Width = min(heads[i].Width, widest)
		if i < len(columns)-1 && width >= narrow && !columns[i+1].Right {
			heads[i].Width++
		}
	}
	frozen := 1
	if len(r.Targets) > 0 {
		frozen = 2
	}
	p.grid.SetColumns(heads, frozen)
	p.grid.SetRows(cells)
	for i := range rows {
		if p.land != "" && rows[i].name() == p.land {
			p.grid.Select(rows[i].id())
			p.land = ""
		}
	}
}

// unset says once, below all rows, what to do about those of which nothing is
// kept yet.
func (p *Page) unset(r *plan.Register, rows []row, width int) []widget.Row {
	text := ""
	for i := range rows {
		switch w := &rows[i]; {
		case w.site != nil || !p.day.IsZero():
		case w.list.Writes:
			text = "没有记的, 选中以后按 Enter 填写."
		case text == "":
			text = "没有记的, " + keeper(r)
		}
	}
	if text == "" {
		return nil
	}
	return append([]widget.Row{{}}, widget.Beneath(text, width, p.Styles.Dim)...)
}

// columns are the name, how it stands, and, where there is room, its fields.
func (p *Page) columns(r *plan.Register, phone bool) []column {
	st := p.Styles
	all := []column{{widget.Column{Title: r.Site}, func(w *row) widget.Cell { return widget.Cell{Text: w.name()} }}}
	if len(r.Targets) > 0 || r.Single {
		all = append(all, column{widget.Column{Title: "状态"}, func(w *row) widget.Cell {
			return widget.Cell{Text: w.state(), Style: p.style(w)}
		}})
	}
	if p.unit == "" && !r.Single && len(p.data.listings) > 1 {
		all = append(all, column{widget.Column{Title: "单位"}, func(w *row) widget.Cell { return widget.Cell{Text: w.list.Unit.Name, Style: st.Dim} }})
	}
	if phone {
		return all
	}
	for i := range r.Fields {
		f := &r.Fields[i]
		all = append(all, column{
			widget.Column{Title: title(f), Right: f.Number() || f.Type == plan.TypeChainage},
			func(w *row) widget.Cell {
				if w.site == nil {
					return widget.Cell{}
				}
				return widget.Cell{Text: shown(f, w.site.Fields[f.Key])}
			},
		})
	}
	all = append(all, column{widget.Column{Title: "从哪天起"}, func(w *row) widget.Cell {
		if w.site == nil {
			return widget.Cell{}
		}
		return widget.Cell{Text: w.site.From.String(), Style: st.Dim}
	}})
	if r.Basis {
		all = append(all, column{widget.Column{Title: "依据"}, func(w *row) widget.Cell {
			if w.site == nil {
				return widget.Cell{}
			}
			return widget.Cell{Text: w.site.Basis, Style: st.Dim}
		}})
	}
	return all
}

// title is a field's label as the head of a column, with its measure beneath.
func title(f *plan.Field) string {
	label := strings.ReplaceAll(f.Label, "(", "\n(")
	if i := strings.Index(label, ","); i > 0 && !strings.Contains(label, "\n") {
		label = label[:i+1] + "\n" + label[i+1:]
	}
	if f.Measure != "" && !strings.Contains(label, "\n") {
		label += "\n" + f.Measure
	}
	return label
}

func (p *Page) style(w *row) theme.Style {
	switch w.state() {
	case "不达标":
		return p.Styles.Error
	case "达标":
		return p.Styles.Ok
	}
	return p.Styles.Warn
}

// fieldWords are a site's fields in words, for where no columns fit.
func fieldWords(r *plan.Register, w *row) string {
	var words []string
	for i := range r.Fields {
		f := &r.Fields[i]
		if v := w.site.Fields[f.Key]; !v.Blank() {
			words = append(words, f.Label+" "+screen.Clean(register.Shown(f, v)))
		}
	}
	words = append(words, w.site.From.String()+"起")
	if r.Basis && w.site.Basis != "" {
		words = append(words, "依据 "+screen.Clean(w.site.Basis))
	}
	return strings.Join(words, ", ")
}

// roadOf names the road that a point is on; empty in other registers.
func (p *Page) roadOf(w *row) string {
	road, _ := along(w.list.Register)
	if road == nil || w.site == nil {
		return ""
	}
	return w.list.Unit.Unit + " " + w.site.Fields[road.Key].String()
}

// gaps are the stretches without points that lie before a point of a road and
// behind those that were told already, or, for nil, behind its last.
func (p *Page) gaps(before string, w *row, told []row, width int) []widget.Row {
	on := before
	if w != nil {
		on = p.roadOf(w)
	}
	unit, road, ok := strings.Cut(on, " ")
	if !ok || p.only || p.filter.Text != "" {
		return nil
	}
	_, at := along(p.register())
	place := func(w *row) (n report.Value) { return w.site.Fields[at.Key] }
	from := -1.0
	for i := range told {
		if n, ok := place(&told[i]).Number(); ok && p.roadOf(&told[i]) == on {
			from = n.InexactFloat64()
		}
	}
	var rows []widget.Row
	for _, s := range p.data.stretches(unit, road) {
		start := s.From.InexactFloat64()
		if w != nil {
			if n, ok := place(w).Number(); !ok || start >= n.InexactFloat64() {
				continue
			}
		}
		if start >= from {
			rows = append(rows, widget.Beneath(road+" "+s.String(), width, p.Styles.Error)...)
		}
	}
	return rows
}
