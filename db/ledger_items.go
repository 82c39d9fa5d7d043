package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

const lastRow = `SELECT COALESCE((SELECT seq FROM ledger_row WHERE unit_id = ? AND ledger = ? ORDER BY seq DESC LIMIT 1), 0)`

// items keeps what the row names that counts once a year, and moves the figures
// by what that makes new, by what nobody names any more, and by what another
// row bears now. Two at once would both find a household new: the ledger's
// newest row guards it.
func (w *writing) items(ctx context.Context, s *Store) error {
	if ledger.OnceField(w.ledger, w.listed) == "" {
		return nil
	}
	var last int64
	err := s.read.QueryRowContext(ctx, lastRow, w.unit.id, w.ledger.ID).Scan(&last)
	if err != nil {
		return mapError(err)
	}
	w.b.expect(decimal.NewFromInt(last).String(), lastRow, w.unit.id, w.ledger.ID)
	var touched, now []string
	if w.old != nil {
		touched = ledger.Items(w.ledger, w.old.Fields, w.listed)
	}
	if !w.struck {
		now = ledger.Items(w.ledger, w.fields, w.listed)
	}
	touched = slices.Concat(touched, now)
	slices.Sort(touched)
	touched = slices.Compact(touched)
	before, err := s.claims(ctx, w, touched)
	if err != nil {
		return err
	}
	var moves []ledger.Move
	kept := [][6]string{}
	for _, item := range touched {
		after := slices.DeleteFunc(slices.Clone(before[item]), func(c ledger.Claim) bool { return c.Root == w.root })
		if slices.Contains(now, item) {
			after = append(after, ledger.Claim{Root: w.root, Day: w.day, Period: w.period})
		}
		after, moved, err := w.reports[w.unit.id].Bear(w.town.schedule, w.now, before[item], after)
		if err != nil {
			return err
		}
		moves = append(moves, moved...)
		for _, c := range after {
			counted, on := "", ""
			if !c.Counted.IsZero() {
				counted, on = c.Counted.String(), c.On.String()
			}
			kept = append(kept, [6]string{item, c.Root, c.Day.String(), c.Period.String(), counted, on})
		}
	}
	js, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	w.b.do(`DELETE FROM ledger_item WHERE unit_id = ? AND ledger = ? AND year = ? AND item IN (SELECT value FROM json_each(?))`,
		w.unit.id, w.ledger.ID, w.day.Year, jsonOf(touched))
	w.b.do(`INSERT INTO ledger_item (unit_id, ledger, year, item, root, day, period, counted, counted_day)
		SELECT ?, ?, ?, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?)`,
		w.unit.id, w.ledger.ID, w.day.Year, string(js))
	return w.once(ctx, s, before, moves)
}

// claims are the chains whose newest row names some items.
func (s *Store) claims(ctx context.Context, w *writing, items []string) (map[string][]ledger.Claim, error) {
	claims := map[string][]ledger.Claim{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var item, day, period, counted, on string
		var c ledger.Claim
		err := rows.Scan(&item, &c.Root, &day, &period, &counted, &on)
		if err != nil {
			return err
		}
		if c.Day, err = plan.ParseDate(day); err != nil {
			return err
		}
		if err = c.Period.UnmarshalText([]byte(period)); err != nil {
			return err
		}
		if counted != "" {
			if c.On, err = plan.ParseDate(on); err == nil {
				err = c.Counted.UnmarshalText([]byte(counted))
			}
		}
		claims[item] = append(claims[item], c)
		return err
	}, `SELECT i.item, i.root, i.day, i.period, i.counted, i.counted_day
		FROM json_each(?) w CROSS JOIN ledger_item i ON i.unit_id = ? AND i.ledger = ? AND i.year = ? AND i.item = w.value`,
		jsonOf(items), w.unit.id, w.ledger.ID, w.day.Year)
	return claims, err
}

// once posts what the moves make of the lines that count the items. Of a closed
// month whose figure was typed over no more is taken back than it holds.
func (w *writing) once(ctx context.Context, s *Store, before map[string][]ledger.Claim, moves []ledger.Move) error {
	standing := map[report.Period]int64{} // items that the chain bears, by where they count
	for _, claims := range before {
		for _, c := range claims {
			if c.Root == w.root && !c.Counted.IsZero() {
				standing[c.Counted]++
			}
		}
	}
	each := ledger.Figures(w.ledger, w.form, nil, w.listed, 1)
	for _, key := range ledger.OnceKeys(w.ledger, w.listed) {
		var closed []spot
		for _, m := range moves {
			if m.Period != m.Of {
				closed = append(closed, spot{w.unit.id, m.Of, key})
			}
		}
		short, err := s.overtyped(ctx, closed)
		if err != nil {
			return err
		}
		left := map[report.Period]int64{}
		for _, m := range moves {
			n := each[key].Shift(scale).IntPart()
			if by, ok := short[spot{w.unit.id, m.Of, key}]; ok && m.Period != m.Of {
				held := func(items int64) int64 { return max(0, min(items*n, by[m.Root])) }
				stood := standing[m.Of] - left[m.Of]
				left[m.Of]++
				n = held(stood) - held(stood-1)
			}
			if !m.Gain {
				n = -n
			}
			w.posts = append(w.posts, post{w.unit.id, m.Period, m.Day.String(), key, n, 0, m.Root})
		}
	}
	return nil
}

func jsonOf(words []string) string {
	js, _ := json.Marshal(append([]string{}, words...)) // strings always marshal; none are an empty list
	return string(js)
}
