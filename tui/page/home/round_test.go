package home_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

func TestABlankMonthSaysWhatIsRequiredAndLeadsToTheForm(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("必填还差 3 项: 反诈联络员(岗位), 实有户数(平安办填), 新入户").
		See("3月进展情况表").See("截止 3月20日 24:00  还有 2 天").See("> 1 开始填报").See("2 检查并报送").See("3 零报告").
		See("还没有实有户数").See("漏报 2月 没有报送, 已锁定")
	p.Press("enter").See("at entry  2021-03").Press("esc").See("开始填报")
	p.Press("2").See("at check  2021-03").Press("esc").See("> 2 检查并报送")
	p.Press("f9").See("at check  2021-03")
}

func TestADraftSaysWhatIsWrongAndHowFarTheUnitIs(t *testing.T) {
	w := dbtest.New(t)
	w.Save("pingan", "chayuanba", "households=612")
	w.Save("chayuanba", "", "staff=综治专干", "visited=10", "visits=9")
	sit(w, "chayuanba", "").See("> 1 继续填报").See("草稿").See("必填项已填完").
		See("错误 1, 提示 1: 走访9户次, 比新入户10户还少").See("上次保存 3月18日 09:00").
		See("累计 10 / 612 户  1.6%").See("目标 6月30日 50%, 差 296 户").See("序时 15.3%, 低 13.6 个百分点").
		See("今年   2月  >3月").See("漏报  草稿  -")
}

func TestWhoSavedLastIsNamedIfItWasAnother(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "staff=综治专干")
	p := sit(w, "chayuanba", "").See("上次保存 3月18日 09:00").Gone("由 ")
	w.Clock.Set("2021-03-18 10:00")
	w.Save("pingan", "chayuanba", "visited=5")
	p.See("上次保存 3月18日 10:00, 由 平安办 代填").See("有代填  草稿")
}

func TestANilReportIsMarkedWithAReasonAndUnmarked(t *testing.T) {
	w := dbtest.New(t)
	w.Save("sifa", "", "staff=干事", "taught=3")
	p := sit(w, "sifa", "").See("3 零报告").Press("3").See("原因是什么?").See("已经填了大于 0 的本月数")
	p.Press("enter").See("请写一句原因").Type("本月无活动").Press("enter").
		See("零报告 本月无活动").See("已标记零报告").See("3 取消零报告").See("错误 1")
	p.Press("3").Gone("本月无活动").See("已取消零报告").See("3 零报告")
	p.Press("3").See("原因是什么?").Press("esc").Gone("原因是什么?").See("3 零报告")
}

func TestASubmittedReportIsWithdrawnKnowingly(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "chayuanba", "").See("待审").See("3月18日 09:00 报送, 按时").See("> 1 查看").Gone("截止")
	w.Clock.Set("2021-03-21 09:00")
	p.Press("2").See("撤回 茶园坝社区 2021年3月 的月报?").See("已记下 3月18日 09:00 报送(按时)").See("截止日已过")
	p.Press("enter").Gone("撤回 茶园坝社区").See("待审")
	p.Press("2").See("撤回 茶园坝社区").Press("2").See("已撤回").See("> 1 继续填报").See("已过截止日 现在报送记迟报")
}

func TestAnAcceptedReportIsReadOnly(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "chayuanba", "").See("2 撤回")
	w.Accept("chayuanba")
	p.See("审核通过, 已封存").Gone("2 撤回").See("> 1 查看").See("漏报  通过")
	p.Press("f9", "1").See("at entry  2021-03").Press("esc").See("4 记台账").See("5 历史").Press("5").See("at history  2021-03")
}

func TestTheDayThatItIsDueStandsOnAPhoneToo(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("反诈月报  2021年3月 / 茶园坝社区 填报员").See("截止 3月20日 24:00  还有 2 天")
	p.Resize(screen.Size{Width: 46, Height: 19}).See(" 3月 茶园坝社区").See("截止 3月20日 24:00  还有 2 天")
	p.Resize(screen.Size{Width: 40, Height: 19}).See(" 3月 茶园坝社区").See("截止 3月20日 还有 2 天")
	p.Resize(screen.Size{Width: 34, Height: 19}).See("2021年3月 茶园坝社区").Gone("截止").See("还有 2 天")
}

