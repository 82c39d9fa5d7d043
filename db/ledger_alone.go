package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// alone finds what partners count of joint events that their organisers do not:
// the organiser never filed the month, or typed another figure than its ledger
// says. In the township's total such an event still counts once.
func (s *Store) alone(ctx context.Context, v *visit, p report.Period, units []*unit) (report.Alone, error) {
	l := s.loading(v.town, p, plan.Date{}, units, v.now)
	if len(l.plan.Ledgers) == 0 {
		return nil, nil
	}
	if err := l.reports(ctx); err != nil {
		return nil, err
	}
	if err := l.before(ctx); err != nil {
		return nil, err
	}
	keys := map[string]bool{}
	for i := range l.plan.Ledgers {
		for _, feed := range l.plan.Ledgers[i].Feeds {
			if feed.Shared {
				keys[feed.Key] = true
			}
		}
	}
	var spots, never []spot
	for id := range l.sits {
		for _, p := range l.town.schedule.Year(l.period.Year) {
			for key := range keys {
				switch at := (spot{id, p, key}); {
				case l.period.Before(p):
				case l.never[spot{unit: id, period: p}]:
					never = append(never, at)
				default:
					spots = append(spots, at)
				}
			}
		}
	}
	short, err := l.overtyped(ctx, spots)
	if err != nil {
		return nil, err
	}
	stakes, err := l.doubtful(ctx, append(never, slices.Collect(maps.Keys(short))...), short)
	alone := report.Alone{}
	for _, parts := range stakes {
		l.leave(parts, alone)
	}
	return alone, err
}

// stake is what a unit counts of a joint event in a period.
type stake struct {
	spot
	organiser string
	counted   decimal.Decimal
}

// doubtful reads the joint events that stand in some lines, with what each of
// their units counts of them this year up to the period.
func (l *loader) doubtful(ctx context.Context, spots []spot, short map[spot]map[string]int64) (map[[2]string][]stake, error) {
	if len(spots) == 0 {
		return nil, nil
	}
	list := [][3]string{}
	for _, at := range spots {
		list = append(list, [3]string{at.unit, at.period.String(), at.key})
	}
	js, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	events := map[[2]string][]stake{} // by the chain and the line
	err = l.Store.each(ctx, func(rows *sql.Rows) error {
		var k stake
		var root, period string
		var n int64
		if err := rows.Scan(&root, &k.unit, &period, &k.key, &n, &k.organiser); err != nil {
			return err
		}
		if err := k.period.UnmarshalText([]byte(period)); err != nil {
			return err
		}
		if by, ok := short[k.spot]; ok {
			n = by[root]
		}
		if k.counted = unscaled(n); !l.never[spot{unit: k.unit, period: k.period}] {
			events[[2]string{root, k.key}] = append(events[[2]string{root, k.key}], k)
		}
		return nil
	}, `SELECT g.root, g.unit_id, g.period, g.key, g.scaled, r.unit_id
		FROM (SELECT DISTINCT g.root, g.key FROM json_each(?1) j CROSS JOIN ledger_part g
				ON g.unit_id = j.value->>0 AND g.period = j.value->>1 AND g.key = j.value->>2 AND g.scaled <> 0) e
			CROSS JOIN ledger_row r ON r.id = e.root CROSS JOIN ledger_part g ON g.root = e.root AND g.key = e.key
		WHERE g.period >= ?2 AND g.period <= ?3
			AND EXISTS (SELECT 1 FROM ledger_part o WHERE o.root = e.root AND o.key = e.key AND o.unit_id <> r.unit_id)
		ORDER BY g.unit_id, g.period DESC`,
		string(js), report.Period{Year: l.period.Year}.First().String(), l.period.String())
	return events, err
}

// leave leaves a joint event to the partner that counts most of it, as far as
// its organiser does not count it.
func (l *loader) leave(parts []stake, alone report.Alone) {
	sums := map[string]decimal.Decimal{}
	most := ""
	for _, k := range parts {
		sums[k.unit] = sums[k.unit].Add(k.counted)
	}
	for _, k := range parts {
		if k.unit != k.organiser && l.sits[k.unit] != nil && (most == "" || sums[k.unit].GreaterThan(sums[most])) {
			most = k.unit
		}
	}
	organiser := parts[0].organiser
	if most == "" || l.sits[organiser] == nil {
		return
	}
	left := sums[most].Sub(decimal.Max(decimal.Zero, sums[organiser]))
	for _, k := range parts {
		if n := decimal.Min(left, k.counted); k.unit == most && n.IsPositive() {
			at := [2]string{most, k.key}
			sum := alone[at]
			if k.period == l.period {
				sum.Month = sum.Month.Add(n)
			} else {
				sum.Before = sum.Before.Add(n)
			}
			alone[at], left = sum, left.Sub(n)
		}
	}
}
