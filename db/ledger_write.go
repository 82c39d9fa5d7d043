package db

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// writing makes the batch of one row: the row itself, and by how much the sums
// move, each in a period that can still change.
type writing struct {
	*noting
	listed  bool
	b       *batch
	id      string
	root    string
	period  report.Period // where the row counts
	marked  bool          // in a period that was sent the chain is counted as a row, and stays so
	reports map[string]ledger.Reports
	posts   []post
}

// post is one movement of a sum. Partners count theirs as shared.
type post struct {
	unit   string // id
	period report.Period
	day    string
	key    string
	scaled int64
	shared int64
	root   string // of the chain of rows that it is of; empty: the one that is written
}

// place finds the period in which the row counts, or why none does.
func (w *writing) place(ctx context.Context, s *Store) error {
	w.reports = map[string]ledger.Reports{}
	own, err := w.reportsOf(ctx, s, w.unit)
	if err != nil {
		return err
	}
	if w.struck {
		w.period, err = own.Leaving(w.town.schedule, w.old.Period, w.now)
		if err != nil {
			w.refuse(ledger.KeyDay, err)
		}
		return nil
	}
	var correction bool
	w.period, correction, err = own.Counting(w.town.schedule, w.day, w.now)
	switch of := w.town.schedule.Of(w.day); {
	case err != nil:
		w.refuse(ledger.KeyDay, err)
	case !w.owes(w.unit, of):
		w.refuse(ledger.KeyDay, report.Errorf(report.CodeInvalid, "%s 在 %s 的方案里不用报, 请核对日期.", w.unit.name, of.Name()))
	case !w.stands():
		w.refuse(ledger.KeyDay, report.Errorf(report.CodeInvalid, "%s 在 %s 不在方案里, 那一天的事不用记, 请核对日期.", w.unit.name, w.day))
	case !w.owes(w.unit, w.period):
		w.refuse(ledger.KeyDay, report.Errorf(report.CodeState, "%s 已经报送或锁定, %s 从那以后没有月报, 这一笔没有地方计. 请平安办退回、启封或解锁那一期.",
			of.Name(), w.unit.name))
	case correction && w.reason == "":
		w.refuse(ledger.KeyReason, report.Errorf(report.CodeInvalid, "%s 已经报送或锁定, 这一笔记作 %s 的更正, 要写明原因.",
			of.Name(), w.period.Name()))
	}
	return nil
}

// stands reports whether the plan has the unit on the day of the row.
func (w *writing) stands() bool {
	u, ok := w.town.schedule.PlanFor(w.town.schedule.Of(w.day)).Unit(w.unit.code)
	return ok && u.There(w.day, w.day)
}

func (w *writing) reportsOf(ctx context.Context, s *Store, u *unit) (ledger.Reports, error) {
	if rs, ok := w.reports[u.id]; ok {
		return rs, nil
	}
	stored, err := s.reportsOf(ctx, u, w.day.Year)
	w.reports[u.id] = stored
	return stored, err
}

