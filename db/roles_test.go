package db

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
)

func TestEveryUseCaseOfTheDeskIsForWhoMayDoIt(t *testing.T) {
	desk := reflect.TypeFor[*Desk]()
	for i := range desk.NumMethod() {
		if name := desk.Method(i).Name; useCases[name].do == nil {
			t.Errorf("no row says who may %s", name)
		}
	}
	for name, c := range useCases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, seat := range seats {
				h := newHouse(t)
				until := plan.Date{Year: 2021, Month: 12, Day: 31}
				if seat.login == "ducha" {
					if _, err := h.desk("pingan").AddAccount(t.Context(), account.New{Login: "ducha", Role: account.Auditor, Until: until}); err != nil {
						t.Fatal(err)
					}
				}
				h.bring(seat.unit, c.before)
				trail := h.one(`SELECT count(*) FROM change`)
				err := c.do(t.Context(), h.deskOf(h.store, seat.login, seat.atMachine), seat.unit)
				if slices.Contains(strings.Fields(c.may), seat.name) {
					if err != nil {
						t.Errorf("%s may not: %v", seat.name, err)
					}
					continue
				}
				if !report.Refused(err, report.CodeForbidden) {
					t.Errorf("%s may: %v", seat.name, err)
				}
				if got := h.one(`SELECT count(*) FROM change`); got != trail {
					t.Errorf("%s was refused and left %s changes after %s", seat.name, got, trail)
				}
			}
		})
	}
}

func TestTheOfficeNeverJudgesItsOwnReport(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	h.submit("pingan", march)
	for _, login := range []string{"pingan", "dangzheng", "ledao"} {
		_, err := h.desk(login).Accept(ctx, "pingan", march, report.AnyVersion)
		refused(t, err, report.CodeForbidden, "不能自审, 由领导审核")
		_, err = h.desk(login).Return(ctx, "pingan", march, "核对", nil, report.AnyVersion)
		refused(t, err, report.CodeForbidden, "不能自审")
	}
	if s, err := h.desk("zhuren").Return(ctx, "pingan", march, "核对", nil, report.AnyVersion); err != nil || s.Report.State != report.StateReturned {
		t.Errorf("a leader returns: %v", err)
	}
	h.submit("pingan", march)
	if s, err := h.desk("lingdao").Accept(ctx, "pingan", march, report.AnyVersion); err != nil || s.Report.State != report.StateAccepted {
		t.Errorf("a leader accepts: %v", err)
	}
	_, _, err := h.desk("pingan").Unseal(ctx, "pingan", march, "有误", report.AnyVersion)
	refused(t, err, report.CodeForbidden, "不能自审")
	if _, _, err := h.desk("lingdao").Unseal(ctx, "pingan", march, "有误", report.AnyVersion); err != nil {
		t.Error(err)
	}
}

func TestWithoutALeaderTheDeputyJudgesTheOffice(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	office := h.desk("pingan")
	h.submit("pingan", march)
	h.submit("dangzheng", march)
	for _, leader := range []string{"lingdao", "zhuren"} {
		_, err := h.desk("dangzheng").Accept(ctx, "pingan", march, report.AnyVersion)
		refused(t, err, report.CodeForbidden, "由领导审核")
		_, err = h.desk("dangzheng").Form(ctx, "pingan", march)
		refused(t, err, report.CodeForbidden, "不能查看")
		if err := office.DisableAccount(ctx, leader); err != nil {
			t.Fatal(err)
		}
	}
	reads := map[string]func(d *Desk) error{
		"Form":    func(d *Desk) error { return second(d.Form(ctx, "pingan", march)) },
		"Judge":   func(d *Desk) error { _, _, err := d.Judge(ctx, "pingan", march); return err },
		"History": func(d *Desk) error { return second(d.History(ctx, "pingan", march)) },
		"Series":  func(d *Desk) error { return second(d.Series(ctx, "pingan", march, "leaflets")) },
		"Remarks": func(d *Desk) error { return second(d.Remarks(ctx, "pingan", march)) },
		"Year":    func(d *Desk) error { return second(d.Year(ctx, "pingan", 2021)) },
	}
	for name, read := range reads {
		if err := read(h.desk("dangzheng")); err != nil {
			t.Errorf("who judges may not read: %s: %v", name, err)
		}
		refused(t, read(h.desk("ledao")), report.CodeForbidden, "平安办 的月报你不能查看")
	}
	if _, err := h.desk("dangzheng").Form(ctx, "ledao", march); !report.Refused(err, report.CodeForbidden) {
		t.Errorf("the deputy reads a village: %v", err)
	}
	_, err := office.Accept(ctx, "pingan", march, report.AnyVersion)
	refused(t, err, report.CodeForbidden, "不能自审")
	_, err = h.desk("dangzheng").Accept(ctx, "dangzheng", march, report.AnyVersion)
	refused(t, err, report.CodeForbidden, "")
	if s, err := h.desk("dangzheng").Accept(ctx, "pingan", march, report.AnyVersion); err != nil || s.Report.State != report.StateAccepted {
		t.Errorf("the deputy accepts: %v", err)
	}
	if _, err := office.Accept(ctx, "dangzheng", march, report.AnyVersion); err != nil {
		t.Errorf("the office judges its deputy: %v", err)
	}
}

func TestAPersonKeepsTheirOwnKeysAndFindsTheirOwnUnit(t *testing.T) {
	h := newHouse(t)
	for _, login := range []string{"ledao", "lingdao", "pingan"} {
		d := h.desk(login)
		if err := d.AddKey(t.Context(), login, account.Key{Fingerprint: "SHA256:own", PublicKey: "k"}); err != nil {
			t.Errorf("%s: %v", login, err)
		}
		me, err := d.Me(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if sees, reviews := login != "ledao", login == "pingan"; me.SeesAll != sees || me.Reviews != reviews || (me.Unit == "") != (login == "lingdao") {
			t.Errorf("%s: %+v", login, me)
		}
	}
	s, err := h.desk("ledao").Form(t.Context(), "", report.Period{})
	if err != nil || s.Unit.Code != "ledao" || s.Report.Period != march {
		t.Errorf("%+v, %v", s, err)
	}
	_, err = h.desk("lingdao").Form(t.Context(), "", march)
	refused(t, err, report.CodeInvalid, "请写明单位")
	_, err = h.desk("lingdao").Form(t.Context(), "村", march)
	refused(t, err, report.CodeNotFound, "没有单位 村")
	for _, who := range []string{"乐道村", "乐道", "ledao"} {
		if s, err := h.desk("lingdao").Form(t.Context(), who, march); err != nil || s.Unit.Code != "ledao" {
			t.Errorf("%s: %v", who, err)
		}
	}
}
