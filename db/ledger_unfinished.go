package db

import (
	"context"
	"database/sql"
	"encoding/json"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// maxUnfinished bounds what is kept of one row, in bytes.
const maxUnfinished = 1 << 16

// Unfinished lists the rows of a unit's ledger that the person has begun and
// not noted. One that corrects a row names the newest of that row's chain.
func (d *Desk) Unfinished(ctx context.Context, who, id string) ([]ledger.Unfinished, error) {
	s, l, err := d.scratch(ctx, who, id)
	if err != nil {
		return nil, err
	}
	all := []ledger.Unfinished{}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var u ledger.Unfinished
		var entry string
		var at int64
		if err := rows.Scan(&u.Row, &entry, &at); err != nil {
			return err
		}
		u.At = moment(at)
		err := json.Unmarshal([]byte(entry), &u.Entry)
		u.Kept = true
		all = append(all, u)
		return err
	}, `SELECT COALESCE((SELECT r.id FROM ledger_row r WHERE r.root = w.root ORDER BY r.seq DESC LIMIT 1), ''), w.entry, w.at
		FROM ledger_unfinished w WHERE w.account_id = ? AND w.unit_id = ? AND w.ledger = ? ORDER BY w.at`,
		s.Account, s.unit.id, l.ID)
	return all, err
}

// KeepUnfinished keeps a row that the person has begun, in place of what was
// kept of it before. Noting it with Kept forgets it.
func (d *Desk) KeepUnfinished(ctx context.Context, who, id string, u ledger.Unfinished) error {
	s, l, err := d.scratch(ctx, who, id)
	if err != nil {
		return err
	}
	for key, text := range u.Typed {
		u.Typed[key] = report.CleanText(text)
	}
	u.Day, u.Reason = report.Clean(u.Day), report.Clean(u.Reason)
	entry, err := json.Marshal(u.Entry)
	if err != nil {
		return err
	}
	if len(entry) > maxUnfinished {
		return report.Errorf(report.CodeInvalid, "这一笔写得太长, 记不下来. 请分几笔记.")
	}
	b := &batch{}
	b.do(`INSERT OR REPLACE INTO ledger_unfinished (account_id, unit_id, ledger, root, entry, at)
		VALUES (?, ?, ?, `+rootOf+`, ?, ?)`, s.Account, s.unit.id, l.ID, u.Row, string(entry), s.now.UnixMilli())
	return d.store.send(ctx, b)
}

// DropUnfinished forgets a row that the person had begun; an empty row is the
// new one.
func (d *Desk) DropUnfinished(ctx context.Context, who, id, row string) error {
	s, l, err := d.scratch(ctx, who, id)
	if err != nil {
		return err
	}
	b := &batch{}
	b.finish(s, l.ID, row)
	return d.store.send(ctx, b)
}

// rootOf is the first row of the chain that a row is in; ” of no row.
const rootOf = `COALESCE((SELECT root FROM ledger_row WHERE id = ?), '')`

// finish drops what the person had kept of a row.
func (b *batch) finish(s *shelf, id, row string) {
	b.do(`DELETE FROM ledger_unfinished WHERE account_id = ? AND unit_id = ? AND ledger = ? AND root = `+rootOf,
		s.Account, s.unit.id, id, row)
}

// scratch finds a ledger in which the person may note.
func (d *Desk) scratch(ctx context.Context, who, id string) (*shelf, *plan.Ledger, error) {
	s, err := d.shelf(ctx, who, report.Period{})
	if err != nil {
		return nil, nil, err
	}
	if !s.writes {
		return nil, nil, forbidden("%s 的台账你不能记.", s.unit.name)
	}
	l, err := s.find(id)
	return s, l, err
}
