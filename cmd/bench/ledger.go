package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/report"
)

// reachLedger is how long adding a row and opening the form may take, in ms,
// whatever the ledger holds; p50.
const reachLedger = 5.0

// The rows of each of a village's two ledgers, all in the month in hand, where
// they weigh most.
const (
	fewRows  = 50
	manyRows = 50_000
)

// ledgerCase is a use case of a unit's ledger.
type ledgerCase struct {
	name  string
	reach float64 // ms, p50; 0: none is set
	work  func(ctx context.Context, k *keeper, i int) error
}

// ledgerCases are in the order in which they run: what reads comes before what
// adds, so that all read the same rows.
var ledgerCases = []ledgerCase{
	{"open the form", reachLedger, func(ctx context.Context, k *keeper, _ int) error {
		return second(k.village.Form(ctx, "", booksPeriod))
	}},
	{"the newest 50 rows of the events", 0, func(ctx context.Context, k *keeper, _ int) error {
		return second(k.village.Rows(ctx, "", "events", ledger.Query{Period: booksPeriod, Limit: fewRows}))
	}},
	{"the township's month with it", 0, func(ctx context.Context, k *keeper, _ int) error {
		return second(k.office.Table(ctx, booksPeriod))
	}},
	{"the targets with it", 0, func(ctx context.Context, k *keeper, _ int) error {
		return second(k.office.Targets(ctx, booksPeriod))
	}},
	{"add a row to the events", reachLedger, func(ctx context.Context, k *keeper, i int) error {
		return k.note(ctx, "events", i, 0)
	}},
	{"add a row to the list of households", reachLedger, func(ctx context.Context, k *keeper, i int) error {
		return k.note(ctx, "visits", i, 5000)
	}},
	{"correct a row of the events", 0, func(ctx context.Context, k *keeper, i int) error {
		return k.correct(ctx, "events", i, map[string]string{"audience": strconv.Itoa(1000 + i)})
	}},
	{"correct a row of the list", 0, func(ctx context.Context, k *keeper, i int) error {
		return k.correct(ctx, "visits", i, map[string]string{"numbers": "5000-" + strconv.Itoa(i)})
	}},
}

// keeper is a village with its ledgers, and the office that reads them.
type keeper struct {
	store           *db.Store
	other           *stirrer
	village, office *db.Desk
	noted           map[string][]string // ids of the rows that it has added, by ledger
}

// openKeeper opens a folder that was filled for it.
func openKeeper(ctx context.Context, dir string) (*keeper, error) {
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return booksDay }})
	if err != nil {
		return nil, err
	}
	k := &keeper{store: store, noted: map[string][]string{}}
	if k.other, err = openStirrer(dir); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	for login, desk := range map[string]**db.Desk{booksUnit: &k.village, "pingan": &k.office} {
		id, err := store.AccountAtMachine(ctx, login)
		if err == nil {
			*desk, err = store.Desk(ctx, db.Actor{Account: id, Origin: "ssh 127.0.0.1"})
		}
		if err != nil {
			return nil, errors.Join(err, k.close())
		}
	}
	return k, nil
}

func (k *keeper) close() error { return errors.Join(k.other.raw.Close(), k.store.Close()) }

func (k *keeper) note(ctx context.Context, book string, i, group int) error {
	row, refused, err := k.village.Note(ctx, "", book, booksEntry(book, i, group))
	k.noted[book] = append(k.noted[book], row.ID)
	return written(refused, err)
}

func (k *keeper) correct(ctx context.Context, book string, i int, typed map[string]string) error {
	_, refused, err := k.village.Correct(ctx, k.noted[book][i], ledger.Entry{Typed: typed, Reason: "数错"})
	return written(refused, err)
}

func written(refused []report.Refusal, err error) error {
	for _, r := range refused {
		err = errors.Join(err, fmt.Errorf("%s: %w", r.Key, r.Err))
	}
	return err
}

func second[T any](_ T, err error) error { return err }

// ledgers measures a village's ledgers, long and short by turns, so that a
// moment's load of the machine falls on both.
func ledgers(ctx context.Context, o options, dir string, r *results) error {
	times := 400
	if o.brief {
		times = 40
	}
	note("making ledgers of %d rows", manyRows)
	few, many, err := fillBooks(ctx, dir, manyRows)
	if err != nil {
		return err
	}
	// A session's context can be cancelled, and the drivers pay for that.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var keepers []*keeper
	for _, folder := range []string{many, few} {
		k, err := openKeeper(ctx, folder)
		if err != nil {
			return err
		}
		defer func() { _ = k.close() }()
		keepers = append(keepers, k)
	}
	note("measuring ledgers")
	group := fmt.Sprintf("ledgers of %d rows each, beside %d rows", manyRows, fewRows)
	for _, c := range ledgerCases {
		took := make([]sample, len(keepers))
		for i := range times {
			for at, k := range keepers {
				if err := k.other.stir(ctx); err != nil {
					return err
				}
				began := time.Now()
				if err := c.work(ctx, k, i); err != nil {
					return fmt.Errorf("%s: %w", c.name, err)
				}
				took[at] = append(took[at], time.Since(began))
			}
		}
		p50 := row{Group: group, Name: c.name + ", p50", Unit: "ms", Ours: ms(took[0].p50()), Beside: of(ms(took[1].p50()))}
		if c.reach > 0 {
			p50.Reach = of(c.reach)
		}
		r.add(p50, row{Group: group, Name: c.name + ", p99", Unit: "ms", Ours: ms(took[0].p99()), Beside: of(ms(took[1].p99()))})
	}
	return nil
}
