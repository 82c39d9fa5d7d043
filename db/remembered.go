package db

import (
	"context"
	"sync"

	"fanzha/db/plan"
)

// remembered is something that was read of the units of a township. It is right
// as long as nothing touches the unit, since every write that a form can show
// appends to the audit, and the day lasts, since deadlines, locks and unlocks
// all end with a day. Nobody writes to what is remembered.
type remembered[T any] struct {
	sync.Mutex // held while some of it is read, so that others wait for the same

	town *township
	at   position
	day  plan.Date
	of   map[string]T // by unit id
}

// renew forgets what may have changed since it was read, and tells whether that
// may be anything.
func (r *remembered[T]) renew(ctx context.Context, s *Store, v *visit) (changed bool, err error) {
	now, err := s.position(ctx)
	if err != nil {
		return false, err
	}
	day := plan.DateOf(v.now)
	touched, all := map[string]bool{}, r.town != v.town || r.day != day
	if !all && r.at != now {
		if touched, all, err = s.touched(ctx, v.town, r.at, now); err != nil {
			return false, err
		}
	}
	if all {
		r.of = map[string]T{}
	}
	for id := range touched {
		delete(r.of, id)
	}
	r.town, r.at, r.day = v.town, now, day
	if v.now.Equal(day.Start()) {
		r.day = plan.Date{} // what ends with the day before is not past at this very instant
	}
	return all || len(touched) > 0, nil
}
