package dbtest

import (
	"sync"
	"time"

	"fanzha/db/plan"
)

// Clock stands until a test moves it. The store asks it from many goroutines.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now is the time as it stands.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set moves the clock to a minute in China, written 2021-03-18 09:00; anything
// else is a mistake in the test, and panics.
func (c *Clock) Set(minute string) {
	at := instant(minute)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func instant(minute string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", minute, plan.China)
	if err != nil {
		panic(err)
	}
	return at
}
