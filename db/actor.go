package db

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// Actor is who acts and from where, as the audit writes it.
type Actor struct {
	Account   string // id
	Origin    string // "本机", "ssh 10.1.2.3"
	AtMachine bool   // sits at the machine that holds the folder
	Password  bool   // came in by a password: with a first one nothing but choosing another is open
	First     string // what SignIn answered of a first password: it is not asked for again when another is chosen
}

// grant is a role at a place in the unit tree.
type grant struct {
	role string
	unit string // id
}

// person is an actor with what the actor may do now.
type person struct {
	Actor
	login, name string
	hash        string // of the password
	mustChange  bool
	grants      []grant
}

// person loads the account and its grants that are in force; a disabled
// account may do nothing.
func (s *Store) person(ctx context.Context, a Actor, now time.Time) (*person, error) {
	p := &person{Actor: a}
	var disabled sql.NullInt64
	err := s.read.QueryRowContext(ctx, `SELECT login, name, password_hash, must_change, disabled_at FROM account WHERE id = ?`, a.Account).
		Scan(&p.login, &p.name, &p.hash, &p.mustChange, &disabled)
	if noRows(err) || err == nil && disabled.Valid {
		return nil, report.Errorf(report.CodeForbidden, "这个账号不存在或已停用. 请联系平安办.")
	}
	if err != nil {
		return nil, mapError(err)
	}
	err = s.each(ctx, func(rows *sql.Rows) error {
		var g grant
		err := rows.Scan(&g.role, &g.unit)
		p.grants = append(p.grants, g)
		return err
	}, `SELECT role, unit_id FROM account_grant WHERE account_id = ? AND (until IS NULL OR until >= ?) ORDER BY role, unit_id`,
		a.Account, plan.DateOf(now).String())
	return p, err
}

// provedFirst says whether the sign-in of this very session matched the first
// password that still is the account's, so that nobody needs to type it again.
// Whatever changed or reset it since has made another hash.
func (p *person) provedFirst() bool {
	return p.Password && p.First != "" && p.mustChange && p.First == p.hash
}

// has reports a grant of the role at the unit itself.
func (p *person) has(role, unitID string) bool {
	return slices.Contains(p.grants, grant{role, unitID})
}

// over reports a grant of the role at the unit or at the township above it.
func (p *person) over(t *township, role string, u *unit) bool {
	return p.has(role, u.id) || p.has(role, t.root.id)
}

// files says whether the person may type for the unit, and whether that is
// 代填.
func (p *person) files(t *township, pl *plan.Plan, u *unit) (behalf, ok bool) {
	if p.has(account.Filler, u.id) {
		return false, true
	}
	if p.over(t, account.Reviewer, u) {
		return true, true
	}
	for _, v := range pl.Units {
		if slices.Contains(v.FilesFor, u.code) && t.byCode[v.Code] != nil && p.has(account.Filler, t.byCode[v.Code].id) {
			return true, true
		}
	}
	return false, false
}

// reads says whether the person may see the unit's reports by a grant of their
// own.
func (p *person) reads(t *township, pl *plan.Plan, u *unit) bool {
	if _, ok := p.files(t, pl, u); ok {
		return true
	}
	return p.over(t, account.Leader, u) || p.over(t, account.Auditor, u)
}

// sees refuses a person who may not read the unit's reports. Who may judge them
// may read them too: the deputy unit the office's, while the township has no
// leader.
func (p *person) sees(ctx context.Context, s *Store, t *township, pl *plan.Plan, u *unit) error {
	if p.reads(t, pl, u) {
		return nil
	}
	err := p.reviews(ctx, s, t, pl, u)
	if report.Refused(err, report.CodeForbidden) {
		return forbidden("%s 的月报你不能查看.", u.name)
	}
	return err
}

// readsAll says whether the person may see the whole township.
func (p *person) readsAll(t *township) bool {
	return p.has(account.Reviewer, t.root.id) || p.has(account.Leader, t.root.id) || p.has(account.Auditor, t.root.id)
}

// reviews refuses a person who may not return, accept or unseal the unit's
// report. The office never judges its own: a leader does, else, where the
// township has no leader, the plan's deputy unit.
func (p *person) reviews(ctx context.Context, s *Store, t *township, pl *plan.Plan, u *unit) error {
	if u.code != pl.Office && !p.has(account.Filler, u.id) {
		if p.over(t, account.Reviewer, u) {
			return nil
		}
		return forbidden("审核由平安办办理, 你的账号没有这个权限.")
	}
	if p.over(t, account.Leader, u) && !p.has(account.Filler, u.id) && !p.over(t, account.Reviewer, u) {
		return nil
	}
	led, err := s.anyLeader(ctx, t)
	if err != nil {
		return err
	}
	if !led {
		if d := t.byCode[pl.Deputy]; d != nil && d.id != u.id && p.has(account.Filler, d.id) {
			return nil
		}
	}
	return forbidden("%s 自己的月报不能自审, 由领导审核.", u.name)
}

func forbidden(format string, args ...any) error {
	return report.Errorf(report.CodeForbidden, format, args...)
}

// anyLeader reports whether somebody who can still log in leads the township.
func (s *Store) anyLeader(ctx context.Context, t *township) (bool, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM account_grant g JOIN account a ON a.id = g.account_id
		WHERE g.role = 'leader' AND g.unit_id = ? AND a.disabled_at IS NULL AND (g.until IS NULL OR g.until >= ?)`,
		t.root.id, plan.DateOf(s.now()).String()).Scan(&n)
	return n > 0, mapError(err)
}
