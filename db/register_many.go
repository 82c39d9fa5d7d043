package db

import (
	"context"
	"errors"
	"slices"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// maxSites bounds what is put in at once; a township's longest list is a few
// hundred.
const maxSites = 2000

// PutSites writes many sites of a register at once, of one unit or of several,
// in one batch with one change: all of them, or none while one is refused. What
// stands already as it is written makes no version, whatever its day. With dry
// it only tells what would become of the rows; there is a Put for each of them,
// in their order.
func (d *Desk) PutSites(ctx context.Context, id string, rows []register.Row, dry bool) ([]register.Put, error) {
	if len(rows) > maxSites {
		return nil, report.Errorf(report.CodeInvalid, "一次最多 %d 条, 现有 %d 条. 请分几次.", maxSites, len(rows))
	}
	for try := 1; ; try++ {
		m, err := d.decideMany(ctx, id, rows)
		if err != nil || dry || m.refused || len(m.changes) == 0 {
			return m.puts(), err
		}
		b := &batch{}
		if err := m.write(b); err != nil {
			return nil, err
		}
		if err = d.store.send(ctx, b); err == nil || try == saveTries || !errors.Is(err, report.ErrStale) {
			return m.puts(), err
		}
	}
}

// many decides a list of changes.
type many struct {
	rows    []*putting
	told    [][]report.Refusal
	refused bool
	changes []*putting // those that make a version
}

func (d *Desk) decideMany(ctx context.Context, id string, rows []register.Row) (*many, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	m, units, names := &many{}, map[string]*putting{}, map[string]bool{}
	for _, row := range rows {
		base, refusal, err := d.base(ctx, v, id, row.Unit, units)
		if err != nil {
			return nil, err
		}
		if refusal != nil {
			m.add(&putting{visit: v}, []report.Refusal{{Key: register.KeyUnit, Err: refusal}})
			continue
		}
		p := *base
		row.Edit.Named = true
		refused := p.put(row.Edit)
		if edit := row.Edit; p.unmoved(edit) {
			p, edit.From = *base, plan.Date{}
			refused = p.put(edit)
		}
		if p.same {
			refused = slices.DeleteFunc(refused, func(x report.Refusal) bool { return x.Key == register.KeyFrom })
			p.after = p.before
		}
		name := base.unit.id + " " + p.after.Name
		if p.after.Name != "" && names[name] {
			refused = append(refused, report.Refusal{Key: register.KeyName, Err: report.Errorf(report.CodeInvalid, "%s 写了两遍, 请只留一条.", p.after.Name)})
		}
		names[name] = true
		m.add(&p, refused)
	}
	return m, nil
}

// unmoved reports whether an edit changes the newest version of a site under
// that version's own day, which a closed period counts: who exports a list,
// changes it and brings it back has changed it today.
func (p *putting) unmoved(e register.Edit) bool {
	was := find(p.records, p.register, p.site)
	return was != nil && !p.same && p.before.Seq == was.Newest().Seq && p.before.From == e.From && p.days.closed(p.days.period(e.From))
}

// base is what a row of a unit rests on, read once for each unit. What the row
// itself is to blame for is its refusal.
func (d *Desk) base(ctx context.Context, v *visit, id, who string, units map[string]*putting) (base *putting, refusal, err error) {
	if base = units[who]; base != nil {
		return base, nil, nil
	}
	u, pl, err := v.keeping(ctx, d.store, who, plan.DateOf(v.now))
	if err != nil {
		return nil, err, nil
	}
	r, ok := pl.Register(report.Clean(id))
	if !ok || !r.Kept(u.kind) {
		return nil, noRegister(pl, u, id), nil
	}
	for _, known := range units {
		if known.unit == u {
			units[who] = known
			return known, nil, nil
		}
	}
	base, err = d.store.keeper(ctx, v, u, pl, r)
	if report.Refused(err, report.CodeForbidden) {
		return nil, err, nil
	}
	units[who] = base
	return base, nil, err
}

func (m *many) add(p *putting, refused []report.Refusal) {
	m.rows, m.told = append(m.rows, p), append(m.told, refused)
	switch {
	case len(refused) > 0:
		m.refused = true
	case !p.same:
		m.changes = append(m.changes, p)
	}
}

// write makes one batch of all changes: the guards of each unit and of each
// period that counts one, the versions, and one change of the audit, which is
// the township's where it touches several units.
func (m *many) write(b *batch) error {
	type hand struct {
		unit   *unit
		period report.Period
	}
	first, hands := m.changes[0], map[hand]bool{}
	units := map[*unit]bool{}
	for _, p := range m.changes {
		if !units[p.unit] {
			units[p.unit] = true
			p.guard(b)
		}
		if h := (hand{p.unit, p.touches()}); !hands[h] {
			hands[h] = true
			p.inHand(b, h.period)
		}
	}
	c := change{at: first.now, actor: first.Actor, verb: verbImport, unit: first.unit.id, period: first.touches()}
	if len(units) > 1 {
		c.unit = first.town.root.id
	}
	for _, p := range m.changes {
		if err := p.version(b); err != nil {
			return err
		}
		if p.touches().Before(c.period) {
			c.period = p.touches()
		}
		line := p.line()
		line.key += "." + p.site
		if len(units) > 1 && !p.register.Single {
			line.new = p.unit.name + " " + line.new
		}
		c.values = append(c.values, line)
	}
	b.record(c)
	return nil
}

// puts tells what became of the rows.
func (m *many) puts() []register.Put {
	if m == nil {
		return nil
	}
	all := make([]register.Put, len(m.rows))
	for i, p := range m.rows {
		all[i] = register.Put{Site: p.kept(), New: p.before.Name == "", Same: p.same, Refused: m.told[i]}
		if p.unit != nil {
			all[i].Unit = report.UnitRef{Unit: p.unit.code, Name: p.unit.name}
		}
	}
	return all
}
