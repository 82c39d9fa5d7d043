package register_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	pure "fanzha/db/register"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

func TestASiteIsAddedWithTheInputMethodOn(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "cunzhen", home, tui.Place{}).See("工地围挡名录").See("联络员名录")
	p.Type("１").See("还没有记. 按 F3 添加第一条").Press("f3").See("添加工地")
	p.Type("中心小学工地").Press(keys.Enter).See("1 建筑   2 市政").Type("１").See("[ 建筑").Press(keys.Enter)
	p.Type("约３０").See("[ 约30").Press(keys.Down).See("收到: 约30").Press(keys.Up).Type("１２０").See("[ 120").Press(keys.Enter).Type("130").Press(keys.Enter).Type("1").See("[ 在建")
	p.Press("f9").See("广告面积 130 比围挡面积 120 还多").See("中心小学工地").See("未保存").See("在建")
	p.Press(keys.Backspace, keys.Backspace, keys.Backspace).Type("11").Press("f9").See("已记 中心小学工地, 2021-03-18 起. 接着添加下一条")
	p.Press(keys.Esc).See(">中心小学工地").See("不达标").See("围挡面积 120 平方米, 广告面积 11 平方米 = 9.1%, 应达 10%, 差 1 平方米")
	p.Press(keys.Enter).See("修改 中心小学工地").See("> 类别").Press(keys.Down, keys.Down).See("[ 11").Type("１2").See("[ 12")
	p.Press(keys.Down, keys.Down).Type("3月17日").Press("f9").See("请从那一天或以后改起").See("[ 2021-03-17").Press("ctrl+u").Press("f9").See("已记").Gone("不达标")
	p.Press("f7").See("广告面积 11 平方米 改为 12 平方米").See("2021-03-18 起, 村镇建设服务中心").Press(keys.Enter)
	p.Press("f6").See("撤销 中心小学工地").Press("f9").See("撤销要写明原因").Type("已完工拆除").Press("f9").See("已撤销").See("还没有记")
}

func TestPointsFollowEachOtherAlongTheirRoad(t *testing.T) {
	w := dbtest.New(t)
	w.Put("pingan", "pingan", "roads", "迎宾路", "length=1000")
	p := sit(w, "pingan", home, tui.Place{Key: "points"}).See("路段点位名录").Press("f3").See("添加点位")
	p.Press(keys.Down).See("1 迎宾路").Press("1", keys.Enter).See("迎宾路 还缺: K0+000-K1+000 缺4处").Type("１５０").Press(keys.Enter, keys.Enter).Type("1").Press("f9")
	p.See("已记 迎宾路 K0+150").See("[ ").See("迎宾路 还缺: K0+150-K1+000 缺4处").See("完好").Type("k0+420").Press("f9").See("已记 迎宾路 K0+420")
	p.Type("1200").Press("f9").See("超过了迎宾路的终点 K1+000").Press("ctrl+u").Type("690").Press("f9").See("已记 迎宾路 K0+690").Press(keys.Esc)
	p.See(" 迎宾路 K0+150").See(">迎宾路 K0+690")
	at := func(text string) int { return strings.Index(p.Text(), text) }
	if !(at("K0+150") < at("迎宾路 K0+150-K0+420 缺1处") && at("K0+150-K0+420 缺1处") < at("迎宾路 K0+420  ") && at("迎宾路 K0+690  ") < at("K0+690-K1+000 缺1处")) {
		t.Errorf("the gaps stand elsewhere:\n%s", p.Text())
	}
	p.Press("f3").Type("岔口").Press(keys.Esc).See("没有存的还留着").Press("f3").See("[ 岔口").Press("ctrl+u", keys.Esc).Gone("还留着")
	sit(w, "lingdao", home, tui.Place{Key: "roads"}).See("不达标 1").See("K0+150-K0+420 缺1处, K0+420-K0+690 缺1处, K0+690-K1+000 缺1处").Press("f3").See("只能查看")
	q := sit(w, "pingan", home, tui.Place{Key: "roads"}).See("不达标 1").See("+ 补点位").Press("+").See("添加点位").See("> 桩号").See("迎宾路 还缺")
	q.Type("300").Press(keys.Enter, keys.Enter).Type("wh").Press("f9").See("已记 迎宾路 K0+300")
}

