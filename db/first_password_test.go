package db_test

import (
	"strings"
	"testing"

	"fanzha/db"
	"fanzha/db/dbtest"
	"fanzha/db/report"
)

func TestWhoHasAFirstPasswordChoosesAnotherBeforeAnythingElse(t *testing.T) {
	w := dbtest.New(t)
	first := w.FirstPassword("ledao")
	id, err := w.Store.SignIn(w.Ctx, "ledao", first)
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Store.Desk(w.Ctx, db.Actor{Account: id, Origin: "ssh 10.1.2.3", Password: true})
	if err != nil {
		t.Fatal(err)
	}
	edit := []report.Edit{{Key: "visited", Text: "6", Version: report.AnyVersion}}
	if _, _, err = d.Save(w.Ctx, "", report.Period{}, edit); !report.Refused(err, report.CodeForbidden) || !strings.Contains(err.Error(), "首次密码") {
		t.Errorf("a figure is kept before the password is changed: %v", err)
	}
	if _, err = d.Form(w.Ctx, "", report.Period{}); !report.Refused(err, report.CodeForbidden) {
		t.Errorf("the form opens before the password is changed: %v", err)
	}
	if me, err := d.Me(w.Ctx); err != nil || !me.MustChange {
		t.Errorf("who is greeted: %+v, %v", me, err)
	}
	if texts, err := d.UnfinishedTexts(w.Ctx); err != nil || len(texts) > 0 { // the interface begins with them
		t.Errorf("what is unfinished: %v, %v", texts, err)
	}
	if err = d.ChangePassword(w.Ctx, first, "Ledao-cun-fanzha"); err != nil {
		t.Fatal(err)
	}
	if _, refused, err := d.Save(w.Ctx, "", report.Period{}, edit); err != nil || len(refused) > 0 {
		t.Errorf("afterwards: %v, %v", refused, err)
	}
	if _, _, err = w.Desk("wulingshan").Save(w.Ctx, "", report.Period{}, edit); err != nil {
		t.Errorf("with a key: %v", err)
	}
}
