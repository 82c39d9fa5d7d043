package db

import (
	"context"
	"database/sql"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// sharedBefore reads what the year's earlier periods have of other units'
// events. Where a unit typed less than its ledger says, it shares no more.
func (l *loader) sharedBefore(ctx context.Context) error {
	never := map[string]bool{}
	for at := range l.never {
		never[at.unit+" "+at.period.String()] = true
	}
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, key string
		var n int64
		if err := rows.Scan(&unit, &key, &n); err != nil {
			return err
		}
		l.sits[unit].Shared[key] = unscaled(n)
		return nil
	}, `SELECT s.unit_id, s.key, sum(CASE
			WHEN c.settled > 0 OR c.key IS NULL AND COALESCE(r.state, '') NOT IN ('submitted', 'accepted') THEN s.shared
			ELSE max(min(COALESCE(c.scaled, 0), 0), min(s.shared, max(COALESCE(c.scaled, 0), 0))) END)
		FROM ledger_sum s LEFT JOIN report r ON r.unit_id = s.unit_id AND r.period = s.period
			LEFT JOIN cell c ON c.report_id = r.id AND c.key = s.key AND (c.value IS NOT NULL OR c.na = 1)
		WHERE s.unit_id IN (SELECT value FROM json_each(?1)) AND s.period >= ?2 AND s.period < ?3 AND s.shared <> 0
			AND s.unit_id || ' ' || s.period NOT IN (SELECT value FROM json_each(?4))
		GROUP BY s.unit_id, s.key`, report.Period{Year: l.period.Year}.First().String(), l.period.String(), list(never))
}

// milestones reads, for a period that a milestone divides, what the ledgers say
// up to that day.
func (l *loader) milestones(ctx context.Context) error {
	first, last := l.town.schedule.Window(l.period)
	lines := map[string][]*plan.Line{} // by kind
	for _, sit := range l.sits {
		form := l.plan.FormIn(sit.Unit.Kind, first, last)
		if form == nil || lines[form.Kind] != nil {
			continue
		}
		lines[form.Kind] = []*plan.Line{}
		for _, line := range form.Lines {
			if !line.Indicator.Milestone.IsZero() {
				lines[form.Kind] = append(lines[form.Kind], line)
			}
		}
	}
	for id, sit := range l.sits {
		for _, line := range lines[sit.Unit.Kind] {
			whole, ok := sit.Fed[line.Indicator.PartOf]
			if !ok {
				continue
			}
			var n int64
			err := l.read.QueryRowContext(ctx, `SELECT COALESCE(sum(scaled), 0) FROM ledger_day
				WHERE unit_id = ? AND period = ? AND key = ? AND day <= ?`, id, l.period.String(), line.Indicator.PartOf,
				line.Indicator.Milestone.In(last.Year).String()).Scan(&n)
			if err != nil {
				return err
			}
			sit.Fed[line.Key] = report.Fed{Value: report.Number(unscaled(n)), At: whole.At, Source: plan.SourceLedger}
		}
	}
	return nil
}

// maxOutside bounds how many rows of closed periods a form names one by one.
const maxOutside = 20

// outside lists the rows that count in the period and whose day lies before it.
func (l *loader) outside(ctx context.Context) error {
	var books []string
	for i := range l.plan.Ledgers {
		books = append(books, l.plan.Ledgers[i].ID)
	}
	first, _ := l.town.schedule.Window(l.period)
	return l.eachOwn(ctx, func(rows *sql.Rows) error {
		var unit, book, text string
		if err := rows.Scan(&unit, &book, &text); err != nil {
			return err
		}
		day, err := plan.ParseDate(text)
		if k, ok := l.plan.Ledger(book); ok && len(l.sits[unit].Outside) < maxOutside {
			l.sits[unit].Outside = append(l.sits[unit].Outside, ledger.Mention(k, day))
		}
		return err
	}, `SELECT r.unit_id, r.ledger, r.day FROM json_each(?1) u CROSS JOIN json_each(?2) b CROSS JOIN ledger_row r
		ON r.unit_id = u.value AND r.ledger = b.value AND r.period = ?3 AND r.day < ?4
		WHERE NOT EXISTS (SELECT 1 FROM ledger_row c WHERE c.corrects = r.id) ORDER BY r.unit_id, r.day, r.seq`,
		jsonOf(books), l.period.String(), first.String())
}
