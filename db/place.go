package db

import (
	"context"
	"database/sql"
	"time"

	"fanzha/db/report"
)

// Resume tells where the person last was in a report, and what they had typed
// there that could not be saved.
func (d *Desk) Resume(ctx context.Context, who string, p report.Period) (report.Place, error) {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return report.Place{}, err
	}
	period := s.Report.Period.String()
	var at report.Place
	err = d.store.read.QueryRowContext(ctx, `SELECT key FROM place WHERE account_id = ? AND unit_id = ? AND period = ?`,
		v.Account, u.id, period).Scan(&at.Key)
	if err != nil && !noRows(err) {
		return at, mapError(err)
	}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var k report.Kept
		var millis int64
		if err := rows.Scan(&k.Key, &k.Text, &millis); err != nil {
			return err
		}
		k.At = time.UnixMilli(millis)
		at.Kept = append(at.Kept, k)
		return nil
	}, `SELECT key, text, at FROM kept WHERE account_id = ? AND unit_id = ? AND period = ? ORDER BY at, key`, v.Account, u.id, period)
	return at, err
}

// Leave remembers where the person is in a report and what could not be saved,
// in place of what was remembered before. It is no change of the data and
// leaves no trace in the audit.
func (d *Desk) Leave(ctx context.Context, who string, p report.Period, at report.Place) error {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return err
	}
	if _, ok := s.Form.Find(at.Key); !ok {
		return unknownKey(s.Form, at.Key)
	}
	period := s.Report.Period.String()
	b := &batch{}
	b.do(`INSERT INTO place (account_id, unit_id, period, key, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (account_id, unit_id, period) DO UPDATE SET key = excluded.key, at = excluded.at`,
		v.Account, u.id, period, at.Key, v.now.UnixMilli())
	b.do(`DELETE FROM kept WHERE account_id = ? AND unit_id = ? AND period = ?`, v.Account, u.id, period)
	for _, k := range at.Kept {
		b.do(`INSERT OR REPLACE INTO kept (account_id, unit_id, period, key, text, at) VALUES (?, ?, ?, ?, ?, ?)`,
			v.Account, u.id, period, k.Key, report.CleanText(k.Text), v.now.UnixMilli())
	}
	return d.store.send(ctx, b)
}
