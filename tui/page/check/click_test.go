package check_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

// A click on a finding leads to its line, on whichever of its rows it is.
func TestAClickOnAFindingLeadsToItsLine(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("3 错误 新入户是必填的").Click("新入户是必填").See("> 新入户").Press("f9").See("有 3 处错误")
	p.Click("改好才能").See("有 3 处错误").Resize(screen.Size{Width: 46, Height: 19}).ClickBelow("3 错误", 6).See("> 新入户")
}
