package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// storedRow is a row with what only the store needs of it.
type storedRow struct {
	ledger.Row
	unitID string
	root   string // id of the chain's first row
}

// rowColumns are the columns that scanRow reads, of a row r written by account
// a; the period is where the row counts for its reader.
const rowColumns = `r.seq, r.id, r.unit_id, r.ledger, r.day, r.fields, r.root, COALESCE(r.corrects, ''),
	COALESCE((SELECT c.id FROM ledger_row c WHERE c.corrects = r.id), ''), r.struck, r.reason, r.at, a.name, r.on_behalf`

// scanRow reads the columns, then a period and whether a partner reads it.
func (s *Store) scanRow(rows *sql.Rows, v *visit, extra ...any) (storedRow, error) {
	var r storedRow
	var day, period, fields string
	var at int64
	err := rows.Scan(append([]any{
		&r.Number, &r.ID, &r.unitID, &r.Ledger, &day, &fields, &r.root, &r.Corrects,
		&r.CorrectedBy, &r.Struck, &r.Reason, &at, &r.By, &r.OnBehalf, &period, &r.Partner,
	}, extra...)...)
	if err != nil {
		return r, err
	}
	r.At = moment(at)
	if u := v.town.byID[r.unitID]; u != nil {
		r.Unit = u.ref()
	}
	if r.Day, err = plan.ParseDate(day); err != nil {
		return r, err
	}
	if err = r.Period.UnmarshalText([]byte(period)); err != nil {
		return r, err
	}
	return r, r.decode(v, fields)
}

// decode reads the fields by the types that the plan of the row's day gives
// them. A field that the plan lost stays as words.
func (r *storedRow) decode(v *visit, fields string) error {
	var raw map[string]string
	if err := json.Unmarshal([]byte(fields), &raw); err != nil {
		return err
	}
	l, ok := v.town.schedule.PlanFor(v.town.schedule.Of(r.Day)).Ledger(r.Ledger)
	if !ok {
		l = &plan.Ledger{ID: r.Ledger, Name: r.Ledger}
	}
	r.Fields = map[string]report.Value{}
	for key, text := range raw {
		r.Fields[key] = report.Text(text)
		if f := l.Field(key); f != nil && (f.Number() || f.Type == plan.TypeChainage) {
			if n, err := figure(text); err == nil {
				r.Fields[key] = report.Number(n)
			}
		}
	}
	r.Words = ledger.Words(l, r.Fields, v.unitName)
	r.Text = ledger.Text(l, r.Day, r.Words)
	return nil
}

// encode is the form in which a row's fields are stored.
func encode(fields map[string]report.Value) (string, error) {
	raw := map[string]string{}
	for key, v := range fields {
		raw[key] = v.String()
	}
	return compactJSON(raw)
}

// compactJSON writes JSON in which < and & stand as they are.
func compactJSON(v any) (string, error) {
	var js strings.Builder
	enc := json.NewEncoder(&js)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSuffix(js.String(), "\n"), err
}

// Rows lists a ledger of a unit, newest first, the joint rows of others that
// name the unit among them, with the period's sums.
func (d *Desk) Rows(ctx context.Context, who, id string, q ledger.Query) (*ledger.Page, error) {
	s, err := d.shelf(ctx, who, q.Period)
	if err != nil {
		return nil, err
	}
	l, err := s.find(id)
	if err != nil {
		return nil, err
	}
	books, err := d.store.books(ctx, s, []*plan.Ledger{l})
	if err != nil {
		return nil, err
	}
	page := &ledger.Page{Book: books[0], List: []ledger.Row{}}
	if q.Limit <= 0 {
		q.Limit = ledger.DefaultLimit
	}
	query, args, err := s.query(l, q)
	if err != nil {
		return nil, err
	}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var counts string
		r, err := d.store.scanRow(rows, s.visit, &counts)
		if err == nil && counts != "" {
			r.Counts, err = periods(counts)
		}
		page.List = append(page.List, r.Row)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	if page.More = len(page.List) > q.Limit; page.More {
		page.List = page.List[:q.Limit]
	}
	return page, nil
}

// countsIn are the periods in which the chain of a row r counts for a unit; the
// first row of a chain counts in its own.
const countsIn = `CASE WHEN r.corrects IS NULL THEN '' ELSE COALESCE((SELECT group_concat(DISTINCT g.period) FROM ledger_part g
	WHERE g.root = r.root AND g.unit_id = ?1 AND (g.scaled <> 0 OR g.shared <> 0)), '') END`

// periods reads such a list, oldest first.
func periods(list string) ([]report.Period, error) {
	words := strings.Split(list, ",")
	all := make([]report.Period, len(words))
	for i, w := range words {
		if err := all[i].UnmarshalText([]byte(w)); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, report.Period.Compare)
	return all, nil
}

