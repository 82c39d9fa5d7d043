package report

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Names of what a view is sorted by besides its columns.
const (
	ByState = "state"
	ByLate  = "days_late"
)

// AllGroups is the group of a view that has every unit, and of the columns
// those that all of them have.
const AllGroups = "all"

// View is what somebody wants to see of a consolidated table.
type View struct {
	Group   string   // a group's id, or AllGroups; empty is every unit with every column
	Columns []string // ids or keys, in this order; empty is those that the group usually shows
	Sort    string   // a column, ByState or ByLate, the least first; with - before it the most first; empty is the plan's order
	Failing bool     // only units that have not reported or that miss a hard target
	Units   []string // only these, by code; empty is all
	Year    bool     // cumulative figures instead of the period's
}

// Seen is a table as a view shows it.
type Seen struct {
	Table   *Table
	View    View
	Columns []int // places in the table's columns
	Lines   []Line
}

// Line is one unit, or a sum, of a table as it is seen. Only the sum over all
// has no group.
type Line struct {
	Group *plan.Group
	Row   Row
}

// See shows a table as a view wants it. Where units are left out there are no
// sums: a sum of what is not all in sight would mislead.
func (t *Table) See(v View) (*Seen, error) {
	s := &Seen{Table: t, View: v}
	group := -1
	if v.Group != "" && v.Group != AllGroups {
		if group = slices.IndexFunc(t.Groups, func(g Subtotal) bool { return g.Group.ID == v.Group }); group < 0 {
			return nil, Errorf(CodeInvalid, "没有分组 %s. 有 %s.", Clip(v.Group), strings.Join(t.groupIDs(), ", "))
		}
	}
	var err error
	if s.Columns, err = t.chosen(v, group); err != nil {
		return nil, err
	}
	order, err := t.order(v)
	if err != nil {
		return nil, err
	}
	if err := t.known(v.Units); err != nil {
		return nil, err
	}
	var status *Status
	if v.Failing {
		status = t.Status()
	}
	picked := v.Failing || len(v.Units) > 0
	var units, sums []Line
	for i := range t.Groups {
		g := &t.Groups[i]
		sum := Line{&g.Group, g.Sum}
		if group >= 0 && i != group {
			sums = append(sums, sum)
			continue
		}
		var here []Line
		for _, r := range g.Rows {
			code := r.Sheet.Unit.Code
			if (!v.Failing || status.Problem(code)) && (len(v.Units) == 0 || slices.Contains(v.Units, code)) {
				here = append(here, Line{&g.Group, r})
			}
		}
		units = append(units, here...)
		switch {
		case picked:
		case group >= 0:
			sums = append([]Line{sum}, sums...)
		case order == nil:
			units = append(units, sum)
		default:
			sums = append(sums, sum)
		}
	}
	if order != nil {
		slices.SortStableFunc(units, order)
	}
	s.Lines = units
	if !picked {
		s.Lines = append(append(units, sums...), Line{Row: t.Total})
	}
	return s, nil
}

func (t *Table) groupIDs() []string {
	ids := []string{AllGroups}
	for _, g := range t.Groups {
		ids = append(ids, g.Group.ID)
	}
	return ids
}

// Once says what of the columns in sight from one place to another the total
// counts once where the groups' sums have it for each unit that was there: joint
// events. It is empty where there is none, or no total. label names a column.
func (s *Seen) Once(from, to int, label func(string) string) string {
	if !slices.ContainsFunc(s.Lines, func(l Line) bool { return l.Group == nil }) {
		return ""
	}
	var parts []string
	for _, i := range s.Columns[from:to] {
		twice := s.Table.Twice(i, s.View.Year)
		if c := s.Table.Columns[i].Indicator; !twice.IsZero() {
			parts = append(parts, label(c.Label)+" "+Commas(twice)+" "+c.Measure)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "合计已去掉联合活动重复的 " + strings.Join(parts, ", ")
}

// Twice is what the sums of the groups have of a column more often than the
// total counts it: the joint events of the period, or of the year up to it.
func (t *Table) Twice(column int, year bool) decimal.Decimal {
	var sum Figure
	for _, g := range t.Groups {
		sum = sum.Add(g.Sum.Figures[column])
	}
	if year && sum.Cumulates {
		return sum.SharedYear
	}
	return sum.Shared
}

// known refuses a code that no unit of the table has.
func (t *Table) known(units []string) error {
	for _, code := range units {
		if !slices.ContainsFunc(t.Groups, func(g Subtotal) bool {
			return slices.ContainsFunc(g.Rows, func(r Row) bool { return r.Sheet.Unit.Code == code })
		}) {
			return Errorf(CodeNotFound, "汇总表里没有单位 %s.", Clip(code))
		}
	}
	return nil
}

// chosen are the columns that a view names, else the usual ones.
func (t *Table) chosen(v View, group int) ([]int, error) {
	if len(v.Columns) == 0 {
		if v.Group == "" {
			return t.every(), nil
		}
		return t.Usual(group), nil
	}
	var all []int
	for _, name := range v.Columns {
		found := t.named(name)
		if len(found) == 0 {
			return nil, Errorf(CodeInvalid, "没有列 %s. 列名在 fanzha table --csv 的第二行.", Clip(name))
		}
		for _, i := range found {
			if !slices.Contains(all, i) {
				all = append(all, i)
			}
		}
	}
	return all, nil
}

func (t *Table) every() []int {
	all := make([]int, len(t.Columns))
	for i := range all {
		all[i] = i
	}
	return all
}

// named are the columns of an id, else of a key, which several forms may share.
func (t *Table) named(name string) []int {
	var byKey []int
	for i, c := range t.Columns {
		if c.ID == name {
			return []int{i}
		}
		if c.Key == name {
			byKey = append(byKey, i)
		}
	}
	return byKey
}

// Status is what the table's reports amount to; of a table without units it is
// empty.
func (t *Table) Status() *Status {
	var sheets []*Sheet
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			sheets = append(sheets, r.Sheet)
		}
	}
	if len(sheets) == 0 {
		return &Status{Period: t.Period}
	}
	return Summarize("", t.Period, sheets[0].Schedule, sheets, sheets[0].Now)
}

// Problem says that a unit has not reported, has to report again, or misses a
// hard target.
func (s *Status) Problem(unit string) bool {
	named := func(u UnitRef) bool { return u.Unit == unit }
	return slices.ContainsFunc(s.Missing, named) || slices.ContainsFunc(s.Back, func(b BackRef) bool { return named(b.UnitRef) }) ||
		slices.ContainsFunc(s.Failing, func(f Failing) bool { return f.Unit == unit })
}
