package main

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strconv"
	"time"

	"fanzha/db"
	"fanzha/db/report"
)

// clerk is somebody who fills in a report in another process.
type clerk struct {
	store *db.Store
	desk  *db.Desk
	saved int
}

// openClerk sits down as a login at the folder of a rehearsal, on its morning.
func openClerk(ctx context.Context, dir, login string) (*clerk, error) {
	var morning time.Time
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return morning }})
	if err != nil {
		return nil, err
	}
	c := &clerk{store: store}
	if morning, _, err = store.Rehearsal(ctx); err == nil {
		var id string
		if id, err = store.AccountAtMachine(ctx, login); err == nil {
			c.desk, err = store.Desk(ctx, db.Actor{Account: id, Origin: db.OriginMachine, AtMachine: true})
		}
	}
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return c, nil
}

// save types a figure into the report that counts now, another one each time.
func (c *clerk) save(ctx context.Context) error {
	c.saved++
	_, refused, err := c.desk.Save(ctx, "", report.Period{}, []report.Edit{
		{Key: "meetings", Text: strconv.Itoa(1 + c.saved%9), Version: report.AnyVersion},
	})
	if err == nil && len(refused) > 0 {
		err = refused[0].Err
	}
	return err
}

// stirrer changes a folder's data as a program does of which the product knows
// nothing: the product keeps in memory what it has read of a township, and what
// is to be measured is the reading of all of it.
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
