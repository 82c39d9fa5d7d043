package main

import (
	"slices"
	"strings"

	"fanzha/db/report"
	"fanzha/tui/screen"
)

// leads is how many columns of the printed table stand before its figures.
const leads = 3

// tableText prints the table in columns: the units by groups, each group's sum
// below it unless it is the sum of one, and the total.
func (s *session) tableText(seen *report.Seen) {
	t, year := seen.Table, seen.View.Year
	s.printf("%s 汇总表 (%s)\n", t.Period.Name(), map[bool]string{false: "本月", true: "累计"}[year])
	head := []string{"单位", "状态", "迟报"}
	var names []string
	for _, i := range seen.Columns {
		head = append(head, t.Columns[i].Indicator.Label)
		names = append(names, t.Columns[i].ID)
	}
	rows := [][]string{head}
	members := map[string]int{}
	for _, l := range seen.Lines {
		switch {
		case l.Group == nil:
			rows = append(rows, nil, textRow(seen, l, l.Row.Name))
		case l.Row.Sheet != nil:
			if members[l.Group.ID]++; members[l.Group.ID] == 1 && seen.View.Sort == "" {
				rows = append(rows, nil, []string{l.Group.Name})
			}
			rows = append(rows, textRow(seen, l, l.Row.Name))
		case seen.View.Sort != "" || members[l.Group.ID] == 0:
			rows = append(rows, textRow(seen, l, l.Group.Name+"小计"))
		case members[l.Group.ID] > 1:
			rows = append(rows, textRow(seen, l, l.Row.Name))
		}
	}
	widths := make([]int, len(head))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], screen.Width(cell))
		}
	}
	for _, row := range rows {
		s.printf("%s\n", aligned(row, widths))
	}
	if once := seen.Once(0, len(seen.Columns), func(label string) string { return label }); once != "" {
		s.printf("\n%s.\n", once)
	}
	s.printf("\n列名: %s. 要别的列写 --columns, 全部列名在 table --csv 的第二行.\n", strings.Join(names, ","))
}

// textRow are the cells of a unit or of a sum. What none of the units has stays
// empty.
func textRow(seen *report.Seen, l report.Line, name string) []string {
	r := l.Row
	row := []string{name, "", ""}
	switch {
	case r.Sheet != nil:
		row[1] = r.Sheet.Word()
		if days := r.Sheet.Report.DaysLate(r.Sheet.Schedule.Due(r.Sheet.Report.Period)); days > 0 {
			row[2] = report.Whole(days).String() + "天"
		}
	case r.Units > 0:
		row[1] = report.Whole(r.Filed).String() + "/" + report.Whole(r.Units).String()
	}
	for _, i := range seen.Columns {
		c, cell := seen.Table.Columns[i], ""
		if l.Group == nil || r.Sheet != nil && c.Indicator.Asked(r.Sheet.Unit.Kind) || r.Sheet == nil && slices.ContainsFunc(l.Group.Kinds, c.Indicator.Asked) {
			cell = r.Figures[i].Shown(seen.View.Year)
		}
		row = append(row, cell)
	}
	return row
}

// aligned is a row in columns: words to the left, figures to the right.
func aligned(row []string, widths []int) string {
	var cells []string
	for i, cell := range row {
		if i < leads {
			cells = append(cells, screen.Pad(cell, widths[i]))
		} else {
			cells = append(cells, screen.PadLeft(cell, widths[i]))
		}
	}
	return strings.TrimRight(strings.Join(cells, "  "), " ")
}
