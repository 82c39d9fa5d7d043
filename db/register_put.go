package db

import (
	"context"
	"errors"
	"maps"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// PutSite writes how a site of a unit's register stands from a day on: a new
// site, or a new version of one. Every refusal stands at its field, and
// nothing is kept while there is one. The site comes back as it then stands.
func (d *Desk) PutSite(ctx context.Context, who, id string, e register.Edit) (register.Site, []report.Refusal, error) {
	return d.putting(ctx, who, id, func(p *putting) ([]report.Refusal, error) { return p.put(e), nil })
}

// EndSite says that a site is no more from a day on (撤销), and why.
func (d *Desk) EndSite(ctx context.Context, who, id, site string, day plan.Date, reason string) (register.Site, []report.Refusal, error) {
	return d.putting(ctx, who, id, func(p *putting) ([]report.Refusal, error) { return p.end(site, day, reason) })
}

// putting decides a change of a register and writes it.
type putting struct {
	*visit
	unit     *unit
	plan     *plan.Plan
	register *plan.Register
	records  []register.Record
	days     calendar
	behalf   bool

	before, after register.Version // what the change makes of what
	site          string           // id; empty for a new site
	same          bool             // nothing changes
}

// putting reads, lets the step decide and writes one guarded batch. Whoever
// comes too late is judged again by what stands now.
func (d *Desk) putting(ctx context.Context, who, id string, step func(*putting) ([]report.Refusal, error)) (register.Site, []report.Refusal, error) {
	for try := 1; ; try++ {
		p, refused, err := d.decidePut(ctx, who, id, step)
		if err != nil || len(refused) > 0 || p.same {
			return p.kept(), refused, err
		}
		b := &batch{}
		if err := p.write(b); err != nil {
			return register.Site{}, nil, err
		}
		if p.after.Gone {
			p.record(b, verbEnd, p.after.Basis)
		} else {
			p.record(b, verbPut, p.after.Basis)
		}
		if err = d.store.send(ctx, b); err == nil || try == saveTries || !errors.Is(err, report.ErrStale) {
			return p.kept(), nil, err
		}
	}
}

func (d *Desk) decidePut(ctx context.Context, who, id string, step func(*putting) ([]report.Refusal, error)) (*putting, []report.Refusal, error) {
	v, u, pl, r, err := d.register(ctx, who, id, plan.Date{})
	if err != nil {
		return nil, nil, err
	}
	p, err := d.store.keeper(ctx, v, u, pl, r)
	if err != nil {
		return nil, nil, err
	}
	refused, err := step(p)
	return p, refused, err
}

// keeper reads what a change of a unit's register rests on, for who may make
// one.
func (s *Store) keeper(ctx context.Context, v *visit, u *unit, pl *plan.Plan, r *plan.Register) (*putting, error) {
	if err := v.mayRegister(pl, u, r); err != nil {
		return nil, err
	}
	p := &putting{visit: v, unit: u, plan: pl, register: r}
	behalf, _ := v.files(v.town, pl, u)
	p.behalf = behalf && r.By == ""
	var err error
	if p.records, err = s.recordsOf(ctx, pl, u); err != nil {
		return nil, err
	}
	p.days, err = s.calendar(ctx, v, u)
	return p, err
}

// kept is the site as the change leaves it.
func (p *putting) kept() register.Site {
	if p == nil {
		return register.Site{}
	}
	return register.Site{ID: p.site, Version: p.after}
}

// put decides what an edit makes of a site.
func (p *putting) put(e register.Edit) []report.Refusal {
	r := p.register
	if name := report.Clean(e.Name); r.Single && name != "" && name != p.unit.name && name != p.unit.code {
		return []report.Refusal{{Key: register.KeyName, Err: report.Errorf(report.CodeInvalid,
			"%s每个单位只有一条, 不写名称. %s 的这一条没有改; 要改别的单位的, 请写明是哪个单位.", r.Name, p.unit.name)}}
	}
	was, refusal := p.find(e)
	if refusal != nil {
		return refusal
	}
	var refused []report.Refusal
	refuse := func(key string, err error) {
		if err != nil {
			refused = append(refused, report.Refusal{Key: key, Err: err})
		}
	}
	from, err := p.from(e.From, was)
	refuse(register.KeyFrom, err)
	p.as(was, from)
	if was != nil && e.Seen != 0 && e.Seen != p.before.Seq && e.Seen != was.Newest().Seq {
		return p.overtaken()
	}
	basis := report.Clean(e.Basis)
	if basis != p.before.Basis {
		_, long := report.Prose("依据", basis)
		refuse(register.KeyBasis, long)
	}
	p.after = register.Version{From: from, Name: p.before.Name, Basis: basis, By: p.name, At: p.now, OnBehalf: p.behalf}
	switch {
	case r.Single:
		p.after.Name = p.unit.name
	case e.Name != "" || p.site == "":
		var wrong error
		p.after.Name, wrong = register.ReadName(r, e.Name)
		refuse(register.KeyName, wrong)
	}
	if err == nil && !r.Single && p.after.Name != "" && register.Named(p.records, r.ID, p.after.Name, p.site, p.after.From) {
		refuse(register.KeyName, report.Errorf(report.CodeInvalid, "%s里已经有 %s, 请改那一条, 或换一个名称.", r.Name, p.after.Name))
	}
	if r.Basis && p.after.Basis == "" {
		refuse(register.KeyBasis, report.Errorf(report.CodeInvalid, "%s的改动要写依据, 例如: 派出所核定.", r.Name))
	}
	book := register.At(p.records, p.after.From)
	var wrong []report.Refusal
	p.after.Fields, wrong = register.Read(r, e, p.before.Fields, book, p.named)
	refused = append(refused, wrong...)
	if len(refused) == 0 {
		refused = register.Stranded(p.plan.RegistersOf(p.unit.kind), r, &p.before, &p.after, book)
	}
	p.same = was != nil && !p.before.Gone && p.before.Name == p.after.Name && maps.EqualFunc(p.before.Fields, p.after.Fields, report.Value.Equal) &&
		(!r.Basis || p.before.Basis == p.after.Basis && p.before.From == p.after.From)
	if p.same && len(refused) == 0 {
		p.after = p.before
	}
	return refused
}

// find is the site that an edit is about, nil for a new one.
func (p *putting) find(e register.Edit) (*register.Record, []report.Refusal) {
	if e.Site == "" && e.Named {
		e.Site = p.bearing(e.Name)
	}
	if e.Site == "" && !p.register.Single {
		return nil, nil
	}
	was := find(p.records, p.register, e.Site)
	if was == nil {
		if p.register.Single {
			return nil, nil
		}
		return nil, []report.Refusal{{Key: register.KeyName, Err: noSite(p.register, p.records, e.Site)}}
	}
	p.site = was.ID
	return was, nil
}

// bearing is the site that bears a name now; empty: none does.
func (p *putting) bearing(name string) string {
	if k := find(p.records, p.register, name); k != nil && !k.Newest().Gone && k.Newest().Name == report.Clean(name) {
		return k.ID
	}
	return ""
}

// as takes the version that a change from a day is made of: the one in force
// then, or, before the first, that one.
func (p *putting) as(was *register.Record, from plan.Date) {
	if was == nil {
		return
	}
	var ok bool
	if p.before, ok = register.AsOf(was.Versions, from); !ok {
		p.before = was.Versions[0]
	}
}

// overtaken tells who was faster.
func (p *putting) overtaken() []report.Refusal {
	return []report.Refusal{{Key: register.KeyName, Err: report.Errorf(report.CodeStale,
		"%s 刚刚由 %s 改过, 现在是: %s. 请看过再改.", p.before.Name, p.before.By, p.before.Line(p.register))}}
}

// end decides that a site is no more.
func (p *putting) end(site string, day plan.Date, reason string) ([]report.Refusal, error) {
	r := p.register
	if r.Single {
		return nil, report.Errorf(report.CodeInvalid, "%s每个单位只有一条, 不能撤销, 请改成新的内容.", r.Name)
	}
	was := find(p.records, r, site)
	if was == nil {
		return nil, noSite(r, p.records, site)
	}
	from, err := p.from(day, was)
	p.site = was.ID
	p.as(was, from)
	if p.before.Gone {
		return nil, report.Errorf(report.CodeState, "%s 已于 %s 撤销.", p.before.Name, p.before.From)
	}
	p.after = p.before
	p.after.From = from
	reason, long := report.Prose("原因", reason)
	p.after.Gone, p.after.Basis, p.after.By, p.after.At, p.after.OnBehalf = true, reason, p.name, p.now, p.behalf
	var refused []report.Refusal
	if long != nil {
		refused = append(refused, report.Refusal{Key: register.KeyBasis, Err: long})
	}
	if err != nil {
		refused = append(refused, report.Refusal{Key: register.KeyFrom, Err: err})
	}
	if p.after.Basis == "" {
		refused = append(refused, report.Refusal{Key: register.KeyBasis, Err: report.Errorf(report.CodeInvalid, "撤销要写明原因, 例如: 已完工拆除.")})
	}
	for _, day := range []plan.Date{from, {Year: 9999}} {
		if len(refused) == 0 {
			names := []string{p.before.Name, was.Newest().Name}
			refused = register.Orphaned(p.plan.RegistersOf(p.unit.kind), r, names, register.At(p.records, day))
		}
	}
	return refused, nil
}

// named finds a unit that a field names.
func (p *putting) named(who string) (code, kind string, err error) {
	u, err := p.town.find(who)
	if err != nil {
		return "", "", err
	}
	return u.code, u.kind, nil
}
