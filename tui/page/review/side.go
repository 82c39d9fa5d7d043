package review

import (
	"strings"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// side is what the line in hand is about: its full name, how it counts, its
// targets, and who typed it when.
func (p *Page) side(width, height int) []string {
	e := p.sheet.Find(p.shown)
	if e == nil {
		return nil
	}
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
	d := drawer{Page: p}
	parts := d.parts(e)
	measure := ""
	if ind.Measure != "" && ind.Measure != "%" {
		measure = " " + ind.Measure
	}
	if _, words := d.words(e); !words {
		value := parts.value
		if _, number := e.Value.Number(); number {
			value += measure
		}
		if e.Carried {
			value += "  " + e.CarriedWord()
		}
		pair("本月", value)
		if parts.previous != "" && parts.previous != "-" {
			pair("上月", parts.previous)
		}
		if parts.sum != "" {
			pair("累计", parts.sum+measure)
		}
	}
	if e.Fed != nil && p.fed() {
		pair("台账", e.Fed.Value.Shown()+measure+"  Enter 看每一笔")
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
	rows = append(rows, p.rest(width)...)
	return rows[:min(len(rows), height)]
}

// rest lists what is wrong elsewhere in the report, so that no finding waits to
// be scrolled to.
func (p *Page) rest(width int) []string {
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
