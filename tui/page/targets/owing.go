package targets

import (
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// target draws the open target: who owes it, and of the unit in hand what is
// short and how the year went.
func (p *Page) target(t *report.TargetStanding, width, room int) []string {
	left := p.left()
	p.buildOwing(t, left)
	if left < width {
		p.owing.SetSize(left, room)
		return widget.Beside(p.rowsOr(left, room), left, p.unit(t, side, room))
	}
	foot := p.unit(t, width-2, max(room/2, 0))
	rows := len(t.Owing) + 1
	for i := range t.Owing {
		rows += len(t.Owing[i].Sites)
	}
	p.owing.SetSize(width, min(max(room-len(foot)-1, 0), rows+4))
	out := append(p.rowsOr(width, max(room-len(foot)-1, 0)), "")
	for _, row := range foot {
		out = append(out, " "+row)
	}
	return out[:min(len(out), room)]
}

func (p *Page) rowsOr(width, room int) []string {
	_, rows := widget.Around(nil, p.owing.View(), p.owing.Above(), p.owing.More(), width, p.Styles.Dim)
	if p.owing.Selected() == "" {
		rows = append(rows, "", screen.Cut(" "+p.nothing(), width))
	}
	return rows[:min(len(rows), room)]
}

// buildOwing makes the table of who owes a target; sites that fail stand
// beneath their unit.
func (p *Page) buildOwing(t *report.TargetStanding, width int) {
	columns := []widget.Column{{Title: "单位", Width: 16}, {Title: "状态", Width: 10}, {Title: p.figureTitle(t), Width: 9, Right: true}}
	lack := min(width-44, 40)
	if lack >= 8 {
		columns = append(columns, widget.Column{Title: " 差", Width: lack})
	} else {
		columns[0].Width = 12
	}
	var rows []widget.Row
	for _, r := range p.rows(t) {
		short := ""
		if r.State != report.TargetMet && len(r.Sites) == 0 && r.Short.IsPositive() {
			short = " 差 " + report.Commas(r.Short) + " " + r.Measure
		}
		cells := []widget.Cell{{Text: r.Name}, {Text: r.Word(), Style: p.style(r, t)}, {Text: screen.Clean(t.Figure(r.Value))}, {Text: short}}
		rows = append(rows, widget.Row{ID: r.Unit, Cells: cells[:len(columns)]})
		if r.State != report.TargetMet {
			for _, f := range r.Sites {
				rows = append(rows, widget.Beneath(f.String(), width, p.failed(t))...)
			}
		}
	}
	p.owing.SetColumns(columns, len(columns)-1)
	p.owing.SetRows(rows)
}

func (p *Page) figureTitle(t *report.TargetStanding) string {
	if t.Shares() {
		return "完成"
	}
	return "现在"
}

// unit says of the unit in hand how it stands, what it is counted against, and
// how it went over the year, in at most so many rows.
func (p *Page) unit(t *report.TargetStanding, width, room int) []string {
	r := p.inHand()
	if r == nil {
		return nil
	}
	rows := []string{p.Styles.Heading.Render(screen.Clip(screen.Clean(r.Name), max(width-12, 4))) + "  " + p.style(r, t).Render(r.Word())}
	rows = append(rows, widget.Wrap(r.Detail, width)...)
	for _, d := range r.Basis {
		if text := d.String(); text != "" {
			rows = append(rows, widget.Wrap(d.Label+" "+text, width)...)
		}
	}
	if trend := p.trend(t, r, width, room-len(rows)-1); len(trend) > 0 {
		rows = append(append(rows, ""), trend...)
	}
	return widget.Below(rows[:min(len(rows), room)], len(rows)-room, width, p.Styles.Dim)
}

// trend is how a unit went over the year: as bars, where it is a share and there
// is room for a row for each month, else in words.
func (p *Page) trend(t *report.TargetStanding, r *report.TargetRow, width, room int) []string {
	var words, bars []string
	goal, _ := decimal.NewFromString(strings.TrimSuffix(strings.ReplaceAll(t.Bound, ",", ""), "%"))
	cells := min(max(width-16, 6), 40)
	for _, point := range r.Trend {
		if point.Value.Blank() {
			continue
		}
		month, figure := point.Period.Short(), screen.Clean(t.Figure(point.Value))
		words = append(words, month+" "+figure)
		bar := widget.Bar(share(point.Value), share(report.Number(goal)), cells, p.Styles)
		bars = append(bars, screen.Cut(screen.Pad(month, 5)+" "+bar+" "+screen.PadLeft(figure, 7), width))
	}
	switch {
	case len(words) == 0:
		return nil
	case t.Shares() && len(bars) <= room:
		return bars
	}
	words[0] = "历月  " + words[0]
	return widget.Flow(words, "   ", width)
}
