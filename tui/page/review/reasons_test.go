package review_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/keys"
)

// A digit alone means a usual reason, with the input method on too, and only
// Enter sends it.
func TestADigitAndEnterChooseAReason(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f8").See("数字 选择").Press("２").See("> 2 数字前后不一致").See("按 Enter 就用: 数字前后不一致")
	if r := saved(w, "chayuanba"); r.Reason != "" {
		t.Errorf("a digit alone returned it for %q", r.Reason)
	}
	p.Press(keys.Down).See("> 3 漏填").Press(keys.Enter).See("已退回 茶园坝社区").See("乐道村  (审核员)").Press("f8").See("退回 乐道村").Press("2", keys.Enter).See("已退回 乐道村")
	for unit, want := range map[string]string{"chayuanba": "漏填", "ledao": "数字前后不一致"} {
		if r := saved(w, unit); r.Reason != want {
			t.Errorf("%s is returned for %q", unit, r.Reason)
		}
	}
}

// F1 and F2 work where a return's reason is typed, which stays below them.
func TestTheQuestionForAReasonIsExplained(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f8").See("原因是什么").Type("照片").See("[ 照片")
	p.Press("f1").See("只打一个数字再按 Enter").Press(keys.Enter).See("[ 照片").Press("f2").See("全部操作").Type("qd").Press(keys.Enter).See("已退回 茶园坝社区")
	if r := saved(w, "chayuanba"); r.Reason != "照片" {
		t.Errorf("returned for %q", r.Reason)
	}
}

// What of a reason has no room is not dropped in silence.
func TestAReasonThatIsTooLongSaysSo(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f8").See("原因是什么").Paste(strings.Repeat("改", report.MaxProse+1)).See("字, 放不下的没有收下.")
	p.Press(keys.Backspace).Gone("没有收下")
}

// A reason that begins with a digit is that reason, of a report and of a line.
func TestAReasonMayBeginWithADigit(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f6").See("原因是什么").Type("３份照片没有日期").Press(keys.Enter).See("已标记 1 项").See("３份照片没有日期")
	p.Press("f8").See("原因是什么").Type("2处对不上").Press(keys.Enter).See("已退回 茶园坝社区")
	r := saved(w, "chayuanba")
	if r.Reason != "2处对不上" {
		t.Errorf("returned for %q", r.Reason)
	}
	for key, why := range r.CellReasons {
		if why != "３份照片没有日期" {
			t.Errorf("%s is returned for %q", key, why)
		}
	}
	if len(r.CellReasons) != 1 {
		t.Errorf("%d lines are returned", len(r.CellReasons))
	}
}
