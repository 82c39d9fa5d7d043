package report

import (
	"slices"
	"time"

	"fanzha/db/plan"
)

// Matrix is who reported when in a year: units × periods (报送情况).
type Matrix struct {
	Year    int         `json:"year"`
	Now     time.Time   `json:"now"`
	Periods []Period    `json:"periods"`
	Rows    []MatrixRow `json:"rows"`
	MatrixCounts

	Schedule *Schedule `json:"-"`
}

// MatrixRow is a unit's year.
type MatrixRow struct {
	UnitRef
	Group   string       `json:"group"`    // the name of its subtotal
	Counted bool         `json:"expected"` // one of the 应报
	Cells   []MatrixCell `json:"cells"`    // one for each period
}

// MatrixCell is one report of a unit.
type MatrixCell struct {
	Mark
	Period  Period            `json:"period"`
	Owed    bool              `json:"owed"` // the unit is there in the period
	State   State             `json:"state"`
	Filed   *time.Time        `json:"filed"` // the first submission
	Sent    *time.Time        `json:"sent"`  // the last submission
	Returns int               `json:"returns"`
	Nil     bool              `json:"nil"`
	Reason  string            `json:"reason,omitempty"` // of the last return or unsealing
	Reasons map[string]string `json:"cell_reasons,omitempty"`
}

// MatrixCounts counts the marks of the units that are expected; each report
// counts once. A draft has not been filed: it counts as missing.
type MatrixCounts struct {
	OnTime   int `json:"on_time"` // nil reports among them
	Late     int `json:"late"`
	Never    int `json:"never"`
	Returned int `json:"returned"`
	Missing  int `json:"missing"`
	Pending  int `json:"pending"`
	Accepted int `json:"accepted"`
}

// Behind says that a unit was late, has missed a month, or has not reported
// this one.
func (r *MatrixRow) Behind() bool {
	return r.Counted && slices.ContainsFunc(r.Cells, func(c MatrixCell) bool {
		switch c.Kind {
		case MarkLate, MarkNever, MarkMissing, MarkDraft:
			return true
		}
		return false
	})
}

// Only are the rows of the named units, of all where none is named; behind
// leaves those that are not.
func (m *Matrix) Only(behind bool, units []string) []MatrixRow {
	rows := []MatrixRow{}
	for i := range m.Rows {
		r := &m.Rows[i]
		if (!behind || r.Behind()) && (len(units) == 0 || slices.Contains(units, r.Unit)) {
			rows = append(rows, *r)
		}
	}
	return rows
}

// MatrixUnit is a unit that may have a row; ID is what reports name it by.
type MatrixUnit struct{ ID, Code string }

// NewMatrix lays out a year's reports. Units come in the order of the plan's
// groups and, within one, as given; one that the plan has in no period of the
// year has no row.
func NewMatrix(year int, s *Schedule, now time.Time, units []MatrixUnit, reports []Report) *Matrix {
	m := &Matrix{Year: year, Now: now, Periods: s.Year(year), Rows: []MatrixRow{}, Schedule: s}
	stored := map[string]map[Period]*Report{}
	for i := range reports {
		r := &reports[i]
		if stored[r.Unit] == nil {
			stored[r.Unit] = map[Period]*Report{}
		}
		stored[r.Unit][r.Period] = r
	}
	place := map[string]int{}
	for _, u := range units {
		if row, group, ok := m.row(u, stored[u.ID]); ok {
			m.Rows = append(m.Rows, row)
			place[row.Unit] = group
		}
	}
	slices.SortStableFunc(m.Rows, func(a, b MatrixRow) int { return place[a.Unit] - place[b.Unit] })
	for _, row := range m.Rows {
		for _, c := range row.Cells {
			if row.Counted {
				m.count(c.Kind)
			}
		}
	}
	return m
}

// row is a unit's year, with the place of its group; false where the unit owes
// nothing in it.
func (m *Matrix) row(u MatrixUnit, stored map[Period]*Report) (row MatrixRow, group int, any bool) {
	for _, p := range m.Periods {
		pl := m.Schedule.PlanFor(p)
		cell := MatrixCell{Mark: Mark{Kind: MarkNone}, Period: p, State: StateBlank}
		pu, owed := m.Schedule.Owes(p, u.Code)
		if owed {
			any = true
			row.UnitRef, row.Counted = UnitRef{u.Code, pu.Name}, pu.Counted()
			group = len(pl.Groups)
			if i := slices.IndexFunc(pl.Groups, func(g plan.Group) bool { return slices.Contains(g.Kinds, pu.Kind) }); i >= 0 {
				group, row.Group = i, pl.Groups[i].Name
			}
			cell.fill(stored[p], m.Schedule, m.Now, pu.Counted())
		}
		row.Cells = append(row.Cells, cell)
	}
	return row, group, any
}

// fill says how the report of a period stands; r is nil where nothing of it is
// stored. Of a unit that is not expected nothing is missed.
func (c *MatrixCell) fill(r *Report, s *Schedule, now time.Time, counted bool) {
	c.Owed = true
	if r == nil {
		r = &Report{Period: c.Period, State: StateBlank}
	}
	c.State, c.Returns, c.Nil, c.Reason, c.Reasons = r.State, r.Returns, r.Nil, r.Reason, r.CellReasons
	if r.Filed() {
		first, sent := r.FirstSubmitted, r.Submitted
		c.Filed, c.Sent = &first, &sent
	}
	if !s.Open(c.Period, now) && r.Stage() == StageMissing && r.State != StateDraft {
		return
	}
	if c.Mark = r.Mark(s, now); !counted && (c.Kind == MarkMissing || c.Kind == MarkNever) {
		c.Kind = MarkNone
	}
}

func (n *MatrixCounts) count(kind MarkKind) {
	switch kind {
	case MarkOnTime, MarkNil:
		n.OnTime++
	case MarkLate:
		n.Late++
	case MarkNever:
		n.Never++
	case MarkReturned, MarkUnsealed:
		n.Returned++
	case MarkMissing, MarkDraft:
		n.Missing++
	case MarkPending:
		n.Pending++
	case MarkAccepted:
		n.Accepted++
	}
}

// Cell is a unit's report of a period, nil where the matrix has none.
func (m *Matrix) Cell(unit string, p Period) *MatrixCell {
	i := slices.IndexFunc(m.Rows, func(r MatrixRow) bool { return r.Unit == unit })
	j := slices.Index(m.Periods, p)
	if i < 0 || j < 0 {
		return nil
	}
	return &m.Rows[i].Cells[j]
}

// Waiting lists the reports that wait for a judgement, the longest waiting
// first.
func (m *Matrix) Waiting() []Waiting {
	var all []Waiting
	for _, row := range m.Rows {
		for _, c := range row.Cells {
			if c.Kind == MarkPending && c.Sent != nil {
				all = append(all, Waiting{row.UnitRef, c.Period, *c.Sent})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Waiting) int { return a.Since.Compare(b.Since) })
	return all
}

// Waiting is a report that waits for a judgement.
type Waiting struct {
	UnitRef
	Period Period    `json:"period"`
	Since  time.Time `json:"since"`
}
