package review_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// A click takes a line in hand, also by what stands under it; the next opens the
// ledger's rows that make it.
func TestAClickTakesALineAndThenOpensItsRows(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", screen.Size{Width: 80, Height: 60}).See("综治专干")
	p.Click("走访户次").See("> 走访户次").Click("指标").See("> 走访户次").ClickBeside("受众", 40).See("> 受众").Click("受众").See("来自台账的 2 笔").Press(keys.Esc)
	p.See("> 受众").ClickBelow("走访户次", 6).Gone("> 受众").Wheel(2).Press("f6").See("退回这一项").Click("漏填").See("[ 漏填").Press(keys.Enter).See("要退回: 漏填").See("已标记 1 项").Press(keys.Esc)
}
