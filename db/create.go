package db

import (
	"context"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// NewFolder is what a data folder is made from.
type NewFolder struct {
	Source []byte        // the plan file
	From   report.Period // the first period owed; zero: the one that counts today
	Clock  time.Time     // for a rehearsal folder only

	// Password opens every account of a rehearsal folder and needs no change;
	// empty: each account gets a first password of its own.
	Password string
}

// Empty reports whether the folder holds no plan yet.
func (s *Store) Empty(ctx context.Context) (bool, error) {
	v, err := s.setting(ctx, settingFirst)
	return v == "", err
}

// Rehearsal is the instant at which a rehearsal folder's clock starts; false
// for a real folder.
func (s *Store) Rehearsal(ctx context.Context) (time.Time, bool, error) {
	v, err := s.setting(ctx, settingClock)
	if err != nil || v == "" {
		return time.Time{}, false, err
	}
	t, err := time.Parse(time.RFC3339, v)
	return t, err == nil, err
}

// Create fills an empty folder from a plan, and returns the accounts with
// their first passwords. Two that try at once: one gets report.ErrStale.
func (s *Store) Create(ctx context.Context, n NewFolder) ([]account.Credential, error) {
	p, err := parsePlan(n.Source)
	if err != nil {
		return nil, err
	}
	if n.Password != "" && n.Clock.IsZero() {
		return nil, report.Errorf(report.CodeInvalid, "只有演练目录的账号可以共用一个密码.")
	}
	now := s.now()
	calendar := &report.Schedule{Versions: []report.Version{{Plan: p}}}
	current := calendar.Of(plan.DateOf(now))
	if n.From.IsZero() {
		n.From = current
	}
	if _, last := calendar.Window(n.From); !calendar.Exists(n.From) || last.Before(p.Calendar.FirstDay) {
		return nil, report.Errorf(report.CodeInvalid, "不能从 %s 开始: 方案从 %s 起, 没有这一期.", n.From.Name(), p.Calendar.FirstDay)
	}
	if current.Before(n.From) {
		return nil, report.Errorf(report.CodeInvalid, "不能从 %s 开始: 现在是 %s, 在那以前什么也报不了. 请写当前一期或更早的一期.", n.From.Name(), current.Name())
	}
	b := &batch{}
	b.expect("0", `SELECT count(*) FROM setting WHERE key = ?`, settingFirst)
	b.do(`INSERT INTO setting (key, value) VALUES (?, ?)`, settingFirst, n.From.String())
	if !n.Clock.IsZero() {
		b.do(`INSERT INTO setting (key, value) VALUES (?, ?)`, settingClock, n.Clock.Format(time.RFC3339))
	}
	root := newID(now)
	b.do(`INSERT INTO unit (id, parent_id, root_id, code, name, kind, position) VALUES (?, NULL, ?, ?, ?, ?, 0)`,
		root, root, p.Root.Code, p.Root.Name, p.Root.Kind)
	ids := map[string]string{p.Root.Code: root}
	for i, u := range p.Units {
		ids[u.Code] = newID(now)
		b.addUnit(ids[u.Code], root, u, i+1)
	}
	b.do(`INSERT INTO plan_version (id, root_id, from_period, source, applied_at) VALUES (?, ?, ?, ?, ?)`,
		newID(now), root, n.From.String(), string(n.Source), now.UnixMilli())
	creds, err := s.firstAccounts(ctx, b, p, n.Password, ids, now)
	if err != nil {
		return nil, err
	}
	b.record(change{at: now, actor: Actor{Origin: OriginMachine}, verb: verbInit, unit: root, period: n.From})
	return creds, s.send(ctx, b)
}

// OriginMachine is what the audit says of whoever is at the machine.
const OriginMachine = "本机"

func (b *batch) addUnit(id, root string, u plan.Unit, position int) {
	b.do(`INSERT INTO unit (id, parent_id, root_id, code, name, kind, position) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		id, root, root, u.Code, u.Name, u.Kind, position)
}

// firstAccounts makes the plan's accounts with a first password each, or with
// one that all share.
func (s *Store) firstAccounts(ctx context.Context, b *batch, p *plan.Plan, shared string, ids map[string]string, now time.Time) ([]account.Credential, error) {
	names := map[string]string{p.Root.Code: p.Root.Name}
	for _, u := range p.Units {
		names[u.Code] = u.Name
	}
	creds := make([]account.Credential, len(p.Accounts))
	hashes := make([]string, len(p.Accounts))
	errs := make(chan error, len(p.Accounts))
	for i, a := range p.Accounts {
		creds[i] = account.Credential{Login: a.Login, Password: shared}
		if shared == "" {
			creds[i].Password = firstPassword()
		}
		go func() {
			var err error
			hashes[i], err = s.hash(ctx, creds[i].Password)
			errs <- err
		}()
	}
	for range p.Accounts {
		if err := <-errs; err != nil {
			return nil, err
		}
	}
	for i, a := range p.Accounts {
		id := newID(now)
		b.do(`INSERT INTO account (id, login, name, password_hash, must_change, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
			id, a.Login, a.Name, hashes[i], shared == "", now.UnixMilli())
		for _, g := range a.Grants {
			b.do(`INSERT INTO account_grant (account_id, role, unit_id) VALUES (?, ?, ?)`, id, g.Role, ids[g.Unit])
			if creds[i].Unit == "" {
				creds[i].Unit = names[g.Unit] // whose account it is, wherever else it may do something
			}
			creds[i].Role = join(creds[i].Role, account.RoleName(g.Role))
		}
	}
	return creds, nil
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "、" + b
}
