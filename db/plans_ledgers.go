package db

import (
	"context"
	"slices"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// newestRow is the last period, from one on, in which a row of a ledger counts
// for one of some units; empty where none does.
const newestRow = `SELECT COALESCE(max(period), '') FROM (
	SELECT max(r.period) AS period FROM json_each(?) u CROSS JOIN ledger_row r ON r.unit_id = u.value AND r.ledger = ? AND r.period >= ?
	UNION ALL SELECT max(p.period) FROM json_each(?) u CROSS JOIN ledger_partner p ON p.unit_id = u.value AND p.ledger = ? AND p.period >= ?)`

// keepSums refuses a plan that would sum rows otherwise than they are summed:
// the sums of a ledger are made as each row comes, and a plan that changes what
// a row adds, or the kind of the unit that noted it, begins with a period that
// has none. The batch makes sure that none comes in between.
func (d *Desk) keepSums(ctx context.Context, v *visit, b *batch, next *plan.Plan, from report.Period) error {
	var plans []*plan.Plan
	for p, year := from, plan.DateOf(v.now).Year; p.Year <= max(year, from.Year); p = v.town.schedule.Next(p) {
		if pl := v.town.schedule.PlanFor(p); !slices.Contains(plans, pl) {
			plans = append(plans, pl)
		}
	}
	seen := map[string]bool{}
	for _, old := range plans {
		for i := range old.Ledgers {
			l := &old.Ledgers[i]
			units := []string{}
			for _, u := range v.town.units {
				to, stays := next.Unit(u.code)
				if !old.SumsAs(next, l.ID) || stays && to.Kind != u.kind {
					units = append(units, u.id)
				}
			}
			if len(units) == 0 || seen[l.ID] {
				continue
			}
			seen[l.ID] = true
			args := []any{jsonOf(units), l.ID, from.String(), jsonOf(units), l.ID, from.String()}
			var last string
			if err := d.store.read.QueryRowContext(ctx, newestRow, args...).Scan(&last); err != nil {
				return mapError(err)
			}
			b.expect("", newestRow, args...)
			if last == "" {
				continue
			}
			p, err := report.ParsePeriod(last)
			if err != nil {
				return err
			}
			return report.Errorf(report.CodeState, "%s在 %s 或以后已经记了账, 这份方案改了它的栏目、汇总或记账单位, 已记的数会对不上. 请从 %s 起改.",
				l.Name, from.Name(), v.town.schedule.Next(p).Name())
		}
	}
	return nil
}
