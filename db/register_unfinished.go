package db

import (
	"context"
	"database/sql"
	"encoding/json"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// UnfinishedSites lists the sites of a register, of whichever unit, that the
// person has begun to fill in and not kept.
func (d *Desk) UnfinishedSites(ctx context.Context, id string) ([]register.Unfinished, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	all := []register.Unfinished{}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var u register.Unfinished
		var typed string
		if err := rows.Scan(&u.Unit, &u.Site, &u.Ends, &typed, &u.Seen); err != nil {
			return err
		}
		err := json.Unmarshal([]byte(typed), &u.Typed)
		all = append(all, u)
		return err
	}, `SELECT u.code, w.site, w.ends, w.typed, w.seen FROM site_unfinished w JOIN unit u ON u.id = w.unit_id
		WHERE w.account_id = ? AND w.register = ? ORDER BY u.code, w.site, w.ends`, v.Account, report.Clean(id))
	return all, err
}

// KeepUnfinishedSite keeps a site that the person has begun to fill in, in place
// of what was kept of it before.
func (d *Desk) KeepUnfinishedSite(ctx context.Context, id string, w register.Unfinished) error {
	v, u, r, err := d.begins(ctx, w.Unit, id)
	if err != nil {
		return err
	}
	for key, text := range w.Typed {
		w.Typed[key] = report.CleanText(text)
	}
	typed, err := json.Marshal(w.Typed)
	if err != nil {
		return err
	}
	if len(typed) > maxUnfinished {
		return report.Errorf(report.CodeInvalid, "这一条写得太长, 记不下来.")
	}
	b := &batch{}
	b.do(`INSERT OR REPLACE INTO site_unfinished (account_id, unit_id, register, site, ends, typed, seen) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		v.Account, u.id, r.ID, w.Site, w.Ends, string(typed), w.Seen)
	return d.store.send(ctx, b)
}

// DropUnfinishedSite forgets a site that the person had begun to fill in: it is
// kept now, or not wanted.
func (d *Desk) DropUnfinishedSite(ctx context.Context, id string, w register.Unfinished) error {
	v, u, r, err := d.begins(ctx, w.Unit, id)
	if err != nil {
		return err
	}
	b := &batch{}
	b.do(`DELETE FROM site_unfinished WHERE account_id = ? AND unit_id = ? AND register = ? AND site = ? AND ends = ?`,
		v.Account, u.id, r.ID, w.Site, w.Ends)
	return d.store.send(ctx, b)
}

// begins finds a register in which the person may change something.
func (d *Desk) begins(ctx context.Context, who, id string) (*visit, *unit, *plan.Register, error) {
	v, u, pl, r, err := d.register(ctx, who, id, plan.Date{})
	if err != nil {
		return nil, nil, nil, err
	}
	return v, u, r, v.mayRegister(pl, u, r)
}
