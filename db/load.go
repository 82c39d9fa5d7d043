package db

import (
	"context"
	"database/sql"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"
	"unique"

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

func unscaled(n int64) decimal.Decimal {
	if one := int64(math.Pow10(scale)); n%one == 0 {
		return whole(n / one)
	}
	return decimal.New(n, -scale)
}

// wholes are the figures that most cells hold. A decimal is never changed, so
// that all who have read the same one may share it.
var wholes = func() (all [1000]decimal.Decimal) {
	for n := range all {
		all[n] = decimal.New(int64(n), 0)
	}
	return all
}()

func whole(n int64) decimal.Decimal {
	if n >= 0 && n < int64(len(wholes)) {
		return wholes[n]
	}
	return decimal.New(n, 0)
}

// shared is the one copy of a text that many rows repeat: a line's key, a name.
func shared(text string) string { return unique.Make(text).Value() }

// figure reads a stored number.
func figure(text string) (decimal.Decimal, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return whole(n), nil
	}
	return decimal.NewFromString(text)
}

// loader reads what is needed to judge the reports of some units for a period.
type loader struct {
	*Store
	town   *township
	period report.Period
	plan   *plan.Plan
	now    time.Time
	on     plan.Date // the day as of which it is read; zero: the window's last
	sits   map[string]*report.Situation

	past  map[string][]report.Report            // by unit, of the periods before, oldest first, blank ones too
	filed map[string]map[string]decimal.Decimal // by unit, of what earlier periods add up to, what was filed
	never map[spot]bool                         // the units' periods that were never filed, of the line without a key

	units  []*unit         // whose forms are asked for
	oldest report.Period   // the first in which a value is looked for
	listed map[string]bool // the units whose registers say something that is asked for

	ids, own string // of all units, and of those whose forms are asked for, for json_each
}

// loading begins to read the forms of units for a period as of a day; the zero
// day is the window's last. Units that have nothing stored stay blank. Of those
// whose reports the forms read it takes along what others see of them.
func (s *Store) loading(t *township, p report.Period, on plan.Date, units []*unit, now time.Time) *loader {
	l := &loader{
		Store: s, town: t, period: p, plan: t.schedule.PlanFor(p), now: now, on: on,
		units: units,
		sits:  map[string]*report.Situation{}, past: map[string][]report.Report{}, filed: map[string]map[string]decimal.Decimal{},
		never: map[spot]bool{}, listed: map[string]bool{},
	}
	var ids, own []string
	read := readBy(l.plan, units)
	for _, u := range t.withRead(l.plan, units) {
		ids = append(ids, u.id)
		if slices.Contains(units, u) {
			own = append(own, u.id)
			l.listed[u.id] = true
		} else {
			l.listed[u.id] = slices.ContainsFunc(read, func(f plan.From) bool { return f.Kind == u.in(l.plan).Kind && l.plan.Lists(f) })
		}
		l.sits[u.id] = &report.Situation{
			Schedule: t.schedule, Unit: u.in(l.plan), On: on, Now: now,
			Report:  report.Report{Unit: u.id, Period: p, State: report.StateBlank},
			Cells:   map[string]report.Cell{},
			Prior:   map[string]decimal.Decimal{},
			Later:   map[string]report.Later{},
			Shared:  map[string]decimal.Decimal{},
			Fed:     map[string]report.Fed{},
			Carry:   map[string]report.Value{},
			Bases:   map[string]string{},
			Past:    []map[string]report.Value{{}, {}, {}},
			Foreign: map[string]report.Foreign{},
		}
		l.filed[u.id] = map[string]decimal.Decimal{}
	}
	l.ids, l.own = jsonOf(ids), jsonOf(own)
	return l
}

// situations reads all that is known of the reports.
func (l *loader) situations(ctx context.Context) error {
	for _, step := range []func(context.Context) error{l.reports, l.before, l.cells, l.prior, l.filedBefore, l.openings, l.later, l.earlier, l.bases, l.ledgers, l.registers, l.upTo} {
		if err := step(ctx); err != nil {
			return mapError(err)
		}
	}
	return nil
}

// list is a set as a JSON array, for json_each.
func list(set map[string]bool) string { return jsonOf(slices.Sorted(maps.Keys(set))) }

// each runs a query over the units and hands every row to scan.
func (l *loader) each(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	return l.Store.each(ctx, scan, query, append([]any{l.ids}, args...)...)
}

// eachOwn is each over the units whose forms are asked for.
func (l *loader) eachOwn(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	return l.Store.each(ctx, scan, query, append([]any{l.own}, args...)...)
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
		r, err := scanReport(rows)
		if err == nil {
			l.sits[r.Unit].Report = r
		}
		return err
	}, `SELECT `+reportColumns+` FROM report WHERE unit_id IN (SELECT value FROM json_each(?1)) AND period = ?2`, l.period.String())
}

func (l *loader) cells(ctx context.Context) error {
	var stored []report.Report
	ids, authors := []string{}, map[string]bool{}
	for _, sit := range l.sits {
		if sit.Report.ID != "" {
			stored, ids = append(stored, sit.Report), append(ids, sit.Report.ID)
		}
	}
	err := l.Store.each(ctx, func(rows *sql.Rows) error {
		var i int
		var key string
		var value, typed sql.NullString
		var na, typedNA bool
		var at int64
		var c report.Cell
		if err := rows.Scan(&i, &key, &value, &na, &c.Note, &c.Version, &at, &c.By, &c.OnBehalf, &c.Settled, &typed, &typedNA); err != nil {
			return err
		}
		if c.Settled {
			c.By, c.OnBehalf = "", false // nobody typed it
		}
		unit := stored[i].Unit
		c.At = moment(at)
		c.Value, c.Aside = l.value(unit, key, value, na), l.value(unit, key, typed, typedNA)
		c.By = shared(c.By)
		authors[c.By] = true
		l.sits[unit].Cells[shared(key)] = c
		return nil
	}, `SELECT j.key, c.key, c.value, c.na, c.note, c.version, c.at, c.by_id, c.on_behalf, c.settled > 0, c.typed, c.typed_na
		FROM json_each(?1) j CROSS JOIN cell c ON c.report_id = j.value`, jsonOf(ids))
	if err != nil {
		return err
	}
	names := map[string]string{}
	err = l.Store.each(ctx, func(rows *sql.Rows) error {
		var id, name string
		err := rows.Scan(&id, &name)
		names[id] = shared(name)
		return err
	}, `SELECT a.id, a.name FROM json_each(?1) j CROSS JOIN account a ON a.id = j.value`, list(authors))
	for _, sit := range l.sits {
		for key, c := range sit.Cells {
			c.By = names[c.By] // few people fill in many cells
			sit.Cells[key] = c
		}
	}
	return err
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
			if n, err := figure(value.String); err == nil {
				return report.Number(n)
			}
		}
	}
	return report.Text(value.String)
}
