package home

import (
	"fmt"

	"fanzha/db/plan"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// side stands beside the page on a wide screen: every finding, and the year.
func (p *Page) side(width, height int) []string {
	rows := append([]string{""}, p.calendar(width)...)
	found := p.found(width)
	if len(found) == 0 {
		return rows[:min(len(rows), height)]
	}
	room := height - len(rows) - 1
	if len(found) > room {
		more := max(room-1, 0)
		found = append(found[:more:more], p.Styles.Dim.Render("还有, 按 2 看全部"))
	}
	rows = append(append([]string{""}, found...), rows...)
	return rows[:min(len(rows), height)]
}

// found lists the findings, errors first.
func (p *Page) found(width int) []string {
	list, errs, warns := p.findings()
	if errs+warns == 0 {
		return nil
	}
	rows := []string{p.Styles.Heading.Render(fmt.Sprintf("检查  错误 %d  提示 %d", errs, warns))}
	for _, f := range list {
		name, style := severity(f.Severity, p.Styles)
		head := "  " + style.Render(name) + " "
		for _, row := range widget.Wrap(screen.Clean(f.Message), width-8) {
			rows = append(rows, screen.Clip(head+row, width))
			head = "       "
		}
	}
	return rows
}

// severity is a finding's word and colour.
func severity(s string, st theme.Styles) (string, theme.Style) {
	switch s {
	case plan.SeverityError:
		return "错误", st.Error
	case plan.SeverityWarning:
		return "提示", st.Warn
	}
	return "说明", st.Dim
}
