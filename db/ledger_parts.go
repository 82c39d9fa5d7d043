package db

import (
	"context"
	"database/sql"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// RowsOf lists the rows that make a figure of a unit's form, newest first, with
// what each has to do with it: all amounts add up to the figure. A row that was
// corrected stands as it now is; another unit's as it was when it named the
// unit last. Of the query only the limit and Before count.
func (d *Desk) RowsOf(ctx context.Context, who string, p report.Period, key string, q ledger.Query) (*ledger.Parts, error) {
	s, err := d.shelf(ctx, who, p)
	if err != nil {
		return nil, err
	}
	line, ok := s.form.Find(key)
	if !ok {
		return nil, unknownKey(s.form, key)
	}
	key = line.Key
	if !line.Indicator.Milestone.IsZero() {
		key = line.Indicator.PartOf
	}
	if q.Limit <= 0 {
		q.Limit = ledger.DefaultLimit
	}
	parts := &ledger.Parts{List: []ledger.Part{}}
	var amount, shared int64
	err = d.store.read.QueryRowContext(ctx, `SELECT count(*), COALESCE(sum(scaled), 0), COALESCE(sum(shared), 0) FROM ledger_part
		WHERE unit_id = ? AND period = ? AND key = ? AND (scaled <> 0 OR shared <> 0)`, s.unit.id, s.period.String(), key).
		Scan(&parts.Rows, &amount, &shared)
	if err != nil {
		return nil, mapError(err)
	}
	parts.Amount, parts.Shared = report.Number(unscaled(amount)), report.Number(unscaled(shared))
	before, number := plan.Date{Year: 9999, Month: 12, Day: 31}, int64(0)
	if q.Before != nil {
		before, number = q.Before.Day, q.Before.Number
	}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var amount, shared int64
		r, err := d.store.scanRow(rows, s.visit, &amount, &shared)
		parts.List = append(parts.List, ledger.Part{Row: r.Row, Amount: report.Number(unscaled(amount)), Shared: report.Number(unscaled(shared))})
		return err
	}, `SELECT `+rowColumns+`, g.period, r.unit_id <> g.unit_id, g.scaled, g.shared
		FROM ledger_part g CROSS JOIN ledger_row f ON f.id = g.root
			CROSS JOIN ledger_row r ON r.seq = CASE f.unit_id WHEN g.unit_id
				THEN (SELECT c.seq FROM ledger_row c WHERE c.root = g.root ORDER BY c.seq DESC LIMIT 1)
				ELSE (SELECT max(c.seq) FROM ledger_row c CROSS JOIN ledger_partner p
					ON p.unit_id = g.unit_id AND p.ledger = c.ledger AND p.day = c.day AND p.row_seq = c.seq WHERE c.root = g.root) END
			JOIN account a ON a.id = r.by_id
		WHERE g.unit_id = ? AND g.period = ? AND g.key = ? AND (g.scaled <> 0 OR g.shared <> 0) AND (r.day, r.seq) < (?, ?)
		ORDER BY r.day DESC, r.seq DESC LIMIT ?`, s.unit.id, s.period.String(), key, before.String(), number, q.Limit+1)
	if err != nil {
		return nil, err
	}
	if parts.More = len(parts.List) > q.Limit; parts.More {
		parts.List = parts.List[:q.Limit]
	}
	return parts, nil
}
