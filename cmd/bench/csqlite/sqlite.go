// Package sqlite stands in for modernc.org/sqlite in the benchmark's second
// build: the same driver name, the same data source names and errors, but C
// SQLite underneath. So the product's own statements run on both.
package sqlite

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/mattn/go-sqlite3"
)

func init() { sql.Register("sqlite", opener{}) }

// Error is an error of the engine.
type Error struct {
	code int
	text string
}

func (e *Error) Error() string { return e.text }

// Code is the extended result code.
func (e *Error) Code() int { return e.code }

func mapped(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) {
		return &Error{int(e.ExtendedCode), err.Error()}
	}
	return err
}

var spent atomic.Int64

// Spent is the time that all connections have worked so far.
func Spent() time.Duration { return time.Duration(spent.Load()) }

// timed counts the time of one call.
func timed(began time.Time) { spent.Add(int64(time.Since(began))) }

// opener opens connections with the pragmas of a data source name in order, as
// modernc.org/sqlite does.
type opener struct{}

func (opener) Open(name string) (driver.Conn, error) {
	path, query, _ := strings.Cut(name, "?")
	options, err := url.ParseQuery(query)
	if err != nil {
		return nil, err
	}
	if lock := options.Get("_txlock"); lock != "" {
		path += "?_txlock=" + lock
	}
	inner, err := (&sqlite3.SQLiteDriver{}).Open(path)
	if err != nil {
		return nil, mapped(err)
	}
	c := &conn{inner.(*sqlite3.SQLiteConn)}
	for _, pragma := range options["_pragma"] {
		if _, err := c.SQLiteConn.Exec("PRAGMA "+pragma, nil); err != nil {
			return nil, errors.Join(mapped(err), c.Close())
		}
	}
	return c, nil
}
