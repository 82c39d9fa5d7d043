package db

import (
	"context"
	"database/sql"
	"encoding/json"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// spot is one line of a unit's period among the sums.
type spot struct {
	unit   string // id
	period report.Period
	key    string
}

// overtyped finds, of some lines, those that do not count what their ledgers
// say, since a figure was typed over it or was sent in its place, and how much
// of each chain of rows they count. All others count every chain whole.
func (s *Store) overtyped(ctx context.Context, spots []spot) (map[spot]map[string]int64, error) {
	list := [][3]string{}
	for _, at := range spots {
		list = append(list, [3]string{at.unit, at.period.String(), at.key})
	}
	js, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	typed := map[spot]int64{}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var i int
		var sum, n int64
		err := rows.Scan(&i, &sum, &n)
		if sum < min(n, 0) || sum > max(n, 0) {
			typed[spots[i]] = n
		}
		return err
	}, `SELECT j.key, s.scaled, COALESCE(c.scaled, 0)
		FROM json_each(?) j CROSS JOIN ledger_sum s ON s.unit_id = j.value->>0 AND s.period = j.value->>1 AND s.key = j.value->>2
			JOIN report r ON r.unit_id = s.unit_id AND r.period = s.period
			LEFT JOIN cell c ON c.report_id = r.id AND c.key = s.key AND (c.value IS NOT NULL OR c.na = 1)
		WHERE COALESCE(c.settled, r.state NOT IN ('submitted', 'accepted')) = 0`, string(js))
	if err != nil {
		return nil, err
	}
	counted := map[spot]map[string]int64{}
	for at, n := range typed {
		stakes, err := s.stakes(ctx, at)
		if err != nil {
			return nil, err
		}
		counted[at] = ledger.Counted(n, stakes)
	}
	return counted, nil
}

// stakes are the parts of a sum, by the chains of rows that make it.
func (s *Store) stakes(ctx context.Context, at spot) ([]ledger.Stake, error) {
	var all []ledger.Stake
	err := s.each(ctx, func(rows *sql.Rows) error {
		var k ledger.Stake
		err := rows.Scan(&k.Root, &k.Amount, &k.Shared, &k.Joint)
		all = append(all, k)
		return err
	}, `SELECT g.root, g.scaled, g.unit_id <> r.unit_id,
			EXISTS (SELECT 1 FROM ledger_part o WHERE o.root = g.root AND o.key = g.key AND o.unit_id <> r.unit_id)
		FROM ledger_part g CROSS JOIN ledger_row r ON r.id = g.root
		WHERE g.unit_id = ? AND g.period = ? AND g.key = ? AND g.scaled <> 0`, at.unit, at.period.String(), at.key)
	return all, err
}
