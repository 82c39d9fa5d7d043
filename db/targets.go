package db

import (
	"context"
	"database/sql"
	"slices"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Targets tells how the hard targets stand for a period: of every unit for
// who reads them all, else of the person's own. The zero period is the current
// one.
func (d *Desk) Targets(ctx context.Context, p report.Period) (*report.Targets, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if p.IsZero() {
		p = v.town.schedule.Current(v.now)
	}
	if err := v.counts(p); err != nil {
		return nil, err
	}
	_, last := v.town.schedule.Window(p)
	all, err := d.targets(ctx, v, p, last)
	if today := plan.DateOf(v.now); err == nil && today.Before(last) {
		all.Day = today // while the period runs no figure is of a day that has not come
	}
	return all, err
}

// TargetsOn is Targets as of a day: the registers as they stood, and of the
// period that counts the day what the ledgers say up to it. Without a ledger it
// is the figure of the whole period.
func (d *Desk) TargetsOn(ctx context.Context, day plan.Date) (*report.Targets, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if today := plan.DateOf(v.now); today.Before(day) {
		return nil, report.Errorf(report.CodeInvalid, "%s 还没有到, 今天是 %s.", day, today)
	}
	p := v.town.schedule.Of(day)
	if err := v.counts(p); err != nil {
		return nil, err
	}
	return d.targets(ctx, v, p, day)
}

func (d *Desk) targets(ctx context.Context, v *visit, p report.Period, day plan.Date) (*report.Targets, error) {
	units := v.active(p)
	if !v.readsAll(v.town) {
		own, err := v.own()
		if err != nil {
			return nil, err
		}
		units = slices.DeleteFunc(units, func(u *unit) bool { return u != own })
	}
	sheets, err := d.store.countedOn(ctx, v, p, day, units)
	if err != nil {
		return nil, err
	}
	var before [][]*report.Sheet
	for _, q := range v.town.schedule.Year(p.Year) {
		if !q.Before(p) {
			break
		}
		then, err := d.store.counted(ctx, v, q, slices.DeleteFunc(v.active(q), func(u *unit) bool { return !slices.Contains(units, u) }))
		if err != nil {
			return nil, err
		}
		before = append(before, then)
	}
	return report.StandTargets(p, day, v.town.schedule.PlanFor(p), sheets, before), nil
}

// countedOn are the forms of units as the township counts them, as of a day of
// the period.
func (s *Store) countedOn(ctx context.Context, v *visit, p report.Period, day plan.Date, units []*unit) ([]*report.Sheet, error) {
	if _, last := v.town.schedule.Window(p); !day.Before(last) {
		return s.counted(ctx, v, p, units)
	}
	sheets, err := s.sheetsOn(ctx, v, p, day, units)
	for i := range sheets {
		if err == nil {
			sheets[i], err = sheets[i].Counted()
		}
	}
	return sheets, err
}

// upTo cuts what ledgers say of the period at the day as of which it is read.
// A figure that the unit reported otherwise than its ledger stays whole: no
// row tells its days apart.
func (l *loader) upTo(ctx context.Context) error {
	_, last := l.town.schedule.Window(l.period)
	if l.on.IsZero() || !l.on.Before(last) {
		return nil
	}
	return l.each(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var whole, cut int64
		if err := rows.Scan(&unit, &key, &whole, &cut); err != nil {
			return err
		}
		sit := l.sits[unit]
		if typed := sit.Cells[key].Value; !typed.Blank() && !typed.Equal(report.Number(unscaled(whole))) {
			return nil
		}
		delete(sit.Cells, key)
		if sit.Fed == nil {
			sit.Fed = map[string]report.Fed{}
		}
		sit.Fed[key] = report.Fed{Value: report.Number(unscaled(cut)), Source: plan.SourceLedger}
		return nil
	}, `SELECT unit_id, key, sum(scaled), sum(CASE WHEN day <= ?3 THEN scaled ELSE 0 END) FROM ledger_day
		WHERE unit_id IN (SELECT value FROM json_each(?1)) AND period = ?2 AND key NOT LIKE '#%' GROUP BY unit_id, key`,
		l.period.String(), l.on.String())
}