// What is typed is read when its field is left and stands there as it is meant;
// what cannot be is told there, and Enter stays once.
func TestAnInputIsReadWhenItIsLeft(t *testing.T) {
	w := dbtest.New(t)
	w.Put("pingan", "pingan", "roads", "迎宾路", "length=1000")
	p := sit(w, "pingan", home, tui.Place{Key: "points"}).See("路段点位名录").Press("f3").See("添加点位")
	p.Type("岔口=1").Press(keys.Enter).See("名称里不能有 = 和 、").See("> 点位").Press("ctrl+u").Type("岔口").Press(keys.Enter).See("> 路段")
	p.Type("滨江路").Press(keys.Enter).See("里没有 滨江路").See("> 路段").Type("yb").Press(keys.Enter).See("迎宾路").See("> 桩号")
	p.Type("岔口北").Press(keys.Enter).See("应写成 K0+420 的样子").See("> 桩号").Press(keys.Enter).See("> 种类").Press(keys.Up).See("> 桩号")
	p.Type("Ｋ０＋５６０").Press(keys.Enter).See("K0+560").See("> 种类").Type("旗").Press(keys.Enter).See("没有选项 旗").See("> 种类")
	p.Type("by").Press(keys.Enter).See("标语").See("> 状态").Press("1", keys.Enter).See("> 从哪天起")
	p.Type("7-1").Press(keys.Up).See("2021-07-01 还没有到. 从哪天起不能晚于今天 2021-03-18").Press(keys.Down, "ctrl+u")
	p.Type("３月１８日").Press(keys.Up).See("2021-03-18").Press("f9").See("已记 岔口, 2021-03-18 起")
}

// Who opens a form while nothing can be changed is told at once, and what they
// can do about it.
func TestNothingIsTypedInVainWhileTheRegistersAreShut(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "estates", "金山小区", "ads=1")
	w.Put("pingan", "pingan", "roads", "迎宾路", "length=1000")
	for _, unit := range []string{"cunzhen", "pingan"} {
		if _, err := w.Desk(unit).MarkNil(w.Ctx, unit, dbtest.March, "本月没有新增", true); err != nil {
			t.Fatal(err)
		}
		w.Save(unit, unit, "staff=综治专干")
		w.Submit(unit, "已核对")
	}
	p := sit(w, "cunzhen", home, tui.Place{Key: "estates"}).See(">金山小区").Press("f3").See("现在不能添加").See("或先撤回, 或").See("请平安办退回").Press(keys.Enter)
	p.Press(keys.Enter).See("金山小区, 现在不能改").See("3月21日以后再来改名录").See("公益广告  1").Press(keys.Enter, "f6").See("现在不能撤销").Press(keys.Enter)
	sit(w, "pingan", home, tui.Place{Key: "estates"}).See("金山小区").Press(keys.Enter).See("现在不能改").See("3月21日以后再来改名录, 或先退回.")
	q := sit(w, "pingan", home, tui.Place{Key: "roads"}).See(">迎宾路").Press("f3").See("现在不能添加").See("请领导退回.").Press(keys.Enter)
	q.Press("+").See("现在不能添加").Press(keys.Enter)
	w.Clock.Set("2021-03-21 09:00")
	sit(w, "cunzhen", home, tui.Place{Key: "estates"}).See(">金山小区").Press("f3").See("添加小区")
}

