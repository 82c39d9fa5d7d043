package db

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func TestANewFolderHasTheTownshipAndItsAccounts(t *testing.T) {
	h := newHouse(t)
	m, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	if len(m.passwords) != 23 || m.roles["pingan"] != "填报员、审核员" || m.roles["lingdao"] != "领导" || m.units["ledao"] != "乐道村" {
		t.Errorf("%d accounts, pingan is %s, lingdao %s, ledao of %s", len(m.passwords), m.roles["pingan"], m.roles["lingdao"], m.units["ledao"])
	}
	seen := map[string]bool{}
	for login, p := range m.passwords {
		if len(p) != 19 || strings.Count(p, "-") != 3 || strings.ContainsAny(p, "ilo01") || seen[p] {
			t.Errorf("the first password of %s reads %s", login, p)
		}
		seen[p] = true
	}
	st, err := h.desk("pingan").Status(t.Context(), march)
	if err != nil || st.Expected != 20 || len(st.Missing) != 20 || st.Township != "武陵山乡" {
		t.Errorf("status %+v, %v", st, err)
	}
	_, err = h.store.Create(t.Context(), NewFolder{Source: plan.DefaultSource()})
	refused(t, err, report.CodeStale, "别处刚刚改过")
}

func TestFirstPasswordsSignInAndNothingElseDoes(t *testing.T) {
	h := newHouse(t)
	m, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	want, err := h.store.AccountAtMachine(ctx, "ledao")
	if err != nil {
		t.Fatal(err)
	}
	bare := strings.ReplaceAll(m.passwords["ledao"], "-", "") // as it is read off a sheet
	for _, login := range []string{"ledao", "乐道村", "LEDAO", " 乐道村\u200b"} {
		for _, password := range []string{m.passwords["ledao"], bare} {
			if id, first, err := h.store.SignIn(ctx, login, password); err != nil || id != want || first == "" {
				t.Errorf("%q opens %q, %v", login, id, err)
			}
		}
	}
	if err := h.desk("pingan").DisableAccount(ctx, "sifa"); err != nil {
		t.Fatal(err)
	}
	for why, try := range map[string][2]string{
		"a wrong password":    {"ledao", "wrong-password"},
		"another's password":  {"ledao", m.passwords["wulingshan"]},
		"an unknown login":    {"nobody", m.passwords["ledao"]},
		"a disabled login":    {"sifa", m.passwords["sifa"]},
		"a disabled unit":     {"司法所", m.passwords["sifa"]},
		"an empty login":      {"", m.passwords["ledao"]},
		"a part of a name":    {"乐道", m.passwords["ledao"]},
		"a pattern":           {"led%", m.passwords["ledao"]},
		"no password":         {"ledao", ""},
		"SQL instead of name": {"' OR 1=1 --", m.passwords["ledao"]},
	} {
		id, _, err := h.store.SignIn(ctx, try[0], try[1])
		if id != "" || err != error(ErrSignIn) {
			t.Errorf("%s opens %q and says %v", why, id, err)
		}
	}
}

// An unknown login, a disabled one and a wrong password all wait for a hash of
// the same cost: while none may run, none of them is answered.
func TestEveryFailedSignInCostsTheSame(t *testing.T) {
	h := newHouse(t)
	if err := h.desk("pingan").DisableAccount(t.Context(), "sifa"); err != nil {
		t.Fatal(err)
	}
	unknown, _, _, err := argon2id.DecodeHash(noAccount)
	if err == nil {
		unknown.SaltLength = hashing.SaltLength // costs nothing
	}
	if err != nil || *unknown != *hashing {
		t.Errorf("an unknown login is compared at %+v, a known one at %+v, %v", unknown, hashing, err)
	}
	for range cap(h.store.hashes) {
		h.store.hashes <- struct{}{}
	}
	for _, login := range []string{"ledao", "sifa", "nobody"} {
		ctx, leave := context.WithCancel(t.Context())
		leave()
		if _, _, err := h.store.SignIn(ctx, login, "a wrong password"); !errors.Is(err, context.Canceled) {
			t.Errorf("%s is answered without a hash: %v", login, err)
		}
	}
	for range cap(h.store.hashes) {
		<-h.store.hashes
	}
	for _, login := range []string{"ledao", "sifa", "nobody"} {
		if _, _, err := h.store.SignIn(t.Context(), login, "a wrong password"); err != error(ErrSignIn) {
			t.Errorf("%s: %v", login, err)
		}
	}
}

