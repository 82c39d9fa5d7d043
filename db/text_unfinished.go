package db

import (
	"context"
	"database/sql"
	"strings"

	"fanzha/db/report"
)

// mostTexts is how many texts are kept for a person; the oldest go first.
const mostTexts = 100

// UnfinishedTexts are what the person has typed into questions and not answered,
// by what they were about.
func (d *Desk) UnfinishedTexts(ctx context.Context) (map[string]string, error) {
	v, err := d.enter(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var about, text string
		err := rows.Scan(&about, &text)
		all[about] = text
		return err
	}, `SELECT about, text FROM text_unfinished WHERE account_id = ?`, v.Account)
	return all, err
}

// KeepUnfinishedText keeps such a text in place of what was kept before about
// the same; the empty text forgets it. It is no change of the data.
func (d *Desk) KeepUnfinishedText(ctx context.Context, about, text string) error {
	v, err := d.visit(ctx)
	if err != nil {
		return err
	}
	about, text = report.Clean(about), strings.TrimSpace(report.CleanText(text))
	if about == "" || len(about)+len(text) > maxUnfinished {
		return report.Errorf(report.CodeInvalid, "写得太长, 记不下来.")
	}
	b := &batch{}
	if text == "" {
		b.do(`DELETE FROM text_unfinished WHERE account_id = ? AND about = ?`, v.Account, about)
		return d.store.send(ctx, b)
	}
	b.do(`INSERT OR REPLACE INTO text_unfinished (account_id, about, text, at) VALUES (?, ?, ?, ?)`,
		v.Account, about, text, v.now.UnixMilli())
	b.do(`DELETE FROM text_unfinished WHERE account_id = ?1 AND about NOT IN
		(SELECT about FROM text_unfinished WHERE account_id = ?1 ORDER BY at DESC, about LIMIT ?2)`, v.Account, mostTexts)
	return d.store.send(ctx, b)
}
