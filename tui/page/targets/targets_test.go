package targets_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/entry"
	"fanzha/tui/page/register"
	"fanzha/tui/page/review"
	"fanzha/tui/page/targets"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var home = screen.Size{Width: 80, Height: 24}

// sit opens the targets in a session of a login.
func sit(w *dbtest.Town, login string, size screen.Size) *drive.Person {
	w.Helper()
	d := w.Desk(login)
	return drive.Sit(w.Ctx, w, d, size, tui.Options{
		Styles: theme.New(theme.Options{NoColor: true}), Now: w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{
			tui.Targets: targets.Maker(d), tui.Register: register.Maker(d), tui.Review: review.Maker(d), tui.Entry: entry.Maker(d),
		},
		Start: tui.Place{Kind: tui.Targets},
	})
}

func town(t *testing.T) *dbtest.Town {
	w := dbtest.New(t)
	w.Put("pingan", "pingan", "roads", "迎宾路", "length=690")
	w.Put("pingan", "pingan", "points", "广场", "road=迎宾路", "at=210", "state=完好")
	w.Put("pingan", "pingan", "points", "桥头", "road=迎宾路", "at=410", "state=完好")
	w.Put("cunzhen", "", "hoardings", "中心小学工地", "kind=建筑", "hoarding=120", "ad=11", "state=在建")
	w.Put("cunzhen", "", "hoardings", "河边工地", "kind=市政", "hoarding=100", "ad=9.97", "state=在建")
	w.File("chayuanba")
	return w
}

func TestEachTargetSaysWhatIsShort(t *testing.T) {
	p := sit(town(t), "pingan", home).See("硬指标  不达标 2").See("迎宾路 K0+000-K0+210 缺1处, K0+410-K0+690 缺1处")
	p.See("中心小学工地 围挡面积 120 平方米, 广告面积 11 平方米").See("截至 2021-03-18")
	p.Press(keys.End).See("提醒和评价, 不算不达标").See("发案总量比上年下降").See("评价")
	p.Press("f5").See("只看不达标").Gone("发案总量").Press(keys.Esc)
	p.Press("/").Type("rhxc").See("6月底前入户宣传50%").Gone("工地围挡").Press(keys.Enter).See("查找 rhxc")
	p.Press(keys.Home, keys.Enter).See("目标 50%, 6月30日判定, 条款 3.2b")
	p.See("未到期, 已达 0 / 7").See("茶园坝社区").See("16.3%")
	p.See("100 / 612 = 16.3%, 应达 50%, 差 206 户").See("3月")
}

func TestEnterLeadsToTheSiteThatFails(t *testing.T) {
	w := town(t)
	p := sit(w, "pingan", home).See("硬指标  不达标 2").Press("/").Type("gdwd").Press(keys.Enter, keys.Enter).See("目标 全部, 每期判定")
	p.See("村镇建设服务中心").Press(keys.Enter).See("村镇建设服务中心 不达标的").Press("2").See("工地围挡名录").See(">河边工地").Press(keys.Esc).See("目标 全部")
	p.Press(keys.Esc).See("硬指标  不达标 2").Press("/").Type("50%").Press(keys.Enter, keys.Enter).See("未到期, 已达 0 / 7")
	p.Press(keys.End, keys.Home).See(">").Press(keys.Enter).See("2021年3月 /")
}

func TestAFillerSeesItsOwn(t *testing.T) {
	w := town(t)
	p := sit(w, "cunzhen", home).See("不达标 1").See("中心小学工地").Gone("迎宾路")
	w.Put("cunzhen", "", "hoardings", "校门工地", "kind=建筑", "hoarding=120", "ad=1", "state=在建")
	p.See("校门工地") // live
	p.Press("f4").See("看哪一天").Type("3月17日").Press(keys.Enter).See("截至 2021-03-17").Gone("校门工地").See("没有不达标的").Press(keys.Esc).See("不达标 1")
	p.Press(keys.Left).See("截至 2021-02-20").Press(keys.Left).See("早于本系统的第一期").Press(keys.Right).See("2021年3月 /")
	p.Press("f4").Type("2021-12-31").Press(keys.Enter).See("还没有到").Press(keys.Esc)
}

func TestRowsFitEverySize(t *testing.T) {
	p := sit(town(t), "pingan", home).See("不达标 2")
	names := []string{keys.Up, keys.Down, keys.Left, keys.Right, keys.PgUp, keys.PgDown, keys.Home, keys.End, "f4", "f5", "/", "s", "乐", "3", keys.Enter, keys.Esc}
	for _, size := range []screen.Size{{Width: 46, Height: 19}, home, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 8).Draw(r, "keys") {
			p.Press(key).Fits(size)
		}
	})
}

// A failing road leads to a new point on it, and the form says when none lacks
// any more.
func TestAPointIsAddedOnTheRoadThatLacksIt(t *testing.T) {
	w := town(t)
	p := sit(w, "pingan", home).See("硬指标  不达标 2").Press("/").Type("200").Press(keys.Enter, keys.Enter).See("平安办").See("+ 补点位")
	p.Press("+").See("添加点位").See("迎宾路").See("> 桩号").See("迎宾路 还缺: K0+000-K0+210 缺1处, K0+410-K0+690 缺1处")
	p.Type("100").Press(keys.Enter, keys.Enter).Type("wh").Press("f9").See("迎宾路 还缺: K0+410-K0+690 缺1处").Type("600").Press("f9").See("迎宾路 已经不缺了")
}

// What is not counted among what fails is not called so either.
func TestAReminderThatIsMissedIsNoFailure(t *testing.T) {
	w := town(t)
	w.Save("pingan", "pingan", "staff=专干", "rallies_talk=1")
	p := sit(w, "pingan", screen.Size{Width: 120, Height: 60}).See("硬指标  不达标 2").See("提醒和评价, 不算不达标")
	_, apart, _ := strings.Cut(p.Text(), "提醒和评价, 不算不达标")
	apart, _, _ = strings.Cut(apart, "F5 只看不达标")
	if !strings.Contains(apart, "未达到") || !strings.Contains(apart, "每期 提醒") || !strings.Contains(apart, "12月31日 评价") || strings.Contains(apart, "不达标") {
		t.Errorf("set apart stands:\n%s", apart)
	}
	p.Press("f5").See("只看不达标").Gone("原则上每月至少2次").See("工地围挡").Press(keys.Esc)
	p.Press("/").Type("yzs").Press(keys.Enter, keys.Enter).See("目标 2, 每期判定").See("平安办  未达到")
}
