package main

import "testing"

// A leader writes a remark with the input method on; the unit and the office,
// who are looking, read it at once, and it stays in the history.
func TestARemarkReachesTheUnitAndTheOffice(t *testing.T) {
	t.Parallel()
	a := year(t)
	unit := sit(t, a, "paichusuo", desktop).See("2 撤回")
	office := sit(t, a, "pingan", desktop).See("1 审核 3 份待审").Press("4").See("报送情况 2021").Press("、").See("查找").Type("派出所").Press("enter", "enter").See("派出所  (审核员)").See("F9 通过")
	leader := sit(t, a, "lingdao", window).See("1 审核 平安办").Press("３").See("汇总表  全部").Press("、").Type("ｐｃｓ").See(">派出所").Press("enter", "enter").See("派出所  (领导)").See("F4 批示")
	leader.Press("f4").See("批示: 派出所 2021年6月").Press("enter").See("请写一句话, 或按 Esc 返回")
	leader.Type("发案上升，").Paste("请把类型前三\n通报到各村。").See("发案上升，请把类型前三 通报到各村。").Press("left", "left").Type("社区").Press("enter").See("批示已写上")
	unit.See("批示").See("发案上升，请把类型前三 通报到各").See("乡领导")
	office.See("批示").See("发案上升，请把类型前三")
	unit.Press("ctrl+r").See("历史  派出所").See("各社区村。").See("乡领导").Press("esc").See("2 撤回")
	// What is begun and given up waits for the next time, and is nowhere else.
	leader.Press("f4").See("批示: 派出所").Type("不写了").See("不写了").Press("esc").NotSee("批示: 派出所").Press("f4").See("上次写的还在").See("不写了").Press("esc").NotSee("不写了")
}

// The office reviews with the input method on: reasons by digit, a whole
// return, an acceptance, an unsealing with its reason.
func TestTheOfficeReviewsItsQueue(t *testing.T) {
	t.Parallel()
	a := year(t)
	p := sit(t, a, "pingan", desktop).See("1 审核 3 份待审").Press("１").See("百花桥村").See("F9 通过")
	p.Press("】").NotSee("百花桥村  (审核员)").See("F9 通过").Press("【").See("百花桥村  (审核员)")
	p.Press("走").See("百花桥村  (审核员)") // a character that is no key does nothing
	p.Press("f9").See("通过后封存").Press("２").See("已通过 百花桥村").See("F9 通过")
	p.Press("f8").See("原因是什么").Press("１").See("> 1 佐证不足").Press("enter").See("已退回")
	p.Press("esc").See("1 审核").Press("４").See("报送情况 2021").Press("、").Type("百花桥").Press("enter", "enter").See("百花桥村  (审核员)").See("F7 启封")
	p.Press("f7").See("启封").Press("enter").See("请").Type("受众人次填错").Press("enter").See("已启封")
	sit(t, a, "baihuaqiao", desktop).See("启封").See("受众人次填错")
}

// The table is turned over, searched and left with the input method on.
func TestTheTableByAnInputMethod(t *testing.T) {
	t.Parallel()
	p := sit(t, year(t), "pingan", desktop).See("1 审核").Press("３").See("汇总表  全部  本月")
	p.Press("ｍ").See("全部  累计").Press("Ｍ").See("全部  本月").Press("２").See("村(社区)  本月")
	p.Press("f5").See("只看问题").NotSee("武陵山村").Press("esc").See("武陵山村")
	p.Press("、", "ｗ", "ｌ", "ｓ").See(">武陵山村").NotSee("小计").Press("enter", "enter").See("武陵山村  (审核员)").See("F7 启封")
	p.Press("esc").See(">武陵山村").See("查找").Press("esc").See("小计")
	p.Press("pgup").See("2021年5月 /").Press("pgdown").See("2021年6月 /")
	p.Press("f7", "２").See("未报在前").Press("f6").See("选列").Type("佐证").Press("　").Press("esc").See("汇总表").Press("f8").See("--sort state").Press("f8").See("已放入命令").Press("enter").See("汇总表")
	p.Press("f2").See("全部操作").Type("ｂｓｑｋ").See("报送情况").Press("enter").See("报送情况 2021")
	p.Press("f2").See("全部操作").Type("说明").Press("enter").See("漏报(锁定以前没有报)").Press("enter").See("报送情况 2021")
	p.Press("ctrl+y").See("已复制").Press("x").See("F5")
}

