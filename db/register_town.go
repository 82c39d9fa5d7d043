package db

import (
	"context"
	"encoding/json"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// TownRegisters lists the registers of all units, each with what they hold
// together today, for who reads the whole township.
func (d *Desk) TownRegisters(ctx context.Context) ([]register.Summary, error) {
	v, pl, err := d.surveying(ctx, plan.Date{})
	if err != nil {
		return nil, err
	}
	all := []register.Summary{}
	for i := range pl.Registers {
		r := &pl.Registers[i]
		units := v.keepers(r)
		if len(units) == 0 {
			continue
		}
		s := register.Summary{Register: r, ID: r.ID, Name: r.Name}
		books, err := d.store.booksOn(ctx, pl, units, plan.DateOf(v.now))
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			s.Writes = s.Writes || v.registers(pl, u, r)
			s.Kept += len(books[u.id][r.ID])
			for _, site := range books[u.id][r.ID] {
				if s.Since.Before(site.From) {
					s.Since = site.From
				}
			}
			s.Failing += len(register.FailingSites(register.Judge(pl.FormOf(u.kind), r, books[u.id])))
		}
		all = append(all, s)
	}
	return all, nil
}

// TownSites lists one register of every unit that keeps it as of a day, for
// who reads the whole township; the zero day is today.
func (d *Desk) TownSites(ctx context.Context, id string, day plan.Date) ([]register.Listing, error) {
	v, pl, err := d.surveying(ctx, day)
	if err != nil {
		return nil, err
	}
	if day.IsZero() {
		day = plan.DateOf(v.now)
	}
	r, ok := pl.Register(report.Clean(id))
	if !ok {
		return nil, report.Errorf(report.CodeNotFound, "没有名录 %s. 用 register list 看有哪些.", report.Clip(id))
	}
	units := v.keepers(r)
	books, err := d.store.booksOn(ctx, pl, units, day)
	if err != nil {
		return nil, err
	}
	all := []register.Listing{}
	for _, u := range units {
		l := register.Listing{
			Register: r, Unit: report.UnitRef{Unit: u.code, Name: u.name}, Day: day, Writes: v.registers(pl, u, r),
			Sites: books[u.id][r.ID], Verdicts: register.Judge(pl.FormOf(u.kind), r, books[u.id]),
		}
		days, err := d.store.calendar(ctx, v, u)
		if err != nil {
			return nil, err
		}
		l.Open, l.Shut = days.open(), days.shut()
		all = append(all, l)
	}
	return all, nil
}

// surveying is a visit of who reads the whole township, with the plan in force
// on a day; the zero day is today.
func (d *Desk) surveying(ctx context.Context, day plan.Date) (*visit, *plan.Plan, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, err
	}
	if !v.readsAll(v.town) {
		return nil, nil, forbidden("全乡的名录只有平安办和领导可以查看.")
	}
	if day.IsZero() {
		day = plan.DateOf(v.now)
	}
	return v, v.town.schedule.PlanFor(v.town.schedule.Of(day)), nil
}

// keepers are the units that report in the period of today and have places in
// the register.
func (v *visit) keepers(r *plan.Register) []*unit {
	var units []*unit
	for _, u := range v.active(v.town.schedule.Of(plan.DateOf(v.now))) {
		if r.Kept(u.kind) {
			units = append(units, u)
		}
	}
	return units
}

// booksOn are what the registers of some units hold on a day, by unit id, as is
// known today.
func (s *Store) booksOn(ctx context.Context, pl *plan.Plan, units []*unit, day plan.Date) (map[string]register.Book, error) {
	ids := make([]string, len(units))
	for i, u := range units {
		ids[i] = u.id
	}
	js, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	all, err := s.recordsOn(ctx, pl, string(js), report.Period{}, day, map[string]int64{})
	if err != nil {
		return nil, err
	}
	books := map[string]register.Book{}
	for id, records := range all {
		books[id] = register.At(records, plan.Date{Year: 9999})
	}
	return books, nil
}
