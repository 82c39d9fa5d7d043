package report

import (
	"slices"

	"fanzha/db/plan"
)

// Usual are the figures that a group's units have, as places in the table's
// columns; of no group, -1, those that all units have. A group begins with what
// is its own; words are read in the report. A figure that one unit of many has
// is no column: it would be empty but for one.
func (t *Table) Usual(group int) []int {
	var rows []Row
	if group >= 0 {
		rows = t.Groups[group].Rows
	}
	var own, kept, common, words, part []int
	for i, c := range t.Columns {
		asked := 0
		for _, r := range rows {
			if c.Indicator.Asked(r.Sheet.Unit.Kind) {
				asked++
			}
		}
		switch {
		case len(c.Indicator.For) == 0 && c.Indicator.Type == plan.TypeYesNo:
			words = append(words, i)
		case len(c.Indicator.For) == 0 && Tabular(c.Indicator):
			common = append(common, i)
		case asked == 0 || !Tabular(c.Indicator) || asked < 2 && asked*2 < len(rows):
		case asked < len(rows):
			part = append(part, i)
		case c.Indicator.By != "":
			kept = append(kept, i) // a denominator that hardly ever changes
		default:
			own = append(own, i)
		}
	}
	return slices.Concat(own, kept, common, words, part)
}

// Choosable are the figures that a group's units have at all, in the plan's
// order; of no group, those that any unit has.
func (t *Table) Choosable(group int) []int {
	var all []int
	for i, c := range t.Columns {
		for g := range t.Groups {
			if (group < 0 || g == group) && Tabular(c.Indicator) && slices.ContainsFunc(t.Groups[g].Rows, func(r Row) bool {
				return c.Indicator.Asked(r.Sheet.Unit.Kind)
			}) {
				all = append(all, i)
				break
			}
		}
	}
	return all
}

// Tabular says that an indicator's values fit a column on a screen.
func Tabular(i *plan.Indicator) bool {
	return i.Number() || i.Type == plan.TypePercent || i.Type == plan.TypeYesNo
}
