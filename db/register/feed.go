package register

import (
	"time"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Fed is what the registers of a kind of unit say of its form, by the line's
// key. A register that says nothing yet feeds nothing; one without a fitting
// site feeds 0.
func Fed(p *plan.Plan, kind string, book Book) map[string]report.Fed {
	all := map[string]report.Fed{}
	for _, r := range p.RegistersOf(kind) {
		if sites, speaks := book[r.ID]; !speaks || r.Single && len(sites) == 0 {
			continue
		}
		verdicts := Judge(p.FormOf(kind), r, book)
		for n := range r.Feeds {
			all[r.Feeds[n].Key] = feed(r, &r.Feeds[n], book, verdicts)
		}
		for _, v := range verdicts {
			if fed, ok := all[v.Target.Line]; ok && !v.Met {
				fed.Sites = append(fed.Sites, report.Failure{Register: r.ID, Site: v.Site, Detail: v.Detail})
				all[v.Target.Line] = fed
			}
		}
	}
	return all
}

// Told is what records say of the form as they stand, and when each register
// that a line rests on was last written in: who ends a site in time has put the
// line right, though nothing of the site is left to count.
func Told(p *plan.Plan, kind string, records []Record) map[string]report.Fed {
	written := map[string]time.Time{}
	for i := range records {
		if r := &records[i]; r.Newest().At.After(written[r.Register]) {
			written[r.Register] = r.Newest().At
		}
	}
	all := Fed(p, kind, At(records, plan.Date{Year: 9999}))
	for _, r := range p.RegistersOf(kind) {
		at := written[r.ID]
		for i := range r.Targets {
			if g := r.Targets[i].Gap; g != nil && written[g.Points].After(at) {
				at = written[g.Points]
			}
		}
		for i := range r.Feeds {
			if fed, ok := all[r.Feeds[i].Key]; ok {
				fed.At = at
				all[r.Feeds[i].Key] = fed
			}
		}
	}
	return all
}

// feed makes one figure, with the newest day among what it is made of and, of
// a register with a single site, what it rests on.
func feed(r *plan.Register, f *plan.Feed, book Book, verdicts []Verdict) report.Fed {
	fed := report.Fed{Source: plan.SourceRegister}
	sum := decimal.Zero
	for i := range book[r.ID] {
		s := &book[r.ID][i]
		if fed.AsOf.Before(s.From) {
			fed.AsOf = s.From
		}
		if !report.Matches(f.Where, s.Fields) {
			continue
		}
		switch {
		case f.Word != "":
			fed.Value = s.Fields[f.Word]
		case f.Sum != "":
			n, _ := s.number(f.Sum).Number()
			sum = sum.Add(n)
		case f.Count:
			sum = sum.Add(report.Whole(1))
		}
		if r.Single {
			fed.Basis = s.Basis
		}
	}
	for _, v := range verdicts {
		if f.Failing != "" && v.Target.ID == f.Failing && !v.Met {
			sum = sum.Add(report.Whole(1))
		}
	}
	if f.Word == "" {
		fed.Value = report.Number(sum)
	}
	return fed
}
