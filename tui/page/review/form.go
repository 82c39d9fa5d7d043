package review

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// form is the report as rows, drawn once for a width and a state of the report.
type form struct {
	drawn  bool
	width  int
	blocks []block
}

// block is one line of the form with what stands under it, or a heading, which
// has no key.
type block struct {
	key  string
	rows []string
	hand string // the first row while the line is in hand
	at   int    // the row that it begins at
}

// narrow is the width below which a line takes two rows.
const narrow = 60

// The widths of the columns behind the label.
const (
	measureWidth  = 5
	previousWidth = 8
	valueWidth    = 9
	sumWidth      = 9
	targetWidth   = 10
	doneWidth     = 8

	margin   = 3 // before the label, with the mark of the line in hand
	behind   = 1 + measureWidth + 1 + previousWidth + 1 + valueWidth + 1 + sumWidth + 2 + targetWidth + 1 + doneWidth
	labelMax = 40
)

// labelWidth is what a width leaves for the label, but for the sign that more
// lines lie below.
func labelWidth(width int) int { return max(min(width-margin-behind-2, labelMax), 8) }

// drawer lays out a report.
type drawer struct {
	*Page
	width, label int
	findings     map[string][]report.Finding
	standing     map[string]report.Standing // the target that a line is working towards
	failing      map[string][]report.Standing
}

// draw makes the form's blocks for a width, unless they stand.
func (p *Page) draw(width int) {
	if p.form.drawn && p.form.width == width {
		return
	}
	d := drawer{
		Page: p, width: width, label: labelWidth(width),
		findings: map[string][]report.Finding{}, standing: map[string]report.Standing{}, failing: map[string][]report.Standing{},
	}
	for _, f := range p.found {
		d.findings[f.Key] = append(d.findings[f.Key], f)
	}
	for _, s := range p.standings {
		if s.Judged && !s.Met && s.Target.Severity == plan.TargetHard {
			d.failing[s.Line.Key] = append(d.failing[s.Line.Key], s)
		}
		if next := p.sheet.Next(p.sheet.Find(s.Line.Key)); next != nil {
			d.standing[s.Line.Key] = *next
		}
	}
	p.form = form{drawn: true, width: width, blocks: d.blocks()}
	row := 0
	for i := range p.form.blocks {
		p.form.blocks[i].at = row
		row += len(p.form.blocks[i].rows)
	}
	p.hold()
}

// blocks are the sections with their lines.
func (d *drawer) blocks() []block {
	var all []block
	if fs := d.findings[""]; len(fs) > 0 && d.Page.pick != pickChanged {
		all = append(all, block{rows: append([]string{d.heading("整份月报")}, d.says(fs)...)})
	}
	for _, section := range d.sheet.Form.Sections {
		first := true
		for _, l := range section.Lines {
			e := d.sheet.Find(l.Key)
			if !d.shows(e) {
				continue
			}
			if first {
				all = append(all, block{rows: []string{d.heading(section.Title)}})
				first = false
			}
			all = append(all, d.block(e))
		}
	}
	return all
}

func (d *drawer) heading(text string) string {
	return " " + d.Styles.Heading.Render(screen.Clip(text, d.width-2))
}

// problem says that there is something to say about a line.
func (d *drawer) problem(key string) bool {
	return len(d.findings[key]) > 0 || len(d.failing[key]) > 0 || d.marks[key] != "" || d.sheet.Report.CellReasons[key] != ""
}

// shows says that a line is not hidden: a line of a matrix needs a value.
func (d *drawer) shows(e *report.Entry) bool {
	key := e.Line.Key
	switch {
	case d.Page.pick == pickChanged:
		return len(d.changed[key]) > 0
	case d.problem(key) || len(d.changed[key]) > 0 && d.Page.pick != pickFindings:
		return true
	case d.Page.pick == pickFindings:
		return false
	case d.Page.pick == pickFilled || e.Line.Dim != "":
		return !e.Value.Blank() || e.Cell.Note != ""
	}
	return true
}

// block is a line with its words, its remark and what is wrong with it.
func (d *drawer) block(e *report.Entry) block {
	b := block{key: e.Line.Key}
	if d.width < narrow {
		b.rows, b.hand = d.two(e)
	} else {
		b.rows, b.hand = d.one(e)
	}
	if text, ok := d.words(e); ok && !d.inline(e, text) {
		for _, row := range widget.Wrap(text, d.width-7) {
			b.rows = append(b.rows, screen.Clip("     "+row, d.width))
		}
	}
	for _, v := range d.changed[e.Line.Key] {
		b.rows = append(b.rows, d.under("改", d.Styles.Info, alteration(e.Line, v))...)
	}
	if e.Cell.Note != "" {
		b.rows = append(b.rows, d.under("备注", d.Styles.Dim, e.Cell.Note)...)
	}
	for _, s := range d.failing[e.Line.Key] {
		b.rows = append(b.rows, d.under("不达标", d.Styles.Error, s.Detail)...)
	}
	b.rows = append(b.rows, d.says(d.findings[e.Line.Key])...)
	if why := d.sheet.Report.CellReasons[e.Line.Key]; why != "" {
		word := "上次退回"
		if d.sheet.Report.State == report.StateReturned {
			word = "已退回"
		}
		b.rows = append(b.rows, d.under(word, d.Styles.Warn, why)...)
	}
	if why := d.marks[e.Line.Key]; why != "" {
		b.rows = append(b.rows, d.under("要退回", d.Styles.Error, why)...)
	}
	return b
}

// says are findings, one below the other.
func (d *drawer) says(fs []report.Finding) []string {
	var rows []string
	for _, f := range fs {
		style := map[string]theme.Style{plan.SeverityError: d.Styles.Error, plan.SeverityWarning: d.Styles.Warn}[f.Severity]
		rows = append(rows, d.under(severity(f), style, f.Message)...)
	}
	return rows
}

// under is a word and a sentence under a line, wrapped.
func (d *drawer) under(word string, style theme.Style, text string) []string {
	lead := word + ": "
	indent := 5 + screen.Width(lead)
	var rows []string
	for i, row := range widget.Wrap(text, max(d.width-indent-2, 8)) {
		if i == 0 {
			rows = append(rows, screen.Clip("     "+style.Render(lead)+row, d.width))
			continue
		}
		rows = append(rows, screen.Clip(strings.Repeat(" ", indent)+row, d.width))
	}
	return rows
}

// words is the value of a line that holds a text or choices.
func (d *drawer) words(e *report.Entry) (string, bool) {
	text, ok := e.Value.Text()
	return text, ok && e.Line.Indicator.Type != plan.TypeYesNo
}

// inline says that a text fits behind its label.
func (d *drawer) inline(e *report.Entry, text string) bool {
	room := d.width - margin - d.label - 2
	if d.width < narrow {
		room = d.width - 5 - screen.Width(e.Line.Label) - 2*e.Line.Depth
	}
	return screen.Width(text) <= room && !strings.Contains(text, "\n")
}
