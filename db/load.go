package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// scale is the power of ten by which a cell's number is kept as an integer
// beside its text, so that the database sums exactly.
const scale = 4

func scaled(v report.Value) any {
	n, ok := v.Number()
	if !ok {
		return nil
	}
	return n.Shift(scale).IntPart()
}

func unscaled(n int64) decimal.Decimal { return decimal.New(n, -scale) }

// memory is how many periods back a value is looked for: a year and its
// supplement, and one more.
const memory = 14

// loader reads what is needed to judge the reports of some units for a period.
type loader struct {
	*Store
	town   *township
	period report.Period
	plan   *plan.Plan
	now    time.Time
	ids    string // the units' ids, as a JSON array
	oldest report.Period
	locked map[string]bool // of the periods from oldest on, those that are closed unless a report has an unlock of its own
	sits   map[string]*report.Situation
}

// situations reads the reports of units for a period, by unit id. Units that
// have nothing stored come blank.
func (s *Store) situations(ctx context.Context, t *township, p report.Period, units []*unit, now time.Time) (map[string]*report.Situation, error) {
	l := &loader{Store: s, town: t, period: p, plan: t.schedule.PlanFor(p), now: now, sits: map[string]*report.Situation{}}
	l.remember()
	ids := make([]string, len(units))
	for i, u := range units {
		ids[i] = u.id
		pu, ok := l.plan.Unit(u.code)
		if !ok {
			pu = &plan.Unit{Code: u.code, Name: u.name, Kind: u.kind}
		}
		l.sits[u.id] = &report.Situation{
			Schedule: t.schedule, Unit: *pu, Now: now,
			Report:  report.Report{Unit: u.id, Period: p, State: report.StateBlank},
			Cells:   map[string]report.Cell{},
			Prior:   map[string]decimal.Decimal{},
			Filed:   map[string]decimal.Decimal{},
			Later:   map[string]report.Later{},
			Carry:   map[string]report.Value{},
			Bases:   map[string]string{},
			Past:    []map[string]report.Value{{}, {}, {}},
			Foreign: map[string]report.Foreign{},
		}
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	l.ids = string(list)
	for _, step := range []func(context.Context) error{l.reports, l.cells, l.prior, l.openings, l.later, l.earlier} {
		if err := step(ctx); err != nil {
			return nil, mapError(err)
		}
	}
	return l.sits, nil
}

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

// list is a set as a JSON array, for json_each.
func list(set map[string]bool) (string, error) {
	js, err := json.Marshal(slices.Sorted(maps.Keys(set)))
	return string(js), err
}

// each runs a query over the units and hands every row to scan.
func (l *loader) each(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	return l.Store.each(ctx, scan, query, append([]any{l.ids}, args...)...)
}

// each runs a query and hands every row to scan.
func (s *Store) each(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return mapError(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return mapError(rows.Err())
}

func (l *loader) reports(ctx context.Context) error {
	return l.each(ctx, func(rows *sql.Rows) error {
		var r report.Report
		var first, submitted, decided, open sql.NullInt64
		var cells string
		err := rows.Scan(&r.ID, &r.Unit, &r.State, &r.Version, &first, &submitted, &decided, &r.Returns,
			&r.Reason, &cells, &open, &r.Nil, &r.NilReason, &r.Explanation, &r.OnBehalf)
		if err != nil {
			return err
		}
		r.Period = l.period
		r.FirstSubmitted, r.Submitted, r.Decided, r.OpenUntil = instant(first), instant(submitted), instant(decided), instant(open)
		if cells != "" {
			if err := json.Unmarshal([]byte(cells), &r.CellReasons); err != nil {
				return err
			}
		}
		l.sits[r.Unit].Report = r
		return nil
	}, `SELECT id, unit_id, state, version, first_submitted, submitted, decided, returns,
			reason, cell_reasons, open_until, nil, nil_reason, explanation, on_behalf
		FROM report WHERE unit_id IN (SELECT value FROM json_each(?1)) AND period = ?2`, l.period.String())
}

func (l *loader) cells(ctx context.Context) error {
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var value sql.NullString
		var na bool
		var at int64
		var c report.Cell
		if err := rows.Scan(&unit, &key, &value, &na, &c.Note, &c.Version, &at, &c.By, &c.OnBehalf, &c.Settled); err != nil {
			return err
		}
		if c.Settled {
			c.By, c.OnBehalf = "", false // nobody typed it
		}
		c.At = time.UnixMilli(at)
		c.Value = l.value(unit, key, value, na)
		l.sits[unit].Cells[key] = c
		return nil
	}, `SELECT r.unit_id, c.key, c.value, c.na, c.note, c.version, c.at, a.name, c.on_behalf, c.settled > 0
		FROM report r JOIN cell c ON c.report_id = r.id JOIN account a ON a.id = c.by_id
		WHERE r.unit_id IN (SELECT value FROM json_each(?1)) AND r.period = ?2`, l.period.String())
}

// value reads a stored value by the type that the form now gives its key; a
// number under a key that became words stays words.
func (l *loader) value(unit, key string, value sql.NullString, na bool) report.Value {
	if na {
		return report.NA
	}
	if !value.Valid {
		return report.Value{}
	}
	form := l.plan.FormOf(l.sits[unit].Unit.Kind)
	if form != nil {
		if line, ok := form.Find(key); ok && line.Indicator.Number() {
			if n, err := decimal.NewFromString(value.String); err == nil {
				return report.Number(n)
			}
		}
	}
	return report.Text(value.String)
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
