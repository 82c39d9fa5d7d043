package db

import (
	"context"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// passed fills, for the units whose form has targets on a day of the year that
// lies before the period's window, the sheet of the period that counted that
// day, so that a milestone stays as it was reported. By unit id.
func (s *Store) passed(ctx context.Context, v *visit, p report.Period, units []*unit) (map[string]map[plan.DayOfYear]*report.Sheet, error) {
	sch := v.town.schedule
	first, _ := sch.Window(p)
	late := map[plan.DayOfYear][]*unit{}
	for _, u := range units {
		for _, day := range milestones(sch.PlanFor(p).FormOf(u.kind)) {
			if on := day.In(p.Year); on.Before(first) && !sch.Of(on).Before(sch.First) && v.owes(u, sch.Of(on)) {
				late[day] = append(late[day], u)
			}
		}
	}
	all := map[string]map[plan.DayOfYear]*report.Sheet{}
	for day, units := range late {
		sheets, err := s.sheets(ctx, v, sch.Of(day.In(p.Year)), units)
		if err != nil {
			return nil, err
		}
		for _, sheet := range sheets {
			id := sheet.Report.Unit
			if all[id] == nil {
				all[id] = map[plan.DayOfYear]*report.Sheet{}
			}
			all[id][day] = sheet
		}
	}
	return all, nil
}

// milestones are the days of the year on which a form's targets are judged.
func milestones(f *plan.Form) []plan.DayOfYear {
	if f == nil {
		return nil
	}
	seen := map[plan.DayOfYear]bool{}
	var days []plan.DayOfYear
	for _, l := range f.Lines {
		for _, t := range l.Indicator.Targets {
			if !t.By.IsZero() && !seen[t.By] {
				seen[t.By] = true
				days = append(days, t.By)
			}
		}
	}
	return days
}
