package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// ledgerSum is what the rows of a unit add up to on a line.
type ledgerSum struct {
	value, shared decimal.Decimal
	at            time.Time // when it last changed
}

// ledgerSums reads the sums of one unit in a period, by key.
func (s *Store) ledgerSums(ctx context.Context, u *unit, p report.Period) (map[string]ledgerSum, error) {
	sums := map[string]ledgerSum{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var key string
		var n, shared, at int64
		if err := rows.Scan(&key, &n, &shared, &at); err != nil {
			return err
		}
		sums[key] = ledgerSum{unscaled(n), unscaled(shared), time.UnixMilli(at)}
		return nil
	}, `SELECT key, scaled, shared, at FROM ledger_sum WHERE unit_id = ? AND period = ?`, u.id, p.String())
	return sums, err
}

// ledgers reads what the units' ledgers say: of the period itself, and of those
// earlier ones whose reports have not taken it over by being sent.
func (l *loader) ledgers(ctx context.Context) error {
	if len(l.plan.Ledgers) == 0 {
		return nil
	}
	if err := l.fedSums(ctx); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{l.sharedBefore, l.milestones, l.mends, l.modes, l.outside} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// unsent are the periods of a unit whose figures still come from its ledgers:
// this one, and the earlier ones that are in the unit's hands. Oldest come first.
// One that was never filed and is locked counts nowhere.
func (l *loader) unsent(id string) (all []report.Report) {
	for _, r := range l.past[id] {
		if !r.Out() && !l.never[spot{unit: id, period: r.Period}] {
			all = append(all, r)
		}
	}
	return append(all, report.Report{Period: l.period})
}

// fedSums reads the sums of these periods and puts them where they count: into
// Fed, and where no cell stands into what earlier periods have said.
func (l *loader) fedSums(ctx context.Context) error {
	type place struct {
		unit   string
		period report.Period
	}
	unsent, pairs := map[string][]report.Report{}, [][2]string{}
	for id := range l.sits {
		unsent[id] = l.unsent(id)
		for _, r := range unsent[id] {
			pairs = append(pairs, [2]string{id, r.Period.String()})
		}
	}
	js, err := json.Marshal(pairs)
	if err != nil {
		return err
	}
	read := map[place]map[string]ledgerSum{}
	typed := map[place]map[string]bool{}
	err = l.Store.each(ctx, func(rows *sql.Rows) error {
		var at place
		var period, key string
		var n, shared, millis int64
		var cell bool
		if err := rows.Scan(&at.unit, &period, &key, &n, &shared, &millis, &cell); err != nil {
			return err
		}
		if err := at.period.UnmarshalText([]byte(period)); err != nil {
			return err
		}
		if read[at] == nil {
			read[at], typed[at] = map[string]ledgerSum{}, map[string]bool{}
		}
		read[at][key] = ledgerSum{unscaled(n), unscaled(shared), time.UnixMilli(millis)}
		typed[at][key] = cell
		return nil
	}, `SELECT s.unit_id, s.period, s.key, s.scaled, s.shared, s.at,
			EXISTS (SELECT 1 FROM report r JOIN cell c ON c.report_id = r.id
				WHERE r.unit_id = s.unit_id AND r.period = s.period AND c.key = s.key AND (c.value IS NOT NULL OR c.na = 1))
		FROM json_each(?1) j CROSS JOIN ledger_sum s ON s.unit_id = j.value->>0 AND s.period = j.value->>1`, string(js))
	if err != nil {
		return err
	}
	for id, reports := range unsent {
		for _, r := range reports {
			at := place{id, r.Period}
			fed := l.fed(id, r.Period, read[at])
			if r.Period == l.period {
				l.sits[id].Fed = fed
				continue
			}
			l.feedBefore(id, r, fed, typed[at])
		}
	}
	return nil
}

// fed is what the sums of a period say of the lines of the form then. A line of
// which no row says anything stays blank, so that it is asked for.
func (l *loader) fed(id string, p report.Period, sums map[string]ledgerSum) map[string]report.Fed {
	fed := map[string]report.Fed{}
	if len(sums) == 0 {
		return fed
	}
	pl := l.town.schedule.PlanFor(p)
	form := pl.FormOf(l.sits[id].Unit.Kind)
	if form == nil {
		return fed
	}
	for _, line := range form.Lines {
		sum, known := sums[line.Key]
		known = known && !sum.value.IsZero()
		for _, k := range pl.FedBy(form.Kind, line) {
			known = known || says(k, line, sums)
		}
		if known && report.Typed(line) {
			fed[line.Key] = report.Fed{Value: report.Number(sum.value), Shared: sum.shared, At: sum.at, Source: plan.SourceLedger}
		}
	}
	return fed
}

// feedBefore lets what the ledgers say of an earlier period count there, where no
// cell of it stands above.
func (l *loader) feedBefore(id string, r report.Report, fed map[string]report.Fed, typed map[string]bool) {
	sit := l.sits[id]
	ago := -1
	for i, q := 0, l.town.schedule.Prev(l.period); i < len(sit.Past); i, q = i+1, l.town.schedule.Prev(q) {
		if q == r.Period {
			ago = i
		}
	}
	for key, f := range fed {
		if typed[key] {
			continue
		}
		n, _ := f.Value.Number()
		if r.Period.Year == l.period.Year {
			sit.Prior[key] = sit.Prior[key].Add(n)
			if r.Filed() {
				l.filed[id][key] = l.filed[id][key].Add(n)
			}
		}
		if ago >= 0 {
			sit.Past[ago][key] = f.Value
		}
	}
}

// mends marks the sums that put right what earlier periods have said: rows of
// days before this one's first count in them, or were taken off.
func (l *loader) mends(ctx context.Context) error {
	first, _ := l.town.schedule.Window(l.period)
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, key string
		if err := rows.Scan(&unit, &key); err != nil {
			return err
		}
		if fed, ok := l.sits[unit].Fed[key]; ok {
			fed.Mends = true
			l.sits[unit].Fed[key] = fed
		}
		return nil
	}, `SELECT DISTINCT unit_id, key FROM ledger_day
		WHERE unit_id IN (SELECT value FROM json_each(?1)) AND period = ?2 AND day < ?3 AND scaled <> 0`,
		l.period.String(), first.String())
}

