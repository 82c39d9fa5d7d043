package db

import (
	"context"
	"maps"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// registers lets the lines of the form that a register feeds say what it holds
// on the window's last day, or on an earlier one as of which the forms are
// read. A report that is closed reads them as they were known when it was sent
// or locked, so that what is put right in an earlier month, which came back,
// changes nothing in it.
func (l *loader) registers(ctx context.Context) error {
	if len(l.plan.Registers) == 0 {
		return nil
	}
	first, last := l.town.schedule.Window(l.period)
	day, cut := last, !l.on.IsZero() && l.on.Before(last)
	if cut {
		day = l.on
	}
	told, err := l.told(ctx, day)
	if err != nil {
		return err
	}
	for unit, fed := range told {
		if cut {
			l.undo(unit, fed)
		}
		maps.Copy(l.sits[unit].Fed, fed)
	}
	for by := range judged(l.plan) {
		on := by.In(l.period.Year)
		if on.Before(first) || !on.Before(last) || day.Before(on) {
			continue
		}
		then, err := l.told(ctx, on)
		if err != nil {
			return err
		}
		for unit, fed := range then {
			sit := l.sits[unit]
			if sit.FedOn == nil {
				sit.FedOn = map[plan.DayOfYear]map[string]report.Fed{}
			}
			sit.FedOn[by] = fed
		}
	}
	return nil
}

// judged are the days of the year that judge a target.
func judged(p *plan.Plan) map[plan.DayOfYear]bool {
	days := map[plan.DayOfYear]bool{}
	for i := range p.Lines {
		for _, t := range p.Lines[i].Targets {
			if !t.By.IsZero() {
				days[t.By] = true
			}
		}
	}
	return days
}

// told is what the registers of the units say of its form as of a day.
func (l *loader) told(ctx context.Context, day plan.Date) (map[string]map[string]report.Fed, error) {
	known := map[string]int64{}
	var ids []string
	for unit, sit := range l.sits {
		if !l.listed[unit] {
			continue
		}
		ids = append(ids, unit)
		if r := &sit.Report; !r.Out() && r.Locked(l.town.schedule, l.now) {
			known[unit] = max(l.town.schedule.Lock(l.period).UnixMilli(), r.OpenUntil.UnixMilli())
		}
	}
	all, err := l.recordsOn(ctx, l.plan, jsonOf(ids), l.period, day, known)
	if err != nil {
		return nil, err
	}
	told := make(map[string]map[string]report.Fed, len(l.sits))
	for _, unit := range ids {
		told[unit] = register.Told(l.plan, l.sits[unit].Unit.Kind, all[unit])
	}
	return told, nil
}

// undo takes out of a report that is out what its submission took over from a
// register, which stands for the window's last day and for no earlier one.
// What a register had not said by then is what was carried over.
func (l *loader) undo(unit string, fed map[string]report.Fed) {
	sit := l.sits[unit]
	form := l.plan.FormOf(sit.Unit.Kind)
	if form == nil {
		return
	}
	for _, line := range form.Lines {
		cell := sit.Cells[line.Key]
		if _, registered := l.plan.Registering(form.Kind, line); !registered || !cell.Settled {
			continue
		}
		if cell.Value = cell.Aside; cell.Value.Blank() {
			cell.Value = sit.Carry[line.Key]
		}
		if _, told := fed[line.Key]; told || cell.Value.Blank() {
			cell = report.Cell{}
		}
		sit.Cells[line.Key] = cell
	}
}
