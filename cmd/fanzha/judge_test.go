package main

import "testing"

// The office marks two cells and sends the report back; the unit, who is
// looking, sees it at once, mends it and sends it again.
func TestReturnedCellByCell(t *testing.T) {
	t.Parallel()
	a := year(t)
	unit := sit(t, a, "baihuaqiao", desktop).See("2 撤回")
	office := sit(t, a, "pingan", desktop).See("1 审核 3 份待审").Press("１").See("F9 通过").See("百花桥村")
	office.Press("down", "down").See("> 部署研究会议").Press("f6").See("退回这一项").Press("１", "enter").NotSee("退回这一项")
	office.Press("down", "down").See("> 新入户").Press("f6").See("退回这一项").Type("有一户是合户").Press("enter").NotSee("退回这一项")
	office.Press("f8").See("标记的 2 项").Press("enter").NotSee("标记的 2 项").See("退回")
	unit.See("部署研究会议: 佐证不足").See("新入户: 有一户是合户").See("前重报")
	unit.Press("１").See("组 / 共").Press("/").See("查找").Type("新入户").See("> 1 新入户").Press("enter").See("退回: 有一户是合户")
	unit.Type("１４０").See("[ 140").Press("enter").See("台账是 141, 你填的是 140, 为什么不同?").Type("合户算一户").Press("enter").See("已保存").Press("f9").See("检查并报送").See("F9")
	unit.Press("f9").See("报送").Press("esc").NotSee("先不报")
}

// A leader reads what the office reports of itself, and judges it.
func TestALeaderJudgesTheOffice(t *testing.T) {
	t.Parallel()
	a := year(t)
	office := sit(t, a, "pingan", desktop).See("1 审核 3 份待审").Press("５").See("2 撤回")
	leader := sit(t, a, "lingdao", desktop).See("1 审核 平安办").Press("１").See("附说明: 另1次").See("F9 通过")
	leader.Press("f9").See("通过后封存").Press("right", "enter").NotSee("通过后封存")
	office.See("审核通过, 已封存")
}
