package table

import (
	"slices"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// data is a table with what the page says about it, made where it was read, so
// that drawing has nothing left to work out.
type data struct {
	table     *report.Table
	status    *report.Status
	schedule  *report.Schedule // nil where no unit reports
	standings map[string][]report.Standing
	problem   map[string]bool // units that have not reported, or that fail
	late      map[string]int  // days
}

// digest judges what the table shows.
func digest(t *report.Table) *data {
	d := &data{
		table: t, status: &report.Status{Period: t.Period},
		standings: map[string][]report.Standing{}, problem: map[string]bool{}, late: map[string]int{},
	}
	var sheets []*report.Sheet
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			sheets = append(sheets, r.Sheet)
			d.standings[r.Sheet.Unit.Code] = r.Sheet.Standings()
		}
	}
	if len(sheets) == 0 {
		return d
	}
	d.schedule = sheets[0].Schedule
	d.status = report.Summarize("", t.Period, d.schedule, sheets, sheets[0].Now)
	for _, u := range d.status.Missing {
		d.problem[u.Unit] = true
	}
	for _, u := range d.status.Back {
		d.problem[u.Unit] = true
	}
	for _, f := range d.status.Failing {
		d.problem[f.Unit] = true
	}
	for _, l := range d.status.Late {
		d.late[l.Unit] = l.Days
	}
	return d
}

// sheet finds a unit's report in the table.
func (d *data) sheet(unit string) *report.Sheet {
	for _, g := range d.table.Groups {
		for _, r := range g.Rows {
			if r.Sheet.Unit.Code == unit {
				return r.Sheet
			}
		}
	}
	return nil
}

// fails says that a unit misses the target of a line.
func (d *data) fails(unit, key string) bool {
	return slices.ContainsFunc(d.standings[unit], func(s report.Standing) bool {
		return s.Line.Key == key && s.Judged && !s.Met
	})
}

// columns are the figures that the units in view have, as places in the table's
// columns. A group begins with what is its own; words are read in the report. A
// figure that one unit of many has is no column: it would be empty but for one.
func (p *Page) columns() []int {
	t := p.data.table
	var rows []report.Row
	if p.view > 0 {
		rows = t.Groups[p.view-1].Rows
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
		case len(c.Indicator.For) == 0 && tabular(c.Indicator):
			common = append(common, i)
		case asked == 0 || !tabular(c.Indicator) || asked < 2 && asked*2 < len(rows):
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

// tabular says that an indicator's values fit a column.
func tabular(i *plan.Indicator) bool {
	return i.Number() || i.Type == plan.TypePercent || i.Type == plan.TypeYesNo
}
