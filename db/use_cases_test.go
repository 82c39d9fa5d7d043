package db

import (
	"context"

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
