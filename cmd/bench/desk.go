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
	Name   string            `json:"name"`
	Cases  map[string]timing `json:"cases"`
	Single map[string]timing `json:"single,omitempty"` // the same, taken by turns, where one township is all there is
}

// townsInUse are the townships whose people are at work at the same time.
const townsInUse = 40

// measureDesk is a process of its own that runs the product's use cases on a
// district and prints an engine. Those of a single township run by turns with
// them, so that a moment's load of the machine falls on both.
func measureDesk(args []string) error {
	flags := flag.NewFlagSet("desk", flag.ContinueOnError)
	data := flags.String("data", "", "data folder of a district")
	townships := flags.Int("townships", 1, "how many it has")
	single := flags.String("single", "", "data folder of one township; empty: none")
	times := flags.Int("times", 800, "how often each use case runs")
	if err := flags.Parse(args); err != nil {
		return err
	}
	// A session's context can be cancelled, and the drivers pay for that.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	out := engine{Name: engineName, Cases: map[string]timing{}}
	all, taken := []*offices{{townships: *townships, data: *data}}, []map[string]timing{out.Cases}
	if *single != "" {
		out.Single = map[string]timing{}
		all, taken = append(all, &offices{townships: 1, data: *single}), append(taken, out.Single)
	}
	for _, o := range all {
		defer o.close()
		if err := o.open(ctx); err != nil {
			return err
		}
	}
	for _, name := range cases {
		if err := byTurns(ctx, *times, name, all, taken); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

// offices are the desks of the people who see a township's whole table.
type offices struct {
	data      string
	townships int

	store *db.Store
	other *stirrer
	desks []*db.Desk
	login []string
}

// open opens the desks, spread over the district, and lets each township be
// read once, as it is long before somebody waits for it.
func (o *offices) open(ctx context.Context) (err error) {
	if o.store, err = db.Open(ctx, o.data, db.Options{Clock: func() time.Time { return today }}); err != nil {
		return err
	}
	if o.other, err = openStirrer(o.data); err != nil {
		return err
	}
	many := min(townsInUse, o.townships)
	for i := range many {
		town := 1 + i*o.townships/many
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

func (o *offices) close() {
	if o.other != nil {
		_ = o.other.raw.Close()
	}
	if o.store != nil {
		_ = o.store.Close()
	}
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

// byTurns runs a use case many times at each of the offices, or as often as
// there is something to do; what comes before each time is not counted.
func byTurns(ctx context.Context, times int, name string, all []*offices, taken []map[string]timing) error {
	spent, inside := make([]sample, len(all)), make([]sample, len(all))
	for i := range times {
		for at, o := range all {
			if err := o.other.stir(ctx); err != nil {
				return err
			}
			engine, began := engineSpent(), time.Now()
			err := o.work(ctx, name, i)
			if errors.Is(err, errNoMore) {
				continue
			}
			if err != nil {
				return err
			}
			spent[at] = append(spent[at], time.Since(began))
			inside[at] = append(inside[at], engineSpent()-engine)
		}
	}
	for at := range all {
		taken[at][name] = timing{spent[at].p50(), spent[at].p99(), inside[at].p50()}
	}
	return nil
}
