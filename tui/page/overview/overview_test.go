package overview_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/page/overview"
	"fanzha/tui/screen"
)

func TestTheOfficeSeesWhoHowFarAndWhatFails(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	w.SendBack("ledao", "宣讲会缺佐证, 请补", nil)
	w.Save("wulingshan", "wulingshan", "visited=5")
	p := sit(w, "pingan", screen80, nil)
	p.See("应报 20   已报 2   待审 1   通过 0   退回 1   未报 18   迟报 0").See("退回  乐道村(宣讲会缺佐证, 请补)").See("待审  茶园坝社区")
	p.See("入户覆盖率  200 / 1,224 户  16.3%").See("序时 15.3%")
	p.See("茶园坝社区 ======|").See("16.3%  差 206 户")
	p.See("武陵山村   还没有实有户数, 算不出").See("草稿")
	p.See("集中宣传合计  0 / 2 次").See("> 1 审核 茶园坝社区").See("2 未报名单 18")
}

// Why a report was sent back is told in as many words as there is room for.
func TestAReasonIsCutWhereThereIsNoRoom(t *testing.T) {
	w := dbtest.New(t)
	w.File("ledao")
	w.SendBack("ledao", "受众与签到册对不上, 请核对后重报", nil)
	p := sit(w, "pingan", screen80, nil).See("退回  乐道村(受众与签到册对不上, 请核对后重报)")
	p.Resize(screen.Size{Width: 46, Height: 19}).See("退回  乐道村(受众与签到册对不上~)").Resize(screen.Size{Width: 34, Height: 19}).See("退回  乐道村(受众与签到册对~)")
}

func TestTheOverviewIsLive(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", screen80, nil).See("已报 0").See("1 审核(无)").See("还没有实有户数, 算不出. 请平安办先到名录里填.")
	w.File("chayuanba")
	p.See("已报 1").See("09:00 茶园坝社区 报送").See("茶园坝社区 填写 3 项")
}

func TestDigitsDoWhatTheMenuSays(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	p := sit(w, "pingan", screen80, nil).See("1 审核 2 份待审")
	p.Press("1").See("茶园坝社区  (审核员)").Press(keys.Esc).See("1 审核 2 份待审")
	p.Press("2").See("2021年3月 未报名单").See("还没有报送的单位 18 个: 武陵山村,").See("请在 3月20日 24:00 前报送, 还有 2 天").
		See("剪贴板: 已放入名单")
	if got := p.Copied(); !strings.HasPrefix(got, "2021年3月") || !strings.Contains(got, "\n还没有报送的单位 18 个: 武陵山村, ") || !strings.HasSuffix(got, "\n填报中有困难请联系平安办. 谢谢配合!") {
		t.Errorf("copied %q", got)
	}
	p.Press(keys.Enter).See("> 2 未报名单 18")
	p.Press("3").See("汇总表  全部").Press(keys.Esc).See("3 汇总表")
	p.Press("4").See("报送情况 2021").Press(keys.Esc).See("4 报送情况")
	p.Press("5").See("开始填报").Gone("汇总表").Press(keys.Esc).See("5 本单位填报")
	p.Press(keys.Up, keys.Up, keys.Enter).See("汇总表  全部")
}

func TestALeaderIsAskedForTheOfficesOwnReport(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "lingdao", screen80, nil).See("1 看月报 茶园坝社区").Gone("本单位填报")
	w.Save("pingan", "pingan", "staff=综治专干", "rallies_talk=2")
	w.Submit("pingan", "已核对")
	p.See("平安办(由领导审核)").See("1 审核 平安办").Press("1").See("平安办  (领导)")
	sit(w, "pingan", screen80, nil).See("待审 2").See("1 审核 茶园坝社区")
}

func TestWhatWaitsFromAnEarlierMonthIsNotForgotten(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Clock.Set("2021-04-10 09:00")
	p := sit(w, "pingan", screen80, nil).See("待审 1").Press(keys.Right).See("2021年4月 /")
	p.See("待审 0").See("茶园坝社区 3月").Press("1").See("2021年3月 / 茶园坝社区  (审核员)")
}

