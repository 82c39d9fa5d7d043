package db

import (
	"context"
	"database/sql"

	"fanzha/db/account"
	"fanzha/db/report"
)

// Remark writes a leader's remark (批示) on a unit's report.
func (d *Desk) Remark(ctx context.Context, who string, p report.Period, text string) error {
	v, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return err
	}
	if !v.over(v.town, account.Leader, u) {
		return forbidden("批示由领导写.")
	}
	if text, err = report.Prose("批示", text); err != nil {
		return err
	}
	if text == "" {
		return report.Errorf(report.CodeInvalid, "批示是空的, 请写一句话.")
	}
	b := &batch{}
	b.do(`INSERT INTO remark (id, unit_id, period, account_id, text, at) VALUES (?, ?, ?, ?, ?, ?)`,
		newID(v.now), u.id, p.String(), v.Account, text, v.now.UnixMilli())
	b.record(change{at: v.now, actor: v.Actor, verb: verbRemark, unit: u.id, period: p, reason: text})
	return d.store.send(ctx, b)
}

// Remarks lists what leaders wrote on a report, oldest first.
func (d *Desk) Remarks(ctx context.Context, who string, p report.Period) ([]report.Remark, error) {
	_, u, p, err := d.reading(ctx, who, p)
	if err != nil {
		return nil, err
	}
	all := []report.Remark{}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var r report.Remark
		var at int64
		if err := rows.Scan(&at, &r.By, &r.Text); err != nil {
			return err
		}
		r.At = moment(at)
		all = append(all, r)
		return nil
	}, `SELECT r.at, a.name, r.text FROM remark r JOIN account a ON a.id = r.account_id
		WHERE r.unit_id = ? AND r.period = ? ORDER BY r.at, r.id`, u.id, p.String())
	return all, err
}
