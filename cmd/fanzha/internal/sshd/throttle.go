package sshd

import (
	"sync"
	"time"
)

// maxTallies bounds the memory of a throttle: about 1 MiB.
const maxTallies = 8192

// throttle slows down the guessing of passwords, by login and place and by place alone. A place that guesses at one login
// shuts that login for itself alone: nobody can lock a person out from elsewhere.
type throttle struct {
	perLogin, perPlace int
	window             time.Duration

	mu      sync.Mutex
	tallies map[guess]tally
}

// guess is what is counted; an empty login stands for the whole place.
type guess struct{ place, login string }

// tally is how many guesses failed since the first one of its window.
type tally struct {
	since time.Time
	count int
}

func newThrottle(l Limits) *throttle {
	return &throttle{
		perLogin: l.PasswordFailures,
		perPlace: l.AddressFailures,
		window:   l.FailureWindow,
		tallies:  map[guess]tally{},
	}
}

// try counts a guess as failed before it is checked, so that guesses made at the same time cannot all slip under the
// limit. When there were too many it counts nothing and answers how long to wait, else zero. login is not empty.
func (t *throttle) try(now time.Time, place, login string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, all := guess{place, login}, guess{place: place}
	wait := max(t.wait(now, one, t.perLogin), t.wait(now, all, t.perPlace))
	if wait > 0 {
		return wait
	}
	t.count(now, one)
	t.count(now, all)
	return 0
}

// succeeded forgets what try counted: the login's failures, and of the place this one guess.
func (t *throttle) succeeded(place, login string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.tallies, guess{place, login})
	all := guess{place: place}
	if sum, ok := t.tallies[all]; ok {
		if sum.count--; sum.count <= 0 {
			delete(t.tallies, all)
			return
		}
		t.tallies[all] = sum
	}
}

func (t *throttle) wait(now time.Time, g guess, most int) time.Duration {
	sum := t.tallies[g]
	if sum.count < most {
		return 0
	}
	return max(0, sum.since.Add(t.window).Sub(now))
}

func (t *throttle) count(now time.Time, g guess) {
	sum, known := t.tallies[g]
	if !known && len(t.tallies) >= maxTallies {
		t.makeRoom(now)
	}
	if !known || now.Sub(sum.since) >= t.window {
		sum = tally{since: now}
	}
	sum.count++
	t.tallies[g] = sum
}

// makeRoom drops what has expired and, if nothing has, the tally that will expire first.
func (t *throttle) makeRoom(now time.Time) {
	var oldest guess
	var since time.Time
	for g, sum := range t.tallies {
		if now.Sub(sum.since) >= t.window {
			delete(t.tallies, g)
			continue
		}
		if since.IsZero() || sum.since.Before(since) {
			oldest, since = g, sum.since
		}
	}
	if len(t.tallies) >= maxTallies {
		delete(t.tallies, oldest)
	}
}
