package report

import (
	"cmp"
	"slices"
	"strings"
)

// order compares units as a view sorts them; nil keeps the plan's order. What a
// unit has no value of stands last, whichever way it is sorted.
func (t *Table) order(v View) (func(a, b Line) int, error) {
	name, most := strings.CutPrefix(v.Sort, "-")
	turn := 1
	if most {
		turn = -1
	}
	switch name {
	case "":
		return nil, nil
	case ByState:
		return func(a, b Line) int { return turn * cmp.Compare(stateRank(a.Row), stateRank(b.Row)) }, nil
	case ByLate:
		return func(a, b Line) int { return turn * cmp.Compare(a.Row.late(), b.Row.late()) }, nil
	}
	columns := t.named(name)
	if len(columns) == 0 {
		return nil, Errorf(CodeInvalid, "没有列 %s, 不能按它排序. 列名在 fanzha table --csv 的第二行; 也可以按 state, days_late.", Clip(name))
	}
	value := func(r Row) Figure {
		for _, i := range columns {
			if t.Columns[i].Indicator.Asked(r.Sheet.Unit.Kind) {
				return r.Figures[i]
			}
		}
		return Figure{}
	}
	return func(a, b Line) int {
		f, g := value(a.Row), value(b.Row)
		if f.has(v.Year) && g.has(v.Year) {
			return turn * f.compare(g, v.Year)
		}
		switch {
		case f.has(v.Year):
			return -1
		case g.has(v.Year):
			return 1
		}
		return 0
	}, nil
}

// stateRank is how far a unit's report has come.
func stateRank(r Row) int {
	return slices.Index([]State{StateBlank, StateDraft, StateReturned, StateSubmitted, StateAccepted}, r.Sheet.Report.State)
}

// late is how many days late a unit reported.
func (r Row) late() int {
	s := r.Sheet
	return s.Report.DaysLate(s.Schedule.Due(s.Report.Period))
}

// has says that there is a value to show.
func (f Figure) has(year bool) bool { return !f.NA && f.Shown(year) != "-" }

// compare puts two figures that have a value in order.
func (f Figure) compare(g Figure, year bool) int {
	switch {
	case f.Ratio.Known() && g.Ratio.Known():
		return f.Ratio.Cmp(g.Ratio)
	case f.Asked > 0 && g.Asked > 0:
		return cmp.Compare(f.Yes, g.Yes)
	case f.Word != "" || g.Word != "":
		return strings.Compare(f.Word, g.Word)
	case year && f.Cumulates && g.Cumulates:
		return f.Year.Cmp(g.Year)
	}
	return f.Month.Cmp(g.Month)
}
