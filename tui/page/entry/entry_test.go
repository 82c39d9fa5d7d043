package entry_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

func TestAFigureIsSavedAsItIsLeft(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Type("１２").See("[ 12").See("填写中")
	p.Press("enter").See("> 悬挂横幅").See("已保存")
	holds(w, "posters", "12")
	p.Press("f6").See("不适用").See("已保存")
	holds(w, "banners", "na")
	p.Press("f6", "up", "delete").See("已保存")
	holds(w, "banners", "")
	holds(w, "posters", "")
	p.Type("约").See("[ 约").See("这里只填数字").Type("３０").Press("esc").See("未保存: ").See("收到: 约30")
	holds(w, "posters", "")
	p.Press("delete", "down", "up").Type("12").Press("enter").See("已保存").Press("up", "enter").See("[ 12").Type("5").See("[ 5 ").Press("ctrl+z").See("[ 12").Press("end").Type("5").See("[ 125").Press("backspace", "esc", "/").See("查找").Press("esc").Gone("查找")
}

func TestWhatIsRefusedStaysWithItsReason(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "own_plan").See("> 本单位有实施方案").Type("９").Press("enter").See("未保存: ").See("应填 是 或 否").See("未保存 1 项")
	p.Press("end", "f5", "f5").See("只看有问题的").See("本单位有实施方案")
	p.Press("f5", "f8").See("> 本单位有实施方案").Press("enter").See("[ ９").Press("backspace").Type("1").Press("enter").See("已保存")
	holds(w, "own_plan", "是")
	q := sit(w, "chayuanba", "households").Press("5").See("由平安办录入")
	q.Press("f4").See("这一项不能填")
}

// F8 stops at what the unit itself is to fill in, and says when that is all done;
// a line that it cannot fill says so at the first key.
func TestTheNextToFillIsTheUnitsOwn(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "households").See("> 实有户数").Press("f8").See("> 新入户").Press("f8").See("> 反诈联络员").Press("f8").See("> 新入户")
	w.Save("chayuanba", "", "staff=综治专干", "visited=10")
	p.See("草稿").Press("f8").See("> 电话宣传")
	sit(w, "chayuanba", "visited_total").See("> 今年累计入户").Type("６").See("今年累计入户 由系统计算, 不用填")
	sit(w, "chayuanba", "coverage").See("> 入户覆盖率").Paste("60").See("入户覆盖率 由系统计算, 不用填")
}

// On a phone words have the whole row.
func TestWordsHaveTheRowOfAPhone(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "staff").See("> 反诈联络员").Resize(phone).Type("综治专干 王大姐").See("[ 综治专干 王大姐 ").Fits(phone)
	p.Press("enter", "up").See("综治专干 王大姐").Fits(phone)
}

func TestTheOfficeSaysTheDateAndBasisOfItsFigure(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "pingan", "households").See("> 实有户数").Type("612").Press("enter").See("实有户数 的日期和依据").Type("派出所").Press("esc").See("还没有写日期和依据").Drop()
	p := sit(w, "pingan", "households").See("> 实有户数").Press("enter", "enter").See("上次写的还在").See("[ 2021-03-18 派出所").Type("核定").Press("enter").Gone("日期和依据").See("已保存")
	holds(w, "households", "612")
	p.Press("up").See("备注  2021-03-18 派出所核定")
	noted(w, "households", "2021-03-18 派出所核定")
	// F9 waits for the basis; without it the figure is not saved and stays in sight.
	p.Type("620").Press("f9").See("的日期和依据").Type("派").Press("esc").See("未保存: 还没有写日期和依据").See("620")
	holds(w, "households", "612")
	p.Press("enter", "enter").See("的日期和依据").Type("派出所核定").Press("enter").Gone("未保存").See("已保存")
	holds(w, "households", "620")
	// Undo puts back the figure with what it rested on.
	p.Press("ctrl+z").See("已保存").See("612")
	holds(w, "households", "612")
	noted(w, "households", "2021-03-18 派出所核定")
}

// 其余为零 waits for what is on its way, and leaves it alone.
func TestTheRestIsZero(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5", "enter", "f3").See("其余为零").Press("2").Gone("其余为零").See("已保存")
	holds(w, "banners", "0")
	holds(w, "posters", "5")
	p.Press("up", "up").Paste("7\n8\n").See("粘贴了 2 行").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "leaflets", "7")
	holds(w, "posters", "8")
}

