package db

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// prior sums the year's earlier periods: whole reports in the database, exactly,
// and what else counts one by one.
func (l *loader) prior(ctx context.Context) error {
	var year, never []report.Report // as many of the year for each unit
	for _, u := range l.units {
		for _, r := range l.past[u.id] {
			if r.Period.Year != l.period.Year {
				continue
			}
			if l.never[spot{unit: u.id, period: r.Period}] {
				never = append(never, r)
				r.ID = ""
			}
			year = append(year, r)
		}
	}
	if len(year) == 0 {
		return nil
	}
	err := l.Store.each(ctx, func(rows *sql.Rows) error {
		var unit int
		var key string
		var sum int64
		if err := rows.Scan(&unit, &key, &sum); err != nil {
			return err
		}
		l.sits[l.units[unit].id].Prior[shared(key)] = unscaled(sum)
		return nil
	}, `SELECT j.key / ?2 AS unit, c.key, sum(c.scaled) FROM json_each(?1) j CROSS JOIN cell c ON c.report_id = j.value
		WHERE c.scaled IS NOT NULL GROUP BY unit, c.key`, idsOf(year), len(year)/len(l.units))
	if err != nil {
		return err
	}
	said, err := l.said(ctx, never, nil)
	for _, r := range never {
		prior := l.sits[r.Unit].Prior
		for key, v := range said[r.ID] {
			if n, ok := v.Number(); ok {
				prior[key] = prior[key].Add(n)
			}
		}
	}
	return err
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
	var recent, older []report.Report
	for _, u := range l.units {
		past := l.past[u.id]
		recent = append(recent, past[max(0, len(past)-recently):]...)
	}
	said, err := l.said(ctx, recent, nil)
	if err != nil {
		return err
	}
	carried, _ := l.keys((*plan.Form).Carried)
	silent := map[string]bool{} // the lines that the last three say nothing of
	for _, u := range l.units {
		sit, past := l.sits[u.id], l.past[u.id]
		for i, r := range slices.Backward(past) {
			if ago := len(past) - 1 - i; ago < recently && said[r.ID] != nil {
				sit.Past[ago] = said[r.ID]
			}
		}
		for _, values := range slices.Backward(sit.Past) {
			maps.Copy(sit.Carry, values)
		}
		if len(past) <= recently {
			continue
		}
		asks := false
		for key := range carried[sit.Unit.Kind] {
			if _, ok := sit.Carry[key]; !ok {
				silent[key], asks = true, true
			}
		}
		if asks {
			older = append(older, past[:len(past)-recently]...)
		}
	}
	if len(older) == 0 {
		return nil
	}
	if said, err = l.said(ctx, older, silent); err != nil {
		return err
	}
	for _, r := range slices.Backward(older) {
		sit := l.sits[r.Unit]
		for key, v := range said[r.ID] {
			if _, newer := sit.Carry[key]; !newer && carried[sit.Unit.Kind][key] {
				sit.Carry[key] = v
			}
		}
	}
	return nil
}

// bases reads the remarks of the newest values that the office keeps: of what
// day they are, and who vouches for them.
func (l *loader) bases(ctx context.Context) error {
	office := map[string]bool{}
	for _, u := range l.units {
		for _, key := range l.kept(u.id) {
			office[u.id+" "+key] = true
		}
	}
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
		GROUP BY r.unit_id, c.key`, l.oldest.String(), l.period.String(), list(office))
}
