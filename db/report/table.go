package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Figure is one column of one row of the consolidated table: a unit's value,
// or the sum of several units'. Adding figures gives the same in any order.
type Figure struct {
	Month      decimal.Decimal // of the period
	Filed      bool            // somebody has a value for the period
	Year       decimal.Decimal // cumulative, for lines that count by the month
	Cumulates  bool
	Ratio      Fraction // of percent lines, as sums of numerators and denominators
	Yes, Asked int      // of yes-or-no lines
	Word       string   // words of a single unit
	NA         bool     // a single unit's 不适用

	Apart bool // of one unit alone: it means nothing added to another's

	Shared, SharedYear decimal.Decimal // of Month and Year, what another unit counts as its own: a joint event
}

// Add is the consolidated figure of both. Words and 不适用 are of one unit alone.
func (f Figure) Add(g Figure) Figure {
	f.Month, f.Filed = f.Month.Add(g.Month), f.Filed || g.Filed
	f.Year, f.Cumulates = f.Year.Add(g.Year), f.Cumulates || g.Cumulates
	f.Ratio = Fraction{Num: f.Ratio.Num.Add(g.Ratio.Num), Den: f.Ratio.Den.Add(g.Ratio.Den)}
	f.Yes, f.Asked = f.Yes+g.Yes, f.Asked+g.Asked
	f.Word, f.NA = "", false
	if f.Apart = f.Apart || g.Apart; f.Apart {
		f.Month, f.Filed, f.Year, f.Cumulates = decimal.Zero, false, decimal.Zero, false
	}
	f.Shared, f.SharedYear = f.Shared.Add(g.Shared), f.SharedYear.Add(g.SharedYear)
	return f
}

// Once is the figure of a whole township, in which what several units share
// counts once.
func (f Figure) Once() Figure {
	f.Month, f.Year = f.Month.Sub(f.Shared), f.Year.Sub(f.SharedYear)
	f.Shared, f.SharedYear = decimal.Zero, decimal.Zero
	return f
}

// Row is one unit, or the sum of several, in the consolidated table.
type Row struct {
	Name    string
	Sheet   *Sheet // of a unit; nil for a sum
	Figures []Figure
	Units   int // expected units in the row
	Filed   int // of them, filed ones
}

// Subtotal is a group of units with their sum.
type Subtotal struct {
	Group plan.Group
	Rows  []Row
	Sum   Row
}

// Table is the consolidated table (汇总表) of a township for a period: units ×
// indicators, a subtotal for each group, and the total. A subtotal is the sum
// of what stands above it; in the total a joint event of several units counts
// once.
type Table struct {
	Period  Period
	Plan    *plan.Plan
	Columns []plan.Column
	Groups  []Subtotal
	Total   Row
}

// Consolidate makes the table of the units' sheets, which come in the plan's
// order, with what they count of joint events alone.
func Consolidate(p Period, pl *plan.Plan, sheets []*Sheet, alone Alone) *Table {
	t := &Table{Period: p, Plan: pl, Columns: columns(pl, sheets), Total: Row{Name: "合计"}}
	t.Total.Figures = make([]Figure, len(t.Columns))
	for _, g := range pl.Groups {
		sub := Subtotal{Group: g, Sum: Row{Name: "小计", Figures: make([]Figure, len(t.Columns))}}
		for _, s := range sheets {
			if slices.Contains(g.Kinds, s.Unit.Kind) {
				row := t.row(s, alone)
				sub.Rows = append(sub.Rows, row)
				sub.Sum = sub.Sum.add(row)
			}
		}
		if len(sub.Rows) > 0 {
			t.Groups = append(t.Groups, sub)
			t.Total = t.Total.add(sub.Sum)
		}
	}
	for i := range t.Total.Figures {
		t.Total.Figures[i] = t.Total.Figures[i].Once()
	}
	return t
}

// columns are the plan's, without those that tell what fell before a milestone
// in a period that it does not divide: no form asks for them there.
func columns(pl *plan.Plan, sheets []*Sheet) []plan.Column {
	return slices.DeleteFunc(pl.Columns(), func(c plan.Column) bool {
		return !c.Indicator.Milestone.IsZero() && !slices.ContainsFunc(sheets, func(s *Sheet) bool {
			_, asked := s.Form.Find(c.Key)
			return asked
		})
	})
}

func (r Row) add(o Row) Row {
	figures := make([]Figure, len(r.Figures))
	for i := range figures {
		figures[i] = r.Figures[i].Add(o.Figures[i])
	}
	r.Figures, r.Units, r.Filed = figures, r.Units+o.Units, r.Filed+o.Filed
	return r
}

func (t *Table) row(s *Sheet, alone Alone) Row {
	r := Row{Name: s.Unit.Name, Sheet: s, Figures: make([]Figure, len(t.Columns))}
	if s.Unit.Counted() {
		r.Units = 1
		if s.Report.Filed() {
			r.Filed = 1
		}
	}
	for i, c := range t.Columns {
		if c.Indicator.Asked(s.Unit.Kind) {
			if e := s.Find(c.Key); e != nil {
				r.Figures[i] = s.figure(e, alone[[2]string{s.Report.Unit, c.Key}])
			}
		}
	}
	return r
}

// figure is the entry's figure with what of it other units count as their own.
func (s *Sheet) figure(e *Entry, alone Lone) Figure {
	f := e.Figure()
	if e.Fed != nil {
		f.Shared = e.Fed.Shared
		if !e.typed().Blank() {
			f.Shared = share(f.Shared, f.Month)
		}
	}
	f.Shared = f.Shared.Sub(alone.Month) // also of a line whose rows cancel out
	if f.Cumulates {
		f.SharedYear = s.Shared[e.Line.Key].Add(f.Shared).Sub(alone.Before)
	}
	return f
}

// Alone is what units count of joint events whose organiser does not count
// them, by the unit's id and the key of the line.
type Alone map[[2]string]Lone

// Lone is what one line counts so in a period, and in the year's earlier ones.
type Lone struct{ Month, Before decimal.Decimal }

// Figure is the entry as the consolidated table adds it.
func (e *Entry) Figure() Figure {
	f := Figure{Year: e.cumulative, Cumulates: e.cumulates, NA: e.Value.NA(), Apart: e.Line.Indicator.Apart}
	if e.Line.Indicator.Type == plan.TypePercent {
		f.Ratio = e.Ratio
		return f
	}
	if n, ok := e.Value.Number(); ok {
		f.Month, f.Filed = n, true
	}
	if w, ok := e.Value.Text(); ok {
		f.Word = w
		if e.Line.Indicator.Type == plan.TypeYesNo {
			f.Asked = 1
			if w == "是" {
				f.Yes = 1
			}
		}
	}
	return f
}

// Shown is the figure for people; year picks the cumulative one where there is
// one. "-" is "nothing filed".
func (f Figure) Shown(year bool) string {
	switch {
	case f.NA:
		return "不适用"
	case f.Ratio.Known():
		return f.Ratio.String()
	case f.Word != "":
		return f.Word
	case f.Asked > 0:
		return Whole(f.Yes).String() + "/" + Whole(f.Asked).String()
	case year && f.Cumulates:
		return Commas(f.Year)
	case f.Filed:
		return Commas(f.Month)
	}
	return "-"
}
