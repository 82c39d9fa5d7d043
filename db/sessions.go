package db

import (
	"context"
	"database/sql"

	"fanzha/db/account"
	"fanzha/db/report"
)

// Seat is a desk in one session of its person.
type Seat struct {
	*Desk
	Session, Account string // ids
}

// Seat names a session that is about to begin. Its desk knows the session that
// it is asked from.
func (s *Store) Seat(d *Desk) Seat {
	desk := *d
	desk.session = newID(s.now())
	return Seat{&desk, desk.session, d.actor.Account}
}

// maxClient bounds what is kept of a client's version line, in characters.
const maxClient = 64

// Began records that a session has begun; client is the client's version line.
// Who is in is no change of the data: no other session is woken for it.
func (s *Store) Began(ctx context.Context, seat Seat, client string) error {
	name := []rune(report.Clean(client))
	return s.mark(ctx, `INSERT INTO session (id, account_id, origin, client, began) VALUES (?, ?, ?, ?, ?)`,
		seat.Session, seat.Account, seat.actor.Origin, string(name[:min(len(name), maxClient)]), s.now().UnixMilli())
}

// Ended records that a session is over.
func (s *Store) Ended(ctx context.Context, session string) error {
	return s.mark(ctx, `UPDATE session SET ended = ? WHERE id = ? AND ended IS NULL`, s.now().UnixMilli(), session)
}

// EndStale ends the sessions over ssh that a server before this one left open
// when it died.
func (s *Store) EndStale(ctx context.Context) error {
	return s.mark(ctx, `UPDATE session SET ended = ? WHERE ended IS NULL AND origin <> ?`, s.now().UnixMilli(), OriginMachine)
}

// mark writes to the list of sessions.
func (s *Store) mark(ctx context.Context, query string, args ...any) error {
	_, err := s.write.ExecContext(ctx, query, args...)
	return mapError(err)
}

// Why a session has to end.
var (
	ErrExpelled = report.Errorf(report.CodeForbidden, "这个账号在别处选了退出其他登录, 这里已退出. 填过的都还在. 不是本人操作的, 请登录后改密码.")
	ErrRemoved  = report.Errorf(report.CodeForbidden, "平安办让这个账号退出登录, 这里已退出. 填过的都还在. 密码没有变, 可以再登录; 有疑问请联系平安办.")
	ErrReset    = report.Errorf(report.CodeForbidden, "这个账号的密码刚由平安办重置, 这里已退出. 填过的都还在. 请用新的首次密码登录.")
	ErrDisabled = report.Errorf(report.CodeForbidden, "这个账号刚由平安办停用, 这里已退出. 有疑问请联系平安办.")
)

// Ousting says that a session of an account has to end, or all of them, and why
// in a sentence. In any case the account's connections that hold no session
// which stays have to log in again; hence there is one that names no session
// where only commands can be meant.
type Ousting struct {
	Session, Account string
	All              bool
	Why              error
}

// Oustings reads from the audit which sessions have to end since an entry of
// it, and the newest entry that was looked at; before the first look, -1 only
// asks for that.
func (s *Store) Oustings(ctx context.Context, since int64) ([]Ousting, int64, error) {
	newest := int64(0)
	if err := s.read.QueryRowContext(ctx, `SELECT COALESCE(max(seq), 0) FROM change`).Scan(&newest); err != nil {
		return nil, since, mapError(err)
	}
	if since < 0 {
		return nil, newest, nil
	}
	why := map[verb]error{verbExpel: ErrExpelled, verbReset: ErrReset, verbDisable: ErrDisabled}
	var outs []Ousting
	err := s.each(ctx, func(rows *sql.Rows) error {
		var o Ousting
		var by verb
		var session sql.NullString
		var own bool
		if err := rows.Scan(&by.name, &o.Account, &session, &own); err != nil {
			return err
		}
		o.Session, o.All, o.Why = session.String, by != verbExpel, why[by]
		if by == verbExpel && !own {
			o.Why = ErrRemoved
		}
		outs = append(outs, o)
		return nil
	}, `SELECT c.verb, a.id, s.id, COALESCE(c.actor_id, '') = a.id FROM change c JOIN account a ON a.login = c.reason
		LEFT JOIN session s ON c.verb = ? AND s.account_id = a.id AND s.ended IS NULL AND s.expelled = 1
		WHERE c.seq > ? AND c.seq <= ? AND c.verb IN (?, ?, ?) ORDER BY c.seq`,
		verbExpel.name, since, newest, verbExpel.name, verbReset.name, verbDisable.name)
	if err != nil {
		return nil, since, err
	}
	return outs, newest, nil
}

// maxSessions bounds a listing of sessions.
const maxSessions = 50

// Sessions lists the newest sessions of a login, the own one if empty. One that
// was asked to end is over, even if the server that holds it has not closed it
// yet.
func (d *Desk) Sessions(ctx context.Context, login string) ([]account.Session, error) {
	_, a, err := d.keyholder(ctx, login)
	if err != nil {
		return nil, err
	}
	return d.sessions(ctx, `WHERE s.account_id = ? ORDER BY s.began DESC, s.id DESC LIMIT ?`, a.id, maxSessions)
}

// Present lists who is in now, without those that were asked to leave.
func (d *Desk) Present(ctx context.Context) ([]account.Session, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.administers(); err != nil {
		return nil, err
	}
	return d.sessions(ctx, `WHERE s.ended IS NULL AND s.expelled = 0 AND s.account_id IN (SELECT g.account_id FROM account_grant g
		JOIN unit u ON u.id = g.unit_id WHERE u.root_id = ?) ORDER BY s.began DESC LIMIT ?`, d.root, maxSessions)
}

func (d *Desk) sessions(ctx context.Context, where string, args ...any) ([]account.Session, error) {
	all, now := []account.Session{}, d.store.now()
	err := d.store.each(ctx, func(rows *sql.Rows) error {
		var s account.Session
		var began int64
		var ended sql.NullInt64
		var expelled bool
		if err := rows.Scan(&s.ID, &s.Login, &s.Name, &s.Origin, &s.Client, &began, &ended, &expelled); err != nil {
			return err
		}
		s.Began, s.Here = moment(began), s.ID == d.session
		if ended.Valid {
			at := moment(ended.Int64)
			s.Ended = &at
		} else if expelled {
			s.Ended = &now
		}
		all = append(all, s)
		return nil
	}, `SELECT s.id, a.login, a.name, s.origin, s.client, s.began, s.ended, s.expelled FROM session s JOIN account a ON a.id = s.account_id `+where, args...)
	return all, err
}

// Expel asks that a login's other open sessions end; the server that holds
// them does so at once. The session that it is asked from stays, and keep, if
// one is named.
func (d *Desk) Expel(ctx context.Context, login, keep string) error {
	v, a, err := d.keyholder(ctx, login)
	if err != nil {
		return err
	}
	b := &batch{}
	b.do(`UPDATE session SET expelled = 1 WHERE account_id = ? AND ended IS NULL AND id NOT IN (?, ?)`, a.id, keep, d.session)
	b.record(change{at: v.now, actor: v.Actor, verb: verbExpel, reason: a.login})
	return d.store.send(ctx, b)
}
