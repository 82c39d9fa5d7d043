package db

import (
	"strings"
	"testing"

	"fanzha/db/report"
)

func TestAFirstPasswordIsChangedForAGoodOne(t *testing.T) {
	h := newHouse(t)
	m, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	d, ctx, first := h.desk("ledao"), t.Context(), m.passwords["ledao"]
	if me, err := d.Me(ctx); err != nil || !me.MustChange {
		t.Errorf("at first %+v, %v", me, err)
	}
	for chosen, says := range map[string]string{
		"短密码": "至少 8 位", first: "不能和原密码相同", "aaaaaaaa": "太容易猜到", "12345678": "太容易猜到", strings.Repeat("长", 70): "太长",
	} {
		refused(t, d.ChangePassword(ctx, first, chosen), report.CodeInvalid, says)
	}
	refused(t, d.ChangePassword(ctx, "wrong", "乐道村的好密码1"), report.CodePassword, "原密码不对")
	if err := d.ChangePassword(ctx, strings.ReplaceAll(first, "-", ""), "abcd-efgh-jkmn-pqrs"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.store.SignIn(ctx, "ledao", "abcdefghjkmnpqrs"); err != error(ErrSignIn) {
		t.Errorf("a password that somebody chose opens without its dashes: %v", err)
	}
	if err := d.ChangePassword(ctx, "abcd-efgh-jkmn-pqrs", "乐道村的好密码1"); err != nil {
		t.Fatal(err)
	}
	if me, err := d.Me(ctx); err != nil || me.MustChange {
		t.Errorf("afterwards %+v, %v", me, err)
	}
	if _, _, err := h.store.SignIn(ctx, "ledao", first); err != error(ErrSignIn) {
		t.Errorf("the first password still opens: %v", err)
	}
	if _, _, err := h.store.SignIn(ctx, "ledao", "乐道村的好密码1"); err != nil {
		t.Error(err)
	}
	c, err := h.desk("pingan").ResetPassword(ctx, "ledao")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.store.SignIn(ctx, "ledao", c.Password); err != nil {
		t.Errorf("the reset password: %v", err)
	}
	if me, err := d.Me(ctx); err != nil || !me.MustChange {
		t.Errorf("after a reset %+v, %v", me, err)
	}
	trace := h.one(`SELECT group_concat(reason || origin || verb) FROM change`)
	for _, secret := range []string{first, c.Password, "好密码"} {
		if strings.Contains(trace, secret) {
			t.Errorf("the audit holds a password: %s", trace)
		}
	}
}
