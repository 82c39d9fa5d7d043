package home_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

// Why there is nothing to report survives a dropped line, for the month alone.
func TestTheReasonOfANilReportSurvivesADroppedLine(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "sifa", "").See("3 零报告").Press("3").See("原因是什么?").Type("本月").Drop()
	sit(w, "sifa", "").See("3 零报告").Press("３").See("[ 本月").Type("无活动").Press("enter").See("零报告 本月无活动")
}

// What was typed in the form and not saved is said here too, of a report that is
// not begun as well, for as long as the report can be changed.
func TestWhatIsNotSavedIsSaid(t *testing.T) {
	w := dbtest.New(t)
	at := report.Place{Key: "posters", Kept: []report.Kept{{Key: "posters", Text: "三张"}}}
	if err := w.Desk("chayuanba").Leave(w.Ctx, "", dbtest.March, at); err != nil {
		t.Fatal(err)
	}
	p := sit(w, "chayuanba", "").See("错误 1:").See("张贴海报 填的 三张 没有保存")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 120, Height: 40}, usual} {
		p.Resize(size).Fits(size).See("三张 没有保存")
	}
	sit(w, "pingan", "chayuanba").See("未报").Gone("三张")
	w.File("chayuanba")
	p.See("待审").Gone("三张")
}
