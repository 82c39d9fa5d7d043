package db

import (
	"context"
	"database/sql"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Matrix tells how every unit's reports of a year stand, for those who read
// them all; year 0 is the current period's. It reads no cells.
func (d *Desk) Matrix(ctx context.Context, year int) (*report.Matrix, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if !v.readsAll(v.town) {
		return nil, forbidden("全乡的报送情况只有平安办和领导可以查看.")
	}
	if year == 0 {
		year = v.town.schedule.Current(v.now).Year
	}
	if first, last := v.town.schedule.First.Year, v.town.schedule.Of(plan.DateOf(v.now)).Year; year < first || year > max(first, last) {
		return nil, report.Errorf(report.CodeInvalid, "%d年没有月报. 可看的是 %d年到 %d年.", year, first, max(first, last))
	}
	y := d.store.years.at(ofTown{d.root, report.Period{Year: year}})
	y.Lock()
	defer y.Unlock()
	if changed, err := y.renew(ctx, d.store, v); err != nil {
		return nil, err
	} else if changed || y.matrix == nil {
		y.matrix = nil
		if err := y.read(ctx, d.store, v, year); err != nil {
			return nil, err
		}
	}
	m := *y.matrix
	m.Now = v.now
	return &m, nil
}

// maxYears bounds how many years of townships are kept in memory.
const maxYears = 4

// year is how the reports of a township's year stand.
type year struct {
	remembered[[]report.Report]
	matrix *report.Matrix // of all of them; nil where they are not read yet
}

// read reads those that are missing, and lays all of them out.
func (y *year) read(ctx context.Context, s *Store, v *visit, number int) error {
	var missing []string
	for _, u := range v.town.units {
		if _, ok := y.of[u.id]; !ok {
			missing = append(missing, u.id)
		}
	}
	read := map[string][]report.Report{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		r, err := scanReport(rows)
		read[r.Unit] = append(read[r.Unit], r)
		return err
	}, `SELECT `+reportColumns+` FROM report WHERE unit_id IN (SELECT value FROM json_each(?)) AND period BETWEEN ? AND ?`,
		jsonOf(missing), report.Period{Year: number}.First().String(), report.Period{Year: number, Month: report.Supplement}.String())
	if err != nil {
		return err
	}
	for _, id := range missing {
		y.of[id] = read[id]
	}
	units := make([]report.MatrixUnit, len(v.town.units))
	var reports []report.Report
	for i, u := range v.town.units {
		units[i] = report.MatrixUnit{ID: u.id, Code: u.code}
		reports = append(reports, y.of[u.id]...)
	}
	y.matrix = report.NewMatrix(number, v.town.schedule, v.now, units, reports)
	return nil
}
