package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// items keeps what the row names that counts once a year, and moves the figures
// by what that makes new and what nobody names any more. Two at once would both
// find a household new: the ledger's newest row guards it.
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
	var old, now []string
	if w.old != nil {
		old = ledger.Items(w.ledger, w.old.Fields, w.listed)
		w.b.do(`DELETE FROM ledger_item WHERE unit_id = ? AND ledger = ? AND year = ? AND root = ?
			AND item IN (SELECT value FROM json_each(?))`, w.unit.id, w.ledger.ID, w.old.Day.Year, w.root, jsonOf(old))
	}
	if !w.struck {
		now = ledger.Items(w.ledger, w.fields, w.listed)
		w.b.do(`INSERT INTO ledger_item (unit_id, ledger, year, item, root) SELECT ?, ?, ?, value, ? FROM json_each(?)`,
			w.unit.id, w.ledger.ID, w.day.Year, w.root, jsonOf(now))
	}
	others := map[string]bool{}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var item string
		err := rows.Scan(&item)
		others[item] = true
		return err
	}, `SELECT i.item FROM json_each(?) w CROSS JOIN ledger_item i ON i.unit_id = ? AND i.ledger = ? AND i.year = ? AND i.item = w.value
		WHERE i.root <> ?`, jsonOf(append(slices.Clone(old), now...)), w.unit.id, w.ledger.ID, w.day.Year, w.root)
	if err != nil {
		return err
	}
	named := func(item string) bool { return others[item] }
	if gone := slices.DeleteFunc(slices.Clone(old), named); w.old != nil {
		from, err := w.reports[w.unit.id].Settling(w.town.schedule, w.old.Period, w.now)
		if err != nil {
			return err
		}
		w.once(w.old.Row, from, -1, len(gone))
	}
	if fresh := slices.DeleteFunc(slices.Clone(now), named); !w.struck {
		w.once(ledger.Row{Day: w.day, Fields: w.fields}, w.period, 1, len(fresh))
	}
	return nil
}

const lastRow = `SELECT COALESCE((SELECT seq FROM ledger_row WHERE unit_id = ? AND ledger = ? ORDER BY seq DESC LIMIT 1), 0)`

// once posts what a number of items makes of the lines that count them.
func (w *writing) once(r ledger.Row, p report.Period, sign int64, n int) {
	figures := ledger.Figures(w.ledger, w.form, r.Fields, w.listed, n)
	for _, key := range ledger.OnceKeys(w.ledger, w.listed) {
		w.posts = append(w.posts, post{w.unit.id, p, r.Day.String(), key, sign * figures[key].Shift(scale).IntPart(), 0})
	}
}

func jsonOf(words []string) string {
	js, _ := json.Marshal(append([]string{}, words...)) // strings always marshal; none are an empty list
	return string(js)
}
