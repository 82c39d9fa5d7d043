package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"fanzha/db"
	"fanzha/db/report"
)

// The use cases of the database.
const (
	caseSubmit = "submit, synchronous FULL"
	caseMonth  = "a township's month"
	caseYear   = "a township's year to date, its figures"
	caseMatrix = "a township's year, its states"
	caseSignIn = "who it is that comes with a key"
)

// cases are all of them in the order of the table.
var cases = []string{caseSubmit, caseMonth, caseYear, caseMatrix, caseSignIn}

// timing is what a use case took.
type timing struct {
	P50 time.Duration `json:"p50"`
	P99 time.Duration `json:"p99"`
	SQL time.Duration `json:"sql"` // of P50, what the engine took; 0 when that cannot be told
}

// engine is what the product's database runs on in this build.
type engine struct {
	Name  string            `json:"name"`
	Cases map[string]timing `json:"cases"`
}

// townsInUse are the townships whose people are at work at the same time.
const townsInUse = 40

// measureDesk is a process of its own that runs the product's use cases on a
// data folder and prints an engine.
func measureDesk(args []string) error {
	flags := flag.NewFlagSet("desk", flag.ContinueOnError)
	data := flags.String("data", "", "data folder")
	townships := flags.Int("townships", 1, "how many it has")
	times := flags.Int("times", 800, "how often each use case runs")
	if err := flags.Parse(args); err != nil {
		return err
	}
	// A session's context can be cancelled, and the drivers pay for that.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	store, err := db.Open(ctx, *data, db.Options{Clock: func() time.Time { return today }})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	other, err := openStirrer(*data)
	if err != nil {
		return err
	}
	defer func() { _ = other.raw.Close() }()
	o := offices{store: store}
	if err := o.open(ctx, *townships); err != nil {
		return err
	}
	out := engine{Name: engineName, Cases: map[string]timing{}}
	for _, name := range cases {
		if out.Cases[name], err = repeat(*times, func() error { return other.stir(ctx) }, func(i int) error { return o.work(ctx, name, i) }); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

// offices are the desks of the people who see a township's whole table.
type offices struct {
	store *db.Store
	desks []*db.Desk
	login []string
}

// open opens the desks, spread over the district, and lets each township be
// read once, as it is long before somebody waits for it.
func (o *offices) open(ctx context.Context, townships int) error {
	many := min(townsInUse, townships)
	for i := range many {
		town := 1 + i*townships/many
		d, err := o.store.Desk(ctx, db.Actor{Account: fmt.Sprintf("01A%04d%019d", town, 0), Origin: "ssh 127.0.0.1"})
		if err != nil {
			return err
		}
		if _, err := d.Table(ctx, lastPeriod); err != nil {
			return err
		}
		o.desks = append(o.desks, d)
		o.login = append(o.login, fmt.Sprintf("%04d-xiang", town))
	}
	return nil
}

// lastPeriod is the one that comes in.
var lastPeriod = report.Period{Year: firstYear + years - 1, Month: 12}

// errNoMore says that a use case has nothing left to work on.
var errNoMore = errors.New("no report is left")

// work runs a use case for the i-th time.
func (o *offices) work(ctx context.Context, name string, i int) (err error) {
	d, round := o.desks[i%len(o.desks)], i/len(o.desks)
	// Always with a year before it. However many townships there are, the periods
	// are the same: a later month has more of its year to sum.
	year, month := firstYear+1+i%(years-1), 1+i/(years-1)%11
	switch name {
	case caseSubmit:
		unit := 1 + round
		if unit > unitsOfTown {
			return errNoMore
		}
		_, _, err = d.Submit(ctx, unitCode(unit), lastPeriod, "按计划推进", report.AnyVersion)
	case caseMonth:
		_, err = d.Table(ctx, report.Period{Year: year, Month: month})
	case caseYear:
		_, err = d.Table(ctx, report.Period{Year: year, Month: 12})
	case caseMatrix:
		_, err = d.Matrix(ctx, year)
	case caseSignIn:
		// Nobody has a key: what counts is how they are looked for.
		if _, err = o.store.SignInByKey(ctx, o.login[i%len(o.login)], "SHA256:none"); errors.Is(err, db.ErrSignIn) {
			err = nil
		}
	}
	return err
}

// repeat runs work many times, or as often as there is something to do; what
// comes before each time is not counted.
func repeat(times int, before func() error, work func(i int) error) (timing, error) {
	var all, inside sample
	for i := range times {
		if err := before(); err != nil {
			return timing{}, err
		}
		spent, began := engineSpent(), time.Now()
		err := work(i)
		if errors.Is(err, errNoMore) {
			break
		}
		if err != nil {
			return timing{}, err
		}
		all = append(all, time.Since(began))
		inside = append(inside, engineSpent()-spent)
	}
	return timing{all.p50(), all.p99(), inside.p50()}, nil
}
