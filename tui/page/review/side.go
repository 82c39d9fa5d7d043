package review

import (
	"strings"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// side is what the line in hand is about, and below it, whatever line is in hand,
// what is wrong anywhere in the report.
func (p *Page) side(width, height int) []string {
	wrong := p.wrong(width)
	var rows []string
	if e := p.sheet.Find(p.shown); e != nil && !p.Moving() {
		rows = p.about(e, width)
		rows = rows[:min(len(rows), max(height-len(wrong), 0))]
	}
	for len(rows) < height-len(wrong) {
		rows = append(rows, "")
	}
	return append(rows, wrong...)[:height]
}

// about is what a line does not say itself: its full name, how it counts, what
// its ledger says, who typed it when, and its targets.
func (p *Page) about(e *report.Entry, width int) []string {
	var rows []string
	say := func(style theme.Style, text string) {
		for _, row := range widget.Wrap(text, width) {
			rows = append(rows, style.Render(row))
		}
	}
	pair := func(word, text string) {
		if text != "" {
			rows = append(rows, screen.Clip(screen.Pad(word, 6)+screen.Clean(text), width))
		}
	}
	ind := e.Line.Indicator
	say(p.Styles.Heading, e.Line.Label)
	say(p.Styles.Dim, ind.Help)
	rows = append(rows, "")
	if e.Fed != nil && p.fed() {
		pair("台账", strings.TrimSpace(e.Fed.Value.Shown()+" "+ind.Measure)+"  Enter 看每一笔")
	}
	if e.Cell.By != "" && !e.Carried {
		by := e.Cell.By + "  " + clock(e.Cell.At)
		if e.Cell.OnBehalf {
			by += "  代填"
		}
		pair("填写", by)
	}
	for _, s := range p.standings {
		if s.Line.Key != p.shown {
			continue
		}
		name := s.Target.Name
		if name == "" {
			name = "目标 " + bound(&s)
		}
		rows = append(rows, "")
		say(p.Styles.Plain, name)
		word, style := done(&s, p.Styles)
		if e.Value.Blank() || s.Detail == "" {
			continue
		}
		if strings.HasPrefix(word, "差") {
			word, style = "未到期", p.Styles.Dim
		}
		say(style, word)
		say(p.Styles.Plain, s.Detail)
	}
	return rows
}

// wrong lists what is wrong anywhere in the report, so that no finding waits to
// be scrolled to.
func (p *Page) wrong(width int) []string {
	if len(p.found) == 0 {
		return nil
	}
	rows := []string{"", p.Styles.Heading.Render("检查")}
	for _, f := range p.found {
		style := p.Styles.Warn
		if severity(f) == "错误" {
			style = p.Styles.Error
		}
		label := "整份"
		if e := p.sheet.Find(f.Key); e != nil {
			label = e.Line.Label
		}
		rows = append(rows, screen.Clip(style.Render(severity(f))+" "+screen.Clean(label), width))
	}
	return rows
}
