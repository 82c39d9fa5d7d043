// Package db keeps everything in one SQLite file. A signed-in person works
// through a Desk, whose methods are the use cases; there is no second way to
// the data.
package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fanzha/db/plan"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	_ "modernc.org/sqlite" // the driver, named "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// File is the database's name inside a data folder.
const File = "fanzha.db"

// Options is what a Store is given.
type Options struct {
	// Clock tells the time; nil means time.Now. It is asked once in a use case.
	Clock func() time.Time
}

// Store is an open data folder. It is safe for concurrent use, and several
// processes may hold the same folder.
type Store struct {
	write  *sql.DB // one connection, transactions begin immediate
	read   *reader // a few connections, query_only
	clock  func() time.Time
	feed   *feed
	hashes chan struct{} // bounds the password hashes that run at once

	mu    sync.RWMutex
	towns map[string]*township // by root unit id

	forms  *few[ofTown, forms]
	years  *few[ofTown, year]
	events *few[string, happened] // by root unit id
}

// Open opens the database in folder, making or migrating it first. A file
// lock is held around that, since a server and a local interface may start
// together.
func Open(ctx context.Context, folder string, opt Options) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("数据目录 %s 不能建立: %w", folder, err)
	}
	path := filepath.Join(folder, File)
	lock := flock.New(path + ".lock")
	if err := lock.Lock(); err != nil {
		return nil, fmt.Errorf("数据目录 %s 不能写入: %w", folder, err)
	}
	defer func() { _ = lock.Unlock() }()

	// The file is the owner's alone from its first byte, its WAL follows its mode.
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err != nil {
		return nil, fmt.Errorf("数据文件 %s 不能写入: %w", path, err)
	} else if err := f.Close(); err != nil {
		return nil, err
	}

	s := &Store{
		clock: opt.Clock, hashes: make(chan struct{}, 4), towns: map[string]*township{},
		forms: newFew[ofTown, forms](maxPeriods), years: newFew[ofTown, year](maxYears), events: newFew[string, happened](maxTowns),
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	var err error
	if s.write, err = connect(path, 1, "_txlock=immediate"); err != nil {
		return nil, err
	}
	if err := migrate(ctx, s.write); err != nil {
		_ = s.write.Close()
		return nil, mapError(err)
	}
	pool, err := connect(path, 4, "_pragma=query_only(1)")
	if err != nil {
		_ = s.write.Close()
		return nil, err
	}
	s.read = newReader(pool)
	if s.feed, err = newFeed(s); err != nil {
		_ = s.read.Close()
		_ = s.write.Close()
		return nil, mapError(err)
	}
	return s, nil
}

// Close ends the feed and closes the file.
func (s *Store) Close() error {
	s.feed.close()
	err := s.read.Close()
	if werr := s.write.Close(); err == nil {
		err = werr
	}
	return err
}

// connect opens a pool whose every connection has the same pragmas.
// busy_timeout stands first, so that setting the others can wait. With recursive
// triggers a REPLACE meets the audit's DELETE trigger, too.
func connect(path string, conns int, extra string) (*sql.DB, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_pragma=trusted_schema(0)&_pragma=cache_size(-16000)&" + extra
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("数据库 %s 打不开: %w", path, err)
	}
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return pool, nil
}

// migrate brings the schema to the newest version; goose runs each step in a
// transaction and only forward.
func migrate(ctx context.Context, pool *sql.DB) error {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(database.DialectSQLite3, pool, steps)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// now is the instant of one use case, cut to what the database keeps.
func (s *Store) now() time.Time { return s.clock().In(plan.China).Truncate(time.Millisecond) }
