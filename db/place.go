package db

import (
	"context"
	"database/sql"

	"fanzha/db/report"
)

// Resume tells where the person last was in a report, and what they had typed
// there that could not be saved.
func (d *Desk) Resume(ctx context.Context, who string, p report.Period) (report.Place, error) {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return report.Place{}, err
	}
	return d.place(ctx, v, s, u)
}

// place is where the person of a visit last was in a report that they have open.
func (d *Desk) place(ctx context.Context, v *visit, s *report.Sheet, u *unit) (report.Place, error) {
	period := s.Report.Period.String()
	var at report.Place
	err := d.store.read.QueryRowContext(ctx, `SELECT key FROM place WHERE account_id = ? AND unit_id = ? AND period = ?`,
		v.Account, u.id, period).Scan(&at.Key)
	if err != nil && !noRows(err) {
		return at, mapError(err)
	}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var k report.Kept
		var millis int64
		if err := rows.Scan(&k.Key, &k.Note, &k.Text, &k.Version, &millis); err != nil {
			return err
		}
		k.At = moment(millis)
		if _, ok := s.Form.Find(k.Key); ok { // the form may have changed since
			at.Kept = append(at.Kept, k)
		}
		return nil
	}, `SELECT key, note, text, version, at FROM kept WHERE account_id = ? AND unit_id = ? AND period = ?
		ORDER BY at, key, note`, v.Account, u.id, period)
	return at, err
}

// Unsaved are findings about what the person has typed into a report and is still
// to see to; none where the report takes nothing from them.
func (d *Desk) Unsaved(ctx context.Context, who string, p report.Period) ([]report.Finding, error) {
	v, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return nil, err
	}
	if any, err := d.store.keeps(ctx, v, u, p); err != nil || !any {
		return nil, err
	}
	v, s, u, _, err := d.open(ctx, who, p)
	if report.Refused(err, report.CodeForbidden) || report.Refused(err, report.CodeNotFound) {
		return nil, nil
	}
	if err != nil || s.Report.CanSave(s.Schedule, s.Now) != nil {
		return nil, err
	}
	at, err := d.place(ctx, v, s, u)
	return s.Unsaved(at.Kept), err
}

// Leave remembers where the person is in a report and what could not be saved.
// What was kept before stays, since another session of the same account may
// have left it; only the same line's is replaced. It is no change of the data
// and leaves no trace in the audit.
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
	for _, k := range at.Kept {
		b.do(`INSERT OR REPLACE INTO kept (account_id, unit_id, period, key, note, text, version, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			v.Account, u.id, period, k.Key, k.Note, report.CleanText(k.Text), max(k.Version, 0), v.now.UnixMilli())
	}
	return d.store.send(ctx, b)
}

// Discard forgets what the person had typed into a line, or into its remark,
// and could not save: they want it no more. Like Leave it is no change of the
// data.
func (d *Desk) Discard(ctx context.Context, who string, p report.Period, key string, note bool) error {
	v, s, u, _, err := d.open(ctx, who, p)
	if err != nil {
		return err
	}
	b := &batch{}
	b.forget(v, u, s.Report.Period, key, note)
	return d.store.send(ctx, b)
}

// forget drops what the person had kept of a line or of its remark.
func (b *batch) forget(v *visit, u *unit, p report.Period, key string, note bool) {
	b.do(`DELETE FROM kept WHERE account_id = ? AND unit_id = ? AND period = ? AND key = ? AND note = ?`,
		v.Account, u.id, p.String(), key, note)
}

// forget drops what the person had kept of the lines that are saved now.
func (s *saving) forget(b *batch) {
	for _, e := range s.agreed {
		if e.Over == nil {
			b.forget(s.visit, s.unit, s.sheet.Report.Period, e.Key, false)
		}
		if e.Note != nil {
			b.forget(s.visit, s.unit, s.sheet.Report.Period, e.Key, true)
		}
	}
}

// forgetAll is forget for a Save that had nothing to write: what was typed stood
// there already. It writes only where something was kept.
func (s *saving) forgetAll(ctx context.Context, store *Store) error {
	if len(s.agreed) == 0 {
		return nil
	}
	if any, err := store.keeps(ctx, s.visit, s.unit, s.sheet.Report.Period); err != nil || !any {
		return err
	}
	b := &batch{}
	s.forget(b)
	return store.send(ctx, b)
}

// keeps says that something is kept of what the person typed into a report.
func (s *Store) keeps(ctx context.Context, v *visit, u *unit, p report.Period) (any bool, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM kept WHERE account_id = ? AND unit_id = ? AND period = ?)`,
		v.Account, u.id, p.String()).Scan(&any)
	return any, mapError(err)
}
