package entry

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/widget"
)

// notApplicable marks the line in hand 不适用, or takes the mark off.
func (p *Page) notApplicable() tea.Cmd {
	if why := p.barred(); why != "" {
		return p.Note("这一项不能填", why)
	}
	e := p.here()
	if edit, c := p.clash(e); c != nil {
		return p.choose(edit, c)
	}
	edit := report.Edit{Key: e.Line.Key, Text: report.NA.String(), Version: p.seen(e)}
	if e.Value.NA() {
		edit.Text = ""
	}
	return p.send(edit)
}

// clear empties the line in hand; where nothing can be changed, it gives up what
// was typed there and not saved.
func (p *Page) clear() tea.Cmd {
	e := p.here()
	if why := p.barred(); why != "" {
		if p.hasUnsaved(e.Line.Key) {
			return p.giveUp(e.Line.Key)
		}
		return p.Note("这一项不能填", why)
	}
	if edit, c := p.clash(e); c != nil {
		return p.choose(edit, c)
	}
	key := e.Line.Key
	if _, own := p.own(key); !own && e.Cell.Value.Blank() {
		return nil
	}
	return p.send(report.Edit{Key: key, Version: p.seen(e)})
}

// giveUp forgets what was typed into a line, and into its remark, and not saved.
func (p *Page) giveUp(key string) tea.Cmd {
	delete(p.refused, key)
	delete(p.notes, key)
	return tea.Batch(p.discard(key, false), p.discard(key, true))
}

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
