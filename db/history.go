package db

import (
	"context"
	"database/sql"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// History lists what happened to a report, newest first, value by value.
func (d *Desk) History(ctx context.Context, who string, p report.Period) ([]report.Event, error) {
	v, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return nil, err
	}
	return d.store.eventsOf(ctx, v, `WHERE c.unit_id = ? AND c.period = ?`, u.id, p.String())
}

// reading finds a report that the person may read.
func (d *Desk) reading(ctx context.Context, who string, p report.Period) (*visit, *unit, report.Period, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, p, err
	}
	u, p, pl, err := v.at(who, p)
	if err != nil {
		return nil, nil, p, err
	}
	if err := v.sees(ctx, d.store, v.town, pl, u); err != nil {
		return nil, nil, p, err
	}
	return v, u, p, nil
}

// eventsOf reads entries of the audit with their values, newest first.
func (s *Store) eventsOf(ctx context.Context, v *visit, where string, args ...any) ([]report.Event, error) {
	all := []report.Event{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var e report.Event
		var at int64
		var unit, period string
		var key, before, after sql.NullString
		if err := rows.Scan(&e.Seq, &at, &e.By, &e.Origin, &e.Verb, &unit, &period, &e.Reason, &key, &before, &after); err != nil {
			return err
		}
		if n := len(all); n == 0 || all[n-1].Seq != e.Seq {
			e.At = moment(at)
			if u := v.town.byID[unit]; u != nil {
				e.Unit = report.UnitRef{Unit: u.code, Name: u.name}
			}
			var err error
			if e.Period, err = report.ParsePeriod(period); err != nil {
				return err
			}
			all = append(all, e)
		}
		if key.Valid {
			last := &all[len(all)-1]
			last.Values = append(last.Values, report.ValueChange{Key: key.String, Old: before.String, New: after.String})
		}
		return nil
	}, `SELECT c.seq, c.at, COALESCE(a.name, ''), c.origin, c.verb, c.unit_id, c.period, c.reason, w.key, w.old, w.new
		FROM change c LEFT JOIN account a ON a.id = c.actor_id LEFT JOIN change_value w ON w.change_id = c.id `+where+`
		ORDER BY c.seq DESC, w.key`, args...)
	return all, err
}

// Series lists a line's values in the twelve periods before p, oldest first;
// periods before the folder's first are left out.
func (d *Desk) Series(ctx context.Context, who string, p report.Period, key string) ([]report.Point, error) {
	v, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return nil, err
	}
	form := v.town.schedule.PlanFor(p).FormOf(u.kind)
	if form == nil {
		return nil, report.Errorf(report.CodeNotFound, "%s 在 %s 的方案里没有报表.", u.name, p.Name())
	}
	line, ok := form.Find(key)
	if !ok {
		return nil, unknownKey(form, key)
	}
	var points []report.Point
	at := map[string]int{}
	for q := v.town.schedule.Prev(p); len(points) < 12 && !q.Before(v.town.schedule.First); q = v.town.schedule.Prev(q) {
		points = append([]report.Point{{Period: q}}, points...)
	}
	for i, pt := range points {
		at[pt.Period.String()] = i
	}
	if len(points) == 0 {
		return points, nil
	}
	count, err := d.store.counting(ctx, v, u, line, points[0].Period, p)
	if err != nil {
		return nil, err
	}
	l := &loader{Store: d.store, plan: v.town.schedule.PlanFor(p), sits: map[string]*report.Situation{u.id: {}}}
	if pu, ok := l.plan.Unit(u.code); ok {
		l.sits[u.id].Unit = *pu
	}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var period string
		var value sql.NullString
		var na bool
		if err := rows.Scan(&period, &value, &na); err != nil {
			return err
		}
		if i, ok := at[period]; ok && count(points[i].Period) {
			points[i].Value = l.value(u.id, line.Key, value, na)
		}
		return nil
	}, `SELECT r.period, c.value, c.na FROM report r JOIN cell c ON c.report_id = r.id
		WHERE r.unit_id = ? AND r.period >= ? AND r.period < ? AND c.key = ?`, u.id, points[0].Period.String(), p.String(), line.Key)
	if err != nil {
		return nil, err
	}
	return points, d.store.ledgerSeries(ctx, u, line.Key, points, count)
}

// counting tells in which periods between two a unit's figures of a line count:
// not in those that it never filed, but for what the office keeps.
func (s *Store) counting(ctx context.Context, v *visit, u *unit, l *plan.Line, from, to report.Period) (func(report.Period) bool, error) {
	stored, err := s.reportsBetween(ctx, u, from, to)
	return func(p report.Period) bool {
		r := stored[p]
		r.Period = p
		return l.Indicator.By != "" || !r.NeverFiled(v.town.schedule, v.now)
	}, err
}
