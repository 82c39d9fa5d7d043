package main

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// many fills a fresh server with people, for each size of crowd: first all of
// them idle, then typing. Memory counts in a process that has held no more
// than two people before.
func (e extent) many(ctx context.Context, f *folder, serve server, m *faces) error {
	for _, n := range e.crowds {
		c, err := serve(ctx)
		if err != nil {
			return err
		}
		err = e.crowd(ctx, f, c, m, n)
		c.stop()
		if err != nil {
			return fmt.Errorf("%d sessions: %w", n, err)
		}
	}
	return nil
}

func (e extent) crowd(ctx context.Context, f *folder, c *child, m *faces, n int) error {
	logins := slices.Concat(f.fillers, f.readers)
	first, err := gather(c.addr, f, []string{f.fillers[0], f.readers[0]}, 2, home80)
	if err != nil {
		return err
	}
	first.leave()
	pause(ctx, 2*time.Second)
	empty, err := c.resident()
	if err != nil {
		return err
	}
	all, err := gather(c.addr, f, logins, n, home80)
	if err != nil {
		return err
	}
	defer all.leave()
	if n == slices.Max(e.crowds) {
		m.sessions = n
		if err := e.rest(ctx, c, m, empty); err != nil {
			return err
		}
	}
	if err := all.learn(rested); err != nil {
		return err
	}
	before, err := c.cpu()
	if err != nil {
		return err
	}
	typed, err := all.press(e.pace, e.typing)
	if err != nil {
		return err
	}
	after, err := c.cpu()
	m.crowds[n] = typed
	m.key = (after - before) / time.Duration(max(1, len(typed.answers)+typed.silent))
	return err
}

// rest measures what a server costs whose people do nothing.
func (e extent) rest(ctx context.Context, c *child, m *faces, empty float64) error {
	pause(ctx, 3*time.Second)
	before, err := c.cpu()
	if err != nil {
		return err
	}
	began := time.Now()
	pause(ctx, e.idle)
	after, err := c.cpu()
	if err != nil {
		return err
	}
	m.idle = 100 * float64(after-before) / float64(time.Since(began))
	resident, err := c.resident()
	m.session = (resident - empty) / float64(m.sessions)
	return err
}

// pause waits, or less if the run is interrupted.
func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
