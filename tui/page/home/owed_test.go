package home_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
)

func TestAReturnSaysWhyAndUntilWhen(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Clock.Set("2021-03-19 10:00")
	w.SendBack("chayuanba", "宣讲会缺佐证", map[string]string{"audience": "和签到表不一致"})
	p := sit(w, "chayuanba", "").See("退回(第1次, 平安办) 宣讲会缺佐证").See("受众: 和签到表不一致").
		See("请在 3月22日 24:00 前重报, 还有 3 天").See("截止 3月22日 24:00").See("> 1 修改")
	w.Save("chayuanba", "", "audience=70")
	p.See("已填 13 / 48").Gone("草稿").See("退回(第1次, 平安办) 宣讲会缺佐证")
}

func TestAWithdrawalDoesNotTakeAwayWhyTheReportCameBack(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.SendBack("chayuanba", "宣讲会缺佐证", map[string]string{"audience": "和签到表不一致"})
	p := sit(w, "chayuanba", "").See("退回(第1次, 平安办) 宣讲会缺佐证")
	w.Clock.Set("2021-03-21 10:00")
	w.Submit("chayuanba", "佐证已补")
	p.See("退回过 1 次").Press("2").See("截止日已过").Press("2").See("已撤回")
	p.See("退回(第1次, 平安办) 宣讲会缺佐证").See("受众: 和签到表不一致").See("撤回以后, 报送时间从重报那天算, 记迟报").Gone("已解锁")
}

func TestWhatHasToBeSentFirstIsInHandFirst(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-15 09:00")
	w.In(dbtest.February).SendBack("chayuanba", "请补佐证", nil)
	p := sit(w, "chayuanba", "").See("> 2月 退回(第1次): 请补佐证").See("3月18日 24:00 前重报").See("  1 开始填报")
	p.Press("enter").See("2月进展情况表").See("> 1 修改")
	p.Press("esc").See("> 2月 退回").Press("1").See("at entry  2021-03")
}

func TestTheHandStaysWhenSomethingComesInAboveIt(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-15 09:00")
	p := sit(w, "chayuanba", "").See("> 1 开始填报")
	w.In(dbtest.February).SendBack("chayuanba", "请补佐证", nil)
	p.See("2月 退回(第1次): 请补佐证").See("> 1 开始填报").Press(keys.Enter).See("at entry  2021-03")
}

func TestWhatIsOwedFromEarlierIsPinned(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-22 09:00")
	w.In(dbtest.February).SendBack("chayuanba", "请补佐证", nil)
	w.Clock.Set("2021-03-24 09:00")
	// The 24th is in April's window, and March is still the current period.
	p := sit(w, "chayuanba", "").See("2月 退回(第1次): 请补佐证").See("平安办  3月25日 24:00 前重报").See("> 1 开始填报")
	p.Press("up").See("> 2月 退回").Press("enter").See("2月进展情况表").See("3月 没有报送, 已过 3 天").See("3月25日 24:00 锁定")
	p.Press("esc").See("3月进展情况表").See("> 2月 退回")
	p.Press("down").See("> 1 开始填报")
}

func TestAnUnlockedMonthMayBeFiledLate(t *testing.T) {
	w := dbtest.New(t)
	d := w.Desk("pingan")
	s, err := d.Form(w.Ctx, "chayuanba", dbtest.February)
	if err != nil {
		t.Fatal(err)
	}
	_, last := s.Schedule.Window(dbtest.March)
	if _, err := d.Unlock(w.Ctx, "chayuanba", dbtest.February, last, "停电"); err != nil {
		t.Fatal(err)
	}
	p := sit(w, "chayuanba", "").See("2月 没有报送").See("3月20日 24:00 锁定")
	p.Press("up", "enter").See("已解锁 请在 3月20日 24:00 前报送, 记迟报").See("> 1 开始填报")
}
