package db_test

import (
	"strings"
	"sync"
	"testing"

	"fanzha/db"
	"fanzha/db/dbtest"
	"fanzha/db/report"
)

func TestWhoHasAFirstPasswordChoosesAnotherBeforeAnythingElse(t *testing.T) {
	w := dbtest.New(t)
	first := w.FirstPassword("ledao")
	d := came(t, w, "ledao", first)
	edit := []report.Edit{{Key: "visited", Text: "6", Version: report.AnyVersion}}
	if _, _, err := d.Save(w.Ctx, "", report.Period{}, edit); !report.Refused(err, report.CodeForbidden) || !strings.Contains(err.Error(), "首次密码") {
		t.Errorf("a figure is kept before the password is changed: %v", err)
	}
	if _, err := d.Form(w.Ctx, "", report.Period{}); !report.Refused(err, report.CodeForbidden) {
		t.Errorf("the form opens before the password is changed: %v", err)
	}
	if me, err := d.Me(w.Ctx); err != nil || !me.MustChange {
		t.Errorf("who is greeted: %+v, %v", me, err)
	}
	if texts, err := d.UnfinishedTexts(w.Ctx); err != nil || len(texts) > 0 { // the interface begins with them
		t.Errorf("what is unfinished: %v, %v", texts, err)
	}
	if err := d.ChangePassword(w.Ctx, first, "Ledao-cun-fanzha"); err != nil {
		t.Fatal(err)
	}
	if _, refused, err := d.Save(w.Ctx, "", report.Period{}, edit); err != nil || len(refused) > 0 {
		t.Errorf("afterwards: %v, %v", refused, err)
	}
	if _, _, err := w.Desk("wulingshan").Save(w.Ctx, "", report.Period{}, edit); err != nil {
		t.Errorf("with a key: %v", err)
	}
}

// came is the desk of a login that typed its first password to come in.
func came(t *testing.T, w *dbtest.Town, login, first string) *db.Desk {
	t.Helper()
	id, proof, err := w.Store.SignIn(w.Ctx, login, first)
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Store.Desk(w.Ctx, db.Actor{Account: id, Origin: "ssh 10.1.2.3", Password: true, First: proof})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// proved checks whether a desk asks for the old password.
func proved(t *testing.T, w *dbtest.Town, d *db.Desk, want bool) {
	t.Helper()
	if me, err := d.Me(w.Ctx); err != nil || me.ProvedFirst != want {
		t.Errorf("the first password is proved: %v, %v", me.ProvedFirst, err)
	}
	if want {
		return
	}
	if err := d.ChangePassword(w.Ctx, "", "another-one-1"); !report.Refused(err, report.CodePassword) {
		t.Errorf("a password is changed without the old one: %v", err)
	}
}

func TestTheSessionOfAFirstPasswordNeedsItOnce(t *testing.T) {
	w := dbtest.New(t)
	first := w.FirstPassword("ledao")
	d := came(t, w, "ledao", first)
	proved(t, w, d, true)
	for _, same := range []string{first, strings.ReplaceAll(first, "-", "")} {
		if err := d.ChangePassword(w.Ctx, "", same); !report.Refused(err, report.CodeInvalid) {
			t.Errorf("the first password is kept as one's own: %v", err)
		}
	}
	if err := d.ChangePassword(w.Ctx, "wrong-one", "Ledao-cun-fanzha"); !report.Refused(err, report.CodePassword) {
		t.Errorf("a wrong old password is taken: %v", err)
	}
	if err := d.ChangePassword(w.Ctx, "", "Ledao-cun-fanzha"); err != nil {
		t.Fatal(err)
	}
	proved(t, w, d, false) // a second change in the same session
	if _, proof, err := w.Store.SignIn(w.Ctx, "ledao", "Ledao-cun-fanzha"); err != nil || proof != "" {
		t.Errorf("a password of one's own proves %q, %v", proof, err)
	}
}

func TestNobodyElseIsSparedTheOldPassword(t *testing.T) {
	w := dbtest.New(t)
	first := w.FirstPassword("ledao")
	id, proof, err := w.Store.SignIn(w.Ctx, "ledao", first)
	if err != nil {
		t.Fatal(err)
	}
	other, err := w.Store.AccountAtMachine(w.Ctx, "wulingshan")
	if err != nil {
		t.Fatal(err)
	}
	for who, a := range map[string]db.Actor{
		"a key of the same account":      {Account: id},
		"a key and the proof":            {Account: id, First: proof},
		"a password without the proof":   {Account: id, Password: true},
		"the proof of another account":   {Account: other, Password: true, First: proof},
		"a proof that is no hash at all": {Account: id, Password: true, First: first},
	} {
		t.Run(who, func(t *testing.T) {
			d, err := w.Store.Desk(w.Ctx, a)
			if err != nil {
				t.Fatal(err)
			}
			proved(t, w, d, false)
		})
	}
}

func TestAFirstPasswordThatChangedMeanwhileIsAskedFor(t *testing.T) {
	for how, meanwhile := range map[string]func(w *dbtest.Town, first string) error{
		"changed elsewhere": func(w *dbtest.Town, first string) error {
			return w.Desk("ledao").ChangePassword(w.Ctx, first, "Ledao-cun-fanzha")
		},
		"reset": func(w *dbtest.Town, _ string) error {
			_, err := w.Desk("pingan").ResetPassword(w.Ctx, "ledao")
			return err
		},
		"changed and reset": func(w *dbtest.Town, first string) error {
			if err := w.Desk("ledao").ChangePassword(w.Ctx, first, "Ledao-cun-fanzha"); err != nil {
				return err
			}
			_, err := w.Desk("pingan").ResetPassword(w.Ctx, "ledao")
			return err
		},
	} {
		t.Run(how, func(t *testing.T) {
			w := dbtest.New(t)
			first := w.FirstPassword("ledao")
			d := came(t, w, "ledao", first)
			proved(t, w, d, true)
			if err := meanwhile(w, first); err != nil {
				t.Fatal(err)
			}
			proved(t, w, d, false)
		})
	}
}

// Of two sessions that came in by one first password and choose at the same
// time, one does.
func TestTwoSessionsOfAFirstPasswordChooseOnce(t *testing.T) {
	w := dbtest.New(t)
	first := w.FirstPassword("ledao")
	desks := []*db.Desk{came(t, w, "ledao", first), came(t, w, "ledao", first)}
	chosen := []string{"the-one-of-the-first", "the-one-of-the-other"}
	said := make([]error, len(desks))
	var all sync.WaitGroup
	for i := range desks {
		all.Go(func() { said[i] = desks[i].ChangePassword(w.Ctx, "", chosen[i]) })
	}
	all.Wait()
	if (said[0] == nil) == (said[1] == nil) {
		t.Fatalf("they are told %v and %v", said[0], said[1])
	}
	for i, err := range said {
		if _, _, opens := w.Store.SignIn(w.Ctx, "ledao", chosen[i]); (opens == nil) != (err == nil) {
			t.Errorf("session %d is told %v, and its password opens: %v", i, err, opens)
		}
	}
}