// modes reads how the units count the ledgers that leave them a choice. A
// report that is out says what was chosen when it was sent.
func (l *loader) modes(ctx context.Context) error {
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, id string
		var listed bool
		var at int64
		if err := rows.Scan(&unit, &id, &listed, &at); err != nil {
			return err
		}
		sit := l.sits[unit]
		if sit.Report.Out() && time.UnixMilli(at).After(sit.Report.Submitted) {
			return nil
		}
		if sit.Modes == nil {
			sit.Modes = map[string]report.Mode{}
		}
		sit.Modes[id] = report.ModeCounted
		if listed {
			sit.Modes[id] = report.ModeListed
		}
		return nil
	}, `SELECT unit_id, ledger, listed, at FROM ledger_mode WHERE unit_id IN (SELECT value FROM json_each(?1))`)
}

// ledgerSeries gives the points that nothing was typed or sent for what the
// unit's ledgers say.
func (s *Store) ledgerSeries(ctx context.Context, u *unit, key string, points []report.Point, counts func(report.Period) bool) error {
	return s.each(ctx, func(rows *sql.Rows) error {
		var period string
		var n int64
		if err := rows.Scan(&period, &n); err != nil {
			return err
		}
		for i := range points {
			if pt := &points[i]; pt.Period.String() == period && pt.Value.Blank() && counts(pt.Period) {
				pt.Value = report.Number(unscaled(n))
			}
		}
		return nil
	}, `SELECT period, scaled FROM ledger_sum WHERE unit_id = ? AND period >= ? AND period <= ? AND key = ?`,
		u.id, points[0].Period.String(), points[len(points)-1].Period.String(), key)
}
