package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// crowd is many people at their pages, each ready to press two keys in turn
// whose answers are known.
type crowd []*typist

// typist is a person who moves down a row and up again.
type typist struct {
	*person
	down, up []byte // the bytes of the two answers
}

// atOnce bounds how many people connect at the same time: the server takes 32
// strangers from one address.
const atOnce = 8

// gather brings in n people, by turns from the accounts given, each at the
// page where they work.
func gather(addr string, f *folder, logins []string, n int, s size) (crowd, error) {
	all := make(crowd, n)
	login := func(i int) string { return logins[i%len(logins)] }
	err := together(n, atOnce, func(i int) error {
		p, err := enter(addr, login(i), f.signer, s)
		if err != nil {
			return fmt.Errorf("%s, %d of %d: %w", login(i), i+1, n, err)
		}
		all[i] = &typist{person: p}
		_, _, err = p.settle(100*time.Millisecond, 10*time.Second)
		return err
	})
	if err == nil {
		err = together(n, 50, func(i int) error { return all[i].toWork(f.fills(login(i))) })
	}
	if err != nil {
		all.leave()
	}
	return all, err
}

// toWork opens, from somebody's first page, the form for a filler and the
// consolidated table for a reader.
func (p *person) toWork(filler bool) error {
	if !filler {
		_, err := p.press("3")
		return err
	}
	if _, err := p.press("1"); err != nil {
		return err
	}
	return p.top()
}

// learn finds out what the two keys answer at a pace, once they answer the same
// again.
func (c crowd) learn(pace time.Duration) error {
	return together(len(c), 50, func(i int) error {
		t := c[i]
		var err error
		for range 2 { // the first round only warms up
			if t.down, err = t.try(keyDown, pace, patience); err != nil {
				return err
			}
			if t.up, err = t.try(keyUp, pace, patience); err != nil {
				return err
			}
		}
		return nil
	})
}

// typing is how a crowd was answered.
type typing struct {
	answers sample
	silent  int // keys whose answer did not come, or came otherwise
}

// keyPatience is how long a typist waits for an answer.
const keyPatience = 2 * time.Second

// type presses keys for a while, each typist one key a pace, at moments of
// their own.
func (c crowd) press(pace, length time.Duration) (typing, error) {
	var mu sync.Mutex
	var all typing
	end := time.Now().Add(length)
	err := together(len(c), len(c), func(i int) error {
		var mine typing
		time.Sleep(rand.N(pace))
		for n := 0; time.Now().Before(end); n++ {
			next := time.Now().Add(pace/2 + rand.N(pace))
			took, err := c[i].step(n)
			switch {
			case errors.Is(err, errSilent):
				mine.silent++
			case err != nil:
				return err
			default:
				mine.answers = append(mine.answers, took)
			}
			time.Sleep(time.Until(next))
		}
		mu.Lock()
		defer mu.Unlock()
		all.answers = append(all.answers, mine.answers...)
		all.silent += mine.silent
		return nil
	})
	return all, err
}

// step is the n-th key of a typist.
func (t *typist) step(n int) (time.Duration, error) {
	if n%2 == 0 {
		return t.time(keyDown, t.down, keyPatience)
	}
	return t.time(keyUp, t.up, keyPatience)
}

// leave closes every connection.
func (c crowd) leave() {
	for _, t := range c {
		if t != nil {
			t.person.leave()
		}
	}
}

// together runs work for 0 to n-1, at most so many at once, and returns what
// failed first.
func together(n, most int, work func(i int) error) error {
	room := make(chan struct{}, most)
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		room <- struct{}{}
		all.Go(func() {
			errs[i] = work(i)
			<-room
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
