package db

import (
	"context"
	"database/sql"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// administers refuses who may not manage accounts, settings and the plan:
// 平安办, and whoever is at the machine, may.
func (v *visit) administers() error {
	if v.AtMachine || v.has(account.Reviewer, v.town.root.id) {
		return nil
	}
	return forbidden("账号和设置由平安办管理, 你的账号没有这个权限.")
}

// ListAccounts lists every login of the township with each of its grants.
func (d *Desk) ListAccounts(ctx context.Context) ([]account.Account, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, err
	}
	if err := v.administers(); err != nil {
		return nil, err
	}
	var all []account.Account
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var a account.Account
		var created int64
		var seen sql.NullInt64
		if err := rows.Scan(&a.Login, &a.Name, &a.Unit, &a.UnitName, &a.Role, &a.Until, &a.Disabled, &a.MustChange, &created, &a.Keys, &seen); err != nil {
			return err
		}
		a.Created = moment(created)
		if seen.Valid {
			at := moment(seen.Int64)
			a.LastSeen = &at
		}
		all = append(all, a)
		return nil
	}, `SELECT a.login, a.name, u.code, u.name, g.role, COALESCE(g.until, ''), a.disabled_at IS NOT NULL, a.must_change, a.created_at,
			(SELECT count(*) FROM account_key k WHERE k.account_id = a.id),
			(SELECT max(began) FROM session s WHERE s.account_id = a.id)
		FROM account a JOIN account_grant g ON g.account_id = a.id JOIN unit u ON u.id = g.unit_id
		WHERE u.root_id = ? ORDER BY u.parent_id IS NULL, u.position, a.login, g.role`, d.root)
	return all, err
}

// AddAccount makes an account, or gives an existing one a further role at a
// place; it returns a first password for a new one.
func (d *Desk) AddAccount(ctx context.Context, n account.New) (account.Credential, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return account.Credential{}, err
	}
	if err := v.administers(); err != nil {
		return account.Credential{}, err
	}
	if err := account.CheckLogin(n.Login); err != nil {
		return account.Credential{}, err
	}
	if account.RoleName(n.Role) == n.Role {
		return account.Credential{}, report.Errorf(report.CodeInvalid, "没有角色 %s. 可选: filler 填报员, reviewer 审核员, leader 领导, auditor 督查.", report.Clip(n.Role))
	}
	place := &v.town.root
	if n.Unit != "" && n.Unit != place.code && n.Unit != place.name {
		if place, err = v.town.find(n.Unit); err != nil {
			return account.Credential{}, err
		}
	} else if n.Role == account.Filler {
		return account.Credential{}, report.Errorf(report.CodeInvalid, "填报员要写明单位, 例如 --unit %s.", v.town.units[0].code)
	}
	if n.Role == account.Auditor && n.Until.IsZero() {
		return account.Credential{}, report.Errorf(report.CodeInvalid, "督查账号要写明到期日, 例如 --until 2021-12-31.")
	}
	if !n.Until.IsZero() && n.Until.Before(plan.DateOf(v.now)) {
		return account.Credential{}, report.Errorf(report.CodeInvalid, "到期日 %s 已经过去, 这个账号一天也用不了. 请写今天或以后的日子.", n.Until)
	}
	name := report.Clean(n.Name)
	if name == "" {
		name = place.name
	}
	c := account.Credential{Login: n.Login, Unit: place.name, Role: account.RoleName(n.Role)}
	b := &batch{}
	existing, err := d.store.accountByLogin(ctx, n.Login)
	id := newID(v.now)
	switch {
	case err == nil:
		if err := d.inTown(ctx, existing.id); err != nil {
			return account.Credential{}, err
		}
		id = existing.id
	case noRows(err):
		c.Password = firstPassword()
		hash, err := d.store.hash(ctx, c.Password)
		if err != nil {
			return account.Credential{}, err
		}
		b.expect("0", `SELECT count(*) FROM account WHERE login = ?`, n.Login)
		b.do(`INSERT INTO account (id, login, name, password_hash, must_change, created_at) VALUES (?, ?, ?, ?, 1, ?)`,
			id, n.Login, name, hash, v.now.UnixMilli())
	default:
		return account.Credential{}, mapError(err)
	}
	b.do(`INSERT INTO account_grant (account_id, role, unit_id, until) VALUES (?, ?, ?, ?)
		ON CONFLICT (account_id, role, unit_id) DO UPDATE SET until = excluded.until`, id, n.Role, place.id, null(n.Until.String()))
	b.record(change{at: v.now, actor: v.Actor, verb: verbUser, unit: place.id, reason: n.Login + " " + n.Role})
	return c, d.store.send(ctx, b)
}