func TestThePeriodsTurnFromTheFirstToTheNewest(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("3月进展情况表")
	p.Press("pgdown").See("4月从 3月21日 开始").See("3月进展情况表")
	p.Press("left").See("2月进展情况表").See(">2月").See("2月25日 24:00 已锁定. 要补报, 请平安办解锁").See("> 1 查看")
	p.Press("pgup").See("这是第一期")
	w.Clock.Set("2021-03-21 00:30")
	p.Press("right").See("3月进展情况表").Press("right").See("4月进展情况表").See("3月 没有报送, 已过 30 分钟")
	p.Press("right").See("5月从 4月21日 开始")
}

func TestTheYearEndsWithTheSupplement(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2022-01-03 09:00")
	p := sit(w, "chayuanba", "").See("年终补报进展情况表").See("2021年 2月").See(">补报").See("漏报 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月 没有报送")
	w.Clock.Set("2022-01-07 09:00")
	p.Press("right").See("1月进展情况表").See("今年  >1月").See("2021年终补报 没有报送, 已过 1 天").Gone("漏报 2月")
	p.Press("up", "enter").See("年终补报进展情况表")
}

func TestAnotherUnitsHomeIsPlainlyOnBehalf(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "pingan", "chayuanba").See("茶园坝社区(代填)").See("正在替 茶园坝社区 填报").Press("1").See("at entry chayuanba 2021-03")
	p := sit(w, "dangzheng", "").See("4 记台账").See("7 代填 基础运营商").Press("7").See("基础运营商(代填)").See("> 1 开始填报")
	p.Press("esc").See("> 7 代填 基础运营商")
	sit(w, "lingdao", "chayuanba").See("> 1 查看").Gone("零报告")
}

func TestWhoMayNotReadIsToldSo(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "sifa", "chayuanba").See("不能查看").See("读取失败").Press("esc").See("退出反诈月报?")
}

func TestALeadersRemarkIsReadAtHomeWithTheHistory(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("开始填报").See("5 历史").Press("ctrl+r").See("at history  2021-03").Press("esc").See("开始填报")
	remark := func(text string) {
		if err := w.Desk("lingdao").Remark(w.Ctx, "chayuanba", dbtest.March, text); err != nil {
			t.Fatal(err)
		}
	}
	remark("入户要抓紧")
	p.See("批示: 入户要抓紧  乡领导 3月18日 09:00").See("5 历史").Press("5").See("at history  2021-03").Press("esc").See("> 5 历史").Press("4").See("at ledger  2021-03").Press("esc").See("> 4 记台账")
	remark(strings.Repeat("再核对一遍, ", 20))
	p.See("批示 2 条: 再核对一遍").See("再核~")
	p.Resize(screen.Size{Width: 46, Height: 19}).Fits(screen.Size{Width: 46, Height: 19})
}

func TestAMissedHardTargetIsNamed(t *testing.T) {
	w := dbtest.New(t)
	w.Save("nongshang", "", "outlets=14", "outlets_board=12")
	sit(w, "nongshang", "").See("不达标 网点防骗展板全覆盖: 12 / 14 = 85.7%, 应达 100%, 差 2 个")
}

func TestAWideScreenShowsFindingsAndTheYearBeside(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.SendBack("chayuanba", "请核对", nil)
	w.Save("chayuanba", "", "visits=9")
	sit(w, "chayuanba", "").Resize(screen.Size{Width: 120, Height: 40}).
		See("检查  错误 1  提示 ").See("错误 走访9户次").See("3月   退回   3月18日 09:00 报送  退回 1 次").See("12月  -")
}

