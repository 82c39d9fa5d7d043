package db

import (
	"context"
	"maps"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// registers lets the lines of the form that a register feeds say what it holds
// on the window's last day.
func (l *loader) registers(ctx context.Context) error {
	if len(l.plan.Registers) == 0 {
		return nil
	}
	_, day := l.town.schedule.Window(l.period)
	if !l.on.IsZero() && l.on.Before(day) {
		day = l.on
	}
	all, err := l.recordsOn(ctx, l.plan, l.ids, day)
	if err != nil {
		return err
	}
	for unit, records := range all {
		sit := l.sits[unit]
		if sit.Fed == nil {
			sit.Fed = map[string]report.Fed{}
		}
		maps.Copy(sit.Fed, register.Fed(l.plan, sit.Unit.Kind, register.At(records, plan.Date{Year: 9999})))
	}
	return nil
}
