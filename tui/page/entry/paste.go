package entry

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/widget"
)

func (p *Page) paste(msg tea.PasteMsg) tea.Cmd {
	if p.sheet == nil {
		return nil
	}
	if n := pastedColumns(msg.Content); n > 1 && p.here().Line.Indicator.Number() {
		p.hint = "粘贴的有 " + report.Whole(n).String() + " 列, 一次只能贴一列数字. 请在表格里只选那一列, 再复制."
		return nil
	}
	if rows := pastedRows(msg.Content); len(rows) > 1 && p.here().Line.Indicator.Number() {
		if why := p.barred(); why != "" {
			return p.Note("这一项不能填", why)
		}
		p.editing = false
		return p.after(func() tea.Cmd { return p.pasteMany(rows) })
	}
	if l := p.here().Line; l.Indicator.Number() {
		// A sentence with figures in it is no figure: their digits must not run
		// together.
		if _, err := report.Parse(l, msg.Content); err != nil {
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

// pasteMany puts the lines of a paste into the figures from the one in hand
// on, such as a column copied from a spreadsheet, after asking.
func (p *Page) pasteMany(rows []string) tea.Cmd {
	var edits []report.Edit
	var names []string
	at := p.hand
	for _, text := range rows {
		for at < len(p.lines) && !report.Typed(p.entry(p.lines[at]).Line) {
			at++
		}
		if at == len(p.lines) {
			break
		}
		e := p.entry(p.lines[at])
		edits = append(edits, report.Edit{Key: e.Line.Key, Text: text, Version: p.seen(e)})
		names = append(names, e.Line.Label+" "+report.Clip(text))
		at++
	}
	return p.Confirm(widget.Confirm{
		Question: "粘贴了 " + report.Whole(len(rows)).String() + " 行, 依次填入这 " + report.Whole(len(edits)).String() + " 项?",
		Detail:   strings.Join(names, ", "),
		Safe:     "不填", Act: "依次填入",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.send(edits...)
	})
}

// pastedColumns is how many columns of a spreadsheet a paste holds.
func pastedColumns(text string) int {
	most := 1
	for _, row := range strings.Split(text, "\n") {
		if row = strings.TrimSpace(row); row != "" {
			most = max(most, strings.Count(row, "\t")+1)
		}
	}
	return most
}

// pastedRows are the filled lines of a paste.
func pastedRows(text string) []string {
	var rows []string
	for _, row := range strings.Split(report.CleanText(text), "\n") {
		if row = strings.TrimSpace(row); row != "" {
			rows = append(rows, row)
		}
	}
	return rows
}
