// Package demo makes a throw-away rehearsal folder with an invented year: what
// the units of the default plan might have reported from February to June
// 2021. It works through desks alone, as people do, so that whatever the
// product refuses a person, it refuses the demonstration.
package demo

import (
	"context"
	"fmt"
	"sync"
	"time"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// Password opens every account of the folder.
const Password = "yanshi-2021"

var (
	// First is the period that the folder starts with.
	First = report.Period{Year: 2021, Month: 2}
	// Now is when the folder's clock starts for who opens it: a Friday with two
	// days left.
	Now = time.Date(2021, time.June, 18, 9, 0, 0, 0, plan.China)

	founded = time.Date(2021, time.February, 5, 9, 0, 0, 0, plan.China)
)

// Make fills an empty folder. It takes a few seconds, and the same figures,
// people and times come out every time. It tells at each month that it comes to.
func Make(ctx context.Context, folder string, month func(time.Month)) (err error) {
	y, err := readYear(tables)
	if err != nil {
		return err
	}
	c := &clock{at: founded}
	store, err := db.Open(ctx, folder, db.Options{Clock: c.now})
	if err != nil {
		return err
	}
	defer func() {
		if cerr := store.Close(); err == nil {
			err = cerr
		}
	}()
	_, err = store.Create(ctx, db.NewFolder{Source: plan.DefaultSource(), From: First, Clock: Now, Password: Password})
	if err != nil {
		return err
	}
	p := newPlayer(store, c, y)
	at := time.Month(0)
	for _, s := range y.steps {
		if m := s.at.Month(); m != at {
			at = m
			month(m)
		}
		if err := p.play(ctx, s); err != nil {
			return fmt.Errorf("%s %s %s %s %s: %w", s.at.Format("01-02 15:04"), s.who, s.verb, s.unit, s.period, err)
		}
	}
	if end := c.now(); end.After(Now) {
		return fmt.Errorf("the year ends at %s, after %s", end, Now)
	}
	return nil
}

// clock is a clock that only the player moves, and only forward.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// reach moves the clock to t, unless it is past that.
func (c *clock) reach(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.at) {
		c.at = t
	}
}

// pass lets time go by.
func (c *clock) pass(d time.Duration) { c.reach(c.now().Add(d)) }
