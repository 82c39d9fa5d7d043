package table

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
)

// The ids of the rows of sums: a group's with its id behind, and the total's.
const (
	sumID   = "="
	totalID = "=="
)

// part is what a unit adds to a sum; no unit is what several share, which the
// total counts once.
type part struct{ unit, name, text string }

// made is the figure in hand of a row of sums in words, and what each unit adds.
func (p *Page) made(id string) (title string, parts []part) {
	shown := p.columns()
	if !strings.HasPrefix(id, sumID) || p.column >= len(shown) {
		return "", nil
	}
	at := shown[p.column]
	ind := p.data.table.Columns[at].Indicator
	name, sum, rows := p.sumOf(id)
	for _, r := range rows {
		if text := r.Figures[at].Shown(p.year); text != "-" && text != "0" && ind.Asked(r.Sheet.Unit.Kind) {
			parts = append(parts, part{r.Sheet.Unit.Code, r.Name, text})
		}
	}
	if twice := p.data.table.Twice(at, p.year); id == totalID && !twice.IsZero() {
		parts = append(parts, part{name: "联合活动重复的", text: "-" + report.Commas(twice)})
	}
	return strings.TrimSpace(name + " " + ind.Label + " " + sum.Figures[at].Shown(p.year) + " " + ind.Measure), parts
}

// parts shows what the figure in hand of a row of sums is made of, and leads to
// the part that is picked.
func (p *Page) parts(id string) tea.Cmd {
	title, parts := p.made(id)
	if title != "" && len(parts) == 0 {
		p.notice = title + ": 还没有单位有这个数."
	}
	if len(parts) == 0 {
		return nil
	}
	wide := 0
	for _, part := range parts {
		wide = max(wide, screen.Width(part.text))
	}
	items := make([]tui.Item, len(parts))
	for i, part := range parts {
		items[i] = tui.Item{Name: part.name, Side: screen.PadLeft(part.text, wide)}
	}
	return p.Menu(title+", 由这些单位来", items, func(i int) tea.Cmd {
		switch {
		case i < 0:
			return nil
		case parts[i].unit == "":
			return p.Note(title, "几个单位联合办的活动, 各单位都记一场, 合计只算一场.")
		}
		return p.Go(tui.Place{Kind: tui.Review, Unit: parts[i].unit, Period: p.data.table.Period, Key: p.key()})
	})
}

// besideSum says the same beside the table.
func (p *Page) besideSum(id string, width, height int) []string {
	title, parts := p.made(id)
	w := writer{styles: p.Styles, width: width}
	w.line(p.Styles.Heading.Render(title))
	for _, part := range parts {
		w.line(screen.Pad(part.name, max(width-screen.Width(part.text)-1, 0)) + " " + part.text)
	}
	if len(w.rows) > height && height > 1 {
		w.rows = append(w.rows[:height-1], p.Styles.Dim.Render("(Enter 看全部)"))
	}
	return w.rows
}

// sumOf is a row of sums by its id, with the units that are in it.
func (p *Page) sumOf(id string) (name string, sum report.Row, rows []report.Row) {
	for _, g := range p.data.table.Groups {
		if id == totalID || id == sumID+g.Group.ID {
			name, sum, rows = g.Group.Name+"小计", g.Sum, append(rows, g.Rows...)
		}
	}
	if id == totalID {
		return "合计", p.data.table.Total, rows
	}
	return name, sum, rows
}
