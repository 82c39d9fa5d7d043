package table

import (
	"slices"

	"fanzha/db/report"
)

// data is a table with what the page says about it, made where it was read, so
// that drawing has nothing left to work out.
type data struct {
	table     *report.Table
	status    *report.Status
	schedule  *report.Schedule // nil where no unit reports
	standings map[string][]report.Standing
	late      map[string]int // days
}

// digest judges what the table shows.
func digest(t *report.Table) *data {
	d := &data{
		table: t, status: t.Status(),
		standings: map[string][]report.Standing{}, late: map[string]int{},
	}
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			d.schedule = r.Sheet.Schedule
			d.standings[r.Sheet.Unit.Code] = r.Sheet.Standings()
		}
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
