package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Judge is the sheet of a report with its findings.
func (d *Desk) Judge(ctx context.Context, who string, p report.Period) (*report.Sheet, []report.Finding, error) {
	s, err := d.Form(ctx, who, p)
	if err != nil {
		return nil, nil, err
	}
	fs, err := s.Findings()
	return s, fs, err
}

// MarkNil marks a report as a nil report (零报告), or takes the mark back; it
// submits nothing.
func (d *Desk) MarkNil(ctx context.Context, who string, p report.Period, reason string, on bool) (*report.Sheet, error) {
	reason, err := report.Prose("零报告的原因", reason)
	if err != nil {
		return nil, err
	}
	return d.fill(ctx, who, p, report.AnyVersion, verbNil, reason, func(v *visit, s *report.Sheet) (report.Report, error) {
		if !on {
			return s.Report.UnmarkedNil(v.town.schedule, v.now)
		}
		return s.Report.MarkedNil(v.town.schedule, v.now, reason)
	})
}

// Withdraw takes back what the office has not acted on.
func (d *Desk) Withdraw(ctx context.Context, who string, p report.Period) (*report.Sheet, error) {
	return d.fill(ctx, who, p, report.AnyVersion, verbWithdraw, "", func(v *visit, s *report.Sheet) (report.Report, error) {
		return s.Report.Withdraw(v.town.schedule, v.now)
	})
}

// Submit sends a report. Its findings come back in either case; an error
// stands for why nothing was sent. seen is the report's version on the
// person's screen, or report.AnyVersion.
func (d *Desk) Submit(ctx context.Context, who string, p report.Period, explanation string, seen int) (*report.Sheet, []report.Finding, error) {
	explanation, err := report.Prose("说明", explanation)
	if err != nil {
		return nil, nil, err
	}
	var fs []report.Finding
	s, err := d.fill(ctx, who, p, seen, verbSubmit, explanation, func(v *visit, s *report.Sheet) (report.Report, error) {
		var err error
		if fs, err = s.Findings(); err != nil {
			return s.Report, err
		}
		if s.Report.Nil && explanation == "" {
			explanation = s.Report.NilReason
		}
		return s.Report.Submit(v.town.schedule, v.now, fs, explanation)
	})
	return s, fs, err
}

// Return sends a report back, whole or cell by cell.
func (d *Desk) Return(ctx context.Context, who string, p report.Period, reason string, cells map[string]string, seen int) (*report.Sheet, error) {
	reason, err := report.Prose("退回的原因", reason)
	if err != nil {
		return nil, err
	}
	return d.review(ctx, who, p, seen, verbReturn, reason, func(v *visit, s *report.Sheet) (report.Report, error) {
		clean := map[string]string{}
		for key, why := range cells {
			l, ok := s.Form.Find(key)
			if !ok {
				return s.Report, unknownKey(s.Form, key)
			}
			if clean[l.Key], err = report.Prose("退回 "+l.Label+" 的原因", why); err != nil {
				return s.Report, err
			}
			if clean[l.Key] == "" {
				return s.Report, report.Errorf(report.CodeInvalid, "退回 %s 要写明原因.", l.Label)
			}
		}
		return s.Report.Return(v.town.schedule, v.now, reason, clean)
	})
}

// Accept seals a report.
func (d *Desk) Accept(ctx context.Context, who string, p report.Period, seen int) (*report.Sheet, error) {
	return d.review(ctx, who, p, seen, verbAccept, "", func(v *visit, s *report.Sheet) (report.Report, error) {
		return s.Report.Accept(v.now)
	})
}

// Unseal opens a sealed report. The later periods of the year whose cumulative
// figures it touches come back with it.
func (d *Desk) Unseal(ctx context.Context, who string, p report.Period, reason string, seen int) (*report.Sheet, []report.Period, error) {
	reason, err := report.Prose("启封的原因", reason)
	if err != nil {
		return nil, nil, err
	}
	s, err := d.review(ctx, who, p, seen, verbUnseal, reason, func(v *visit, s *report.Sheet) (report.Report, error) {
		return s.Report.Unseal(v.town.schedule, v.now, reason)
	})
	if err != nil {
		return s, nil, err
	}
	later, err := d.store.laterPeriods(ctx, s.Report)
	return s, later, err
}