// TestEverySizeHoldsTheWholePage looks at a full page at random sizes, and that
// the choice in hand is always in sight.
func TestEverySizeHoldsTheWholePage(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-18 09:00")
	w.In(dbtest.February).SendBack("chayuanba", strings.Repeat("请补佐证并核对受众人次, ", 6), map[string]string{"audience": "和签到表不一致", "visits": "和台账不一致"})
	w.File("chayuanba")
	w.SendBack("chayuanba", strings.Repeat("宣讲会缺佐证, ", 12), map[string]string{"audience": strings.Repeat("和签到表不一致", 9), "events": "少了一场"})
	w.Save("chayuanba", "", "visits=9")
	look := func(p *drive.Person, size screen.Size, inHand string) {
		p.Resize(size).Fits(size)
		if size.Width >= 40 && size.Height >= 10 && !strings.Contains(p.Text(), inHand) {
			w.Fatalf("%q is out of sight at %v:\n%s", inHand, size, p.Text())
		}
	}
	p := sit(w, "chayuanba", "").See("> 1 修改")
	q := sit(w, "chayuanba", "").See("> 1 修改").Press("up").See("> 2月")
	r := sit(w, "dangzheng", "").See("代填 基础运营商")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, usual, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		look(p, size, "> 1 修改")
		look(q, size, "> 2月")
		look(r, size, "> 1 开始填报")
	}
	rapid.Check(t, func(rt *rapid.T) {
		size := screen.Clamp(rapid.IntRange(20, 220).Draw(rt, "width"), rapid.IntRange(5, 60).Draw(rt, "height"))
		look(p, size, "> 1 修改")
		look(q, size, "> 2月")
		look(r, size, "> 1 开始填报")
	})
}

func TestAPageThatIsTooHighScrollsAndSaysSo(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.SendBack("chayuanba", strings.Repeat("宣讲会缺佐证, ", 12), nil)
	p := sit(w, "chayuanba", "").Resize(screen.Size{Width: 46, Height: 12}).See("> 1 修改").See("下面还有, 按下键看")
	for range 30 {
		p.Press("down")
	}
	p.See("上面还有, 按上键看").Gone("下面还有").See("补报")
	for range 30 {
		p.Press("up")
	}
	p.See("> 1 修改").See("下面还有")
}

func TestThePaletteNamesWhatCanBeDone(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "chayuanba", "").See("2 撤回").Press("f2").See("全部操作").See("撤回").See("历史").See("上一期")
	p.Type("ch").Press("enter").See("撤回就放弃")

	// A digit seeks there what it does on the page, and no other digit stands there.
	sit(w, "chayuanba", "").See("2 撤回").Press("f2").See("全部操作").Gone("2 撤回").Type("2").See(" > 撤回").Press("enter").See("撤回就放弃")
}

// Where no leader has an account, the deputy unit judges the office's report,
// and its home leads there.
func TestTheDeputyUnitComesToTheOfficesReport(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "dangzheng", "").See("开始填报").Gone("审核 平安办")
	for _, leader := range []string{"lingdao", "zhuren"} {
		if err := w.Desk("pingan").DisableAccount(w.Ctx, leader); err != nil {
			t.Fatal(err)
		}
	}
	sit(w, "dangzheng", "").See("8 审核 平安办").Press("8").See("at review pingan 2021-03")
	sit(w, "chayuanba", "").See("开始填报").Gone("审核 平安办")
}

func TestAMergedVillageIsToldThatItOwesNothing(t *testing.T) {
	w := dbtest.New(t)
	source := strings.Replace(string(plan.DefaultSource()), "{code: ledao, name: 乐道村, kind: village}", "{code: ledao, name: 乐道村, kind: village, last_day: 2021-04-30}", 1)
	if _, err := w.Desk("pingan").ApplyPlan(w.Ctx, []byte(source), report.Period{Year: 2021, Month: 5}); err != nil {
		t.Fatal(err)
	}
	w.Clock.Set("2021-06-10 09:00")
	p := sit(w, "ledao", "").See("不用报").See("这一期没有月报").Gone("开始填报").Gone("必填还差")
	p.Press(keys.Left).See("5月进展情况表").Gone("这一期没有月报")
}

// What a digit chooses it chooses all year, whatever the report has come to.
func TestADigitKeepsWhatItChooses(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("1 开始填报").See("3 零报告")
	standing := func() {
		t.Helper()
		for _, item := range []string{"4 记台账", "5 历史", "6 名录", "7 硬指标"} {
			p.See(item)
		}
	}
	standing()
	if err := w.Desk("lingdao").Remark(w.Ctx, "chayuanba", dbtest.March, "入户要抓紧"); err != nil {
		t.Fatal(err)
	}
	p.See("批示:")
	standing()
	w.File("chayuanba")
	p.See("1 查看").See("2 撤回").Gone("零报告")
	standing()
	w.Accept("chayuanba")
	p.See("已封存").Gone("撤回")
	standing()
	p.Press("2", "3").See("> 1 查看").Press("4").See("at ledger  2021-03")
}
