package db

import (
	"context"
	"database/sql"
	"encoding/json"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// versionsOf is what is stored of the sites of some units, given as a JSON
// array of ids, in the order in which the sites were first entered.
const versionsOf = `SELECT s.unit_id, s.register, s.id, v.seq, v.from_day, v.name, v.fields, v.gone, v.basis, v.at, a.name, v.on_behalf
	FROM site s JOIN site_version v ON v.site_id = s.id JOIN account a ON a.id = v.by_id
	WHERE s.unit_id IN (SELECT value FROM json_each(?1)) `

// inForce keeps of a site's versions the one in force on the day ?2. A report of
// the period ?3 that is out reads none that came after it was sent; of a unit
// that the JSON object ?4 names, none that came after that instant.
const inForce = `AND v.seq = (SELECT w.seq FROM site_version w WHERE w.site_id = s.id AND w.from_day <= ?2
	AND w.seq <= COALESCE((SELECT k.seq FROM register_read k JOIN report r ON r.unit_id = k.unit_id AND r.period = k.period
		WHERE k.unit_id = s.unit_id AND k.period = ?3 AND r.state IN ('submitted', 'accepted')), w.seq)
	AND w.at <= COALESCE((SELECT value FROM json_each(?4) WHERE key = s.unit_id), w.at)
	ORDER BY w.from_day DESC, w.seq DESC LIMIT 1) `

// recordsOn reads the sites of units as they stand on a day for their reports of
// a period, by unit id. known are the instants, in milliseconds, after which a
// unit's report takes nothing more.
func (s *Store) recordsOn(ctx context.Context, pl *plan.Plan, ids string, p report.Period, day plan.Date, known map[string]int64) (map[string][]register.Record, error) {
	js, err := json.Marshal(known)
	if err != nil {
		return nil, err
	}
	return s.records(ctx, pl, versionsOf+inForce+`ORDER BY s.id`, ids, day.String(), p.String(), string(js))
}

// readRegisters notes what the unit's registers held when its report was sent.
func (b *batch) readRegisters(u *unit, p report.Period) {
	b.do(`INSERT INTO register_read (unit_id, period, seq)
		SELECT ?1, ?2, COALESCE(max(v.seq), 0) FROM site s JOIN site_version v ON v.site_id = s.id WHERE s.unit_id = ?1
		ON CONFLICT (unit_id, period) DO UPDATE SET seq = excluded.seq`, u.id, p.String())
}

// recordsOf reads one unit's sites with all their versions.
func (s *Store) recordsOf(ctx context.Context, pl *plan.Plan, u *unit) ([]register.Record, error) {
	ids, err := json.Marshal([]string{u.id})
	if err != nil {
		return nil, err
	}
	all, err := s.records(ctx, pl, versionsOf+`ORDER BY s.id, v.from_day, v.seq`, string(ids))
	return all[u.id], err
}

// records reads versions; the rows of a site follow each other. Registers that
// the plan does not have are left out.
func (s *Store) records(ctx context.Context, pl *plan.Plan, query string, args ...any) (map[string][]register.Record, error) {
	all := map[string][]register.Record{}
	names := map[string]string{}
	err := s.each(ctx, func(rows *sql.Rows) error {
		var unit, id, from, fields string
		var at int64
		var kept register.Record
		var v register.Version
		if err := rows.Scan(&unit, &kept.Register, &id, &v.Seq, &from, &v.Name, &fields, &v.Gone, &v.Basis, &at, &v.By, &v.OnBehalf); err != nil {
			return err
		}
		r, ok := pl.Register(kept.Register)
		if !ok {
			return nil
		}
		var err error
		if v.From, err = plan.ParseDate(from); err != nil {
			return err
		}
		if v.Fields, err = storedFields(r, fields); err != nil {
			return err
		}
		v.At, kept.ID, names[id] = moment(at), id, v.Name
		if n := len(all[unit]); n == 0 || all[unit][n-1].ID != id {
			all[unit] = append(all[unit], kept)
		}
		last := &all[unit][len(all[unit])-1]
		last.Versions = append(last.Versions, v)
		return nil
	}, query, args...)
	if err != nil {
		return nil, err
	}
	for _, records := range all {
		nameSites(pl, records, names)
	}
	return all, nil
}

// nameSites puts the names of other sites where their ids are stored, so that
// a road that is renamed keeps its points.
func nameSites(pl *plan.Plan, records []register.Record, names map[string]string) {
	for i := range records {
		r, _ := pl.Register(records[i].Register)
		for _, f := range r.Fields {
			if f.Type != plan.TypeSite {
				continue
			}
			for _, v := range records[i].Versions {
				if id, ok := v.Fields[f.Key].Text(); ok && names[id] != "" {
					v.Fields[f.Key] = report.Text(names[id])
				}
			}
		}
	}
}

// storedFields reads the fields of a version by the types that the plan now
// gives them.
func storedFields(r *plan.Register, text string) (map[string]report.Value, error) {
	var kept map[string]string
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		return nil, err
	}
	fields := make(map[string]report.Value, len(kept))
	for key, t := range kept {
		fields[key] = report.Text(t)
		if f := r.Field(key); f != nil && (f.Number() || f.Type == plan.TypeChainage) {
			if n, err := figure(t); err == nil {
				fields[key] = report.Number(n)
			}
		}
	}
	return fields, nil
}

// storing is a version's fields as they are stored; sites are named by id.
func storing(r *plan.Register, fields map[string]report.Value, book register.Book) (string, error) {
	kept := make(map[string]string, len(fields))
	for key, v := range fields {
		kept[key] = v.String()
		if f := r.Field(key); f != nil && f.Type == plan.TypeSite {
			if s, ok := book.Find(f.Of, v.String()); ok {
				kept[key] = s.ID
			}
		}
	}
	js, err := json.Marshal(kept)
	return string(js), err
}
