package entry

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// restZero fills every blank figure of the month with 0 (其余为零), after asking.
func (p *Page) restZero() tea.Cmd {
	if why := p.barredReport(); why != "" {
		return p.Note("现在不能填", why)
	}
	var edits []report.Edit
	for i := range p.sheet.Entries {
		e := &p.sheet.Entries[i]
		ind := e.Line.Indicator
		if _, own := p.own(e.Line.Key); own {
			continue
		}
		if ind.Number() && ind.Counts == plan.CountsIncrement && report.Typed(e.Line) && ind.By == "" && e.Line.Dim == "" && e.Value.Blank() {
			edits = append(edits, report.Edit{Key: e.Line.Key, Text: "0", Version: e.Cell.Version})
		}
	}
	if len(edits) == 0 {
		return p.Note("其余为零", "本月要填的数字都填过了.")
	}
	return p.Confirm(widget.Confirm{
		Question: "其余为零: 把还空着的 " + report.Whole(len(edits)).String() + " 项本月数填成 0?",
		Detail:   "只填按月的数字; 存量, 文字和已填的不动. 填错的可以再改.",
		Safe:     "不填", Act: "填成 0",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.send(edits...)
	})
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

// undo puts back what stood in the cell that was changed last here. It stands
// on the version that came of that change: what another wrote there since is a
// conflict.
func (p *Page) undo() tea.Cmd {
	if len(p.done) == 0 {
		return p.Note("没有可以恢复的了", "只能恢复这次打开表以后的改动. 再以前改过什么, 按 Ctrl+R 看历史.")
	}
	last := p.done[len(p.done)-1]
	p.show(last.Key)
	if edit, c := p.clash(p.here()); c != nil {
		return p.choose(edit, c)
	}
	p.done = p.done[:len(p.done)-1]
	return p.launch(flight{edit: last, undo: true})
}
