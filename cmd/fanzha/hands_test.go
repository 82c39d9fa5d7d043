package main

import (
	"testing"
	"time"

	"fanzha/cmd/fanzha/internal/demo"
)

// openYear serves a copy of the demonstration's folder, where a key opens the
// named accounts, and opens it beside the server too.
func openYear(t *testing.T, logins ...string) (*office, *App) {
	t.Helper()
	_, key, err := prepare()
	if err != nil {
		t.Fatal(err)
	}
	a := year(t)
	o := &office{folder: a.Data, key: key, log: &transcript{more: make(chan struct{})}}
	for _, login := range logins {
		if _, err := call(nil, "--data", o.folder, "key", "add", login, key+".pub"); err != nil {
			t.Fatal(err)
		}
	}
	if o.server, err = serve(o.folder, demo.Now.Format(time.RFC3339), o.log); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.stop(); err != nil {
			t.Error(err)
		}
	})
	return o, a
}

// With the input method on, every page is reached from the list of all actions,
// by the initials of its name in full-width letters or by its Chinese name.
func TestEveryPageIsReachedFromAllActionsOverSSH(t *testing.T) {
	o, _ := openYear(t, "pingan")
	p := o.byKey(t, "pingan", "-t").See("1 审核 3 份待审")
	for _, c := range []struct{ typed, name, see string }{
		{"ｈｚｂ", "> 汇总表", "列 1-"},
		{"全乡进度", "> 全乡进度", "1 审核 3 份待审"},
		{"ｂｓｑｋ", "> 报送情况", "报送情况 2021"},
		{"本单位", "> 本单位填报", "2 撤回"},
		{"ｔｚ", "> 台账", "1 活动台账"},
		{"硬指标", "> 硬指标", "6月底前入户宣传50%"},
		{"ｍｌ", "> 名录", "路段点位名录"},
		{"ｚｈｇｌ", "> 账号管理", "账号 23"},
		{"我的账号", "> 我的账号", "登录记录"},
	} {
		p.Press("ctrl+p").See("全部操作").Type(c.typed).See(c.name).Press("enter").NotSee(c.name).See(c.see)
	}
}

// The office turns to its own report and back, fills in for a unit, and goes
// through the year by the screen.
func TestTheOfficeFillsInForAUnitOverSSH(t *testing.T) {
	o, a := openYear(t, "pingan")
	p := o.byKey(t, "pingan", "-t").See("1 审核 3 份待审").Type("３").See("汇总表  全部  本月")
	p.Type("Ｍ").See("全部  累计").Press("m").See("全部  本月").Press("shift+tab").See("学校医院").Press("tab").See("全部  本月")
	p.Press("f3").See("平安办 审核员").See("2 撤回").Press("esc").See("汇总表  全部  本月").Press("esc").See("1 审核 3 份待审")
	p.Type("４").See("报送情况 2021").Resize(80, 14).See("下面还有").Press("tab").See("上面还有").Press("shift+tab").NotSee("上面还有").See(">茶园坝社区")
	p.Resize(80, 24).See("村镇建设服务中心").Press("enter").See("茶园坝社区  (审核员)").See("还没有报送: 已填")
	p.Press("tab").See("> 实有户数").Press("shift+tab").NotSee("> 实有户数").Press("tab").See("> 实有户数")
	p.Press("f3").See("茶园坝社区(代填)").See("> 实有户数").Type("、").See("查找").Type("老年").See("> 1 宣传老年人").Press("enter").See("> 宣传老年人")
	p.Type("６３").See("[ 63").Press("enter").See("> 宣传财会人员").See("已保存").Press("esc").See("茶园坝社区  (审核员)")
	kept(t, a, "elderly", "63")
}

// A clerk goes through the groups by the screen, notes rows by each of the keys
// that begin one, and puts one right.
func TestAClerksOtherKeysOverSSH(t *testing.T) {
	o, a := openYear(t, "chayuanba")
	p := o.byKey(t, "chayuanba", "-t").See("1 继续填报").Type("１").See("> 大喇叭,流动宣传").Press("home").See("第 1 组")
	p.Press("pgdown").See("第 2 组").Press("pgdown").See("第 3 组").Press("pgup").See("第 2 组").Press("esc").See("1 继续填报")
	p.Type("４").See("1 活动台账").Type("１").See("本期 2 笔")
	p.Type("ｎ").See("空着就是今天").Type("昨天，\r").See("2021-06-17").Type("村口\r").See("村口").Press("esc").See("有一笔没记完")
	p.Type("＋").See("2021-06-17").Press("f8").See("不要这一笔没记完的?").Type("２").See("没记完的一笔不要了")
	p.Press("insert").See("空着就是今天").Press("esc").NotSee("空着就是今天").Press("left").See("2021年5月 /").Press("right").See("2021年6月 /")
	p.Press("down").See("> 06-07").Press("f4").See("更正 编号").Press("down", "down", "down").See("> 受众").Type("１５０").See("[ １５０").Press("f9").See("要写明原因").Type("数错，补七人").Press("f9").See("已更正  受众 +7")
	fed(t, a, "audience", "317")
}

// Long lists are gone through by the screen, and narrow windows by column.
func TestLongListsAreTurnedByTheScreenOverSSH(t *testing.T) {
	o, _ := openYear(t, "pingan")
	p := o.byKey(t, "pingan", "-t").See("1 审核 3 份待审").Press("ctrl+p").Type("ｚｈｇｌ").See("> 账号管理").Press("enter").See("第 1-19 个")
	p.Press("pgdown", "pgdown").See("第 5-23 个").Press("pgup", "pgup").See("第 1-19 个").Press("esc").See("1 审核 3 份待审")
	p.Resize(80, 14).See("PgDn 看").Type("６").See("6月底前入户宣传50%").See("下面还有").Press("pgdown", "pgdown").See("上面还有").Press("pgup", "pgup", "pgup").NotSee("上面还有")
	p.Type("、").See("查找 [").Paste("展板\n再议").Type("ｗｄ").See("没有符合").Press("esc").See("6月底前入户宣传50%").Press("esc").See("1 审核 3 份待审")
	p.Type("７").See("路段点位名录").Type("３").See("14 条").See("下面还有").Press("pgdown", "pgdown", "pgdown").See("上面还有").Press("pgup", "pgup", "pgup", "pgup").NotSee("上面还有").Press("esc").See("网点名录")
	p.Resize(80, 24).Type("７").See("列 1-").Press("right").See("列 2-").Press("left").See("列 1-")
}

// The pages that look back and the own account take keys and pastes by an input
// method too.
func TestLookingBackByAnInputMethodOverSSH(t *testing.T) {
	paragraph := "二月以来，\n１. 入户；"
	o, _ := openYear(t, "wulingshan")
	p := o.byKey(t, "wulingshan", "-t").See("1 查看").Press("ctrl+r").See("历史  武陵山村").Paste(paragraph).See("历史  武陵山村").Type("、").See("共 62 行").See("查找 [").Type("ｓｚ").NotSee("共 62 行").Press("esc").See("共 62 行")
	p.Press("esc").See("1 查看").Press("ctrl+p").Type("我的账号").Press("enter").See("登录记录").Paste(paragraph).Type("１").See("原密码").Press("esc").See("登录记录")
	p.Type("、").See("查找 [").Paste("没有\n这个").See("没有符合的").Press("esc").See("1 改密码")
}
