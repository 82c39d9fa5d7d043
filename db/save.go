package db

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// saveTries bounds how often a Save is judged again because another was faster.
const saveTries = 20

// Save keeps what was typed into the cells of a report. Each edit stands for
// itself: those that cannot be read, or that lost a race, come back refused,
// and all others are kept. The sheet is the report as it stands afterwards.
func (d *Desk) Save(ctx context.Context, who string, p report.Period, edits []report.Edit) (*report.Sheet, []report.Refusal, error) {
	for try := 1; ; try++ {
		sheet, refused, err := d.save(ctx, who, p, edits)
		if try == saveTries || !errors.Is(err, report.ErrStale) {
			return sheet, refused, err
		}
		// The batch came too late and nothing of it was kept: judged by what
		// stands now, who lost learns to whom, and the rest is sent again.
	}
}

func (d *Desk) save(ctx context.Context, who string, p report.Period, edits []report.Edit) (*report.Sheet, []report.Refusal, error) {
	v, sheet, u, behalf, err := d.open(ctx, who, p)
	if err != nil {
		return nil, nil, err
	}
	if err := sheet.Report.CanSave(v.town.schedule, v.now); err != nil {
		return sheet, nil, err
	}
	s := saving{visit: v, sheet: sheet, unit: u, behalf: behalf, b: &batch{}}
	s.b.expectOpen(u.id, sheet.Report.Period)
	if err := s.lists(ctx, d.store, edits); err != nil {
		return sheet, nil, err
	}
	var refused []report.Refusal
	for _, e := range edits {
		if err := s.edit(e); err != nil {
			refused = append(refused, report.Refusal{Key: e.Key, Err: err})
		}
	}
	if len(s.values) == 0 {
		return sheet, refused, s.forgetAll(ctx, d.store)
	}
	s.finish()
	if err := d.store.send(ctx, s.b); err != nil {
		return sheet, refused, err
	}
	after, err := d.store.sheet(ctx, v, sheet.Report.Period, u)
	return after, refused, err
}

// open loads the form that the person wants to write in.
func (d *Desk) open(ctx context.Context, who string, p report.Period) (v *visit, s *report.Sheet, u *unit, behalf bool, err error) {
	if v, err = d.visit(ctx); err != nil {
		return nil, nil, nil, false, err
	}
	u, p, pl, err := v.at(who, p)
	if err != nil {
		return nil, nil, nil, false, err
	}
	behalf, ok := v.files(v.town, pl, u)
	if !ok {
		return nil, nil, nil, false, forbidden("%s 的月报你不能填写.", u.name)
	}
	if !slices.Contains(v.active(p), u) {
		return nil, nil, nil, false, report.Errorf(report.CodeNotFound, "%s 在 %s 的方案里没有报表.", u.name, p.Name())
	}
	s, err = d.store.sheet(ctx, v, p, u)
	return v, s, u, behalf, err
}

// saving gathers the edits of one Save into a batch.
type saving struct {
	*visit
	sheet  *report.Sheet
	unit   *unit
	behalf bool // the person types for another unit
	forged bool // a cell that is the unit's own was typed by another: 代填
	b      *batch
	values []valueChange
	cells  []statement
	last   string        // the last key, where the person is
	owned  bool          // a cell of the unit itself changed, not only the office's
	agreed []report.Edit // what is in the report now, or was already

	registers map[string]*putting // the register behind a line that the office alone types, by key
}

// edit checks one edit and adds it to the batch.
func (s *saving) edit(e report.Edit) error {
	line, ok := s.sheet.Form.Find(e.Key)
	if !ok {
		return unknownKey(s.sheet.Form, e.Key)
	}
	if err := s.allowed(line); err != nil {
		return err
	}
	entry, cell := s.sheet.Find(line.Key), s.sheet.Cells[line.Key]
	list := s.registers[line.Key]
	if list != nil && entry.Fed != nil {
		cell.Value = entry.Fed.Value
	}
	value, err := cell.Value, error(nil)
	if e.Over == nil {
		if value, err = report.Parse(line, e.Text); err != nil {
			return err
		}
	}
	if c := entry.Conflict(e); c != nil {
		return c
	}
	if err := s.numbered(entry, value); err != nil {
		return err
	}
	if entry.Registered() && !value.Blank() && !value.Equal(cell.Value) && !value.Equal(entry.Fed.Value) {
		return report.Errorf(report.CodeInvalid, "%s 取自名录, 现在是 %s, 不用填. 有变动到名录里改, 数会跟着变.", line.Label, entry.Fed.Value.Shown())
	}
	note, err := s.note(line, e, value, cell)
	if err != nil {
		return err
	}
	if note != cell.Note {
		if _, err := report.Prose(line.Label+" 的备注", note); err != nil {
			return err
		}
	}
	e.Key = line.Key
	if value.Equal(cell.Value) && note == cell.Note {
		s.agreed = append(s.agreed, e)
		return nil
	}
	if slices.ContainsFunc(s.agreed, func(before report.Edit) bool { return before.Key == line.Key }) {
		return report.Errorf(report.CodeInvalid, "%s 一次写了两遍, 只保存了前一个.", line.Label)
	}
	if list != nil {
		if err := s.enter(list, line, value, note); err != nil {
			return err
		}
	}
	s.agreed = append(s.agreed, e)
	s.store(line, cell, value, note)
	return nil
}