// Unlock opens a locked period for one unit until the end of a day.
func (d *Desk) Unlock(ctx context.Context, who string, p report.Period, until plan.Date, reason string) (*report.Sheet, error) {
	reason, err := report.Prose("解锁的原因", reason)
	if err != nil {
		return nil, err
	}
	return d.review(ctx, who, p, report.AnyVersion, verbUnlock, reason, func(v *visit, s *report.Sheet) (report.Report, error) {
		return s.Report.Unlock(v.town.schedule, v.now, until, reason)
	})
}

func (s *Store) laterPeriods(ctx context.Context, r report.Report) ([]report.Period, error) {
	var later []report.Period
	err := s.each(ctx, func(rows *sql.Rows) error {
		var text string
		if err := rows.Scan(&text); err != nil {
			return err
		}
		p, err := report.ParsePeriod(text)
		later = append(later, p)
		return err
	}, `SELECT period FROM report WHERE unit_id = ? AND period > ? AND period < ? ORDER BY period`,
		r.Unit, r.Period.String(), report.Period{Year: r.Period.Year + 1}.First().String())
	return later, err
}

// decide is the pure step of a use case: what the report becomes.
type decide func(v *visit, s *report.Sheet) (report.Report, error)

// fill runs a step that is the unit's own, or of who types for it.
func (d *Desk) fill(ctx context.Context, who string, p report.Period, seen int, verb verb, reason string, step decide) (*report.Sheet, error) {
	v, s, u, behalf, err := d.open(ctx, who, p)
	if err != nil {
		return nil, err
	}
	return d.step(ctx, v, s, u, seen, verb, reason, func(v *visit, s *report.Sheet) (report.Report, error) {
		after, err := step(v, s)
		after.OnBehalf = after.OnBehalf || behalf
		return after, err
	})
}

// review runs a step that judges another's report.
func (d *Desk) review(ctx context.Context, who string, p report.Period, seen int, verb verb, reason string, step decide) (*report.Sheet, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if who == "" {
		return nil, report.Errorf(report.CodeInvalid, "请写明单位, 例如 %s.", v.town.units[0].name)
	}
	u, p, pl, err := v.at(who, p)
	if err != nil {
		return nil, err
	}
	if err := v.reviews(ctx, d.store, v.town, pl, u); err != nil {
		return nil, err
	}
	s, err := d.store.sheet(ctx, v, p, u)
	if err != nil {
		return nil, err
	}
	return d.step(ctx, v, s, u, seen, verb, reason, step)
}

// step decides, writes the report under the guard of its version, and returns
// the sheet as it then stands; on a refusal the sheet as it was.
func (d *Desk) step(ctx context.Context, v *visit, s *report.Sheet, u *unit, seen int, verb verb, reason string, decide decide) (*report.Sheet, error) {
	if seen != report.AnyVersion && seen != s.Report.Version {
		return s, report.Errorf(report.CodeStale, "%s %s 刚刚有改动, 已重新载入. 请看过再办.", u.name, s.Report.Period.Name())
	}
	after, err := decide(v, s)
	if err != nil {
		return s, err
	}
	b := &batch{}
	values := []valueChange{{"#state", string(s.Report.State), string(after.State)}}
	if err := b.writeReport(s.Report, after, v); err != nil {
		return s, err
	}
	if s.Report.NilReason != after.NilReason {
		values = append(values, valueChange{"#nil", s.Report.NilReason, after.NilReason})
	}
	if after.State == report.StateSubmitted {
		values = append(values, b.settle(s, u, v)...)
		b.readRegisters(u, after.Period)
	} else if s.Report.Out() && !after.Out() {
		values = append(values, b.release(s, u)...)
	}
	b.record(change{at: v.now, actor: v.Actor, verb: verb, unit: u.id, period: after.Period, reason: reason, values: values})
	if err := d.store.send(ctx, b); err != nil {
		return s, err
	}
	return d.store.sheet(ctx, v, after.Period, u)
}

