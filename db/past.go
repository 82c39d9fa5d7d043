package db

import (
	"context"
	"database/sql"
	"slices"

	"fanzha/db/report"
)

// memory is how many periods back a value is looked for: a year and its
// supplement, and one more.
const memory = 14

// recently is how many periods back each value is read.
const recently = 3

// before reads the reports of the periods in which values are looked for, and
// finds those of which nothing counts that their units typed.
func (l *loader) before(ctx context.Context) error {
	var back []report.Period // newest first
	for p := l.town.schedule.Prev(l.period); len(back) < memory && !p.Before(l.town.schedule.First); p = l.town.schedule.Prev(p) {
		back = append(back, p)
	}
	l.oldest = l.period
	if len(back) > 0 {
		l.oldest = back[len(back)-1]
	}
	stored := map[spot]report.Report{}
	err := l.each(ctx, func(rows *sql.Rows) error {
		var r report.Report
		var period string
		var first, open sql.NullInt64
		if err := rows.Scan(&r.ID, &r.Unit, &period, &r.State, &first, &open); err != nil {
			return err
		}
		r.FirstSubmitted, r.OpenUntil = instant(first), instant(open)
		err := r.Period.UnmarshalText([]byte(period))
		stored[spot{unit: r.Unit, period: r.Period}] = r
		return err
	}, `SELECT id, unit_id, period, state, first_submitted, open_until FROM report
		WHERE unit_id IN (SELECT value FROM json_each(?1)) AND period >= ?2 AND period < ?3`, l.oldest.String(), l.period.String())
	for id, sit := range l.sits {
		for _, p := range slices.Backward(back) {
			r := stored[spot{unit: id, period: p}]
			r.Unit, r.Period = id, p
			l.past[id] = append(l.past[id], r)
		}
		for _, r := range append(l.past[id], sit.Report) {
			if r.NeverFiled(l.town.schedule, l.now) {
				l.never[spot{unit: id, period: r.Period}] = true
			}
		}
	}
	return err
}

// idsOf is for json_each, which gives each its index.
func idsOf(reports []report.Report) string {
	ids := make([]string, len(reports))
	for i, r := range reports {
		ids[i] = r.ID
	}
	return jsonOf(ids)
}

// kept are the lines of a unit's form that the office keeps.
func (l *loader) kept(id string) (keys []string) {
	form := l.plan.FormOf(l.sits[id].Unit.Kind)
	if form == nil {
		return nil
	}
	for _, line := range form.Lines {
		if line.Indicator.By != "" {
			keys = append(keys, line.Key)
		}
	}
	return keys
}

// said reads the values that count of earlier reports, by the report's id and
// the line's key; of some keys alone where any are named. Of a report that was
// never filed only what the office keeps counts.
func (l *loader) said(ctx context.Context, reports []report.Report, keys map[string]bool) (map[string]map[string]report.Value, error) {
	said := map[string]map[string]report.Value{}
	read := func(reports []report.Report, keys string, counts func(r report.Report, key string) bool) error {
		if len(reports) == 0 {
			return nil
		}
		return l.Store.each(ctx, func(rows *sql.Rows) error {
			var i int
			var key string
			var value sql.NullString
			var na bool
			if err := rows.Scan(&i, &key, &value, &na); err != nil {
				return err
			}
			r := reports[i]
			if !counts(r, key) {
				return nil
			}
			if said[r.ID] == nil {
				said[r.ID] = map[string]report.Value{}
			}
			said[r.ID][shared(key)] = l.value(r.Unit, key, value, na)
			return nil
		}, `SELECT j.key, c.key, c.value, c.na FROM json_each(?1) j CROSS JOIN cell c ON c.report_id = j.value
			WHERE (c.value IS NOT NULL OR c.na = 1) AND (?2 = '[]' OR c.key IN (SELECT value FROM json_each(?2)))`, idsOf(reports), keys)
	}
	var whole, never []report.Report
	for _, r := range reports {
		switch {
		case r.ID == "":
		case l.never[spot{unit: r.Unit, period: r.Period}]:
			never = append(never, r)
		default:
			whole = append(whole, r)
		}
	}
	if err := read(whole, list(keys), func(report.Report, string) bool { return true }); err != nil {
		return nil, err
	}
	return said, read(never, list(keys), func(r report.Report, key string) bool { return slices.Contains(l.kept(r.Unit), key) })
}
