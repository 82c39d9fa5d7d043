package check

import (
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// namedMost is how many blanks are named.
const namedMost = 8

// blanks say what is still blank where it can be filled in: a row of the list
// like any finding, which leads to the first of them.
func blanks(s *report.Sheet) []report.Finding {
	all, _ := s.Blanks()
	if len(all) == 0 || s.Report.CanSave(s.Schedule, s.Now) != nil {
		return nil
	}
	var names []string
	for _, l := range all[:min(len(all), namedMost)] {
		names = append(names, screen.Clean(l.Label))
	}
	text := "还有 " + report.Whole(len(all)).String() + " 项空着: " + strings.Join(names, ", ")
	if len(all) > namedMost {
		text += " 等"
	}
	text += "."
	if slices.ContainsFunc(all, func(l *plan.Line) bool { return l.Indicator.Number() }) {
		text += " 数字空着不是 0, 没有发生请填 0."
	}
	return []report.Finding{{Severity: plan.SeverityInfo, Key: all[0].Key, Message: text}}
}