// writeReport guards the report's version and writes all but its cells.
func (b *batch) writeReport(before, after report.Report, v *visit) error {
	period := after.Period.String()
	b.expect(strconv.Itoa(before.Version), `SELECT COALESCE((SELECT version FROM report WHERE unit_id = ? AND period = ?), 0)`, after.Unit, period)
	cells := ""
	if len(after.CellReasons) > 0 {
		js, err := json.Marshal(after.CellReasons)
		if err != nil {
			return err
		}
		cells = string(js)
	}
	b.do(`INSERT INTO report (id, unit_id, period, state, version, first_submitted, submitted, decided, returns, reason, cell_reasons,
			open_until, nil, nil_reason, explanation, on_behalf, unsealed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (unit_id, period) DO UPDATE SET state = excluded.state, version = excluded.version,
			first_submitted = excluded.first_submitted, submitted = excluded.submitted, decided = excluded.decided, returns = excluded.returns,
			reason = excluded.reason, cell_reasons = excluded.cell_reasons, open_until = excluded.open_until,
			nil = excluded.nil, nil_reason = excluded.nil_reason, explanation = excluded.explanation, on_behalf = excluded.on_behalf,
			unsealed = excluded.unsealed`,
		newID(v.now), after.Unit, period, string(after.State), before.Version+1, millis(after.FirstSubmitted), millis(after.Submitted),
		millis(after.Decided), after.Returns, after.Reason, cells, millis(after.OpenUntil), after.Nil, after.NilReason, after.Explanation, after.OnBehalf,
		after.Unsealed)
	return nil
}

// settle writes the values that a submission takes over from ledgers, registers
// and earlier periods into the report, so that what was sent depends on nothing
// else. They are marked as taken over; a cell's version, writer and remark
// stay, since nobody typed; what a register overrode is put aside.
func (b *batch) settle(s *report.Sheet, u *unit, v *visit) []valueChange {
	var values []valueChange
	for i := range s.Entries {
		e := &s.Entries[i]
		if !e.Taken() || !report.Typed(e.Line) {
			continue
		}
		text, na := columns(e.Value)
		b.do(`INSERT INTO cell (report_id, key, value, na, scaled, note, version, at, by_id, on_behalf, settled)
			SELECT id, ?, ?, ?, ?, ?, 1, ?, ?, 0, 1 FROM report WHERE unit_id = ? AND period = ?
			ON CONFLICT (report_id, key) DO UPDATE SET typed = value, typed_na = na, typed_scaled = scaled,
				value = excluded.value, na = excluded.na, scaled = excluded.scaled, settled = 2`,
			e.Line.Key, text, na, scaled(e.Value), e.Cell.Note, v.now.UnixMilli(), v.Account, u.id, s.Report.Period.String())
		values = append(values, valueChange{e.Line.Key, e.Cell.Value.String(), e.Value.String()})
	}
	return values
}

// release takes out again what the last submission took over, now that the
// report is back in the unit's hands: from here on it is carried, zeroed and
// summed anew. A cell that settle made is gone, whereas one that somebody had
// typed into, written a remark on, or emptied, is as it was left.
func (b *batch) release(s *report.Sheet, u *unit) []valueChange {
	const those = ` AND report_id = (SELECT id FROM report WHERE unit_id = ? AND period = ?)`
	b.do(`DELETE FROM cell WHERE settled = 1`+those, u.id, s.Report.Period.String())
	b.do(`UPDATE cell SET value = typed, na = typed_na, scaled = typed_scaled,
		typed = NULL, typed_na = 0, typed_scaled = NULL, settled = 0 WHERE settled = 2`+those, u.id, s.Report.Period.String())
	var values []valueChange
	for i := range s.Entries {
		if e := &s.Entries[i]; e.Cell.Settled {
			values = append(values, valueChange{e.Line.Key, e.Value.String(), e.Cell.Aside.String()})
		}
	}
	return values
}
