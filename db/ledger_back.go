package db

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// takeBack takes out of the sums all that the chain has put in: in its own
// period what can change there, or counts nowhere since the report was never
// filed; of a closed period what that counted, in the next that can change.
// Where the row goes on counting in the same place, all is taken back there, so
// that no more than the difference shows. A partner whose year is closed keeps
// what it reported.
func (w *writing) takeBack(ctx context.Context, s *Store) error {
	once := ledger.OnceKeys(w.ledger, w.listed)
	given, err := s.partsOf(ctx, w.root)
	if err != nil {
		return err
	}
	counted, err := w.counted(ctx, s, given)
	if err != nil {
		return err
	}
	for i, p := range given {
		u := w.town.byID[p.unit]
		own := p.unit == w.unit.id
		if u == nil || own && slices.Contains(once, p.key) {
			continue // items says what becomes of what counts once
		}
		to, err := w.reports[u.id].Leaving(w.town.schedule, p.period, w.now)
		if err != nil && own {
			return err
		}
		if err == nil && !isFigure(p.key) && to != p.period {
			w.marked = true // a period that was sent has said so for good, and another says nothing by it
			continue
		}
		if err == nil && !w.reports[u.id].NeverFiled(w.town.schedule, p.period, w.now) {
			stays, err := w.stays(ctx, s, u)
			if err != nil {
				return err
			}
			if !stays.IsZero() {
				to = stays
			}
		}
		if err == nil {
			w.posts = append(w.posts, post{p.unit, to, w.old.Day.String(), p.key, -counted[i].scaled, -counted[i].shared, ""})
		}
	}
	return nil
}

// stays is the place in which the row counted for a unit and goes on counting;
// zero where the correction moves or ends it.
func (w *writing) stays(ctx context.Context, s *Store, u *unit) (report.Period, error) {
	if w.struck {
		return report.Period{}, nil
	}
	to := w.period
	if u != w.unit {
		if !slices.Contains(w.fields[w.ledger.Partners].Items(), u.code) {
			return report.Period{}, nil
		}
		var err error
		if to, err = w.joins(ctx, s, u); err != nil {
			return to, err
		}
	}
	if from, err := w.reports[u.id].Settling(w.town.schedule, w.town.schedule.Of(w.old.Day), w.now); err != nil || from != to {
		return report.Period{}, nil
	}
	return to, nil
}

// counted is what the periods count of the parts of the chain: all that can
// still be changed, and of a closed period no more than its figure holds.
func (w *writing) counted(ctx context.Context, s *Store, given []post) ([]post, error) {
	var closed []spot
	for _, p := range given {
		u := w.town.byID[p.unit]
		if u == nil {
			continue
		}
		reports, err := w.reportsOf(ctx, s, u)
		if err != nil {
			return nil, err
		}
		if to, err := reports.Leaving(w.town.schedule, p.period, w.now); (err != nil || to != p.period) && isFigure(p.key) {
			closed = append(closed, spot{p.unit, p.period, p.key})
		}
	}
	if len(closed) == 0 {
		return given, nil
	}
	short, err := s.overtyped(ctx, closed)
	if err != nil || len(short) == 0 {
		return given, err
	}
	counted := slices.Clone(given)
	for i := range counted {
		p := &counted[i]
		if by, ok := short[spot{p.unit, p.period, p.key}]; ok {
			p.scaled = by[w.root]
			if p.shared != 0 {
				p.shared = p.scaled
			}
		}
	}
	for i := range counted { // the total of a matrix follows its lines
		p := &counted[i]
		if _, ok := short[spot{p.unit, p.period, p.key}]; ok {
			continue
		}
		for j, o := range counted {
			if o.unit == p.unit && o.period == p.period && strings.HasPrefix(o.key, p.key+".") {
				p.scaled -= given[j].scaled - o.scaled
			}
		}
	}
	return counted, nil
}

// partsOf is what a chain of rows has put into the sums.
func (s *Store) partsOf(ctx context.Context, root string) ([]post, error) {
	var given []post
	err := s.each(ctx, func(rows *sql.Rows) error {
		var p post
		var period string
		if err := rows.Scan(&p.unit, &period, &p.key, &p.scaled, &p.shared); err != nil {
			return err
		}
		given = append(given, p)
		return given[len(given)-1].period.UnmarshalText([]byte(period))
	}, `SELECT unit_id, period, key, scaled, shared FROM ledger_part WHERE root = ? AND (scaled <> 0 OR shared <> 0)`, root)
	return given, err
}
