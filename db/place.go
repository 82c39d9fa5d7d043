package db

import (
	"context"
	"time"

	"fanzha/db/report"
)

// Place is the line at which the person last was in a report; empty if never.
func (d *Desk) Place(ctx context.Context, who string, p report.Period) (string, error) {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return "", err
	}
	var key string
	err = d.store.read.QueryRowContext(ctx, `SELECT key FROM place WHERE account_id = ? AND unit_id = ? AND period = ?`,
		v.Account, u.id, s.Report.Period.String()).Scan(&key)
	if noRows(err) {
		return "", nil
	}
	return key, mapError(err)
}

// Leave remembers at which line the person is, so that coming back lands
// there. It is no change of the data and leaves no trace in the audit.
func (d *Desk) Leave(ctx context.Context, who string, p report.Period, key string) error {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return err
	}
	if _, ok := s.Form.Find(key); !ok {
		return unknownKey(s.Form, key)
	}
	b := &batch{}
	b.do(`INSERT INTO place (account_id, unit_id, period, key, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (account_id, unit_id, period) DO UPDATE SET key = excluded.key, at = excluded.at`,
		v.Account, u.id, s.Report.Period.String(), key, v.now.UnixMilli())
	return d.store.send(ctx, b)
}

// Keep puts aside what could not be saved, for the person alone.
func (d *Desk) Keep(ctx context.Context, who string, p report.Period, key, text string) error {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return err
	}
	b := &batch{}
	b.do(`INSERT INTO kept (account_id, unit_id, period, key, text, at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (account_id, unit_id, period, key) DO UPDATE SET text = excluded.text, at = excluded.at`,
		v.Account, u.id, s.Report.Period.String(), key, report.CleanText(text), v.now.UnixMilli())
	return d.store.send(ctx, b)
}

// ListKept lists what was put aside for a report.
func (d *Desk) ListKept(ctx context.Context, who string, p report.Period) ([]report.Kept, error) {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return nil, err
	}
	rows, err := d.store.read.QueryContext(ctx, `SELECT key, text, at FROM kept WHERE account_id = ? AND unit_id = ? AND period = ? ORDER BY at`,
		v.Account, u.id, s.Report.Period.String())
	if err != nil {
		return nil, mapError(err)
	}
	defer func() { _ = rows.Close() }()
	var all []report.Kept
	for rows.Next() {
		var k report.Kept
		var at int64
		if err := rows.Scan(&k.Key, &k.Text, &at); err != nil {
			return nil, err
		}
		k.At = time.UnixMilli(at)
		all = append(all, k)
	}
	return all, mapError(rows.Err())
}

// DropKept forgets what was put aside for a line, once it was offered.
func (d *Desk) DropKept(ctx context.Context, who string, p report.Period, key string) error {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return err
	}
	b := &batch{}
	b.do(`DELETE FROM kept WHERE account_id = ? AND unit_id = ? AND period = ? AND key = ?`, v.Account, u.id, s.Report.Period.String(), key)
	return d.store.send(ctx, b)
}
