package main

import (
	"context"
	"errors"
	"time"
)

// faces is what was measured of one server's interface.
type faces struct {
	paint    map[string]sample // by page
	alone    map[string]sample // key to answer with one session, by page
	crowds   map[int]typing
	session  float64 // KiB of an idle session
	idle     float64 // % of a core, with all sessions open
	key      time.Duration
	sessions int
}

// extent is how long and how large the measurements of the interface are.
type extent struct {
	connects int
	alone    int // keys with one session
	crowds   []int
	pace     time.Duration // between two keys of one person
	typing   time.Duration
	idle     time.Duration
}

// full is what make bench measures, brief tells only that all of it works. Who
// does nothing is asked every 20 s whether they are there, and their countdown
// moves once a minute: any minute of rest holds all of it.
var (
	full = extent{
		connects: 150, alone: 400, crowds: []int{50, 200, 500},
		pace: 500 * time.Millisecond, typing: 15 * time.Second, idle: time.Minute,
	}
	brief = extent{
		connects: 10, alone: 20, crowds: []int{10, 40},
		pace: 500 * time.Millisecond, typing: 2 * time.Second, idle: 2 * time.Second,
	}
)

var (
	home80   = size{80, 24}
	large120 = size{120, 40}
)

// The pages that are measured.
const (
	pageOverview = "overview"
	pageHome     = "home"
	pageTable    = "table"
	pageEntry    = "entry"

	// The overview for the first who comes after a unit has saved a figure, and for
	// the first who comes when all of it has to be read: on a new day, or under
	// another plan. Else what was read before is shown again.
	pageChanged = "overview after a change"
	pageUnread  = "overview, all of it read"
)

// server starts one of the two servers.
type server func(ctx context.Context) (*child, error)

// measure runs everything against one kind of server.
func (e extent) measure(ctx context.Context, f *folder, serve server) (*faces, error) {
	m := &faces{paint: map[string]sample{}, alone: map[string]sample{}, crowds: map[int]typing{}}
	c, err := serve(ctx)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(*folder, *child, *faces) error{e.paints, e.single} {
		if err = step(f, c, m); err != nil {
			break
		}
	}
	c.stop()
	if err == nil {
		err = e.many(ctx, f, serve, m)
	}
	return m, errors.Join(err, context.Cause(ctx))
}
