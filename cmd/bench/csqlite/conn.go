package sqlite

import (
	"context"
	"database/sql/driver"
	"time"

	"github.com/mattn/go-sqlite3"
)

// conn counts the time of what it passes on.
type conn struct{ *sqlite3.SQLiteConn }

func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	defer timed(time.Now())
	inner, err := c.SQLiteConn.BeginTx(ctx, opts)
	return &tx{inner}, mapped(err)
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	defer timed(time.Now())
	result, err := c.SQLiteConn.ExecContext(ctx, query, args)
	return result, mapped(err)
}

func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	defer timed(time.Now())
	inner, err := c.SQLiteConn.QueryContext(ctx, query, args)
	if err != nil {
		return nil, mapped(err)
	}
	return &rows{inner}, nil
}

type tx struct{ driver.Tx }

func (t *tx) Commit() error {
	defer timed(time.Now())
	return mapped(t.Tx.Commit())
}

func (t *tx) Rollback() error {
	defer timed(time.Now())
	return mapped(t.Tx.Rollback())
}

type rows struct{ driver.Rows }

func (r *rows) Next(dest []driver.Value) error {
	defer timed(time.Now())
	return mapped(r.Rows.Next(dest))
}

func (r *rows) Close() error {
	defer timed(time.Now())
	return mapped(r.Rows.Close())
}
