package db

import (
	"context"
	"database/sql"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// remember finds the periods in which values are looked for, which of them are
// closed, and the lines that the office keeps in the units' forms.
func (l *loader) remember() {
	locked, office := map[string]bool{}, map[string]bool{}
	l.oldest = l.period
	for range memory {
		l.oldest = l.town.schedule.Prev(l.oldest)
		if !l.now.Before(l.town.schedule.Lock(l.oldest)) {
			locked[l.oldest.String()] = true
		}
	}
	for id, sit := range l.sits {
		form := l.plan.FormOf(sit.Unit.Kind)
		if form == nil {
			continue
		}
		for _, line := range form.Lines {
			if line.Indicator.By != "" {
				office[id+" "+line.Key] = true
			}
		}
	}
	l.locked, l.office = list(locked), list(office)
}

// counts is true of a cell c of an earlier report r that was filed, that can
// still be, or that the office keeps. What a unit typed into a report that it
// never filed counts no more. ?4 are the closed periods, ?5 is now, ?6 the
// lines that the office keeps.
const counts = `(r.first_submitted IS NOT NULL OR r.period NOT IN (SELECT value FROM json_each(?4))
	OR COALESCE(r.open_until, 0) > ?5 OR r.unit_id || ' ' || c.key IN (SELECT value FROM json_each(?6)))`

// prior sums the year's earlier periods in the database, exactly.
func (l *loader) prior(ctx context.Context) error {
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var sum int64
		if err := rows.Scan(&unit, &key, &sum); err != nil {
			return err
		}
		l.sits[unit].Prior[shared(key)] = unscaled(sum)
		return nil
	}, `SELECT r.unit_id, c.key, sum(c.scaled) FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period >= ?2 AND r.period < ?3 AND c.scaled IS NOT NULL AND `+counts+`
		GROUP BY r.unit_id, c.key`,
		report.Period{Year: l.period.Year}.First().String(), l.period.String(), l.locked, l.now.UnixMilli(), l.office)
}

// filedBefore sums what was filed in the year's earlier periods of the matrices
// that other units' forms read.
func (l *loader) filedBefore(ctx context.Context) error {
	kinds, read, units := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, sit := range l.sits {
		if form := l.plan.FormOf(sit.Unit.Kind); form != nil {
			for _, line := range form.Lines {
				if from := line.Indicator.From; from != nil {
					kinds[from.Kind], read[from.Key+"."+sit.Unit.Code] = true, true
				}
			}
		}
	}
	if len(read) == 0 {
		return nil
	}
	for id, sit := range l.sits {
		if kinds[sit.Unit.Kind] {
			units[id] = true
		}
	}
	return l.Store.each(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var sum int64
		if err := rows.Scan(&unit, &key, &sum); err != nil {
			return err
		}
		l.filed[unit][key] = unscaled(sum)
		return nil
	}, `SELECT r.unit_id, c.key, sum(c.scaled) FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period >= ?2 AND r.period < ?3 AND r.first_submitted IS NOT NULL
			AND c.key IN (SELECT value FROM json_each(?4)) AND c.scaled IS NOT NULL
		GROUP BY r.unit_id, c.key`, list(units), report.Period{Year: l.period.Year}.First().String(), l.period.String(), list(read))
}

// keys are those that the forms of the units' kinds name, by kind, and together
// for json_each. What another kind names is none of a unit's: its form is the
// same whoever else is read.
func (l *loader) keys(of func(*plan.Form) []string) (named map[string]map[string]bool, all string) {
	named = map[string]map[string]bool{}
	together := map[string]bool{}
	for _, sit := range l.sits {
		form := l.plan.FormOf(sit.Unit.Kind)
		if form == nil || named[form.Kind] != nil {
			continue
		}
		named[form.Kind] = map[string]bool{}
		for _, key := range of(form) {
			named[form.Kind][key], together[key] = true, true
		}
	}
	return named, list(together)
}