func TestTheOfficeKeepsAllHouseholdsOnOneScreen(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", home, tui.Place{}).See("名录  没有不达标的").See("户数名录").Press("1").See(">茶园坝社区").See("乐道村")
	if got := line(t, p, "乐道村"); !strings.Contains(got, "没有记") {
		t.Error(got)
	}
	sit(w, "ledao", home, tui.Place{Key: "households"}).See("没有记的, 请平安办录入.").Gone("选中以后")
	p.See("没有记的, 选中以后按 Enter 填写.").Press(keys.Enter).See("户数名录").Type("612").Press("f9").See("要写依据").Type("派出所核定").Press(keys.Up).Type("3-1").Press("f9").See("已记 茶园坝社区").See("612").See("2021-03-01")
	if got := line(t, p, "茶园坝社区"); !strings.Contains(got, "612") || !strings.Contains(got, "2021-03-01") || !strings.Contains(got, "派出所核定") {
		t.Error(got)
	}
	p.Press("f4").See("看哪一天").Type("2-28").Press(keys.Enter).See("2021-02-28 的名录").See(">茶园坝社区  没有记").Press(keys.Enter).See("还没有记").Press(keys.Enter, keys.Esc)
	p.See("612").Press("f4").Type("2021-12-31").Press(keys.Enter).See("还没有到").Press(keys.Esc)
	p.Press("f9").See("看哪个单位的名录").Type("ldc").Press(keys.Enter).See("乐道村  (审核员)").Gone("金子山村")
	p.Press("f8").See("导出户数名录").See("register export households --unit ledao --format csv > households.csv").Press(keys.Enter)
	sit(w, "chayuanba", home, tui.Place{Key: "households"}).See("612").Press(keys.Enter).See("派出所核定").Press(keys.Enter)
}

func TestTheOfficeAddsForTheUnitItPicks(t *testing.T) {
	w := dbtest.New(t)
	w.Put("nongshang", "", "outlets", "乡场镇网点", "board=是", "advised=是")
	p := sit(w, "pingan", home, tui.Place{Key: "outlets"}).See("农村商业银行").Press("f3").See("哪个单位的网点").Type("yzyh").Press(keys.Enter).See("添加网点  邮政银行")
	p.Type("邮政网点").Press(keys.Enter).Type("0").See("[ 否").Press("f9").See("接着添加").Press(keys.Esc).See("防骗展板 现为 否, 应为 是")
	p.Press("f5").See("只看不达标").Gone("乡场镇网点").Press(keys.Esc).See("乡场镇网点").Press("/").Type("xcz").See(">乡场镇网点").Gone("邮政网点")
}

// What somebody else writes meanwhile is shown before it is overwritten, and
// nothing that was typed is lost.
func TestAChangeMeanwhileIsShownFirst(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "estates", "金山小区", "ads=1")
	p := sit(w, "cunzhen", home, tui.Place{Key: "estates"}).See(">金山小区").Press(keys.Enter).See("修改 金山小区").Type("3").See("[ 3 ")
	l, err := w.Desk("pingan").Sites(w.Ctx, "cunzhen", "estates", plan.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if _, refused, err := w.Desk("pingan").PutSite(w.Ctx, "cunzhen", "estates", pure.Edit{Site: l.Sites[0].ID, Fields: map[string]string{"ads": "2"}}); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	p.Press("f9").See("刚刚由 平安办 改过").See("公益广告 2 处").Gone("保存中").See("未保存").Press("f9").See("已记 金山小区").See(" 3 ")
	if got := line(t, p, "金山小区"); !strings.Contains(got, " 3 ") {
		t.Error(got)
	}
	w.Put("pingan", "cunzhen", "estates", "河边小区", "ads=2")
	p.See("河边小区") // live
}

func TestRowsFitEverySize(t *testing.T) {
	w := dbtest.New(t)
	w.Put("pingan", "pingan", "roads", "迎宾路", "length=100000")
	w.Put("pingan", "pingan", "points", "很长很长很长很长的点位名称一二三四五六", "road=迎宾路", "at=150", "state=完好")
	w.Put("lvyou", "", "venues", "武陵山大酒店", "kind=酒店", "ads=0", "terminals=1200", "terminals_set=3", "state=营业")
	p := sit(w, "pingan", home, tui.Place{}).See("户数名录")
	names := []string{keys.Up, keys.Down, keys.Left, keys.Right, keys.PgUp, keys.PgDown, keys.Home, keys.End, "f3", "f4", "f5", "f6", "f7", "f8", "f9", "/", "s", "乐", "1", "2", "6", keys.Enter, keys.Esc}
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
