package db

import (
	"context"
	"maps"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// lists finds the register behind every line among the edits that the office
// alone types and that a register of single sites feeds, by the line's key: what
// is typed there belongs into the register, which is the one truth.
func (s *saving) lists(ctx context.Context, store *Store, edits []report.Edit) error {
	for _, e := range edits {
		line, ok := s.sheet.Form.Find(e.Key)
		if !ok || line.Indicator.By != plan.ByOffice {
			continue
		}
		r, ok := s.sheet.Plan.Registering(s.unit.kind, line)
		if !ok || !r.Single {
			continue
		}
		p := &putting{visit: s.visit, unit: s.unit, plan: s.sheet.Plan, register: r}
		var err error
		if p.records, err = store.recordsOf(ctx, p.plan, s.unit); err != nil {
			return err
		}
		if p.days, err = store.calendar(ctx, s.visit, s.unit); err != nil {
			return err
		}
		if s.registers == nil {
			s.registers = map[string]*putting{}
		}
		s.registers[line.Key] = p
	}
	return nil
}

// enter writes what was typed into a line as a version of the register's site.
// The note leads with the day of the figure and its basis. A day that lies in
// a closed period counts from the first day that is open, and is told in the
// basis.
func (s *saving) enter(p *putting, l *plan.Line, v report.Value, note string) error {
	was, _ := p.find(register.Edit{})
	_, last := s.town.schedule.Window(s.sheet.Report.Period)
	asOf, basis, dated := report.SplitBasis(note)
	from := asOf
	if !dated {
		if from, basis = plan.DateOf(s.now), note; last.Before(from) {
			from = last
		}
	}
	if later := overtaken(was, from, last); !later.IsZero() {
		from = later
	}
	from, err := p.from(p.days.next(from), was)
	if err != nil {
		return err
	}
	p.as(was, from)
	if v.Blank() || v.NA() {
		if was == nil || p.before.Gone {
			return nil
		}
		p.after = p.before
		p.after.From, p.after.Gone, p.after.Basis = from, true, basis
		return p.write(s.b)
	}
	if dated && from != asOf {
		basis = report.Until(asOf, basis)
	}
	typed := register.Edit{Fields: map[string]string{}}
	for _, f := range p.register.Feeds {
		if f.Key == l.Key {
			typed.Fields[f.Sum+f.Word] = v.String()
		}
	}
	p.after = register.Version{Name: s.unit.name, From: from, Basis: basis}
	fields, refused := register.Read(p.register, typed, maps.Clone(p.before.Fields), register.At(p.records, from), p.named)
	if len(refused) > 0 {
		return refused[0].Err
	}
	p.after.Fields = fields
	return p.write(s.b)
}
