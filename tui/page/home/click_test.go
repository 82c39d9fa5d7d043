package home_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/tui/screen"
)

// A click on what waits leads there, as one on a numbered choice does.
func TestAClickOnWhatIsOwedLeadsThere(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-18 09:00")
	w.In(dbtest.February).SendBack("chayuanba", "请补佐证", nil)
	u := ledger.Unfinished{Entry: ledger.Entry{Day: "3-5", Typed: map[string]string{"place": "广场"}}}
	if err := w.Desk("chayuanba").KeepUnfinished(w.Ctx, "", "events", u); err != nil {
		t.Fatal(err)
	}
	for _, size := range []screen.Size{usual, {Width: 120, Height: 40}, {Width: 46, Height: 19}} {
		p := sit(w, "chayuanba", "").Resize(size).See("待办").See("2月 退回")
		p.Click("活动台账 有 1 条").See("at ledger").Press("esc").See("待办").Click("3月进展").See("待办")
		p.Click("2 检查并报送").See("at check").Press("esc").See("待办")
		p.Press("home").Click("请补佐证").See("2月进展情况表")
	}
}
