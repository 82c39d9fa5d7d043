package db

import (
	"context"
	"maps"
	"strings"

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
		if p.open, err = store.openDay(ctx, s.visit, s.unit); err != nil {
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
	if v.Blank() || v.NA() {
		if was != nil {
			return report.Errorf(report.CodeInvalid, "%s 已记进%s, 不能清空, 请写新的数.", l.Label, p.register.Name)
		}
		return nil
	}
	_, last := s.town.schedule.Window(s.sheet.Report.Period)
	asOf, basis := grounds(note)
	if last.Before(asOf) {
		return report.Errorf(report.CodeInvalid, "%s 晚于 %s 的最后一天 %s, 请核对日期.", asOf, s.sheet.Report.Period.Name(), last)
	}
	from := asOf
	if from.IsZero() {
		if from = plan.DateOf(s.now); last.Before(from) {
			from = last
		}
	}
	for _, least := range []plan.Date{p.open, p.before.From} {
		if from.Before(least) {
			from = least
		}
	}
	if last.Before(from) {
		return report.Errorf(report.CodeState, "%s从 %s 起才能改, %s 用不上. 请先请平安办退回以后的月报.", p.register.Name, from, s.sheet.Report.Period.Name())
	}
	from, err := p.from(from, was)
	if err != nil {
		return err
	}
	if !asOf.IsZero() && from != asOf {
		basis = "截至" + asOf.String() + " " + basis
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

// grounds are the day and the basis that a remark begins with, as "2021-03-01
// 派出所核定"; a remark without a day is all basis.
func grounds(note string) (asOf plan.Date, basis string) {
	day, rest, _ := strings.Cut(strings.TrimSpace(note), " ")
	if asOf, err := plan.ParseDate(day); err == nil {
		return asOf, strings.TrimSpace(rest)
	}
	return plan.Date{}, strings.TrimSpace(note)
}
