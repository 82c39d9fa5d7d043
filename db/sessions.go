package db

import (
	"context"
	"database/sql"
	"time"

	"fanzha/db/account"
	"fanzha/db/report"
)

// Began records that an account came in, and returns the session's id.
func (s *Store) Began(ctx context.Context, a Actor, client string) (string, error) {
	now := s.now()
	id := newID(now)
	b := &batch{}
	b.do(`INSERT INTO session (id, account_id, origin, client, began) VALUES (?, ?, ?, ?, ?)`,
		id, a.Account, a.Origin, report.Clip(client), now.UnixMilli())
	return id, s.send(ctx, b)
}

// Ended records that a session is over.
func (s *Store) Ended(ctx context.Context, id string) error {
	b := &batch{}
	b.do(`UPDATE session SET ended = ? WHERE id = ? AND ended IS NULL`, s.now().UnixMilli(), id)
	return s.send(ctx, b)
}

// EndStale ends the sessions over ssh that a server before this one left open
// when it died.
func (s *Store) EndStale(ctx context.Context) error {
	b := &batch{}
	b.do(`UPDATE session SET ended = ? WHERE ended IS NULL AND origin <> ?`, s.now().UnixMilli(), OriginMachine)
	return s.send(ctx, b)
}

// Expelled lists the open sessions that somebody has asked to end.
func (s *Store) Expelled(ctx context.Context) ([]string, error) {
	var ids []string
	err := s.each(ctx, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT id FROM session WHERE ended IS NULL AND expelled = 1`)
	return ids, err
}

// maxSessions bounds a listing of sessions.
const maxSessions = 50

// Sessions lists the newest sessions of a login, the own one if empty.
func (d *Desk) Sessions(ctx context.Context, login string) ([]account.Session, error) {
	_, a, err := d.keyholder(ctx, login)
	if err != nil {
		return nil, err
	}
	return d.sessions(ctx, `WHERE s.account_id = ? ORDER BY s.began DESC, s.id DESC LIMIT ?`, a.id, maxSessions)
}

// Present lists who is in now.
func (d *Desk) Present(ctx context.Context) ([]account.Session, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.administers(); err != nil {
		return nil, err
	}
	return d.sessions(ctx, `WHERE s.ended IS NULL AND s.account_id IN (SELECT g.account_id FROM account_grant g
		JOIN unit u ON u.id = g.unit_id WHERE u.root_id = ?) ORDER BY s.began DESC LIMIT ?`, d.root, maxSessions)
}

func (d *Desk) sessions(ctx context.Context, where string, args ...any) ([]account.Session, error) {
	all := []account.Session{}
	err := d.store.each(ctx, func(rows *sql.Rows) error {
		var s account.Session
		var began int64
		var ended sql.NullInt64
		if err := rows.Scan(&s.ID, &s.Login, &s.Name, &s.Origin, &s.Client, &began, &ended); err != nil {
			return err
		}
		s.Began = time.UnixMilli(began)
		if ended.Valid {
			at := time.UnixMilli(ended.Int64)
			s.Ended = &at
		}
		all = append(all, s)
		return nil
	}, `SELECT s.id, a.login, a.name, s.origin, s.client, s.began, s.ended FROM session s JOIN account a ON a.id = s.account_id `+where, args...)
	return all, err
}

// Expel asks that a login's other open sessions end; the server that holds
// them does so at once. keep is the session that stays, or empty.
func (d *Desk) Expel(ctx context.Context, login, keep string) error {
	v, a, err := d.keyholder(ctx, login)
	if err != nil {
		return err
	}
	b := &batch{}
	b.do(`UPDATE session SET expelled = 1 WHERE account_id = ? AND ended IS NULL AND id <> ?`, a.id, keep)
	b.record(change{at: v.now, actor: v.Actor, verb: "expel", reason: a.login})
	return d.store.send(ctx, b)
}
