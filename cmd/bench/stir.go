package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"strconv"
	"time"

	"fanzha/db"
)

// stirrer changes a folder's data as another process does: the product keeps in
// memory what it has read of a township until something changes, and what is to
// be measured is the reading.
type stirrer struct {
	raw *sql.DB
}

func openStirrer(dir string) (*stirrer, error) {
	raw, err := sql.Open("sqlite", "file:"+filepath.Join(dir, db.File)+"?_pragma=busy_timeout(10000)&_pragma=synchronous(OFF)")
	return &stirrer{raw: raw}, err
}

// stir appends to the audit that something has changed.
func (s *stirrer) stir(ctx context.Context) error {
	_, err := s.raw.ExecContext(ctx, `INSERT INTO change (id, at, origin, verb) VALUES (?, ?, 'bench', 'stir')`,
		"01B"+strconv.FormatInt(time.Now().UnixNano(), 10), time.Now().UnixMilli())
	return err
}
