package db

import (
	"context"
	"slices"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// Desk is what a signed-in person may do. Every exported method is one use
// case: it checks the role and the place first, stands at one instant, reads
// what it needs, lets the pure packages decide and sends at most one batch.
type Desk struct {
	store *Store
	actor Actor
	root  string

	session string // id of the session that it is used in, or empty
}

// Desk opens the desk of an actor.
func (s *Store) Desk(ctx context.Context, a Actor) (*Desk, error) {
	if _, err := s.person(ctx, a, s.now()); err != nil {
		return nil, err
	}
	var root string
	err := s.read.QueryRowContext(ctx, `SELECT u.root_id FROM account_grant g JOIN unit u ON u.id = g.unit_id
		WHERE g.account_id = ? ORDER BY g.role, g.unit_id LIMIT 1`, a.Account).Scan(&root)
	if noRows(err) {
		return nil, forbidden("这个账号还没有分配单位. 请联系平安办.")
	}
	return &Desk{store: s, actor: a, root: root}, mapError(err)
}

// visit is one use case under way: the person, the township and the instant.
type visit struct {
	*person
	town *township
	now  time.Time
}

// visit begins a use case. Who came in with a first password chooses one of
// their own before anything else, on whichever way they try.
func (d *Desk) visit(ctx context.Context) (*visit, error) {
	v, err := d.enter(ctx)
	if err == nil && v.Password && v.mustChange {
		return nil, forbidden("还在用首次密码. 请先不带命令登录一次, 设好自己的密码: ssh -p 端口 %s@主机", v.login)
	}
	return v, err
}

// enter is visit also for who still has a first password.
func (d *Desk) enter(ctx context.Context) (*visit, error) {
	now := d.store.now()
	p, err := d.store.person(ctx, d.actor, now)
	if err != nil {
		return nil, err
	}
	t, err := d.store.township(ctx, d.root)
	if err != nil {
		return nil, err
	}
	return &visit{person: p, town: t, now: now}, nil
}

// at finds the unit and the period that a use case is about. An empty unit is
// the person's own, a zero period the current one.
func (v *visit) at(who string, p report.Period) (*unit, report.Period, *plan.Plan, error) {
	if p.IsZero() {
		p = v.town.schedule.Current(v.now)
	}
	if err := v.counts(p); err != nil {
		return nil, p, nil, err
	}
	u, err := v.unit(who)
	return u, p, v.town.schedule.PlanFor(p), err
}

// unit is the one that is named, or the person's own.
func (v *visit) unit(who string) (*unit, error) {
	if who == "" {
		return v.own()
	}
	return v.town.find(who)
}

// counts refuses a period that the township does not count: none at all, one
// before the folder's first, or one of a year that has not begun.
func (v *visit) counts(p report.Period) error {
	s := v.town.schedule
	switch {
	case !s.Exists(p):
		return report.Errorf(report.CodeInvalid, "%s 不存在: 这一年没有留给补报的日子.", p.Name())
	case p.Before(s.First):
		return report.Errorf(report.CodeInvalid, "%s 早于本系统的第一期 %s, 没有月报.", p.Name(), s.First.Name())
	case p != s.First && p.Year > s.Of(plan.DateOf(v.now)).Year:
		first, _ := s.Window(p)
		return report.Errorf(report.CodeState, "%s 从 %s 开始统计, 现在还没有月报.", p.Name(), first)
	}
	return nil
}

// own is the unit that the person fills in for.
func (v *visit) own() (*unit, error) {
	for _, u := range v.town.units {
		if v.has(account.Filler, u.id) {
			return u, nil
		}
	}
	return nil, report.Errorf(report.CodeInvalid, "你的账号不填报, 请写明单位, 例如 %s.", v.town.units[0].name)
}

// Me tells who sits here, what they may do and which period counts now.
func (d *Desk) Me(ctx context.Context) (account.Me, error) {
	v, err := d.enter(ctx)
	if err != nil {
		return account.Me{}, err
	}
	m := account.Me{
		Login: v.login, Name: v.name, MustChange: v.mustChange, ProvedFirst: v.provedFirst(),
		SeesAll: v.readsAll(v.town), Reviews: v.has(account.Reviewer, v.town.root.id),
		Current: v.town.schedule.Current(v.now), Now: v.now, Root: v.town.root.name,
	}
	for _, g := range v.grants {
		if !slices.Contains(m.Roles, g.role) {
			m.Roles = append(m.Roles, g.role)
		}
	}
	if u, err := v.own(); err == nil {
		m.Unit, m.UnitName = u.code, u.name
	}
	_, m.Rehearsal, err = d.store.Rehearsal(ctx)
	return m, err
}

// Watch receives after every change of the data.
func (d *Desk) Watch(ctx context.Context) <-chan struct{} { return d.store.Watch(ctx) }
