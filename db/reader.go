package db

import (
	"context"
	"database/sql"
	"sync"
)

// maxCompiled bounds how many statements are kept: the program has fewer, but
// for a filter's, which differ by what is looked for.
const maxCompiled = 200

// reader is the pool of the connections that read. It keeps what it has
// compiled, since most statements take longer to compile than to run.
type reader struct {
	*sql.DB

	mu       sync.RWMutex
	compiled map[string]*sql.Stmt
}

func newReader(pool *sql.DB) *reader { return &reader{DB: pool, compiled: map[string]*sql.Stmt{}} }

// QueryContext is DB's.
func (r *reader) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if stmt := r.statement(ctx, query); stmt != nil {
		return stmt.QueryContext(ctx, args...)
	}
	return r.DB.QueryContext(ctx, query, args...)
}

// QueryRowContext is DB's.
func (r *reader) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if stmt := r.statement(ctx, query); stmt != nil {
		return stmt.QueryRowContext(ctx, args...)
	}
	return r.DB.QueryRowContext(ctx, query, args...)
}

// statement is a query as it is compiled; nil where it is not kept, or is wrong:
// then the pool says so itself.
func (r *reader) statement(ctx context.Context, query string) *sql.Stmt {
	r.mu.RLock()
	stmt, many := r.compiled[query], len(r.compiled)
	r.mu.RUnlock()
	if stmt != nil || many >= maxCompiled {
		return stmt
	}
	made, err := r.PrepareContext(ctx, query)
	if err != nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if stmt = r.compiled[query]; stmt != nil {
		_ = made.Close() // somebody else was faster
		return stmt
	}
	r.compiled[query] = made
	return made
}
