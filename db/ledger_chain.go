package db

import (
	"context"
	"database/sql"

	"fanzha/db/ledger"
)

// Chain lists a row with all that was corrected in it and all that corrects it,
// oldest first. The row is named by its id or its number.
func (d *Desk) Chain(ctx context.Context, row string) ([]ledger.Row, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	r, err := d.store.findRow(ctx, v, row)
	if err != nil {
		return nil, err
	}
	u := v.town.byID[r.unitID]
	if pl := v.town.schedule.PlanFor(v.town.schedule.Of(r.Day)); !v.reads(v.town, pl, u) {
		return nil, forbidden("%s 的台账你不能查看.", u.name)
	}
	var chain []ledger.Row
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		r, err := d.store.scanRow(rows, v)
		chain = append(chain, r.Row)
		return err
	}, `SELECT `+rowColumns+`, r.period, 0 FROM ledger_row r JOIN account a ON a.id = r.by_id WHERE r.root = ? ORDER BY r.seq`, r.root)
	return chain, err
}
