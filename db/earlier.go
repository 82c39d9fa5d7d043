package db

import (
	"context"
	"database/sql"

	"github.com/shopspring/decimal"

	"fanzha/db/report"
)

// remember finds the periods in which values are looked for.
func (l *loader) remember() {
	l.oldest, l.locked = l.period, map[string]bool{}
	for range memory {
		l.oldest = l.town.schedule.Prev(l.oldest)
		if !l.now.Before(l.town.schedule.Lock(l.oldest)) {
			l.locked[l.oldest.String()] = true
		}
	}
}

// office reports whether the office types the line: what it typed counts
// though the unit never filed.
func (l *loader) office(unit, key string) bool {
	form := l.plan.FormOf(l.sits[unit].Unit.Kind)
	if form == nil {
		return false
	}
	line, ok := form.Find(key)
	return ok && line.Indicator.By != ""
}

// prior sums the year's earlier periods in the database, exactly, apart for
// what was filed, what can still be, and what never was and counts no more.
func (l *loader) prior(ctx context.Context) error {
	locked, err := list(l.locked)
	if err != nil {
		return err
	}
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var filed, open, never int64
		if err := rows.Scan(&unit, &key, &filed, &open, &never); err != nil {
			return err
		}
		sit := l.sits[unit]
		sit.Filed[key] = unscaled(filed)
		sit.Prior[key] = unscaled(filed + open)
		if never != 0 && l.office(unit, key) {
			sit.Prior[key] = unscaled(filed + open + never)
		}
		return nil
	}, `WITH r AS MATERIALIZED (SELECT id, unit_id, CASE WHEN first_submitted IS NOT NULL THEN 'filed'
				WHEN COALESCE(open_until, 0) > ?5 OR period NOT IN (SELECT value FROM json_each(?4)) THEN 'open' ELSE 'never' END AS standing
			FROM report WHERE unit_id IN (SELECT value FROM json_each(?1)) AND period >= ?2 AND period < ?3)
		SELECT r.unit_id, c.key, sum(iif(standing = 'filed', c.scaled, 0)), sum(iif(standing = 'open', c.scaled, 0)), sum(iif(standing = 'never', c.scaled, 0))
		FROM r JOIN cell c ON c.report_id = r.id WHERE c.scaled IS NOT NULL GROUP BY r.unit_id, c.key`,
		report.Period{Year: l.period.Year}.First().String(), l.period.String(), locked, l.now.UnixMilli())
}

func (l *loader) openings(ctx context.Context) error {
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var n int64
		if err := rows.Scan(&unit, &key, &n); err != nil {
			return err
		}
		for _, sums := range []map[string]decimal.Decimal{l.sits[unit].Prior, l.sits[unit].Filed} {
			sums[key] = sums[key].Add(unscaled(n))
		}
		return nil
	}, `SELECT unit_id, key, scaled FROM opening WHERE unit_id IN (SELECT value FROM json_each(?1)) AND year = ?2`, l.period.Year)
}

// later reads what the year's later periods have filed: of each number the sum,
// and the newest, which is that of the row with the greatest period.
func (l *loader) later(ctx context.Context) error {
	named := map[string]bool{}
	for _, sit := range l.sits {
		if form := l.plan.FormOf(sit.Unit.Kind); form != nil {
			for _, key := range form.LooksAhead() {
				named[key] = true
			}
		}
	}
	keys, err := list(named)
	if err != nil {
		return err
	}
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, key, newest string
		var sum, last int64
		if err := rows.Scan(&unit, &key, &sum, &last, &newest); err != nil {
			return err
		}
		l.sits[unit].Later[key] = report.Later{Sum: unscaled(sum), Newest: report.Number(unscaled(last))}
		return nil
	}, `SELECT r.unit_id, c.key, sum(c.scaled), c.scaled, max(r.period) FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period > ?2 AND r.period < ?3
			AND r.first_submitted IS NOT NULL AND c.key IN (SELECT value FROM json_each(?4)) AND c.scaled IS NOT NULL
		GROUP BY r.unit_id, c.key`, l.period.String(), report.Period{Year: l.period.Year + 1}.First().String(), keys)
}

// earlier reads the values of the periods before: the last three one by one,
// and for each line its newest. What a unit never filed is none of them.
func (l *loader) earlier(ctx context.Context) error {
	ago := map[string]int{}
	for i, p := 0, l.town.schedule.Prev(l.period); i < 3; i, p = i+1, l.town.schedule.Prev(p) {
		ago[p.String()] = i
	}
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, period, key, note string
		var value sql.NullString
		var na, counts bool
		if err := rows.Scan(&unit, &period, &key, &value, &na, &note, &counts); err != nil {
			return err
		}
		if !counts && l.locked[period] && !l.office(unit, key) {
			return nil
		}
		v := l.value(unit, key, value, na)
		sit := l.sits[unit]
		sit.Carry[key] = v // rows come oldest first
		if note != "" && l.office(unit, key) {
			sit.Bases[key] = note
		}
		if i, ok := ago[period]; ok {
			sit.Past[i][key] = v
		}
		return nil
	}, `SELECT r.unit_id, r.period, c.key, c.value, c.na, c.note, r.first_submitted IS NOT NULL OR COALESCE(r.open_until, 0) > ?4
		FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period >= ?2 AND r.period < ?3 AND (c.value IS NOT NULL OR c.na = 1)
		ORDER BY r.unit_id, r.period`, l.oldest.String(), l.period.String(), l.now.UnixMilli())
}