func TestAKeyOpensTheLoginsThatHaveIt(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	key := account.Key{Fingerprint: "SHA256:abc", PublicKey: "ssh-ed25519 AAAA"}
	for _, login := range []string{"ledao", "sifa"} {
		if err := h.desk(login).AddKey(ctx, "", key); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.desk("pingan").AddKey(ctx, "caizheng", key); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, login := range []string{"ledao", "司法所", "caizheng"} {
		id, err := h.store.SignInByKey(ctx, login, key.Fingerprint)
		if err != nil || ids[id] {
			t.Errorf("%s opens %q, %v", login, id, err)
		}
		ids[id] = true
	}
	if err := h.desk("sifa").RemoveKey(ctx, "", key.Fingerprint); err != nil {
		t.Fatal(err)
	}
	if err := h.desk("pingan").DisableAccount(ctx, "caizheng"); err != nil {
		t.Fatal(err)
	}
	for why, try := range map[string][2]string{
		"no key": {"wulingshan", key.Fingerprint}, "another key": {"ledao", "SHA256:abd"}, "an unknown login": {"nobody", key.Fingerprint},
		"a key taken away": {"sifa", key.Fingerprint}, "a disabled login": {"caizheng", key.Fingerprint},
	} {
		if id, err := h.store.SignInByKey(ctx, try[0], try[1]); id != "" || err != error(ErrSignIn) {
			t.Errorf("%s opens %q, %v", why, id, err)
		}
	}
	refused(t, h.desk("sifa").RemoveKey(ctx, "", key.Fingerprint), report.CodeNotFound, "没有这把公钥")
	for n := range maxKeys - 1 {
		if err := h.desk("ledao").AddKey(ctx, "", account.Key{Fingerprint: "SHA256:" + string(rune('A'+n)), PublicKey: "k"}); err != nil {
			t.Fatal(err)
		}
	}
	refused(t, h.desk("ledao").AddKey(ctx, "", account.Key{Fingerprint: "SHA256:more", PublicKey: "k"}), report.CodeInvalid, "最多 20 把")
	if keys, err := h.desk("ledao").ListKeys(ctx, ""); err != nil || len(keys) != maxKeys {
		t.Errorf("%d keys, %v", len(keys), err)
	}
}

func TestAGrantEndsWithItsDay(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office := h.desk("pingan")
	_, err := office.AddAccount(ctx, account.New{Login: "ducha", Role: account.Auditor})
	refused(t, err, report.CodeInvalid, "要写明到期日")
	c, err := office.AddAccount(ctx, account.New{Login: "ducha", Name: "督查组", Role: account.Auditor, Until: plan.Date{Year: 2021, Month: 3, Day: 31}})
	if err != nil || c.Password == "" || c.Unit != "武陵山乡" {
		t.Fatalf("%+v, %v", c, err)
	}
	if _, _, err := h.store.SignIn(ctx, "ducha", c.Password); err != nil {
		t.Error(err)
	}
	d := h.desk("ducha")
	h.clock.set(t, "2021-03-31 23:59")
	if _, err := d.Table(ctx, march); err != nil {
		t.Errorf("on its last day: %v", err)
	}
	h.clock.set(t, "2021-04-01 00:00")
	_, err = d.Table(ctx, march)
	refused(t, err, report.CodeForbidden, "只有平安办和领导")
	_, err = d.Form(ctx, "ledao", march)
	refused(t, err, report.CodeForbidden, "不能查看")
	if _, err := office.AddAccount(ctx, account.New{Login: "ducha", Role: account.Auditor, Until: plan.Date{Year: 2021, Month: 4, Day: 30}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Table(ctx, march); err != nil {
		t.Errorf("prolonged: %v", err)
	}
}

func TestADisabledAccountStandsUpFromItsDesk(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	d, office := h.desk("ledao"), h.desk("pingan")
	if err := office.DisableAccount(ctx, "ledao"); err != nil {
		t.Fatal(err)
	}
	_, _, err := d.Save(ctx, "", march, edits("leaflets=1"))
	refused(t, err, report.CodeForbidden, "已停用")
	_, err = h.store.AccountAtMachine(ctx, "ledao")
	refused(t, err, report.CodeForbidden, "已停用")
	if err := office.EnableAccount(ctx, "ledao"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Save(ctx, "", march, edits("leaflets=1")); err != nil {
		t.Error(err)
	}
	refused(t, office.DisableAccount(ctx, "pingan"), report.CodeInvalid, "正在使用")
	refused(t, office.EnableAccount(ctx, "nobody"), report.CodeNotFound, "没有账号 nobody")
}

func TestAnAccountIsAddedWithSense(t *testing.T) {
	h := newHouse(t)
	office := h.desk("pingan")
	for says, n := range map[string]account.New{
		"小写字母开头": {Login: "大王", Role: account.Filler, Unit: "ledao"},
		"没有角色":   {Login: "xin", Role: "king", Unit: "ledao"},
		"写明单位":   {Login: "xin", Role: account.Filler},
	} {
		_, err := office.AddAccount(t.Context(), n)
		refused(t, err, report.CodeInvalid, says)
	}
	_, err := office.AddAccount(t.Context(), account.New{Login: "xin", Role: account.Filler, Unit: "火星村"})
	refused(t, err, report.CodeNotFound, "没有单位 火星村")
	if _, err := office.AddAccount(t.Context(), account.New{Login: "xin", Role: account.Filler, Unit: "乐道"}); err != nil {
		t.Fatal(err)
	}
	h.save("xin", "", march, "leaflets=2")
	list, err := office.ListAccounts(t.Context())
	if err != nil || len(list) != 25 {
		t.Errorf("%d grants, %v", len(list), err)
	}
}

func TestTheOfficeSitsAtTheMachine(t *testing.T) {
	h := newHouse(t)
	office, err := h.store.OfficeAtMachine(t.Context())
	if id, err2 := h.store.AccountAtMachine(t.Context(), "平安办"); err != nil || err2 != nil || id != office {
		t.Errorf("%s, %s, %v, %v", office, id, err, err2)
	}
	empty, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = empty.Close() }()
	if _, err := empty.OfficeAtMachine(t.Context()); err != error(ErrEmpty) {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := Open(t.Context(), os.DevNull+"/x", Options{}); err == nil {
		t.Error("a folder inside a file opens")
	}
}

func TestARehearsalFolderKeepsItsClock(t *testing.T) {
	h := newHouse(t)
	if at, is, err := h.store.Rehearsal(t.Context()); err != nil || is {
		t.Errorf("a real folder rehearses at %s, %v", at, err)
	}
	s, err := Open(t.Context(), t.TempDir(), Options{Clock: h.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	small, err := os.ReadFile("plan/testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	h.clock.set(t, "2024-03-18 09:00")
	if _, err := s.Create(t.Context(), NewFolder{Source: small, Clock: h.clock.now()}); err != nil {
		t.Fatal(err)
	}
	if at, is, err := s.Rehearsal(t.Context()); err != nil || !is || !at.Equal(h.clock.now()) {
		t.Errorf("rehearsal %v at %s, %v", is, at, err)
	}
	me, err := h.deskOf(s, "zongzhi", true).Me(t.Context())
	if err != nil || !me.Rehearsal || me.Root != "清溪镇" || me.Current.String() != "2024-03" {
		t.Errorf("%+v, %v", me, err)
	}
}