func (l *loader) openings(ctx context.Context) error {
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var n int64
		if err := rows.Scan(&unit, &key, &n); err != nil {
			return err
		}
		for _, sums := range []map[string]decimal.Decimal{l.sits[unit].Prior, l.filed[unit]} {
			sums[key] = sums[key].Add(unscaled(n))
		}
		return nil
	}, `SELECT unit_id, key, scaled FROM opening WHERE unit_id IN (SELECT value FROM json_each(?1)) AND year = ?2`, l.period.Year)
}

// later reads what the year's later periods have filed: of each number the sum,
// and the newest, which is that of the row with the greatest period.
func (l *loader) later(ctx context.Context) error {
	named, keys := l.keys((*plan.Form).LooksAhead)
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, key, newest string
		var sum, last int64
		if err := rows.Scan(&unit, &key, &sum, &last, &newest); err != nil {
			return err
		}
		if sit := l.sits[unit]; named[sit.Unit.Kind][key] {
			sit.Later[key] = report.Later{Sum: unscaled(sum), Newest: report.Number(unscaled(last))}
		}
		return nil
	}, `SELECT r.unit_id, c.key, sum(c.scaled), c.scaled, max(r.period) FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period > ?2 AND r.period < ?3
			AND r.first_submitted IS NOT NULL AND c.key IN (SELECT value FROM json_each(?4)) AND c.scaled IS NOT NULL
		GROUP BY r.unit_id, c.key`, l.period.String(), report.Period{Year: l.period.Year + 1}.First().String(), keys)
}

// earlier reads the values of the periods before: the last three one by one,
// and for each line that carries over its newest. What a unit never filed is
// none of them.
func (l *loader) earlier(ctx context.Context) error {
	ago := map[string]int{}
	third := l.period
	for i := range 3 {
		third = l.town.schedule.Prev(third)
		ago[third.String()] = i
	}
	carried, keys := l.keys(func(f *plan.Form) (keys []string) {
		for _, line := range f.Lines {
			if c := line.Indicator.Counts; c == plan.CountsStock || c == plan.CountsOnce {
				keys = append(keys, line.Key)
			}
		}
		return keys
	})
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, period, key string
		var value sql.NullString
		var na bool
		if err := rows.Scan(&unit, &period, &key, &value, &na); err != nil {
			return err
		}
		v := l.value(unit, key, value, na)
		key = shared(key)
		sit := l.sits[unit]
		i, recent := ago[period]
		if recent {
			sit.Past[i][key] = v
		}
		if recent || carried[sit.Unit.Kind][key] {
			sit.Carry[key] = v // rows come oldest first
		}
		return nil
	}, `SELECT r.unit_id, r.period, c.key, c.value, c.na FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period >= ?2 AND r.period < ?3 AND (c.value IS NOT NULL OR c.na = 1)
			AND (r.period >= ?7 OR c.key IN (SELECT value FROM json_each(?8))) AND `+counts+`
		ORDER BY r.unit_id, r.period`, l.oldest.String(), l.period.String(), l.locked, l.now.UnixMilli(), l.office, third.String(), keys)
}

// bases reads the remarks of the newest values that the office keeps: of what
// day they are, and who vouches for them.
func (l *loader) bases(ctx context.Context) error {
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, key, note, newest string
		if err := rows.Scan(&unit, &key, &note, &newest); err != nil {
			return err
		}
		l.sits[unit].Bases[key] = note
		return nil
	}, `SELECT r.unit_id, c.key, c.note, max(r.period) FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period >= ?2 AND r.period < ?3
			AND c.key IN (SELECT substr(value, instr(value, ' ') + 1) FROM json_each(?4)) AND (c.value IS NOT NULL OR c.na = 1)
			AND r.unit_id || ' ' || c.key IN (SELECT value FROM json_each(?4))
		GROUP BY r.unit_id, c.key`, l.oldest.String(), l.period.String(), l.office)
}
