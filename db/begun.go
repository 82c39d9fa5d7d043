package db

import (
	"context"
	"database/sql"

	"fanzha/db/report"
)

// Begun lists in which ledgers and registers of a unit the person has begun
// something and not kept it, so that nobody has to remember what a dropped line
// cut off.
func (d *Desk) Begun(ctx context.Context, who string) ([]report.Begun, error) {
	v, u, _, err := d.reading(ctx, who, report.Period{})
	if err != nil {
		return nil, err
	}
	var all []report.Begun
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var b report.Begun
		err := rows.Scan(&b.Ledger, &b.Register, &b.Rows)
		all = append(all, b)
		return err
	}, `SELECT ledger, '', count(*) FROM ledger_unfinished WHERE account_id = ?1 AND unit_id = ?2 GROUP BY ledger
		UNION ALL SELECT '', register, count(*) FROM site_unfinished WHERE account_id = ?1 AND unit_id = ?2 GROUP BY register`,
		v.Account, u.id)
	return all, err
}
