package db

import (
	"context"
	"slices"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// sheetsOn reads the forms of units for a period as of a day of it, the zero day
// is its last, in the order given. Lines that read another unit's report see it
// once it is filed. A unit's form is the same whoever else is read with it.
func (s *Store) sheetsOn(ctx context.Context, v *visit, p report.Period, day plan.Date, units []*unit) ([]*report.Sheet, error) {
	pl := v.town.schedule.PlanFor(p)
	l := s.loading(v.town, p, day, units, v.now)
	if err := l.situations(ctx); err != nil {
		return nil, err
	}
	passed, err := s.passed(ctx, v, p, units)
	if err != nil {
		return nil, err
	}
	sheets := make([]*report.Sheet, 0, len(units))
	for _, u := range units {
		sit := l.sits[u.id]
		form := pl.FormOf(sit.Unit.Kind)
		if form == nil {
			continue
		}
		for _, line := range form.Lines {
			if line.Indicator.From != nil {
				sit.Foreign[line.Key] = l.foreign(line.Indicator.From, sit.Unit.Code)
			}
		}
		sit.Peers = peers(form, l.sits)
		sit.Passed = passed[u.id]
		sheet, err := report.NewSheet(*sit)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sheet)
	}
	return sheets, nil
}

// withRead are units, and those whose reports their forms read.
func (t *township) withRead(pl *plan.Plan, units []*unit) []*unit {
	all := slices.Clone(units)
	for _, from := range readBy(pl, units) {
		for _, u := range t.units {
			if u.in(pl).Kind == from.Kind && !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	return all
}

// readBy is what the forms of units read of the reports of other kinds.
func readBy(pl *plan.Plan, units []*unit) []plan.From {
	var all []plan.From
	kinds := map[string]bool{}
	for _, u := range units {
		kind := u.in(pl).Kind
		if kinds[kind] {
			continue
		}
		kinds[kind] = true
		for _, from := range pl.FormOf(kind).Reads() {
			if !slices.Contains(all, from) {
				all = append(all, from)
			}
		}
	}
	return all
}

// foreign is what the units of a kind have filed of a matrix for one place.
func (l *loader) foreign(from *plan.From, code string) report.Foreign {
	key := from.Key + "." + code
	var f report.Foreign
	for _, u := range l.town.units {
		sit := l.sits[u.id]
		if sit == nil || sit.Unit.Kind != from.Kind {
			continue
		}
		f.Prior = f.Prior.Add(l.filed[u.id][key])
		if v := filed(sit, key); sit.Report.Filed() && !v.Blank() {
			f.Value = plus(f.Value, v)
		}
	}
	return f
}

// plus adds a figure to what others filed; 不适用 stands only where nobody has one.
func plus(sum, v report.Value) report.Value {
	a, some := sum.Number()
	b, more := v.Number()
	switch {
	case some && more:
		return report.Number(a.Add(b))
	case some:
		return sum
	}
	return v
}

// filed is what a unit has filed of a line; while its report is back in its
// hands, what its ledger says.
func filed(sit *report.Situation, key string) report.Value {
	if v := sit.Cells[key].Value; !v.Blank() {
		return v
	}
	return sit.Fed[key].Value
}

// peers sums, for every rule that compares with another kind, what that kind's
// units have filed.
func peers(form *plan.Form, sits map[string]*report.Situation) map[plan.From]report.Value {
	sums := map[plan.From]report.Value{}
	for _, r := range form.Rules() {
		if r.From == nil {
			continue
		}
		for _, sit := range sits {
			n, ok := filed(sit, r.From.Key).Number()
			if sit.Unit.Kind != r.From.Kind || !sit.Report.Filed() || !ok {
				continue
			}
			sum, _ := sums[*r.From].Number()
			sums[*r.From] = report.Number(sum.Add(n))
		}
	}
	return sums
}

// active are the units whose report of p is looked at: those that the plan
// has in p's window, whether or not they count as 应报.
func (v *visit) active(p report.Period) []*unit {
	var units []*unit
	for _, u := range v.town.units {
		if v.owes(u, p) {
			units = append(units, u)
		}
	}
	return units
}

// Form fills one unit's form for a period; an empty unit is the person's own,
// a zero period the current one.
func (d *Desk) Form(ctx context.Context, who string, p report.Period) (*report.Sheet, error) {
	v, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return nil, err
	}
	return d.store.sheet(ctx, v, p, u)
}

// sheet fills one unit's form.
func (s *Store) sheet(ctx context.Context, v *visit, p report.Period, u *unit) (*report.Sheet, error) {
	sheets, err := s.sheets(ctx, v, p, []*unit{u})
	if err != nil {
		return nil, err
	}
	if len(sheets) == 0 {
		return nil, report.Errorf(report.CodeNotFound, "%s 在 %s 的方案里没有报表.", u.name, p.Name())
	}
	return sheets[0], nil
}

// Table is the consolidated table of the township. Others read the same one.
func (d *Desk) Table(ctx context.Context, p report.Period) (*report.Table, error) {
	v, all, p, err := d.township(ctx, p)
	if err != nil {
		return nil, err
	}
	return all.tabled(ctx, d.store, v, p)
}

// Status answers who is missing, how far the township is and what fails.
func (d *Desk) Status(ctx context.Context, p report.Period) (*report.Status, error) {
	v, all, _, err := d.township(ctx, p)
	if err != nil {
		return nil, err
	}
	st := *all.status()
	st.Now = v.now
	return &st, nil
}

// township fills every unit's form as the sums take it, for those who may read
// them all.
func (d *Desk) township(ctx context.Context, p report.Period) (*visit, *consolidation, report.Period, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, p, err
	}
	if !v.readsAll(v.town) {
		return nil, nil, p, forbidden("全乡的表只有平安办和领导可以查看. 看本单位请用 status 或 show.")
	}
	if p.IsZero() {
		p = v.town.schedule.Current(v.now)
	}
	if err := v.counts(p); err != nil {
		return nil, nil, p, err
	}
	all, err := d.store.consolidation(ctx, v, p)
	return v, all, p, err
}