// allowed refuses lines that the system fills, or that are the office's.
func (s *saving) allowed(l *plan.Line) error {
	if !report.Typed(l) {
		return report.Errorf(report.CodeInvalid, "%s (%s) 由系统计算, 不用填.", l.Label, l.Key)
	}
	if l.Indicator.By != "" && !s.over(s.town, account.Reviewer, s.unit) {
		return forbidden("%s (%s) 由平安办录入, 有变动请联系平安办.", l.Label, l.Key)
	}
	return nil
}

// numbered refuses a figure of a line that the unit counts by a list: it comes
// from the numbers. What was typed before the unit chose may be cleared, and a
// month of which no row says a number may say 0.
func (s *saving) numbered(e *report.Entry, v report.Value) error {
	k, mode := s.sheet.Listing(e.Line)
	n, number := v.Number()
	if mode != report.ModeListed || v.Blank() || v.Equal(e.Cell.Value) || e.Fed == nil && number && n.IsZero() {
		return nil
	}
	return report.Errorf(report.CodeInvalid, "%s 由%s里的%s去掉重复后得出, 不用填. 数不对请到台账里更正.", e.Line.Label, k.Name, k.Field(k.List).Label)
}

func (s *saving) store(l *plan.Line, old report.Cell, v report.Value, note string) {
	period := s.sheet.Report.Period.String()
	behalf := s.behalf && l.Indicator.By == ""
	s.owned = s.owned || l.Indicator.By == ""
	s.forged = s.forged || behalf
	s.last = l.Key
	s.values = append(s.values, valueChange{l.Key, old.Value.String(), v.String()})
	if note != old.Note {
		s.values = append(s.values, valueChange{l.Key + "#note", old.Note, note})
	}
	s.b.expect(strconv.Itoa(old.Version), `SELECT COALESCE((SELECT c.version FROM cell c JOIN report r ON r.id = c.report_id
		WHERE r.unit_id = ? AND r.period = ? AND c.key = ?), 0)`, s.unit.id, period, l.Key)
	s.cells = append(s.cells, writeCell(s.unit.id, period, l.Key, v, note, s.visit, behalf))
}

// writeCell puts a value into a cell of a report that the batch has made sure of.
func writeCell(unitID, period, key string, v report.Value, note string, by *visit, behalf bool) statement {
	text, na := columns(v)
	return statement{
		`INSERT INTO cell (report_id, key, value, na, scaled, note, version, at, by_id, on_behalf)
		SELECT id, ?, ?, ?, ?, ?, 1, ?, ?, ? FROM report WHERE unit_id = ? AND period = ?
		ON CONFLICT (report_id, key) DO UPDATE SET value = excluded.value, na = excluded.na, scaled = excluded.scaled,
			note = excluded.note, version = version + 1, at = excluded.at, by_id = excluded.by_id, on_behalf = excluded.on_behalf,
			settled = 0`,
		[]any{key, text, na, scaled(v), note, by.now.UnixMilli(), by.Account, behalf, unitID, period},
	}
}

// columns are a value as the columns value and na hold it.
func columns(v report.Value) (text any, na bool) {
	if v.Blank() || v.NA() {
		return nil, v.NA()
	}
	return v.String(), false
}

// finish adds the report itself, the person's place and the audit. What the
// office alone types leaves a report in the state that it has.
func (s *saving) finish() {
	r := s.sheet.Report
	after := report.Report{State: report.StateBlank, OnBehalf: r.OnBehalf}
	if s.owned {
		after = r.Edited(s.forged)
	}
	s.b.do(`INSERT INTO report (id, unit_id, period, state, version, on_behalf) VALUES (?, ?, ?, ?, 1, ?)
		ON CONFLICT (unit_id, period) DO UPDATE SET version = version + 1, on_behalf = max(on_behalf, excluded.on_behalf),
			state = CASE WHEN excluded.state = 'draft' AND state IN ('blank', 'returned') THEN 'draft' ELSE state END`,
		newID(s.now), s.unit.id, r.Period.String(), string(after.State), after.OnBehalf)
	s.b.statements = append(s.b.statements, s.cells...)
	s.b.do(`INSERT INTO place (account_id, unit_id, period, key, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (account_id, unit_id, period) DO UPDATE SET key = excluded.key, at = excluded.at`,
		s.Account, s.unit.id, r.Period.String(), s.last, s.now.UnixMilli())
	s.forget(s.b)
	s.b.record(change{at: s.now, actor: s.Actor, verb: verbSave, unit: s.unit.id, period: r.Period, values: s.values})
}

// unknownKey names the nearest right keys.
func unknownKey(f *plan.Form, key string) error {
	near := f.Nearest(key, 3)
	for i, k := range near {
		if l, ok := f.Find(k); ok {
			near[i] = k + " (" + l.Label + ")"
		}
	}
	text := "没有指标 " + report.Clip(key) + "."
	if len(near) > 0 {
		text += " 是不是: " + strings.Join(near, ", ") + "?"
	}
	return report.Errorf(report.CodeInvalid, "%s", text)
}