// query is the listing of a ledger: the unit's own rows and those that name it,
// each by its index, merged in order.
func (s *shelf) query(l *plan.Ledger, q ledger.Query) (string, []any, error) {
	args := []any{s.unit.id, l.ID, q.Limit + 1}
	own, theirs := "", ""
	add := func(ours, others string, values ...any) {
		own, theirs, args = own+" AND "+ours, theirs+" AND "+others, append(args, values...)
	}
	if !q.All {
		const effective = `r.struck = 0 AND NOT EXISTS (SELECT 1 FROM ledger_row c WHERE c.corrects = r.id)`
		add(effective, effective)
	}
	if !q.Period.IsZero() {
		n := argument(len(args) + 1)
		add("r.period = "+n, "p.period = "+n, q.Period.String())
	}
	if q.Before != nil {
		day, seq := argument(len(args)+1), argument(len(args)+2)
		add("(r.day, r.seq) < ("+day+", "+seq+")", "(p.day, p.row_seq) < ("+day+", "+seq+")", q.Before.Day.String(), q.Before.Number)
	}
	if text := report.Clean(q.Text); text != "" {
		needles, escaped, err := s.needles(text)
		if err != nil {
			return "", nil, err
		}
		// What the whole text of the fields lacks need not be looked for field by field.
		n := argument(len(args) + 1)
		args = append(args, text, needles)
		var near []string
		for _, e := range escaped {
			args = append(args, e)
			near = append(near, "instr(r.fields, "+argument(len(args))+")")
		}
		holds := `(instr(r.day, ` + n + `) OR instr(r.reason, ` + n + `) OR (` + strings.Join(near, " OR ") + `)
			AND EXISTS (SELECT 1 FROM json_each(r.fields) f, json_each(` + argument(len(args)-len(escaped)) + `) t WHERE instr(f.value, t.value)))`
		add(holds, holds)
	}
	return `SELECT * FROM (SELECT ` + rowColumns + `, r.period, 0, ` + countsIn + ` FROM ledger_row r JOIN account a ON a.id = r.by_id
			WHERE r.unit_id = ?1 AND r.ledger = ?2` + own + ` ORDER BY r.day DESC, r.seq DESC LIMIT ?3)
		UNION ALL SELECT * FROM (SELECT ` + rowColumns + `, p.period, 1, ` + countsIn + `
			FROM ledger_partner p CROSS JOIN ledger_row r ON r.seq = p.row_seq JOIN account a ON a.id = r.by_id
			WHERE p.unit_id = ?1 AND p.ledger = ?2` + theirs + ` ORDER BY p.day DESC, p.row_seq DESC LIMIT ?3)
		ORDER BY 5 DESC, 1 DESC LIMIT ?3`, args, nil
}

// argument is the name of an argument of a query, counted from 1.
func argument(n int) string { return "?" + report.Whole(n).String() }

// needles are the words that a filter looks for, as a JSON array and one by one
// as they stand inside of JSON: what was typed, and the codes of the units that
// it may mean.
func (s *shelf) needles(text string) (array string, escaped []string, err error) {
	words := []string{text}
	for _, u := range s.town.units {
		if strings.Contains(u.name, text) {
			words = append(words, u.code)
		}
	}
	for _, w := range words {
		js, err := compactJSON(w)
		if err != nil {
			return "", nil, err
		}
		escaped = append(escaped, strings.TrimSuffix(strings.TrimPrefix(js, `"`), `"`))
	}
	array, err = compactJSON(words)
	return array, escaped, err
}

// findRow finds a row by its id or its number.
func (s *Store) findRow(ctx context.Context, v *visit, row string) (storedRow, error) {
	var found []storedRow
	row = strings.TrimPrefix(report.Halfwidth(report.Clean(row)), "#")
	column := "r.id = ?"
	if row != "" && len(row) < 19 && strings.Trim(row, "0123456789") == "" {
		column = "r.seq = CAST(? AS INTEGER)"
	}
	err := s.each(ctx, func(rows *sql.Rows) error {
		r, err := s.scanRow(rows, v)
		found = append(found, r)
		return err
	}, `SELECT `+rowColumns+`, r.period, 0 FROM ledger_row r JOIN account a ON a.id = r.by_id WHERE `+column, strings.ToUpper(row))
	if err != nil {
		return storedRow{}, err
	}
	if len(found) == 0 || v.town.byID[found[0].unitID] == nil {
		return storedRow{}, report.Errorf(report.CodeNotFound, "台账里没有编号 %s 的一笔. 用 ledger list 看编号.", report.Clip(row))
	}
	return found[0], nil
}
