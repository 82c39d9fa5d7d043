package db

import (
	"context"
	"database/sql"
	"time"

	"fanzha/db/account"
	"fanzha/db/report"
)

// maxKeys bounds the public keys of one account.
const maxKeys = 20

// keyholder is the account whose keys are meant: the own one, or with the
// right to administer any.
func (d *Desk) keyholder(ctx context.Context, login string) (*visit, *accountRow, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, err
	}
	if login == "" || login == v.login {
		a, err := d.store.accountByLogin(ctx, v.login)
		return v, a, mapError(err)
	}
	return d.managed(ctx, login)
}

// ListKeys lists the keys of a login; empty means the own one.
func (d *Desk) ListKeys(ctx context.Context, login string) ([]account.Key, error) {
	_, a, err := d.keyholder(ctx, login)
	if err != nil {
		return nil, err
	}
	keys := []account.Key{}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var k account.Key
		var at int64
		if err := rows.Scan(&k.Fingerprint, &k.PublicKey, &at); err != nil {
			return err
		}
		k.Added = time.UnixMilli(at)
		keys = append(keys, k)
		return nil
	}, `SELECT fingerprint, public_key, added_at FROM account_key WHERE account_id = ? ORDER BY added_at`, a.id)
	return keys, err
}

// AddKey lets a public key open a login; the caller has parsed it.
func (d *Desk) AddKey(ctx context.Context, login string, k account.Key) error {
	v, a, err := d.keyholder(ctx, login)
	if err != nil {
		return err
	}
	have, err := d.ListKeys(ctx, login)
	if err != nil {
		return err
	}
	if len(have) >= maxKeys {
		return report.Errorf(report.CodeInvalid, "一个账号最多 %d 把公钥, 请先移除不用的.", maxKeys)
	}
	b := &batch{}
	b.do(`INSERT INTO account_key (account_id, fingerprint, public_key, added_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (account_id, fingerprint) DO NOTHING`, a.id, k.Fingerprint, k.PublicKey, v.now.UnixMilli())
	b.record(change{at: v.now, actor: v.Actor, verb: "key.add", reason: a.login + " " + k.Fingerprint})
	return d.store.send(ctx, b)
}

// RemoveKey takes a key away, named by its fingerprint.
func (d *Desk) RemoveKey(ctx context.Context, login, fingerprint string) error {
	v, a, err := d.keyholder(ctx, login)
	if err != nil {
		return err
	}
	have, err := d.ListKeys(ctx, login)
	if err != nil {
		return err
	}
	for _, k := range have {
		if k.Fingerprint != fingerprint {
			continue
		}
		b := &batch{}
		b.do(`DELETE FROM account_key WHERE account_id = ? AND fingerprint = ?`, a.id, fingerprint)
		b.record(change{at: v.now, actor: v.Actor, verb: "key.remove", reason: a.login + " " + fingerprint})
		return d.store.send(ctx, b)
	}
	return report.Errorf(report.CodeNotFound, "账号 %s 没有这把公钥. fanzha key list 列出全部.", a.login)
}
