package db

import (
	"context"
	"database/sql"
	"encoding/json"

	"fanzha/db/report"
)

// Year lists the reports of one unit for the periods of a year, from the
// folder's first on, that have begun or that hold something; those that nobody
// has touched come blank. An empty unit is the person's own. A period before
// the unit's first day or after its last is left out.
func (d *Desk) Year(ctx context.Context, who string, year int) ([]report.Report, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	u, err := v.unit(who)
	if err != nil {
		return nil, err
	}
	if err := v.sees(ctx, d.store, v.town, v.town.schedule.PlanFor(report.Period{Year: year, Month: 12}), u); err != nil {
		return nil, err
	}
	stored, err := d.store.reportsOf(ctx, u, year)
	if err != nil {
		return nil, err
	}
	var all []report.Report
	for _, p := range v.town.schedule.Year(year) {
		r, ok := stored[p]
		if !ok {
			if !v.town.schedule.Open(p, v.now) || !v.owes(u, p) {
				continue
			}
			r = report.Report{Unit: u.id, Period: p, State: report.StateBlank}
		}
		all = append(all, r)
	}
	return all, nil
}

// owes reports whether the unit has a report of the period.
func (v *visit) owes(u *unit, p report.Period) bool {
	_, owed := v.town.schedule.Owes(p, u.code)
	return owed
}

// reportsOf reads what is stored of one unit's reports of a year.
func (s *Store) reportsOf(ctx context.Context, u *unit, year int) (map[report.Period]report.Report, error) {
	return s.reportsBetween(ctx, u, report.Period{Year: year}.First(), report.Period{Year: year, Month: report.Supplement})
}

// reportsBetween reads what is stored of one unit's reports from a period to
// another.
func (s *Store) reportsBetween(ctx context.Context, u *unit, from, to report.Period) (map[report.Period]report.Report, error) {
	stored := map[report.Period]report.Report{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		r, err := scanReport(rows)
		stored[r.Period] = r
		return err
	}, `SELECT `+reportColumns+` FROM report WHERE unit_id = ? AND period BETWEEN ? AND ?`,
		u.id, from.String(), to.String())
	return stored, err
}

// reportColumns are the columns of the table report that scanReport reads.
const reportColumns = `id, unit_id, period, state, version, first_submitted, submitted, decided, returns,
	reason, cell_reasons, open_until, nil, nil_reason, explanation, on_behalf, unsealed`

// scanReport reads a row of the table report.
func scanReport(rows *sql.Rows) (report.Report, error) {
	var r report.Report
	var period, cells string
	var first, submitted, decided, open sql.NullInt64
	err := rows.Scan(&r.ID, &r.Unit, &period, &r.State, &r.Version, &first, &submitted, &decided, &r.Returns,
		&r.Reason, &cells, &open, &r.Nil, &r.NilReason, &r.Explanation, &r.OnBehalf, &r.Unsealed)
	if err != nil {
		return r, err
	}
	if r.Period, err = report.ParsePeriod(period); err != nil {
		return r, err
	}
	r.FirstSubmitted, r.Submitted, r.Decided, r.OpenUntil = instant(first), instant(submitted), instant(decided), instant(open)
	if cells != "" {
		err = json.Unmarshal([]byte(cells), &r.CellReasons)
	}
	return r, err
}
