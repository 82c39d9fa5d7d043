package db

import (
	"fmt"
	"strings"
	"testing"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func TestTheAuditOnlyGrows(t *testing.T) {
	h := newHouse(t)
	h.save("ledao", "", march, "leaflets=1 banners=2")
	before := h.one(`SELECT group_concat(seq || id || at || origin || verb || reason) FROM change`) + h.one(`SELECT group_concat(change_id || key || old || new) FROM change_value`)
	for _, forged := range []string{
		`UPDATE change SET reason = 'forged'`,
		`UPDATE change SET actor_id = NULL WHERE verb = 'save'`,
		`DELETE FROM change`,
		`DELETE FROM change WHERE verb = 'save'`,
		`UPDATE change_value SET old = '9'`,
		`UPDATE change_value SET new = '9' WHERE key = 'leaflets'`,
		`DELETE FROM change_value`,
		`INSERT OR REPLACE INTO change SELECT seq, id, at, actor_id, 'forged', verb, unit_id, period, reason FROM change`,
		`REPLACE INTO change_value SELECT change_id, key, old, '9' FROM change_value`,
		`INSERT INTO change_value SELECT change_id, key, old, '9' FROM change_value WHERE true ON CONFLICT DO UPDATE SET new = '9'`,
		`INSERT INTO change_value (change_id, key, old, new) VALUES ('nosuch', 'leaflets', '1', '2')`,
	} {
		if _, err := h.store.write.Exec(forged); err == nil {
			t.Errorf("the audit takes: %s", forged)
		}
	}
	after := h.one(`SELECT group_concat(seq || id || at || origin || verb || reason) FROM change`) + h.one(`SELECT group_concat(change_id || key || old || new) FROM change_value`)
	if after != before {
		t.Errorf("the audit is\n%s\nafter\n%s", after, before)
	}
}

func TestEachUseCaseLeavesExactlyOneEntry(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office, unit := h.desk("pingan"), h.desk("ledao")
	note := "口头统计"
	for _, c := range []struct {
		verb, by, unit, period, reason string
		values                         string // key:old>new, in the order of keys
		do                             func() error
	}{
		{"opening", "pingan", "ledao", "2021-03", "旧台账", "leaflets:>40", func() error {
			return office.SetOpening(ctx, "ledao", 0, "leaflets", "40", plan.Date{Year: 2021, Month: 2, Day: 20}, "旧台账")
		}},
		{"opening", "pingan", "ledao", "2021-03", "重新清点", "leaflets:40>42", func() error {
			return office.SetOpening(ctx, "ledao", 0, "leaflets", "42", plan.Date{Year: 2021, Month: 2, Day: 20}, "重新清点")
		}},
		{"save", "pingan", "ledao", "2021-03", "", "households:>100 households#note:>2021-03-01 派出所核定", func() error { return saved(office.Save(ctx, "ledao", march, edits("households=100"))) }},
		{"save", "ledao", "ledao", "2021-03", "", "leaflets:>5 staff:>文书 visited:>20", func() error {
			return saved(unit.Save(ctx, "", march, edits("visited=20 staff=文书 leaflets=5")))
		}},
		{"save", "ledao", "ledao", "2021-03", "", "leaflets:5>na leaflets#note:>口头统计", func() error {
			return saved(unit.Save(ctx, "", march, []report.Edit{{Key: "leaflets", Text: "不适用", Note: &note, Version: 1}}))
		}},
		{"save", "pingan", "ledao", "2021-03", "", "leaflets:na>", func() error { return saved(office.Save(ctx, "ledao", march, edits("leaflets="))) }},
		{"nil", "ledao", "ledao", "2021-03", "无活动", "#nil:>无活动 #state:draft>draft", func() error { return second(unit.MarkNil(ctx, "", march, "无活动", true)) }},
		{"nil", "ledao", "ledao", "2021-03", "", "#nil:无活动> #state:draft>draft", func() error { return second(unit.MarkNil(ctx, "", march, "", false)) }},
		{"submit", "ledao", "ledao", "2021-03", "", "#state:draft>submitted", func() error { return sent(unit.Submit(ctx, "", march, "", report.AnyVersion)) }},
		{"withdraw", "ledao", "ledao", "2021-03", "", "#state:submitted>draft", func() error { return second(unit.Withdraw(ctx, "", march)) }},
		{"submit", "ledao", "ledao", "2021-03", "", "#state:draft>submitted", func() error { return sent(unit.Submit(ctx, "", march, "", report.AnyVersion)) }},
		{"return", "pingan", "ledao", "2021-03", "核对", "#state:submitted>returned", func() error {
			return second(office.Return(ctx, "ledao", march, "核对", nil, report.AnyVersion))
		}},
		{"submit", "ledao", "ledao", "2021-03", "", "#state:returned>submitted", func() error { return sent(unit.Submit(ctx, "", march, "", report.AnyVersion)) }},
		{"accept", "pingan", "ledao", "2021-03", "", "#state:submitted>accepted", func() error { return second(office.Accept(ctx, "ledao", march, report.AnyVersion)) }},
		{"unseal", "pingan", "ledao", "2021-03", "有误", "#state:accepted>draft", func() error { return sent(office.Unseal(ctx, "ledao", march, "有误", report.AnyVersion)) }},
		{"plan.apply", "pingan", "xiang", "2021-05", "", "", func() error {
			return second(office.ApplyPlan(ctx, plan.DefaultSource(), report.Period{Year: 2021, Month: 5}))
		}},
		{"user.disable", "pingan", "", "", "sifa", "", func() error { return office.DisableAccount(ctx, "sifa") }},
		{"user.enable", "pingan", "", "", "sifa", "", func() error { return office.EnableAccount(ctx, "sifa") }},
		{"key.add", "ledao", "", "", "ledao SHA256:x", "", func() error { return unit.AddKey(ctx, "", account.Key{Fingerprint: "SHA256:x", PublicKey: "k"}) }},
		{"key.remove", "ledao", "", "", "ledao SHA256:x", "", func() error { return unit.RemoveKey(ctx, "", "SHA256:x") }},
	} {
		before := h.one(`SELECT count(*) FROM change`)
		if err := c.do(); err != nil {
			t.Fatalf("%s: %v", c.verb, err)
		}
		var n int
		if _, err := fmt.Sscan(before, &n); err != nil {
			t.Fatal(err)
		}
		if got := h.one(`SELECT count(*) FROM change`); got != fmt.Sprint(n+1) {
			t.Errorf("%s: %s entries after %s", c.verb, got, before)
		}
		last := h.one(`SELECT c.verb || '|' || a.login || '|' || COALESCE(u.code, '') || '|' || c.period || '|' || c.reason || '|' || c.origin || '|' ||
			COALESCE((SELECT group_concat(key || ':' || old || '>' || new, ' ') FROM (SELECT * FROM change_value WHERE change_id = c.id ORDER BY key)), '')
			FROM change c JOIN account a ON a.id = c.actor_id LEFT JOIN unit u ON u.id = c.unit_id ORDER BY c.seq DESC LIMIT 1`)
		want := strings.Join([]string{c.verb, c.by, c.unit, c.period, c.reason, "ssh 10.1.2.3", c.values}, "|")
		if last != want {
			t.Errorf("the audit says\n%s, want\n%s", last, want)
		}
	}
	h.clock.set(t, "2021-03-26 09:00")
	if _, err := office.Unlock(ctx, "wulingshan", march, plan.Date{Year: 2021, Month: 4, Day: 1}, "换人"); err != nil {
		t.Fatal(err)
	}
	if got := h.one(`SELECT verb || reason FROM change ORDER BY seq DESC LIMIT 1`); got != "unlock换人" {
		t.Errorf("unlock: %s", got)
	}
	if s := h.form("ledao", april); s.Prior["leaflets"].String() != "42" {
		t.Errorf("April's earlier leaflets are %s", s.Prior["leaflets"])
	}
}

func saved(_ *report.Sheet, bad []report.Refusal, err error) error {
	if err == nil && bad != nil {
		return bad[0].Err
	}
	return err
}

func sent[T any](_ *report.Sheet, _ T, err error) error { return err }

func TestWhoIsAtTheMachineShowsInTheAudit(t *testing.T) {
	h := newHouse(t)
	id, err := h.store.OfficeAtMachine(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d, err := h.store.Desk(t.Context(), Actor{Account: id, Origin: OriginMachine, AtMachine: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := saved(d.Save(t.Context(), "ledao", march, edits("households=100"))); err != nil {
		t.Fatal(err)
	}
	if got := h.one(`SELECT origin FROM change ORDER BY seq DESC LIMIT 1`); got != "本机" {
		t.Errorf("the audit says %s", got)
	}
}

func TestWhatWasCarriedIsWrittenIntoTheAuditWhenItIsSent(t *testing.T) {
	h := newHouse(t)
	h.accept("sifa", march)
	h.clock.set(t, "2021-04-18 09:00")
	if _, _, err := h.desk("sifa").Submit(t.Context(), "", report.Period{Year: 2021, Month: 4}, "", report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	if got := h.one(`SELECT group_concat(key || ':' || old || '>' || new, ' ') FROM (SELECT * FROM change_value WHERE change_id =
		(SELECT id FROM change ORDER BY seq DESC LIMIT 1) ORDER BY key)`); got != "#state:blank>submitted staff:>干事" {
		t.Errorf("the audit says %s", got)
	}
	h.consistent()
}

func TestTheSchemaRefusesNonsense(t *testing.T) {
	h := newHouse(t)
	h.submit("ledao", march)
	for _, nonsense := range []string{
		`UPDATE report SET state = 'lost'`,
		`UPDATE report SET state = 'accepted', first_submitted = NULL`,
		`UPDATE report SET version = 0`,
		`UPDATE report SET returns = -1`,
		`UPDATE report SET nil = 1, nil_reason = ''`,
		`UPDATE report SET nil = 2`,
		`UPDATE report SET on_behalf = 7`,
		`UPDATE report SET period = 'March'`,
		`UPDATE report SET period = '2021-3'`,
		`UPDATE report SET first_submitted = 'yesterday'`,
		`UPDATE report SET unit_id = 'nosuch'`,
		`INSERT INTO report (id, unit_id, period, state, version) SELECT 'twice', unit_id, period, 'draft', 1 FROM report`,
		`UPDATE cell SET na = 1 WHERE value IS NOT NULL`,
		`UPDATE cell SET scaled = 1, value = NULL`,
		`UPDATE cell SET version = 0`,
		`UPDATE cell SET settled = 3`,
		`UPDATE cell SET settled = 1, value = NULL, scaled = NULL`,
		`UPDATE cell SET by_id = 'nobody'`,
		`UPDATE cell SET report_id = 'nosuch'`,
		`UPDATE cell SET value = x'00' WHERE key = 'visited'`,
		`UPDATE account_grant SET role = 'king'`,
		`UPDATE account_grant SET unit_id = 'nosuch'`,
		`UPDATE account SET must_change = 2`,
		`UPDATE account SET login = 'LEDAO' WHERE login = 'sifa'`,
		`DELETE FROM account WHERE login = 'ledao'`,
		`DELETE FROM unit WHERE code = 'ledao'`,
		`UPDATE unit SET code = ''`,
		`UPDATE unit SET code = 'sifa' WHERE code = 'ledao'`,
		`UPDATE plan_version SET from_period = 'now'`,
		`INSERT INTO opening (unit_id, year, key, value, scaled, day, basis) SELECT id, 2021, 'visited', '1', 10000, '2021-02-20', '' FROM unit WHERE code = 'ledao'`,
		`INSERT INTO guard (want, got) VALUES ('1', '2')`,
		`INSERT INTO guard (want, got) VALUES ('1', NULL)`,
	} {
		if _, err := h.store.write.Exec(nonsense); err == nil {
			t.Errorf("the schema takes: %s", nonsense)
		}
	}
	h.consistent()
}

func TestAGuardThatHoldsLeavesNothing(t *testing.T) {
	h := newHouse(t)
	b := &batch{}
	b.expect("1", `SELECT 1`)
	b.do(`INSERT INTO setting (key, value) VALUES ('kept', 'yes')`)
	if err := h.store.send(t.Context(), b); err != nil || h.one(`SELECT count(*) FROM guard`) != "0" {
		t.Errorf("%v", err)
	}
	b = &batch{}
	b.expect("1", `SELECT 1`)
	b.expect("2", `SELECT 1`)
	b.do(`UPDATE setting SET value = 'no' WHERE key = 'kept'`)
	if err := h.store.send(t.Context(), b); err != error(report.ErrStale) {
		t.Errorf("a guard that fails says %v", err)
	}
	if got := h.one(`SELECT value FROM setting WHERE key = 'kept'`); got != "yes" {
		t.Errorf("a failed batch left %s", got)
	}
}
