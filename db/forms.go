package db

import (
	"context"
	"sync"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// maxPeriods bounds how many periods of townships are kept in memory: the one
// that comes in and the year before it, of the township that a machine serves.
const maxPeriods = 14

// ofTown names a period of a township, or a year of it: then the month is 0.
type ofTown struct {
	root   string
	period report.Period
}

// forms are the filled forms of a township for a period, so that a change is
// read once and not by every screen that shows it.
type forms struct {
	remembered[form]
	all *consolidation // of all of them; nil where they are not read yet
}

// form is a unit's form as it stands, and as the township counts it. A unit that
// has none in the plan has neither.
type form struct{ sheet, counted *report.Sheet }

// consolidation is what all forms of a township make, which is made when
// somebody first asks for it.
type consolidation struct {
	sheets []*report.Sheet // of the units that are active, as the township counts them
	status func() *report.Status

	mu    sync.Mutex
	table *report.Table
}

// hold finds the forms of a period for one alone, until free is called. What may
// have changed since they were read is not among them.
func (s *Store) hold(ctx context.Context, v *visit, p report.Period) (f *forms, free func(), err error) {
	f = s.forms.at(ofTown{v.town.root.id, p})
	f.Lock()
	changed, err := f.renew(ctx, s, v)
	if err != nil {
		f.Unlock()
		return nil, nil, err
	}
	if changed {
		f.all = nil
	}
	return f, f.Unlock, nil
}

// fill reads those of some units that are missing.
func (f *forms) fill(ctx context.Context, s *Store, v *visit, p report.Period, units []*unit) error {
	var missing []*unit
	for _, u := range units {
		if _, ok := f.of[u.id]; !ok {
			missing = append(missing, u)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	sheets, err := s.sheetsOn(ctx, v, p, plan.Date{}, missing)
	if err != nil {
		return err
	}
	read := map[string]form{}
	for _, sheet := range sheets {
		counted, err := sheet.Counted()
		if err != nil {
			return err
		}
		read[sheet.Report.Unit] = form{sheet, counted}
	}
	for _, u := range missing {
		f.of[u.id] = read[u.id]
	}
	return nil
}

// formsOf are the forms of units for a period as they stand now, in the order
// given, without the units that have none.
func (s *Store) formsOf(ctx context.Context, v *visit, p report.Period, units []*unit) ([]form, error) {
	f, free, err := s.hold(ctx, v, p)
	if err != nil {
		return nil, err
	}
	defer free()
	if err := f.fill(ctx, s, v, p, units); err != nil {
		return nil, err
	}
	all := make([]form, 0, len(units))
	for _, u := range units {
		if kept := f.of[u.id]; kept.sheet != nil {
			all = append(all, kept)
		}
	}
	return all, nil
}

// sheets are the forms as the units have them, at this very moment.
func (s *Store) sheets(ctx context.Context, v *visit, p report.Period, units []*unit) ([]*report.Sheet, error) {
	all, err := s.formsOf(ctx, v, p, units)
	sheets := make([]*report.Sheet, len(all))
	for i, f := range all {
		sheet := *f.sheet
		sheet.Now = v.now
		sheets[i] = &sheet
	}
	return sheets, err
}

// counted are the forms as the township counts them.
func (s *Store) counted(ctx context.Context, v *visit, p report.Period, units []*unit) ([]*report.Sheet, error) {
	all, err := s.formsOf(ctx, v, p, units)
	sheets := make([]*report.Sheet, len(all))
	for i, f := range all {
		sheets[i] = f.counted
	}
	return sheets, err
}

// consolidation is what the forms of all units for a period make, as the
// township counts them.
func (s *Store) consolidation(ctx context.Context, v *visit, p report.Period) (*consolidation, error) {
	f, free, err := s.hold(ctx, v, p)
	if err != nil {
		return nil, err
	}
	defer free()
	if f.all != nil {
		return f.all, nil
	}
	units := v.active(p)
	if err := f.fill(ctx, s, v, p, units); err != nil {
		return nil, err
	}
	c := &consolidation{}
	for _, u := range units {
		if counted := f.of[u.id].counted; counted != nil {
			c.sheets = append(c.sheets, counted)
		}
	}
	c.status = sync.OnceValue(func() *report.Status {
		return report.Summarize(v.town.root.name, p, v.town.schedule, c.sheets, v.now)
	})
	f.all = c
	return c, nil
}

// tabled is the table that the forms of a period make.
func (c *consolidation) tabled(ctx context.Context, s *Store, v *visit, p report.Period) (*report.Table, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.table != nil {
		return c.table, nil
	}
	pl := v.town.schedule.PlanFor(p)
	alone, err := s.alone(ctx, v, p, v.active(p))
	if err != nil {
		return nil, err
	}
	c.table = report.Consolidate(p, pl, c.sheets, alone)
	return c.table, nil
}