func TestTheMonthTurnsBetweenTheFirstAndTheOneThatCountsNow(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", screen80, nil).See("应报 20")
	p.Press(keys.Right).See("4月从 3月21日 开始")
	p.Press(keys.Left).See("2021年2月 /").See("已过 25 天").Press(keys.Left).See("这是第一期")
	p.See("漏报 20").Press("2").See("已于 2月25日 24:00 锁定")
}

func TestSavesInARowAreOneLine(t *testing.T) {
	w := dbtest.New(t)
	w.Save("ledao", "ledao", "visited=1")
	w.Save("sifa", "sifa", "meetings=1")
	w.Save("ledao", "ledao", "visits=2", "visited=2")
	w.Save("ledao", "ledao", "staff=文书")
	p := sit(w, "pingan", screen.Size{Width: 120, Height: 40}, nil).See("乐道村 填写 3 项").See("司法所 填写 1 项")
	if n := strings.Count(p.Text(), "乐道村 填写"); n != 1 {
		t.Errorf("%d lines:\n%s", n, p.Text())
	}
	w.File("ledao")
	w.SendBack("ledao", "请补佐证", nil)
	w.Save("ledao", "ledao", "visits=130")
	w.Submit("ledao", "已核对")
	p.See("乐道村 重报").See("乐道村 退回: 请补佐证").See("乐道村 填写 1 项")
}

func TestWhoMayNotSeeItReadsWhy(t *testing.T) {
	sit(dbtest.New(t), "chayuanba", screen80, nil).See("只有平安办和领导可以查看")
}

// slow holds back one answer until released.
type slow struct {
	overview.Desk
	calls   atomic.Int32
	release chan struct{}
}

func (s *slow) Status(ctx context.Context, p report.Period) (*report.Status, error) {
	st, err := s.Desk.Status(ctx, p)
	if s.calls.Add(1) == 2 {
		<-s.release
	}
	return st, err
}

func TestAnAnswerThatComesTooLateIsDropped(t *testing.T) {
	w := dbtest.New(t)
	s := &slow{Desk: w.Desk("pingan"), release: make(chan struct{})}
	p := sit(w, "pingan", screen80, s).See("应报 20")
	p.Press(keys.Left).See("读取中") // held back
	p.Press(keys.Right).See("2021年3月 /").See("实时")
	close(s.release)
	w.File("chayuanba")
	p.See("已报 1").See("2021年3月 /")
}

func TestAPhoneScrollsToEverything(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Save("jinzishan", "jinzishan", "visited=3")
	p := sit(w, "pingan", screen.Size{Width: 46, Height: 19}, nil).See("未报 19").See("等 19 个").See("> 1 审核 茶园坝社区").See("下面还有")
	p.Press(keys.PgDown).See("上面还有").Press(keys.PgDown, keys.PgDown, keys.PgDown).See("茶园坝社区 报送")
	p.Press(keys.Home).See("应报 20")
}

func TestNoRowIsWiderThanTheScreen(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	w.SendBack("ledao", strings.Repeat("缺佐证 reason,", 20), nil)
	p := sit(w, "pingan", screen80, nil).See("退回 1")
	all := []string{keys.Up, keys.Down, keys.Left, keys.Right, keys.PgUp, keys.PgDown, keys.Tab, "2", keys.Enter}
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Size{Width: rapid.IntRange(20, 210).Draw(r, "width"), Height: rapid.IntRange(5, 60).Draw(r, "height")}
		p.Resize(size).Fits(size)
		p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 6).Draw(r, "keys")...).Fits(size)
	})
}

func TestTheMouseChooses(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", screen80, nil).See("2 未报名单 20").Click("名单 20").See("还没有报送的单位").Press(keys.Enter).See("3 汇总表")
	p.Click("集中宣传").See("3 汇总表").Press("ctrl+c").See("退出反诈月报?").Click("留下").See("3 汇总表")
	p.Resize(screen.Size{Width: 46, Height: 19}).Click("未报名单").See("还没有报送的单位")
}
