package db

import (
	"testing"

	"fanzha/db/register"
	"fanzha/db/report"
)

func TestASiteThatIsNotKeptWaitsForWhoBeganIt(t *testing.T) {
	h := newHouse(t)
	d := h.desk("cunzhen")
	before := h.one(`SELECT max(seq) FROM change`)
	begun := func(login string) []register.Unfinished {
		t.Helper()
		all, err := h.desk(login).UnfinishedSites(t.Context(), "estates")
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, name := range []string{"金山", "金山\x1b小区"} {
		if err := d.KeepUnfinishedSite(t.Context(), "estates", register.Unfinished{Typed: map[string]string{register.KeyName: name}}); err != nil {
			t.Fatal(err)
		}
	}
	end := register.Unfinished{Unit: "cunzhen", Site: "01", Ends: true, Typed: map[string]string{register.KeyBasis: "已拆"}, Seen: 7}
	if err := d.KeepUnfinishedSite(t.Context(), "estates", end); err != nil {
		t.Fatal(err)
	}
	if got := h.one(`SELECT max(seq) FROM change`); got != before {
		t.Errorf("the audit goes from %s to %s", before, got)
	}
	if got := begun("pingan"); len(got) != 0 {
		t.Errorf("the office has begun %+v", got)
	}
	got := begun("cunzhen")
	if len(got) != 2 || got[0].Unit != "cunzhen" || got[0].Typed[register.KeyName] != "金山小区" || got[1].Typed[register.KeyBasis] != "已拆" || got[1].Seen != 7 || !got[1].Ends {
		t.Fatalf("%+v", got)
	}
	if err := d.DropUnfinishedSite(t.Context(), "estates", end); err != nil {
		t.Fatal(err)
	}
	if got := begun("cunzhen"); len(got) != 1 || got[0].Ends {
		t.Errorf("dropped, and there is %+v", got)
	}
	refused(t, h.desk("lingdao").KeepUnfinishedSite(t.Context(), "estates", end), report.CodeForbidden, "不能填写")
	refused(t, h.desk("chayuanba").KeepUnfinishedSite(t.Context(), "households", register.Unfinished{}), report.CodeForbidden, "由平安办录入")
}
