package db

import (
	"context"
	"slices"
	"sync"

	"fanzha/db/report"
)

// maxRecent bounds what Recent lists.
const maxRecent = 200

// maxTowns bounds of how many townships the newest events are kept in memory.
const maxTowns = 4

// happened are the newest events about a township's reports. What stands in the
// audit stays as it is: only what comes to it is read.
type happened struct {
	mu   sync.Mutex // held while some are read, so that others wait for the same
	town *township  // that names the units
	seq  int64      // of the audit's newest entry then
	list []report.Event
}

// Recent lists the township's newest events about reports, for those who read
// them all; saves of one report that follow each other are one line's worth
// for the page to fold.
func (d *Desk) Recent(ctx context.Context, n int) ([]report.Event, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if !v.readsAll(v.town) {
		return nil, forbidden("全乡的动态只有平安办和领导可以查看.")
	}
	list, err := d.store.events.at(v.town.root.id).renewed(ctx, d.store, v)
	return slices.Clone(list[:min(len(list), max(1, min(n, maxRecent)))]), err
}

// renewed are the events with those that have come since, newest first.
func (h *happened) renewed(ctx context.Context, s *Store, v *visit) ([]report.Event, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now, err := s.position(ctx)
	if err != nil {
		return nil, err
	}
	if h.town != v.town || now.change < h.seq {
		h.town, h.seq, h.list = v.town, 0, []report.Event{}
	}
	if now.change == h.seq {
		return h.list, nil
	}
	come, err := s.eventsOf(ctx, v, `WHERE c.seq IN (SELECT seq FROM change JOIN unit ON unit.id = change.unit_id
		WHERE unit.root_id = ? AND unit.parent_id IS NOT NULL AND change.period <> '' AND seq > ? ORDER BY seq DESC LIMIT ?)`, v.town.root.id, h.seq, maxRecent)
	if err != nil {
		return nil, err
	}
	h.seq = now.change
	if len(come) > 0 {
		h.seq = max(h.seq, come[0].Seq) // one that came while they were read
		h.list = slices.Concat(come, h.list[:min(len(h.list), maxRecent-len(come))])
	}
	return h.list, nil
}
