package db

import (
	"strconv"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// write adds the version to the batch, and its guards.
func (p *putting) write(b *batch) error {
	p.guard(b)
	p.inHand(b, p.touches())
	return p.version(b)
}

// guard lets no other have written in the unit's registers since, which their
// names and places rest on.
func (p *putting) guard(b *batch) {
	var newest int64
	for i := range p.records {
		for _, v := range p.records[i].Versions {
			newest = max(newest, v.Seq)
		}
	}
	b.expect(strconv.FormatInt(newest, 10), `SELECT COALESCE(max(v.seq), 0) FROM site s JOIN site_version v ON v.site_id = s.id WHERE s.unit_id = ?`, p.unit.id)
}

// inHand lets the report of a period that counts the change not have been
// sent. The reports in hand become newer, those too that nothing is stored of
// yet, so that nobody submits what an open screen does not show. One more than
// has begun may be open on a screen at midnight.
func (p *putting) inHand(b *batch, period report.Period) {
	b.expect("0", `SELECT count(*) FROM report WHERE unit_id = ? AND period = ? AND state IN ('submitted', 'accepted')`, p.unit.id, period.String())
	sch := p.town.schedule
	next := sch.Next(sch.Of(plan.DateOf(p.now)))
	for q := period; !next.Before(q); q = sch.Next(q) {
		if p.owes(p.unit, q) && !p.days.closed(q) {
			b.renew(p.now, p.unit.id, q, false)
		}
	}
	b.do(`UPDATE report SET version = version + 1 WHERE unit_id = ? AND period > ? AND state NOT IN ('submitted', 'accepted')`,
		p.unit.id, next.String())
}

// version adds what the site becomes.
func (p *putting) version(b *batch) error {
	fields, err := storing(p.register, p.after.Fields, register.At(p.records, p.after.From))
	if err != nil {
		return err
	}
	if p.site == "" {
		p.site = newID(p.now)
		b.do(`INSERT INTO site (id, unit_id, register) VALUES (?, ?, ?)`, p.site, p.unit.id, p.register.ID)
	}
	b.do(`INSERT INTO site_version (site_id, from_day, name, fields, gone, basis, at, by_id, on_behalf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		p.site, p.after.From.String(), p.after.Name, fields, p.after.Gone, p.after.Basis, p.now.UnixMilli(), p.Account, p.after.OnBehalf)
	return nil
}

// line is what the audit keeps of the change.
func (p *putting) line() valueChange {
	old := ""
	if p.before.Name != "" {
		old = p.before.Line(p.register)
	}
	return valueChange{"#register." + p.register.ID, old, p.after.Line(p.register)}
}

// touches is the first period that the change touches.
func (p *putting) touches() report.Period { return p.days.period(p.after.From) }

// record appends the change to the audit, under the first period that it
// touches.
func (p *putting) record(b *batch, verb verb, reason string) {
	b.record(change{at: p.now, actor: p.Actor, verb: verb, unit: p.unit.id, period: p.touches(), reason: reason, values: []valueChange{p.line()}})
}