func TestAReaderChangesNothing(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").See("待审").Press("5").See("已经报送, 不能再改. 先撤回, 改好后再报.")
	p.Press("esc").See("退出反诈月报?").Press("enter").Gone("退出反诈月报?")
	sit(w, "sifa", "posters").See("不能查看").Press("esc").See("退出反诈月报?")
}

func TestRowsFitEverySize(t *testing.T) {
	w, p := crossed(t)
	w.Save("chayuanba", "", "staff=综治专干", "visited=100", "visits=9")
	q := sit(w, "chayuanba", "own_plan").See("> 本单位有实施方案").Type("９").Press("enter").See("未保存 1 项")
	names := []string{
		keys.Up, keys.Down, keys.Left, keys.Right, keys.Home, keys.End, keys.Enter, "f5", "f8", "f4", "f1", keys.Esc, "1", "2",
	}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		q.Resize(size).Fits(size)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 6).Draw(r, "keys") {
			p.Press(key).Fits(size)
			q.Press(key).Fits(size)
		}
	})
}

func TestAReportThatIsOutOffersOnlyWhatWorks(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "chayuanba", "posters").See("Enter 填写").See("F6 不适用")
	w.File("chayuanba")
	p := sit(w, "chayuanba", "groups").See("左右 换组").See("F7 近12期").See("F9 看检查").Gone("Enter 填写").Gone("不适用").Gone("检查并报送")
	p.Press("5").See("已经报送")
	sit(w, "chayuanba", "audience").See("Enter 台账")
}

func TestBelowTheFormStandsWhatTheLineInHandDoesNotSay(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "chayuanba", "visited=5")
	p := sit(w, "chayuanba", "visited").See("说明  今年第一次上门的户数").See("来源  茶园坝社区 3月18日 09:00 填写")
	p.Press(keys.Down)
	if text := p.Text(); !strings.Contains(text, "来源  由系统计算") || strings.Contains(text, "茶园坝社区 3月18日") {
		t.Errorf("one line down:\n%s", text)
	}
	p.Press(keys.Up) // on the way: nothing that belongs to another line
	if text := p.Text(); strings.Contains(text, "说明  ") || strings.Contains(text, "来源  ") {
		t.Errorf("on the way:\n%s", text)
	}
	p.See("来源  茶园坝社区 3月18日 09:00 填写")
	// A label for which the line has no room is said in full.
	p.Press("/").Type("电子屏").Press(keys.Enter).See("> 电子屏").Resize(screen.Size{Width: 24, Height: 19}).See("说明  电子屏,")
}

func TestNoFigureIsCutWhereThereIsRoomForIt(t *testing.T) {
	w := dbtest.New(t)
	w.Save("nongshang", "", "reminded=1200300", "stopped=20", "saved=1234.56", "rewarded=3", "reward_paid=12345.50")
	p := sitAt(w, "nongshang", tui.Place{Kind: tui.Entry, Unit: "nongshang", Period: dbtest.March, Key: "reminded"})
	for _, size := range []screen.Size{usual, {Width: 46, Height: 19}} {
		p.Resize(size)
		for _, c := range []struct{ key, figure string }{{"提醒客户", "1,200,300"}, {"避免损失", "1,234.56"}, {"奖励金额", "12,345.5"}} {
			p.Press("/").Type(c.key).Press(keys.Enter).See("> " + c.key)
			if n := strings.Count(p.Text(), c.figure); n < 2 {
				t.Errorf("%s stands %d times at %v:\n%s", c.figure, n, size, p.Text())
			}
		}
	}
}

// The list ends with whole lines: a name without its figure would look blank.
func TestAPhoneEndsWithAWholeLine(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "visited").See("> 新入户")
	for height := 14; height < 30; height++ {
		p.Resize(screen.Size{Width: 46, Height: height})
		rows := strings.Split(p.Text(), "\n")
		for i, row := range rows {
			if strings.Contains(row, "下面还有") && !strings.Contains(rows[i-1], "上月") {
				t.Errorf("at %d rows a line has no figure:\n%s", height, p.Text())
			}
		}
	}
}
