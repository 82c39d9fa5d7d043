package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// volume is how many bytes an answer takes; the machine's rest does not matter
// to it.
type volume struct {
	moves     map[string]moves   // by page and size
	character map[string]float64 // bytes of one, by size
}

// moves is how many bytes a row move costs: alone, with what the new row is
// about, and while the arrow is held down, when that follows at the end.
type moves struct{ alone, held, follows float64 }

// listing is a page with rows, and how its person comes to it from their first
// page.
type listing struct {
	page, login string
	path        []string
}

// office is who has every page of a reader.
const office = "pingan"

// listings are all pages with rows. The server of stock Bubble Tea has the first
// two.
func (f *folder) listings() []listing {
	return []listing{
		{pageTable, f.readers[0], []string{"3"}},
		{pageEntry, drafting, []string{"1"}},
		{pageOverview, office, nil},
		{"matrix", office, []string{"4"}},
		{"targets", office, []string{"6"}},
		{"review queue", office, []string{"1"}},
		{"register", office, []string{"7", "6"}},
		{"accounts", office, []string{"8"}},
		{"ledger list", drafting, []string{"4", "2"}},
		{"history", office, []string{"4", keyLeft, keyEnter, keyHistory}}, // of a report that has been through much
	}
}

// stockListings is how many of them the server of stock Bubble Tea has.
const stockListings = 2

// volumes weighs the answers of the product, and those of stock Bubble Tea as far
// as it has the pages.
func volumes(ctx context.Context, r *results, f *folder, product, beside server) error {
	note("counting the bytes of answers")
	pages := f.listings()
	ours, err := weighed(ctx, f, product, pages)
	if err != nil {
		return err
	}
	stock, err := weighed(ctx, f, beside, pages[:stockListings])
	if err != nil {
		compareVolumes(r, pages, ours, nil)
		return fmt.Errorf("stock: %w", err)
	}
	compareVolumes(r, pages, ours, stock)
	return nil
}

func weighed(ctx context.Context, f *folder, serve server, pages []listing) (*volume, error) {
	c, err := serve(ctx)
	if err != nil {
		return nil, err
	}
	defer c.stop()
	return weigh(f, c, pages)
}

// weigh counts the bytes of a row move on pages, and of one Chinese character in
// the form, some of them at once.
func weigh(f *folder, c *child, pages []listing) (*volume, error) {
	v := &volume{moves: map[string]moves{}, character: map[string]float64{}}
	for _, s := range []size{home80, large120} {
		people, err := f.seat(c, pages, s)
		if err == nil {
			err = v.measure(pages, people, s)
		}
		for _, p := range people {
			if p != nil {
				p.leave()
			}
		}
		if err != nil {
			return v, err
		}
	}
	return v, nil
}

// seat brings somebody to each of the pages, all before anything is measured:
// who comes in shows on others' screens.
func (f *folder) seat(c *child, pages []listing, s size) ([]*person, error) {
	people := make([]*person, len(pages))
	for i, l := range pages {
		p, err := enter(c.addr, l.login, f.signer, s)
		if err != nil {
			return people, fmt.Errorf("%s at %s: %w", l.page, s, err)
		}
		people[i] = p
		_, _, err = p.settle(rested, patience)
		for _, key := range l.path {
			if err == nil {
				_, err = p.press(key)
			}
		}
		if err == nil && l.page == pageEntry {
			if err = p.top(); err == nil {
				_, err = p.press(keyRight) // the next section is longer
			}
		}
		if err != nil {
			return people, fmt.Errorf("%s at %s: %w", l.page, s, err)
		}
	}
	for _, p := range people {
		if _, _, err := p.settle(rested, rested); err != nil && !errors.Is(err, errSilent) {
			return people, err
		}
	}
	return people, nil
}

func (v *volume) measure(pages []listing, people []*person, s size) error {
	all := make([]moves, len(pages))
	err := together(len(pages), len(pages), func(i int) (err error) {
		if all[i], err = people[i].moves(); err != nil {
			err = fmt.Errorf("%s at %s: %w", pages[i].page, s, err)
		}
		return err
	})
	for i, l := range pages {
		v.moves[l.page+" "+s.String()] = all[i]
	}
	if i := slices.IndexFunc(pages, func(l listing) bool { return l.page == pageEntry }); err == nil && i >= 0 {
		v.character[s.String()], err = people[i].character()
	}
	return err
}

// walk is how many rows a person goes down at most.
const walk = 13

// moves is the mean of the moves down a page's rows, after one that warms up;
// then of the same once more, with the arrow held down.
func (p *person) moves() (m moves, err error) {
	sum, n := 0, 0
	for ; n < walk; n++ {
		got, err := p.try(keyDown, rested, 2*time.Second)
		if errors.Is(err, errSilent) && n > 1 {
			break // that was the last row
		}
		if err != nil {
			return m, fmt.Errorf("row %d: %w", n+1, err)
		}
		if n > 0 {
			sum += len(got)
		}
	}
	m.alone = float64(sum) / float64(n-1)
	down := slices.Repeat([]string{keyDown}, n)
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