// compose fills the batch and says the row's id.
func (w *writing) compose(ctx context.Context, s *Store) (string, error) {
	w.id = newID(w.now)
	w.root = w.id
	var corrects any
	before := ""
	if w.old != nil {
		w.root, corrects, before = w.old.root, w.old.ID, w.old.Text
		w.b.expect("0", `SELECT count(*) FROM ledger_row WHERE corrects = ?`, w.old.ID)
		if err := w.takeBack(ctx, s); err != nil {
			return "", err
		}
	}
	fields, err := encode(w.fields)
	if err != nil {
		return "", err
	}
	w.b.do(`INSERT INTO ledger_row (id, unit_id, ledger, day, period, fields, root, corrects, struck, reason, at, by_id, on_behalf)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, w.id, w.unit.id, w.ledger.ID, w.day.String(), w.period.String(), fields,
		w.root, corrects, w.struck, w.reason, w.now.UnixMilli(), w.Account, w.behalf)
	if err := w.items(ctx, s); err != nil {
		return "", err
	}
	after := ""
	if !w.struck {
		after = ledger.Text(w.ledger, w.day, ledger.Words(w.ledger, w.fields, w.unitName))
		if err := w.give(ctx, s); err != nil {
			return "", err
		}
		if w.mode == ledger.ModeOpen {
			w.b.chooseList(w.shelf, w.ledger, false)
		}
	}
	if err := w.settle(); err != nil {
		return "", err
	}
	w.b.record(change{
		at: w.now, actor: w.Actor, verb: w.verb, unit: w.unit.id, period: w.period, reason: w.reason,
		values: []valueChange{{"#ledger." + w.ledger.ID, before, after}},
	})
	return w.id, nil
}

// give posts what the row adds to the unit's own lines, but for what counts
// once, and to its partners'. A partner whose year is closed counts it no more.
func (w *writing) give(ctx context.Context, s *Store) error {
	day := w.day.String()
	if !w.marked {
		w.posts = append(w.posts, post{w.unit.id, w.period, day, rowsKey(w.ledger), oneRow, 0, ""})
		for _, field := range ledger.Says(w.ledger, w.fields) {
			w.posts = append(w.posts, post{w.unit.id, w.period, day, saysKey(w.ledger, field), oneRow, 0, ""})
		}
	}
	for key, n := range ledger.Figures(w.ledger, w.form, w.fields, w.listed, 0) {
		w.posts = append(w.posts, post{w.unit.id, w.period, day, key, n.Shift(scale).IntPart(), 0, ""})
	}
	if w.ledger.Partners == "" {
		return nil
	}
	for _, code := range w.fields[w.ledger.Partners].Items() {
		u := w.town.byCode[code]
		p, err := w.joins(ctx, s, u)
		if err != nil {
			return err
		}
		w.b.do(`INSERT INTO ledger_partner (unit_id, ledger, day, row_seq, period) SELECT ?, ledger, day, seq, ? FROM ledger_row WHERE id = ?`,
			u.id, p.String(), w.id)
		if p.IsZero() {
			continue
		}
		for key, n := range ledger.Shared(w.ledger, w.plan.FormOf(u.kind), w.fields) {
			part := n.Shift(scale).IntPart()
			w.posts = append(w.posts, post{u.id, p, day, key, part, part, ""})
		}
	}
	return nil
}

// joins is the period in which a partner counts the row; zero where it counts
// nowhere.
func (w *writing) joins(ctx context.Context, s *Store, u *unit) (report.Period, error) {
	reports, err := w.reportsOf(ctx, s, u)
	if err != nil {
		return report.Period{}, err
	}
	p, closed := reports.Settling(w.town.schedule, w.town.schedule.Of(w.day), w.now)
	if closed != nil || w.plan.FormOf(u.kind) == nil || !w.owes(u, p) {
		return report.Period{}, nil
	}
	return p, nil
}

// oneRow is one row, as it is kept among the sums.
var oneRow = decimal.New(1, scale).IntPart()

// settle writes all movements, each a sum of sums, and guards that every report
// that they touch is still in its unit's hands. Who is about to send one of
// these reports sees another version of it.
func (w *writing) settle() error {
	type sheet struct {
		unit   string // id
		period report.Period
	}
	touched := []sheet{{w.unit.id, w.period}}
	moves := [][]any{}
	for _, p := range w.posts {
		if p.scaled == 0 && p.shared == 0 {
			continue
		}
		moves = append(moves, []any{p.unit, p.period.String(), p.key, p.day, p.scaled, p.shared, cmp.Or(p.root, w.root)})
		if at := (sheet{p.unit, p.period}); !slices.Contains(touched, at) {
			touched = append(touched, at)
		}
	}
	for _, t := range touched {
		w.b.expectOpen(t.unit, t.period)
		w.b.renew(w.now, t.unit, t.period, w.behalf && t.unit == w.unit.id)
	}
	js, err := json.Marshal(moves)
	if err != nil {
		return err
	}
	const summed = `sum(value->>4), sum(value->>5)`
	w.b.do(`INSERT INTO ledger_sum (unit_id, period, key, scaled, shared, at)
		SELECT value->>0, value->>1, value->>2, `+summed+`, ?2 FROM json_each(?1) GROUP BY 1, 2, 3
		ON CONFLICT (unit_id, period, key) DO UPDATE SET scaled = scaled + excluded.scaled, shared = shared + excluded.shared, at = excluded.at`,
		string(js), w.now.UnixMilli())
	w.b.do(`INSERT INTO ledger_part (unit_id, period, key, root, scaled, shared)
		SELECT value->>0, value->>1, value->>2, value->>6, `+summed+` FROM json_each(?1) GROUP BY 1, 2, 3, 4
		ON CONFLICT (unit_id, period, key, root) DO UPDATE SET scaled = scaled + excluded.scaled, shared = shared + excluded.shared`,
		string(js))
	w.b.do(`INSERT INTO ledger_day (unit_id, period, key, day, scaled)
		SELECT value->>0, value->>1, value->>2, value->>3, sum(value->>4) FROM json_each(?1) WHERE value->>2 NOT LIKE '#%' GROUP BY 1, 2, 3, 4
		ON CONFLICT (unit_id, period, key, day) DO UPDATE SET scaled = scaled + excluded.scaled`, string(js))
	return nil
}

// adds is what the unit's own lines have gained, period by period, without those
// of single places.
func (w *writing) adds() []ledger.Gain {
	type at struct {
		period report.Period
		key    string
	}
	sums := map[at]decimal.Decimal{}
	for _, p := range w.posts {
		if p.unit == w.unit.id && isFigure(p.key) {
			sums[at{p.period, p.key}] = sums[at{p.period, p.key}].Add(unscaled(p.scaled))
		}
	}
	adds := []ledger.Gain{}
	lines := ledger.Lines(w.ledger, w.form)
	for _, feed := range w.ledger.Feeds { // what each row counts for comes first
		for _, line := range lines {
			for at, n := range sums {
				if line.Key == feed.Key && at.key == line.Key && !n.IsZero() {
					adds = append(adds, ledger.Gain{Period: at.period, Key: line.Key, Label: line.Label, Value: report.Number(n)})
					delete(sums, at)
				}
			}
		}
	}
	slices.SortStableFunc(adds, func(a, b ledger.Gain) int { return a.Period.Compare(b.Period) })
	return adds
}
