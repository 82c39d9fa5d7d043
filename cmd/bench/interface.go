package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// faces is what was measured of one server's interface.
type faces struct {
	paint     map[string]sample // by page
	alone     map[string]sample // key to answer with one session, by page
	crowds    map[int]typing
	moves     map[string]moves   // by page and size
	character map[string]float64 // bytes of one, by size
	session   float64            // KiB of an idle session
	idle      float64            // % of a core, with all sessions open
	key       time.Duration
	sessions  int
}

// moves is how many bytes a row move costs: alone, with what the new row is
// about, and while the arrow is held down, when that follows at the end.
type moves struct{ alone, held, follows float64 }

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
	m := &faces{
		paint: map[string]sample{}, alone: map[string]sample{}, crowds: map[int]typing{},
		moves: map[string]moves{}, character: map[string]float64{},
	}
	c, err := serve(ctx)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(*folder, *child, *faces) error{e.paints, e.single, e.sizes} {
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

// paints connects one after the other, by turns with the accounts of a page.
// The paint is full when nothing more comes; the clock stops at the last of it.
func (e extent) paints(f *folder, c *child, m *faces) error {
	ctx := context.Background()
	other, err := openStirrer(f.path)
	if err != nil {
		return err
	}
	defer func() { _ = other.raw.Close() }()
	saver, err := openClerk(ctx, f.path, drafting)
	if err != nil {
		return err
	}
	defer func() { _ = saver.store.Close() }()
	before := map[string]func(context.Context) error{pageChanged: saver.save, pageUnread: other.stir}
	for page, logins := range map[string][]string{pageOverview: f.readers, pageChanged: f.readers, pageUnread: f.readers, pageHome: f.fillers} {
		for i := range e.connects {
			if happens := before[page]; happens != nil {
				if err := happens(ctx); err != nil {
					return err
				}
			}
			p, err := enter(c.addr, logins[i%len(logins)], f.signer, home80)
			if err != nil {
				return err
			}
			_, last, err := p.settle(100*time.Millisecond, 5*time.Second)
			p.leave()
			if err != nil {
				return err
			}
			m.paint[page] = append(m.paint[page], last.Sub(p.began))
		}
	}
	return nil
}

// single lets one person type fast.
func (e extent) single(f *folder, c *child, m *faces) error {
	for page, login := range map[string]string{pageTable: f.readers[0], pageEntry: drafting} {
		one, err := gather(c.addr, f, []string{login}, 1, home80)
		if err != nil {
			return err
		}
		if err := one.learn(held); err != nil {
			return err
		}
		for n := range e.alone {
			took, err := one[0].step(n)
			if err != nil {
				return fmt.Errorf("%s: %w", page, err)
			}
			m.alone[page] = append(m.alone[page], took)
			time.Sleep(held)
		}
		one.leave()
	}
	return nil
}

// sizes counts the bytes of one row move and of one Chinese character.
func (e extent) sizes(f *folder, c *child, m *faces) error {
	for _, s := range []size{home80, large120} {
		for page, login := range map[string]string{pageTable: f.readers[0], pageEntry: drafting} {
			one, err := gather(c.addr, f, []string{login}, 1, s)
			if err != nil {
				return err
			}
			p := one[0].person
			if page == pageEntry {
				_, err = p.press(keyRight) // the next section is longer
			}
			if err == nil {
				m.moves[page+" "+s.String()], err = p.moves()
			}
			if err == nil && page == pageEntry {
				m.character[s.String()], err = p.character()
			}
			p.leave()
			if err != nil {
				return fmt.Errorf("%s at %s: %w", page, s, err)
			}
		}
	}
	return nil
}

// moves is the mean of five row moves, after one that warms up; then of the same
// five once more, with the arrow held down.
func (p *person) moves() (m moves, err error) {
	down := []string{keyDown, keyDown, keyDown, keyDown, keyDown, keyDown}
	if m.alone, err = p.mean(rested, down...); err != nil {
		return m, err
	}
	for range down {
		if _, err = p.press(keyUp); err != nil {
			return m, err
		}
	}
	if m.held, err = p.mean(held, down...); err != nil {
		return m, err
	}
	follows, _, err := p.settle(rested, rested)
	if m.follows = float64(len(follows)); errors.Is(err, errSilent) {
		err = nil // the page says no more of a row than the row itself
	}
	return m, err
}

// character is the mean of three Chinese characters typed into the first line
// of the form, which holds words.
func (p *person) character() (float64, error) {
	if err := p.top(); err != nil {
		return 0, err
	}
	if _, err := p.press(keyEnter); err != nil {
		return 0, err
	}
	return p.mean(rested, "茶", "园", "坝", "社")
}

// mean is how many bytes keys are answered with at a pace, the first one not
// counted.
func (p *person) mean(pace time.Duration, keys ...string) (float64, error) {
	sum := 0
	for i, key := range keys {
		got, err := p.try(key, pace, patience)
		if err != nil {
			return 0, fmt.Errorf("key %q: %w", key, err)
		}
		if i > 0 {
			sum += len(got)
		}
	}
	return float64(sum) / float64(len(keys)-1), nil
}

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
