package db

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fanzha/db/account"
	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// The seats of the matrix of domain.md, each with the unit that it is about.
var seats = []struct {
	name, login, unit string
	atMachine         bool
}{
	{name: "own", login: "ledao", unit: "ledao"},
	{name: "other", login: "wulingshan", unit: "ledao"},
	{name: "deputy", login: "dangzheng", unit: "tongxin"},
	{name: "office", login: "pingan", unit: "ledao"},
	{name: "leader", login: "lingdao", unit: "ledao"},
	{name: "auditor", login: "ducha", unit: "ledao"},
	{name: "machine", login: "lingdao", unit: "ledao", atMachine: true},
}

// useCase is one exported method of the Desk: the state that the report must
// be in, who may do it, and how.
type useCase struct {
	before string // "", filled, submitted, accepted
	may    string
	do     func(ctx context.Context, d *Desk, unit string) error
}

const (
	everybody = "own other deputy office leader auditor machine"
	writers   = "own deputy office"
	readers   = "own deputy office leader auditor machine"
	overseers = "office leader auditor machine"
	keepers   = "office machine"
)

var useCases = map[string]useCase{
	"Me":       {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Me(ctx)) }},
	"Schedule": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Schedule(ctx)) }},
	"Watch":    {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error { d.Watch(ctx); return nil }},
	"Plan": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error {
		_, _, err := d.Plan(ctx, march)
		return err
	}},
	"ChangePassword": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error {
		err := d.ChangePassword(ctx, "not-the-old-one", "a-new-password")
		if report.Refused(err, report.CodePassword) { // the old one is wrong, the right is there
			return nil
		}
		return err
	}},
	"ListKeys": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.ListKeys(ctx, "sifa")) }},
	"AddKey": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error {
		return d.AddKey(ctx, "sifa", account.Key{Fingerprint: "SHA256:x", PublicKey: "k"})
	}},
	"RemoveKey": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error {
		err := d.RemoveKey(ctx, "sifa", "SHA256:x")
		if report.Refused(err, report.CodeNotFound) {
			return nil
		}
		return err
	}},
	"ListAccounts":   {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.ListAccounts(ctx)) }},
	"DisableAccount": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return d.DisableAccount(ctx, "sifa") }},
	"EnableAccount":  {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return d.EnableAccount(ctx, "sifa") }},
	"ResetPassword":  {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.ResetPassword(ctx, "sifa")) }},
	"AddAccount": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error {
		return second(d.AddAccount(ctx, account.New{Login: "xin", Role: account.Filler, Unit: "ledao"}))
	}},
	"ApplyPlan": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error {
		return second(d.ApplyPlan(ctx, plan.DefaultSource(), report.Period{Year: 2021, Month: 5}))
	}},
	"SetOpening": {may: "office", do: func(ctx context.Context, d *Desk, unit string) error {
		return d.SetOpening(ctx, unit, 0, "leaflets", "5", plan.Date{Year: 2021, Month: 2, Day: 20}, "旧台账")
	}},

	"Table":  {may: overseers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Table(ctx, march)) }},
	"Status": {may: overseers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Status(ctx, march)) }},
	"Matrix": {may: overseers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Matrix(ctx, 2021)) }},
	"Form":   {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Form(ctx, unit, march)) }},
	"Judge": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		_, _, err := d.Judge(ctx, unit, march)
		return err
	}},

	"Year":    {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Year(ctx, unit, 2021)) }},
	"History": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.History(ctx, unit, march)) }},
	"Series": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Series(ctx, unit, march, "leaflets"))
	}},
	"Remarks":  {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Remarks(ctx, unit, march)) }},
	"Recent":   {may: overseers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Recent(ctx, 10)) }},
	"Remark":   {may: "leader machine", do: func(ctx context.Context, d *Desk, unit string) error { return d.Remark(ctx, unit, march, "抓紧") }},
	"Sessions": {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Sessions(ctx, "sifa")) }},
	"Present":  {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Present(ctx)) }},
	"Expel":    {may: keepers, do: func(ctx context.Context, d *Desk, _ string) error { return d.Expel(ctx, "sifa", "") }},

	"Registers":     {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Registers(ctx, unit)) }},
	"TownRegisters": {may: overseers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.TownRegisters(ctx)) }},
	"TownSites": {may: overseers, do: func(ctx context.Context, d *Desk, _ string) error {
		return second(d.TownSites(ctx, "teams", plan.Date{}))
	}},
	"PutSites": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		row := register.Row{Unit: unit, Edit: register.Edit{Fields: map[string]string{"post": "综治专干"}}}
		puts, err := d.PutSites(ctx, "liaison", []register.Row{row}, false)
		if err == nil && len(puts[0].Refused) > 0 {
			err = puts[0].Refused[0].Err
		}
		return err
	}},
	"Sites": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Sites(ctx, unit, "liaison", plan.Date{}))
	}},
	"SiteHistory": {before: "kept", may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.SiteHistory(ctx, unit, "liaison", ""))
	}},
	"PutSite": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		_, refused, err := d.PutSite(ctx, unit, "liaison", register.Edit{Fields: map[string]string{"post": "综治专干"}})
		if err == nil && refused != nil {
			return refused[0].Err
		}
		return err
	}},
	"EndSite": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		_, _, err := d.EndSite(ctx, unit, "liaison", "", plan.Date{}, "撤销")
		if report.Refused(err, report.CodeInvalid) { // a unit's only entry stays, the right is there
			return nil
		}
		return err
	}},
	"UnfinishedSites": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error { // one's own alone
		return second(d.UnfinishedSites(ctx, "liaison"))
	}},
	"KeepUnfinishedSite": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return d.KeepUnfinishedSite(ctx, "liaison", register.Unfinished{Unit: unit})
	}},
	"DropUnfinishedSite": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return d.DropUnfinishedSite(ctx, "liaison", register.Unfinished{Unit: unit})
	}},
	"Targets": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Targets(ctx, march)) }},
	"TargetsOn": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error {
		return second(d.TargetsOn(ctx, plan.Date{Year: 2021, Month: 3, Day: 10}))
	}},

	"Save": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		_, refused, err := d.Save(ctx, unit, march, edits("leaflets=5"))
		if err == nil && refused != nil {
			return refused[0].Err
		}
		return err
	}},
	"MarkNil": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.MarkNil(ctx, unit, march, "本月无活动", true))
	}},
	"Submit": {before: "filled", may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		_, _, err := d.Submit(ctx, unit, march, "", report.AnyVersion)
		return err
	}},
	"Withdraw": {before: "submitted", may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Withdraw(ctx, unit, march))
	}},
	"Resume": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Resume(ctx, unit, march)) }},
	"Unsaved": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { // one's own alone
		return second(d.Unsaved(ctx, unit, march))
	}},
	"UnfinishedTexts": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error { // one's own alone
		return second(d.UnfinishedTexts(ctx))
	}},
	"KeepUnfinishedText": {may: everybody, do: func(ctx context.Context, d *Desk, _ string) error {
		return d.KeepUnfinishedText(ctx, "remark/ledao/2021-03", "一句")
	}},
	"Leave": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return d.Leave(ctx, unit, march, report.Place{Key: "leaflets"})
	}},
	"Discard": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return d.Discard(ctx, unit, march, "leaflets", false)
	}},

	"Ledgers": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Ledgers(ctx, unit, march)) }},
	"LedgersOn": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.LedgersOn(ctx, unit, "3-5"))
	}},
	"Rows": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Rows(ctx, unit, "events", ledger.Query{}))
	}},
	"RowsOf": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.RowsOf(ctx, unit, march, "events", ledger.Query{}))
	}},
	"Note": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return noted(d.Note(ctx, unit, "events", event("文化广场", nil)))
	}},
	"Correct": {before: "noted", may: writers, do: func(ctx context.Context, d *Desk, _ string) error {
		return noted(d.Correct(ctx, "1", ledger.Entry{Typed: map[string]string{"audience": "30"}, Reason: "数错"}))
	}},
	"Strike": {before: "noted", may: writers, do: func(ctx context.Context, d *Desk, _ string) error {
		return second(d.Strike(ctx, "1", "记重了"))
	}},
	"Chain": {before: "noted", may: readers, do: func(ctx context.Context, d *Desk, _ string) error { return second(d.Chain(ctx, "1")) }},
	"Begun": {may: readers, do: func(ctx context.Context, d *Desk, unit string) error { return second(d.Begun(ctx, unit)) }}, // one's own alone
	"Unfinished": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Unfinished(ctx, unit, "events"))
	}},
	"KeepUnfinished": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return d.KeepUnfinished(ctx, unit, "events", ledger.Unfinished{})
	}},
	"DropUnfinished": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		return d.DropUnfinished(ctx, unit, "events", "")
	}},
	"ChooseList": {may: writers, do: func(ctx context.Context, d *Desk, unit string) error {
		err := d.ChooseList(ctx, unit, "visits", true)
		if report.Refused(err, report.CodeNotFound) { // tongxin visits no households
			return nil
		}
		return err
	}},

	"Return": {before: "submitted", may: "office", do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Return(ctx, unit, march, "请核对", nil, report.AnyVersion))
	}},
	"Accept": {before: "submitted", may: "office", do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Accept(ctx, unit, march, report.AnyVersion))
	}},
	"Unseal": {before: "accepted", may: "office", do: func(ctx context.Context, d *Desk, unit string) error {
		_, _, err := d.Unseal(ctx, unit, march, "户数有误", report.AnyVersion)
		return err
	}},
	"Unlock": {before: "locked", may: "office", do: func(ctx context.Context, d *Desk, unit string) error {
		return second(d.Unlock(ctx, unit, march, plan.Date{Year: 2021, Month: 4, Day: 10}, "换了联络员"))
	}},
}

func second[T any](_ T, err error) error { return err }

// bring brings a unit's report into the state that a use case needs.
func (h *house) bring(unit, state string) {
	h.Helper()
	switch state {
	case "filled":
		h.fill(unit, march)
	case "kept":
		e := register.Edit{Fields: map[string]string{"post": "综治专干"}}
		if _, refused, err := h.desk("pingan").PutSite(h.Context(), unit, "liaison", e); err != nil || refused != nil {
			h.Fatal(err, refused)
		}
	case "noted":
		h.note("pingan", unit, "events", event("文化广场", nil))
	case "submitted":
		h.submit(unit, march)
	case "accepted":
		h.accept(unit, march)
	case "locked":
		h.clock.set(h, "2021-04-01 09:00")
	}
}

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
