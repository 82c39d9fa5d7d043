package db

import (
	"context"
	"slices"
	"sync"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// maxCounted bounds how many periods of townships are kept in memory: the one
// that comes in and the year before it, of the township that a machine serves.
const maxCounted = 14

// counted keeps the filled forms of townships as their sums take them, so that
// a change is read once and not by every screen that shows the township.
type counted struct {
	mu    sync.Mutex
	kept  map[countedKey]*countedSheets
	order []countedKey // the last used comes last
}

type countedKey struct {
	root   string
	period report.Period
}

// countedSheets are right as long as the audit has not grown, since every write
// that a form can show appends to it, and the day lasts, since deadlines, locks
// and unlocks all end with a day. Nobody writes to them.
type countedSheets struct {
	mu   sync.Mutex // held while they are read, so that others wait for the same
	town *township
	seq  int64
	day  plan.Date
	read *consolidation // nil: nothing yet
}

// consolidation is what was read at once, and the table that it makes, which is
// made when somebody first asks for it.
type consolidation struct {
	sheets []*report.Sheet
	table  func() *report.Table
}

// at finds the place of a township's period, and gives up the one that was
// used longest ago when there are too many.
func (c *counted) at(key countedKey) *countedSheets {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.kept[key]
	if at == nil {
		at = &countedSheets{}
		c.kept[key] = at
	}
	c.order = append(slices.DeleteFunc(c.order, func(k countedKey) bool { return k == key }), key)
	if len(c.order) > maxCounted {
		delete(c.kept, c.order[0])
		c.order = slices.Delete(c.order, 0, 1)
	}
	return at
}

// consolidation fills every unit's form for a period as the township counts it.
func (s *Store) consolidation(ctx context.Context, v *visit, p report.Period) (*consolidation, error) {
	at := s.counted.at(countedKey{v.town.root.id, p})
	at.mu.Lock()
	defer at.mu.Unlock()
	var seq int64 // asked before anything is read: what comes meanwhile is read again
	if err := s.read.QueryRowContext(ctx, `SELECT COALESCE(max(seq), 0) FROM change`).Scan(&seq); err != nil {
		return nil, mapError(err)
	}
	day := plan.DateOf(v.now)
	if at.read != nil && at.town == v.town && at.seq == seq && at.day == day {
		return at.read, nil
	}
	sheets, err := s.sheets(ctx, v, p, v.active(p))
	if err = count(sheets, err); err != nil {
		return nil, err
	}
	alone, err := s.alone(ctx, v, p, v.active(p))
	if err != nil {
		return nil, err
	}
	pl := v.town.schedule.PlanFor(p)
	table := func() *report.Table { return report.Consolidate(p, pl, sheets, alone) }
	at.town, at.seq, at.day, at.read = v.town, seq, day, &consolidation{sheets, sync.OnceValue(table)}
	return at.read, nil
}

// count makes of the sheets what the township counts of them.
func count(sheets []*report.Sheet, err error) error {
	for i := range sheets {
		if err == nil {
			sheets[i], err = sheets[i].Counted()
		}
	}
	return err
}