// The accounts are kept with the input method on.
func TestTheOfficeKeepsAccounts(t *testing.T) {
	t.Parallel()
	a := year(t)
	p := sit(t, a, "pingan", desktop).See("1 审核").Press("f2").Type("zhgl").See("账号管理").Press("enter").See("账号 23")
	p.Press("、").Type("乐道").See("ledao").Press("enter")
	p.Press("f4").See("重置 ledao").Press("２").See("只显示这一次").Press("x").See("只显示这一次").Press("enter").NotSee("只显示这一次").See("首次密码")
	p.Press("f6").See("停用 ledao").Press("２").See("ledao 已停用").Press("f6").See("启用 ledao").Press("２").See("ledao 已启用")
	p.Press("f7").See("ledao 的公钥").Press("１").See("粘贴公钥").Paste("ssh-rsa 不是公钥\n第二行").Press("enter").See("这不是公钥").Press("enter")
	p.Press("f8").See("让 ledao (乐道村) 的连接都退出?").Press("１").NotSee("的连接都退出?")
	p.Press("esc").NotSee("Esc 看全部").Press("f3").See("新账号的登录名").Type("ｌｅｄａｏ２").Press("enter")
	p.See("ledao2 属于哪个单位").Type("ｌｄｃ").See("> 1 乐道村").Press("enter").See("ledao2 是什么角色").Press("１").See("只显示这一次").Press("enter").See("账号 24")
}

// Months turn, the year is looked through, and help is read on the first page.
func TestAUnitLooksBack(t *testing.T) {
	t.Parallel()
	p := sit(t, year(t), "wulingshan", desktop).See("1 查看")
	p.Press("left").See("2021年5月 /").Press("left").See("2021年4月 /").Press("pgdown").See("2021年5月 /").Press("１").See("组 / 共").Press("home").See("第 1 组")
	p.Press("right", "f7").See("实有户数 近12期").Press("enter").See("第 2 组").Press("ctrl+r").See("历史  武陵山村").Press("end", "home", "pgdown", "esc").See("第 2 组")
	p.Press("esc").See("1 查看").Press("f1").See("零报告是写明本月没有开展").Press("enter").See("1 查看")
	p.Press("f12").See("1 查看").Press("f12", "esc").See("退出反诈月报?").Press("１").See("1 查看")
}

// A paragraph that lands where nothing is typed does nothing, and one in a
// filter, a reason or a remark is one line of it, whatever the window does.
func TestAPastedParagraphKeepsToItsField(t *testing.T) {
	t.Parallel()
	a := year(t)
	paragraph := "2月以来，\n1. 入户宣传；\n3. 发放资料。\tq"
	p := sit(t, a, "chayuanba", desktop).See("1 继续填报").Paste(paragraph).Press("f9").See("有 1 处错误").Paste(paragraph).Press("f1").See("报送以前先检查").Paste(paragraph).Press("enter").See("有 1 处错误")
	p.Press("esc").See("1 继续填报")
	office := sit(t, a, "pingan", desktop).See("1 审核 3 份待审").Paste(paragraph).Press("3").See("汇总表  全部  本月").Paste(paragraph).Press("/").See("查找 [").Paste("乐道\n村").See(">乐道村").Press("esc").See("村(社区)小计")
	office.Press("f2").See("全部操作").Paste("报送\n情况").See("> 报送情况").Press("esc").See("汇总表")
	office.Press("esc").See("1 审核").Press("1").See("F9 通过").Paste(paragraph).Press("f8").See("原因是什么").Paste(paragraph).See("1. 入户宣传； 3. 发放资料。")
	office.Resize(46, 19).See("入户宣传").Resize(120, 40).See("2月以来， 1. 入户宣传； 3. 发放资料。").Press("esc").NotSee("原因是什么").See("F9 通过")
}
