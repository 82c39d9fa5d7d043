package db

import (
	"context"
	"strings"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// Registers lists the registers of a unit with what they hold today; an empty
// unit is the person's own.
func (d *Desk) Registers(ctx context.Context, who string) ([]register.Summary, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	u, pl, err := v.keeping(ctx, d.store, who, plan.DateOf(v.now))
	if err != nil {
		return nil, err
	}
	records, err := d.store.recordsOf(ctx, pl, u)
	if err != nil {
		return nil, err
	}
	book := register.At(records, plan.DateOf(v.now))
	all := []register.Summary{}
	for _, r := range pl.RegistersOf(u.kind) {
		s := register.Summary{Register: r, ID: r.ID, Name: r.Name, Kept: len(book[r.ID]), Writes: v.registers(pl, u, r)}
		for _, k := range records {
			if k.Register == r.ID && s.Since.Before(k.Newest().From) {
				s.Since = k.Newest().From
			}
		}
		for _, judged := range register.Judge(pl.FormOf(u.kind), r, book) {
			if !judged.Met {
				s.Failing++
			}
		}
		all = append(all, s)
	}
	return all, nil
}

// Sites lists one register of a unit as of a day; the zero day is today.
func (d *Desk) Sites(ctx context.Context, who, id string, day plan.Date) (*register.Listing, error) {
	v, u, pl, r, err := d.register(ctx, who, id, day)
	if err != nil {
		return nil, err
	}
	if day.IsZero() {
		day = plan.DateOf(v.now)
	}
	records, err := d.store.recordsOf(ctx, pl, u)
	if err != nil {
		return nil, err
	}
	days, err := d.store.calendar(ctx, v, u)
	if err != nil {
		return nil, err
	}
	book := register.At(records, day)
	return &register.Listing{
		Register: r, Unit: report.UnitRef{Unit: u.code, Name: u.name}, Day: day, Open: days.open(), Shut: days.shut(), Writes: v.registers(pl, u, r),
		Sites: book[r.ID], Verdicts: register.Judge(pl.FormOf(u.kind), r, book),
	}, nil
}

// SiteHistory lists the versions of a site, the newest first. The site is named
// by its id or by a name that it bears or bore.
func (d *Desk) SiteHistory(ctx context.Context, who, id, site string) ([]register.Version, error) {
	_, u, pl, r, err := d.register(ctx, who, id, plan.Date{})
	if err != nil {
		return nil, err
	}
	records, err := d.store.recordsOf(ctx, pl, u)
	if err != nil {
		return nil, err
	}
	k := find(records, r, site)
	if k == nil {
		return nil, noSite(r, records, site)
	}
	all := make([]register.Version, 0, len(k.Versions))
	for i := range k.Versions {
		all = append(all, k.Versions[len(k.Versions)-1-i])
	}
	return all, nil
}

// keeping finds a unit whose registers the person may read, and the plan in
// force on a day.
func (v *visit) keeping(ctx context.Context, s *Store, who string, day plan.Date) (*unit, *plan.Plan, error) {
	u, err := v.unit(who)
	if err != nil {
		return nil, nil, err
	}
	pl := v.town.schedule.PlanFor(v.town.schedule.Of(day))
	return u, pl, v.sees(ctx, s, v.town, pl, u)
}

// register finds one register of a unit for who may read it, by the plan in
// force on a day; the zero day is today.
func (d *Desk) register(ctx context.Context, who, id string, day plan.Date) (*visit, *unit, *plan.Plan, *plan.Register, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	if day.IsZero() {
		day = plan.DateOf(v.now)
	}
	u, pl, err := v.keeping(ctx, d.store, who, day)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	r, ok := pl.Register(report.Clean(id))
	if !ok || !r.Kept(u.kind) {
		return nil, nil, nil, nil, noRegister(pl, u, id)
	}
	return v, u, pl, r, nil
}

// registers says whether the person may change a register of the unit: who
// files for it, except that the office's own are the office's alone.
func (v *visit) registers(pl *plan.Plan, u *unit, r *plan.Register) bool {
	if r.By == plan.ByOffice {
		return v.over(v.town, account.Reviewer, u)
	}
	_, ok := v.files(v.town, pl, u)
	return ok
}

// mayRegister says why the person may not change a unit's register.
func (v *visit) mayRegister(pl *plan.Plan, u *unit, r *plan.Register) error {
	switch {
	case v.registers(pl, u, r):
		return nil
	case r.By == plan.ByOffice:
		return forbidden("%s由平安办录入, 有变动请联系平安办.", r.Name)
	}
	return forbidden("%s 的名录你不能填写.", u.name)
}

func noRegister(pl *plan.Plan, u *unit, id string) error {
	var all []string
	for _, r := range pl.RegistersOf(u.kind) {
		all = append(all, r.ID+" ("+r.Name+")")
	}
	if len(all) == 0 {
		return report.Errorf(report.CodeNotFound, "%s 没有名录.", u.name)
	}
	return report.Errorf(report.CodeNotFound, "%s 没有名录 %s. 可用: %s.", u.name, report.Clip(id), strings.Join(all, ", "))
}

// find takes a site's id, a name that it bears, or one that it bore. Of a
// register of single sites it is the only one.
func find(records []register.Record, r *plan.Register, site string) *register.Record {
	site = report.Clean(site)
	var bore *register.Record
	for i := range records {
		k := &records[i]
		if k.Register != r.ID {
			continue
		}
		now := k.Newest()
		if r.Single || k.ID == site || now.Name == site && !now.Gone {
			return k
		}
		for _, v := range k.Versions {
			if v.Name == site {
				bore = k
			}
		}
	}
	return bore
}

// noSite names the sites that are nearest to what was typed.
func noSite(r *plan.Register, records []register.Record, site string) error {
	var near []string
	for i := range records {
		if now := records[i].Newest(); records[i].Register == r.ID && !now.Gone && len(near) < 5 && plan.Alike(site, now.Name) {
			near = append(near, now.Name)
		}
	}
	text := r.Name + "里没有 " + report.Clip(site) + "."
	if len(near) > 0 {
		text += " 是不是: " + strings.Join(near, ", ") + "?"
	}
	return report.Errorf(report.CodeNotFound, "%s", text)
}
