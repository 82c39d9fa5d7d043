package entry

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
)

// view is which lines are shown.
type view int

const (
	viewAll view = iota
	viewBlank
	viewFindings
	views
)

func (v view) name() string {
	return [...]string{"全部", "只看空项", "只看有问题的"}[v]
}

// layout lists the form's lines section by section, as far as the view wants
// them.
func (p *Page) layout() []line {
	var lines []line
	for i, section := range p.sheet.Form.Sections {
		for _, l := range section.Lines {
			if p.wants(p.sheet.Find(l.Key)) {
				lines = append(lines, line{l.Key, i})
			}
		}
	}
	return lines
}

func (p *Page) wants(e *report.Entry) bool {
	key := e.Line.Key
	switch p.view {
	case viewBlank:
		return report.Typed(e.Line) && e.Line.Dim == "" && e.Value.Blank()
	case viewFindings:
		return p.toSee(key) || len(p.findings[key]) > 0 || p.sheet.Report.CellReasons[key] != ""
	}
	return true
}

// nextView shows all lines, then only the blank ones, then only those with
// findings; a view without a line is passed over.
func (p *Page) nextView() {
	key := p.here().Line.Key
	for range views {
		p.view = (p.view + 1) % views
		if lines := p.layout(); len(lines) > 0 {
			p.lines = lines
			break
		}
	}
	p.hand, p.top = 0, 0
	p.goTo(key)
}

// goTo takes the line of a key in hand, else the first that a person fills in.
func (p *Page) goTo(key string) {
	if p.hand >= len(p.lines) {
		p.hand = 0
	}
	for i, l := range p.lines {
		if l.key == key {
			p.hand, p.top = i, 0
			return
		}
	}
	for i, l := range p.lines {
		if report.Typed(p.entry(l).Line) {
			p.hand, p.top = i, 0
			return
		}
	}
}

// find goes to a section or a line by a few characters or pinyin initials.
func (p *Page) find() tea.Cmd {
	var items []tui.Item
	var keys []string
	for _, section := range p.sheet.Form.Sections {
		items = append(items, tui.Item{Name: section.Title, Side: "组"})
		keys = append(keys, section.Lines[0].Key)
	}
	for _, section := range p.sheet.Form.Sections {
		for _, l := range section.Lines {
			items = append(items, tui.Item{Name: l.Label, Side: p.sheet.Find(l.Key).Value.Shown()})
			keys = append(keys, l.Key)
		}
	}
	return p.Menu("查找", items, func(i int) tea.Cmd {
		if i >= 0 {
			p.view, p.lines = viewAll, nil
			p.lines = p.layout()
			p.goTo(keys[i])
		}
		return p.linger()
	})
}
