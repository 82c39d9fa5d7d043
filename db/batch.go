package db

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/oklog/ulid/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// statement is one piece of SQL with its arguments.
type statement struct {
	sql  string
	args []any
}

// batch is one atomic write: guards first, then what to do. It reads nothing
// back, so it can be sent as it is to a replicated SQLite.
type batch struct {
	guards     []statement
	statements []statement
}

// expect guards the batch: the query must yield want, as text, when the batch
// runs. The query yields one row with one column.
func (b *batch) expect(want, query string, args ...any) {
	b.guards = append(b.guards, statement{
		sql:  "INSERT INTO guard (want, got) SELECT ?, CAST((" + query + ") AS TEXT)",
		args: append([]any{want}, args...),
	})
}

// expectOpen guards that a report is still in its unit's hands.
func (b *batch) expectOpen(unitID string, p report.Period) {
	b.expect("open", `SELECT COALESCE((SELECT CASE WHEN state IN ('submitted', 'accepted') THEN state ELSE 'open' END
		FROM report WHERE unit_id = ? AND period = ?), 'open')`, unitID, p.String())
}

// renew makes a report newer whose figures a ledger or a register changes, so
// that nobody sends what an open screen does not show. One that nothing is
// stored of comes to be stored as blank: it too may be about to be sent.
func (b *batch) renew(now time.Time, unitID string, p report.Period, behalf bool) {
	b.do(`INSERT INTO report (id, unit_id, period, state, version, on_behalf) VALUES (?, ?, ?, 'blank', 1, ?)
		ON CONFLICT (unit_id, period) DO UPDATE SET version = version + 1, on_behalf = max(on_behalf, excluded.on_behalf)
		WHERE state NOT IN ('submitted', 'accepted')`, newID(now), unitID, p.String(), behalf)
}

func (b *batch) do(query string, args ...any) {
	b.statements = append(b.statements, statement{query, args})
}

// change is one entry of the audit.
type change struct {
	at     time.Time
	actor  Actor
	verb   verb
	unit   string // id, or empty
	period report.Period
	reason string
	values []valueChange
}

type valueChange struct{ key, old, new string }

// record appends the change to the audit. Every batch records exactly one.
func (b *batch) record(c change) {
	id := newID(c.at)
	b.do(`INSERT INTO change (id, at, actor_id, origin, verb, unit_id, period, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, c.at.UnixMilli(), null(c.actor.Account), c.actor.Origin, c.verb.name, null(c.unit), c.period.String(), c.reason)
	for _, v := range c.values {
		b.do(`INSERT INTO change_value (change_id, key, old, new) VALUES (?, ?, ?, ?)`, id, v.key, v.old, v.new)
	}
}

// send runs the batch as a whole or not at all. A guard that does not hold is
// report.ErrStale.
func (s *Store) send(ctx context.Context, b *batch) error {
	// A write that has begun is finished even if its person has gone.
	ctx = context.WithoutCancel(ctx)
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return mapError(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing to undo after Commit
	for _, g := range b.guards {
		if _, err := tx.ExecContext(ctx, g.sql, g.args...); err != nil {
			if constraint(err) {
				return report.ErrStale
			}
			return mapError(err)
		}
	}
	for _, st := range b.statements {
		if _, err := tx.ExecContext(ctx, st.sql, st.args...); err != nil {
			return mapError(err)
		}
	}
	if err := tx.Commit(); err != nil {
		return mapError(err)
	}
	s.feed.wake()
	return nil
}

// newID makes a ULID: sortable by time, unique across machines.
func newID(t time.Time) string {
	return ulid.MustNew(ulid.Timestamp(t), ulid.DefaultEntropy()).String()
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func instant(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return moment(n.Int64)
}

// moment is a stored instant, in China time like all that people and programs
// are told.
func moment(ms int64) time.Time { return time.UnixMilli(ms).In(plan.China) }

func noRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