// ResetPassword gives an account a new first password, shown once.
func (d *Desk) ResetPassword(ctx context.Context, login string) (account.Credential, error) {
	v, a, err := d.managed(ctx, login)
	if err != nil {
		return account.Credential{}, err
	}
	c := account.Credential{Login: a.login, Password: firstPassword()}
	hash, err := d.store.hash(ctx, c.Password)
	if err != nil {
		return account.Credential{}, err
	}
	b := &batch{}
	b.do(`UPDATE account SET password_hash = ?, must_change = 1, version = version + 1 WHERE id = ?`, hash, a.id)
	b.record(change{at: v.now, actor: v.Actor, verb: verbReset, reason: a.login})
	return c, d.store.send(ctx, b)
}

// DisableAccount and EnableAccount end and restore a login; its history stays.
func (d *Desk) DisableAccount(ctx context.Context, login string) error {
	v, a, err := d.managed(ctx, login)
	if err != nil {
		return err
	}
	if a.id == v.Account {
		return report.Errorf(report.CodeInvalid, "不能停用正在使用的账号.")
	}
	return d.setDisabled(ctx, v, a, v.now)
}

// EnableAccount restores a login.
func (d *Desk) EnableAccount(ctx context.Context, login string) error {
	v, a, err := d.managed(ctx, login)
	if err != nil {
		return err
	}
	return d.setDisabled(ctx, v, a, time.Time{})
}

func (d *Desk) setDisabled(ctx context.Context, v *visit, a *accountRow, at time.Time) error {
	verb := verbEnable
	if !at.IsZero() {
		verb = verbDisable
	}
	b := &batch{}
	b.do(`UPDATE account SET disabled_at = ?, version = version + 1 WHERE id = ?`, millis(at), a.id)
	b.record(change{at: v.now, actor: v.Actor, verb: verb, reason: a.login})
	return d.store.send(ctx, b)
}

// ChangePassword chooses a new password for the person at the desk. The old one
// may be left empty by who has just typed it: whose sign-in matched the first
// password that is still in use.
func (d *Desk) ChangePassword(ctx context.Context, old, chosen string) error {
	v, err := d.enter(ctx)
	if err != nil {
		return err
	}
	known := v.AtMachine || old == "" && v.provedFirst()
	if !known {
		if err := d.store.knows(ctx, v.person, old); err != nil {
			return err
		}
	}
	if err := checkPassword(v.login, chosen); err != nil {
		return err
	}
	switch same, err := d.store.opens(ctx, chosen, v.hash, v.mustChange); {
	case err != nil:
		return err
	case same:
		return report.Errorf(report.CodeInvalid, "新密码不能和原密码相同.")
	}
	hash, err := d.store.hash(ctx, chosen)
	if err != nil {
		return err
	}
	b := &batch{}
	b.expect(v.hash, `SELECT password_hash FROM account WHERE id = ?`, v.Account)
	if v.mustChange {
		b.expect("1", `SELECT must_change FROM account WHERE id = ?`, v.Account)
	}
	b.do(`UPDATE account SET password_hash = ?, must_change = 0, version = version + 1 WHERE id = ?`, hash, v.Account)
	b.record(change{at: v.now, actor: v.Actor, verb: verbPassword})
	return d.store.send(ctx, b)
}

// managed is an account that the person at the desk may administer.
func (d *Desk) managed(ctx context.Context, login string) (*visit, *accountRow, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := v.administers(); err != nil {
		return nil, nil, err
	}
	a, err := d.store.accountByLogin(ctx, login)
	if noRows(err) {
		return nil, nil, report.Errorf(report.CodeNotFound, "没有账号 %s. fanzha user list 列出全部账号.", report.Clip(login))
	}
	if err != nil {
		return nil, nil, mapError(err)
	}
	return v, a, d.inTown(ctx, a.id)
}

// inTown refuses an account of another township.
func (d *Desk) inTown(ctx context.Context, account string) error {
	var n int
	err := d.store.read.QueryRowContext(ctx, `SELECT count(*) FROM account_grant g JOIN unit u ON u.id = g.unit_id
		WHERE g.account_id = ? AND u.root_id = ?`, account, d.root).Scan(&n)
	if err == nil && n == 0 {
		return forbidden("这个账号不属于本乡镇.")
	}
	return mapError(err)
}

// accountByLogin finds an account by its code alone; sql.ErrNoRows if none.
func (s *Store) accountByLogin(ctx context.Context, login string) (*accountRow, error) {
	a := &accountRow{}
	err := s.read.QueryRowContext(ctx, `SELECT id, login, password_hash, must_change, disabled_at FROM account WHERE login = ?`, login).
		Scan(&a.id, &a.login, &a.hash, &a.mustChange, &a.disabled)
	if err != nil {
		return nil, err
	}
	return a, nil
}
