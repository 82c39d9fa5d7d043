package db

import (
	"context"
	"maps"

	"fanzha/db/register"
	"fanzha/db/report"
)

// registers lets the lines of the form that a register feeds say what it holds
// on the window's last day. A report that is closed reads them as they were
// known when it was sent or locked, so that what is put right in an earlier
// month, which came back, changes nothing in it.
func (l *loader) registers(ctx context.Context) error {
	if len(l.plan.Registers) == 0 {
		return nil
	}
	_, day := l.town.schedule.Window(l.period)
	if !l.on.IsZero() && l.on.Before(day) {
		day = l.on
	}
	known := map[string]int64{}
	for unit, sit := range l.sits {
		if r := &sit.Report; !r.Out() && r.Locked(l.town.schedule, l.now) {
			known[unit] = max(l.town.schedule.Lock(l.period).UnixMilli(), r.OpenUntil.UnixMilli())
		}
	}
	all, err := l.recordsOn(ctx, l.plan, l.ids, l.period, day, known)
	if err != nil {
		return err
	}
	for unit, records := range all {
		sit := l.sits[unit]
		if sit.Fed == nil {
			sit.Fed = map[string]report.Fed{}
		}
		maps.Copy(sit.Fed, register.Told(l.plan, sit.Unit.Kind, records))
	}
	return nil
}
