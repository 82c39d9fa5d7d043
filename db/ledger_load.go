package db

import (
	"context"
	"database/sql"
	"time"

	"github.com/shopspring/decimal"

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
