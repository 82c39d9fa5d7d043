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
	units := make([]report.MatrixUnit, len(v.town.units))
	for i, u := range v.town.units {
		units[i] = report.MatrixUnit{ID: u.id, Code: u.code}
	}
	var reports []report.Report
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		r, err := scanReport(rows)
		reports = append(reports, r)
		return err
	}, `SELECT r.id, r.unit_id, r.period, r.state, r.version, r.first_submitted, r.submitted, r.decided, r.returns,
			r.reason, r.cell_reasons, r.open_until, r.nil, r.nil_reason, r.explanation, r.on_behalf, r.unsealed
		FROM report r JOIN unit u ON u.id = r.unit_id WHERE u.root_id = ? AND r.period BETWEEN ? AND ?`,
		d.root, report.Period{Year: year}.First().String(), report.Period{Year: year, Month: report.Supplement}.String())
	if err != nil {
		return nil, err
	}
	return report.NewMatrix(year, v.town.schedule, v.now, units, reports), nil
}
