package entry

import (
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// From where on the line in hand is told beside the form, and how wide both are.
const (
	broad     = 150
	formMost  = 106
	sideMost  = 70
	aboutRows = 7 // of the side, so that what stands below stays in its place
)

// side says what the line in hand means, how far each section is, and the line's
// past year.
func (p *Page) side(width, room int) []string {
	e := p.here()
	rows := make([]string, aboutRows)
	if !p.Moving() {
		rows[0] = " " + p.Styles.Heading.Render(short(e.Line.Label, width-2))
		copy(rows[1:], p.told(p.means(e), width, aboutRows-1))
	}
	rows = append(rows, " "+p.Styles.Heading.Render("各组"))
	for i, section := range p.sheet.Form.Sections {
		mark, style := "   ", p.Styles.Plain
		if i == p.lines[p.hand].section {
			mark, style = " > ", p.Styles.Selected
		}
		name := width - 3 - 9
		rows = append(rows, mark+style.Render(screen.Pad(short(section.Title, name), name))+screen.PadLeft(p.filledIn(section), 9))
	}
	past := p.past()
	if len(past) > 0 {
		rows = append(rows, "", " "+p.Styles.Heading.Render(pastTitle))
	}
	for _, pt := range past {
		rows = append(rows, screen.Clip("   "+screen.Pad(p.named(pt.Period), 10)+screen.PadLeft(pt.Value.Shown(), 8), width))
	}
	return rows[:min(len(rows), room)]
}

// filledIn is how many of a section's lines are, of those that are typed.
func (p *Page) filledIn(section plan.FormSection) string {
	filled, all := 0, 0
	for _, l := range section.Lines {
		if !report.Typed(l) || l.Dim != "" {
			continue
		}
		if all++; !p.sheet.Find(l.Key).Value.Blank() {
			filled++
		}
	}
	if all == 0 {
		return ""
	}
	return report.Whole(filled).String() + " / " + report.Whole(all).String()
}
