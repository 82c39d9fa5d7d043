package review_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/keys"
)

// What the office has marked line by line, and the reason that it was typing,
// survive a dropped line; they are gone once the report is returned.
func TestAReturnSurvivesADroppedLine(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Click("新入户").See("> 新入户").Press("f6").See("退回这一项").Type("和签到册").Press(keys.Esc)
	p.Press("f6").See("[ 和签到册").Type("对不上").Press(keys.Enter).See("已标记 1 项: 新入户")
	p.Click("走访户次").See("> 走访户次").Press("f6").See("退回这一项: 走访户次").Gone("和签到册").Type("少了三天").Drop()

	p = sit(w, "pingan", "chayuanba", home).See("已标记 1 项: 新入户").Click("走访户次").Press("f6").See("[ 少了三天").Press(keys.Enter).See("已标记 2 项")
	p.Press("f8").See("一起退回").Type("两处要改").Drop()

	p = sit(w, "pingan", "chayuanba", home).See("已标记 2 项").Press("f8").See("上次写的还在").See("[ 两处要改").Press(keys.Enter).See("没有等着审核的了")
	r := saved(w, "chayuanba")
	if r.State != report.StateReturned || r.Reason != "两处要改" || r.CellReasons["visited"] != "和签到册对不上" || r.CellReasons["visits"] != "少了三天" {
		t.Errorf("the report is %s, %q, %v", r.State, r.Reason, r.CellReasons)
	}
	p.Drop()
	w.Submit("chayuanba", "已改")
	p = sit(w, "pingan", "chayuanba", home).See("待审").Gone("已标记").Press("f8").See("输入数字选一条").Press(keys.Esc).Gone("原因是什么")
	p.Click("新入户").Press("f6", "１", keys.Enter).See("已标记 1 项").Press(keys.Esc).See("还没有退回").Press("2").See("退出反诈月报?").Press(keys.Enter).Drop()
	sit(w, "pingan", "chayuanba", home).See("待审").Gone("已标记")
}

// A remark that a leader was writing, and the reason of an unsealing, wait too.
func TestARemarkAndAnUnsealingSurviveADroppedLine(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Accept("chayuanba")
	sit(w, "lingdao", "chayuanba", home).See("综治专干").Press("f4").See("批示: 茶园坝社区").Type("入户要").Drop()
	p := sit(w, "lingdao", "chayuanba", home).See("综治专干").Press("ctrl+r").See("历史  茶园坝社区").Press("f4").See("[ 入户要").Type("抓紧").Press(keys.Enter).See("批示已写上").See("入户要抓紧")
	p.Press("f4").See("批示: 茶园坝社区").Gone("[ 入户")
	sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f7").See("启封 茶园坝社区").Type("入户数").Drop()
	sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f7").See("[ 入户数").Type("录错").Press(keys.Enter).See("已启封")
}
