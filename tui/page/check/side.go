package check

import (
	"strings"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// From where on the line in question stands beside the findings, and how wide
// both are.
const (
	wide     = 150
	listMost = 106
	sideMost = 70
)

// side says what stands in the line that the finding in hand is about.
func (p *Page) side(width, room int) []string {
	if len(p.findings) == 0 {
		return nil
	}
	e := p.sheet.Find(p.findings[p.hand].Key)
	if e == nil {
		return nil
	}
	ind := e.Line.Indicator
	rows := []string{"", "", p.Styles.Heading.Render(screen.Clip(screen.Clean(e.Line.Label), width))}
	blank := report.Value{}.Shown()
	say := func(name, text, measure string) {
		if text != "" && text != blank {
			rows = append(rows, screen.Clip(strings.TrimRight("  "+screen.Pad(name, 6)+text+" "+measure, " "), width))
		}
	}
	if e.Ratio.Known() {
		say("本月", e.Ratio.String(), "")
	} else {
		say("本月", e.Value.Shown(), ind.Measure)
	}
	say("上月", e.Previous.Shown(), ind.Measure)
	if sum, ok := e.Cumulative(); ok {
		say("累计", report.Commas(sum), ind.Measure)
	}
	for _, d := range p.sheet.Denominators(e) {
		for _, row := range widget.Wrap(d.Label+" "+d.String(), width-2) {
			rows = append(rows, "  "+row)
		}
	}
	say("备注", screen.Clean(e.Cell.Note), "")
	help := ind.Help
	if c, ok := p.sheet.Plan.Clause(ind.Clause); ok && help == "" {
		help = "方案 " + c.ID + ": " + c.Duty
	}
	rows = append(rows, "")
	for _, row := range widget.Wrap(help, width-2) {
		rows = append(rows, "  "+p.Styles.Dim.Render(row))
	}
	return rows[:min(len(rows), room)]
}
