package home_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
)

// What a dropped line cut off waits on the first page and leads on.
func TestWhatWasBegunWaitsAmongWhatIsToBeDone(t *testing.T) {
	w := dbtest.New(t)
	u := ledger.Unfinished{Entry: ledger.Entry{Day: "3-5", Typed: map[string]string{"place": "广场"}}}
	if err := w.Desk("chayuanba").KeepUnfinished(w.Ctx, "", "events", u); err != nil {
		t.Fatal(err)
	}
	p := sit(w, "chayuanba", "").See("待办").See("活动台账 有 1 条没填完")
	p.Press("up").See("> 活动台账 有 1 条").Press("enter").Gone("待办")
	sit(w, "ledao", "").See("开始填报").Gone("没填完")
}
