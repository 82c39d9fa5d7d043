package ledger_test

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

func TestAnEventIsNotedInHalfAMinuteWithTheInputMethodOn(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, tui.Place{Kind: tui.Ledger}, nil).See("1 活动台账").Type("１").See("本期还没有记")
	p.Press(keys.Enter).See("空着就是今天").Type("昨天").Press(keys.Enter).See("2021-03-17")
	p.Type("文化广场").Press(keys.Enter).See("1 宣讲会").Type("５").Press(keys.Enter).See("院坝会")
	p.Type("１２０").Press(keys.Enter).See("120 人次").Press(keys.Enter).See("1 村居").Type("15").Press(keys.Enter).See("村居、机关")
	p.Press(keys.Enter).See("2 武陵山村").See("派出所").Type("wls").See(" 2 武陵山村").Gone("派出所").Type(" ｐｃｓ").Press(keys.Enter).See("武陵山村、派出所")
	p.Press("f9").See("已记  宣传活动 +1  与其他单位联合 +1  受众 +120").See("本期合计 宣传活动 1")
	says(w, "ledao", "audience", "120")
	says(w, "ledao", "in_agency", "1")
	says(w, "wulingshan", "events", "1")

	// The next offers the last one's words, and takes them with Enter.
	p.Press(keys.Enter).See("空着就是今天").Press(keys.Enter).See("Enter 用 文化广场").Press(keys.Enter).See("Enter 用 院坝会")
	p.Press(keys.Enter).Type("30").Press("f9").See("受众 150")
	says(w, "ledao", "events", "2")
	// What is offered and not wanted goes with one key.
	p.Press("f3", keys.Enter).See("Enter 用 文化广场").Press(keys.Backspace).Gone("文化广场").Press("f9").See("缺少地点, 请补上")
	p.Type("学校").Press("f9").See("宣传活动 3")
}

func TestTheLastEnterNotesTheRow(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "works"), nil).See("本期还没有记").Press(keys.Enter, keys.Enter).See("1 微电影")
	p.Type("2").Press(keys.Enter).Type("反诈三句半").Press(keys.Enter).See("已记").See("微视频")
	says(w, "ledao", "videos", "1")
}

func TestEveryRefusalStandsAtItsFieldAndTheRestStays(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期还没有记").Press(keys.Enter).See("空着就是今天")
	for typed, sentence := range map[string]string{
		"2-30": "不存在", "2021-03-19": "还没有到", "7-1": "2021-07-01 还没有到", "3-5 25:00": "不记几点", "2021-01-01": "早于本系统开始统计", "明年": "日期应写成",
	} {
		p.Type(typed).Press(keys.Enter).See(sentence).Press(keys.Up).See("[ " + typed)
		p.Press(slicesOf(keys.Backspace, len([]rune(typed)))...).See("[ 今天")
	}
	// Enter stays with what was just refused, and goes on from it at the second.
	p.Press(keys.Enter).Type("广场").Press(keys.Enter).Type("9").Press(keys.Enter).See("形式没有第 9 项, 请按 1 至 6 选").See("> 形式")
	p.Press(keys.Enter).See("> 受众").Type("约30").Press(keys.Enter).See("受众 应填整数, 收到: 约30").See("> 受众").Type("大约").Press(keys.Enter).See("收到: 大约")
	p.Press(keys.Down, keys.Up).Type("约30").Press(keys.Down).Type("-5").Press(keys.Enter).See("-5")
	p.Press("f9").See("> 形式").Press(keys.Backspace).Type("wy").Press("f9").See("> 受众")
	p.Press(keys.Backspace, keys.Backspace, keys.Backspace).Type("30").Press("f9").See("> 发放资料")
	p.Press(keys.Backspace, keys.Backspace).Type("5").Press("f9").See("已记")
	says(w, "ledao", "leaflets", "5")
}

// What means no option is told once, and the options stay in sight.
func TestWhatIsNoOptionIsToldOnceWithTheOptions(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期还没有记").Press(keys.Enter).See("空着就是今天").Press(slicesOf(keys.Down, 6)...).See("> 主题").See("1 重大主题")
	p.Type("反诈").See("没有这一项").See("1 重大主题  2 疫情防控  3 扫黑除恶")
	p.Press(keys.Enter).See("主题没有选项 反诈.").See("> 主题").See("1 重大主题  2 疫情防控  3 扫黑除恶").Gone("没有这一项").Gone("可选")
	p.Press(keys.Backspace).See("没有这一项").Press("ctrl+u").Gone("没有这一项").Type("3").Press(keys.Enter).See("扫黑除恶").See("> 联合单位")
	p.Type("天上").See("没有这一项").See(" 2 武陵山村")
}

func TestARowOfASpreadsheetIsSpreadOverTheForm(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期还没有记").Paste("3月12日\t农贸市场").See("没有收. 先按 F3").Press(keys.Enter).See("空着就是今天")
	p.Paste("3月12日\t农贸市场\t集中设点\t260\n3月16日\t广场\t会议\t30\n").See("一次只能贴一行, 贴来的 2 行都没有收").See("[ 今天")
	p.Paste("3月12日\n3月16日").See("贴来的 2 行都没有收").See("[ 今天")
	p.Paste("3月12日\t农贸市场\t发传单\t２６０\t\t\r\n").See("已依次填进 日期 至 受众, 请核对").See("2021-03-12").See("形式没有选项 发传单").See("> 形式").See("260 人次")
	p.Type("3").Press("f9").See("已记  宣传活动 +1").See("受众 260")
	p.Press("f3", keys.Enter).Paste("\t\t12\t"+strings.Repeat("\t", 20)+"多的").See("有 1 格放不下, 没有收: 多的").See("> 受众").See("[ 12 ").Press(keys.Up, keys.Up).See("> 地点")
	p.Paste(strings.Repeat("长", 41)).See("最多 40 字, 贴来的放不下, 没有收").Gone("放不下的没有收下")
	p.Type(strings.Repeat("长", 41)).See("最多 40 字, 放不下的没有收下.").Press(keys.Backspace).Gone("没有收下").Press(keys.Esc).See("没记完")
}

// A paste and a key follow one rule; what has no room is told of both.
func TestWhatHasNoRoomInARowIsTold(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺", "audience": "120"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press(keys.Down, keys.Enter).See("更正 编号 1").Press(keys.Down, keys.Down, keys.Down).See("[ 120 ")
	p.Paste("13").See("[ 13 ").Type("0").See("[ 130 ").Press(keys.PgDown).See("> 原因").Paste("数错\n重数").See("[ 数错 重数 ").Press(keys.PgUp, keys.Down).See("> 地点")
	p.Type("广场" + strings.Repeat("长", 38)).Gone("最多").Paste("广场").See("最多 40 字, 贴来的放不下, 没有收.")
	p.Type("x").See("最多 40 字, 放不下的没有收下.").Gone("贴来的").Press(keys.Backspace).Gone("最多")
}

// Words that were begun are not lost to a row whose cell for them is empty.
func TestARowLeavesWhatWasTypedAtAnEmptyCell(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期还没有记").Press(keys.Enter, keys.Enter).See("> 地点").Type("农贸市场")
	p.Paste("\t集中设点\t260").See("已依次填进 形式 至 受众").See("农贸市场")
	p.Press(keys.Up, keys.Up).Paste(strings.Repeat("长", 41) + "\t" + strings.Repeat("\t", 20) + "多的").See("有 2 格放不下").Gone("已依次填进").See("> 地点").See("[ 农贸市场 ")
	// However long the cell is that is told of, the form stays in sight.
	p.Paste("\t宣讲会\t" + strings.Repeat("长", 2000)).See("有 1 格放不下").See("受众").See("宣讲会")
}

func slicesOf(key string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = key
	}
	return all
}

func TestADayOfAClosedMonthCountsAsACorrectionWithItsReason(t *testing.T) {
	w := dbtest.New(t)
	w.File("ledao")
	w.Clock.Set("2021-03-25 09:00")
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期 2 笔").Press(keys.Enter).See("空着就是今天")
	p.Type("5日").Press(keys.Enter).See("2021年3月 已报送或锁定, 这一笔记作 2021年4月 的更正").See("原因")
	p.Type("广场").Press(keys.Enter).Type("1").Press("f9").See("> 原因").See("要写明原因")
	p.Type("上月漏记").Press(keys.Enter).See("已记").See("计入 2021年4月(更正)").See("更正")
	says(w, "ledao", "events", "2")
}

func TestARowIsPutRightAndStruckOutForAReason(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺", "audience": "120"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press(keys.Down, keys.Enter).See("更正 编号 1").See("2021-03-05")
	p.Press(keys.Down, keys.Down, keys.Down).See("[ 120").Type("1").See("[ 1 ").Type("0").Press(keys.Down).See("发放资料")
	p.Press("f9").See("要写明原因")
	if n := strings.Count(p.Text(), "要写明原因"); n != 1 {
		t.Errorf("the reason is asked for %d times:\n%s", n, p.Text())
	}
	p.Type("数错").Gone("要写明原因").Press("f9").See("已更正  受众 -110").See("改过")
	says(w, "ledao", "audience", "10")
	p.Press(keys.Enter).See("编号 2").Press("f9").See("要写明原因").Type("数错").Press("f9").See("没有改动")
	p.Press(keys.Esc).See("Enter 更正")
	p.Press("f7").See("含改过划去的").See("旧的").Press(keys.Down).See("编号 1").Press("f8").See("这一笔已经改过")
	p.Press(keys.Up, "f8").See("划去这一笔, 原因是什么?").Press(keys.Enter).See("请写一句原因").Type("记重了").Press(keys.Enter).See("划去")
	p.See("含改过划去的").Press(keys.Esc).See("本期还没有记")
	says(w, "ledao", "audience", "-")
}

func TestTheSlowerOfTwoKeepsWhatTheyTypedAndSeesWhatTheOtherDid(t *testing.T) {
	w := dbtest.New(t)
	r := note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺", "audience": "120"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press(keys.Down, keys.Enter).See("更正 编号 1")
	p.Press(keys.Down, keys.Down, keys.Down, keys.Down).Type("55")
	correct(w, "pingan", r.ID, map[string]string{"audience": "90"}, "照片上没有这么多人")
	p.Press("f9").See("这一笔已由 平安办").See("更正 编号 2").See("90 人次").See("[ 55").Press("f9").See("要写明原因").Type("漏记").Press("f9").See("发放资料 +55")
	says(w, "ledao", "audience", "90")
	says(w, "ledao", "leaflets", "55")
}

func TestAVillageChoosesOnceHowItCounts(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "visits"), nil).See("本期还没有记").Press(keys.Enter).See("先选怎么记, 只选一次")
	p.Press(keys.Esc).See("本期还没有记").Press(keys.Enter).See("2 按户号").Press("2").See("选定以后不能再改").Press(keys.Enter).See("1 按填报数")
	p.Press("2").See("选定以后不能再改").Press("2").See("空着就是今天").See("户号").Gone("新入户")
	p.Press(keys.Enter).Type("30").Press(keys.Enter, keys.Enter)
	p.Type("3-14至3-16").Press(keys.Up).See("不能写成一段").Press(keys.Down).Press(slicesOf(keys.Backspace, 5)...)
	p.Type("，李大爷家").Press(keys.Up).See("只写号码, 如 3-12").Press(keys.Down).Press(slicesOf(keys.Backspace, 9)...)
	p.Type("03－12、15，21-1").Press(keys.Up).See("3-12、15、21-1").Press("f9").See("已记  新入户 +3").See("按户号")
	p.Press(keys.Enter, keys.Enter).See("走访户次").Type("9").Press(keys.Enter, keys.Enter).See("[").Type("15，16").Press("f9").See("已记  新入户 +1")
	says(w, "ledao", "visited", "4")
}

func TestPartnersLeadersAndAuditorsOnlyRead(t *testing.T) {
	w := dbtest.New(t)
	note(w, "wulingshan", "", "events", "3-6", map[string]string{"place": "中学操场", "form": "文艺", "partners": "乐道村"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("联合").See("宣传活动 1(联合 1)")
	p.Press(keys.Down, keys.Enter).See("由主办单位改").Press("f8").See("由主办单位改")
	p = sit(w, "lingdao", usual, tui.Place{Kind: tui.Ledger}, nil).See("看哪个单位的台账").Gone("读取中")
	note(w, "ledao", "", "events", "3-7", map[string]string{"place": "村口", "form": "文艺"})
	p.See("看哪个单位的台账").Type("wls").Press(keys.Enter).See("1 活动台账")
	p.Press("1").See("中学操场").See("> 03-06").Gone("记一笔  Enter").Press(keys.Enter).See("由 武陵山村 自己改").Press("f3").See("这里只能看")
	p.Press("f6").See("看哪个单位").Press(keys.Esc).See("中学操场")
}

func TestTheOfficeNotesForAUnitAndItShows(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", usual, at("ledao", "events"), nil).See("乐道村(代填)").Press(keys.Enter, keys.Enter).Type("广场")
	p.Press(keys.Enter).Type("1").Press("f9").See("已记").See("代填")
	says(w, "ledao", "events", "1")
}

func TestRowsAreFoundInTheMonthAndInAllMonths(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-18 09:00")
	note(w, "ledao", "", "events", "2-10", map[string]string{"place": "学校", "form": "会议"})
	w.Clock.Set(dbtest.Opened)
	for i := range 3 {
		note(w, "ledao", "", "events", "3-1"+strconv.Itoa(i), map[string]string{"place": "广场" + strconv.Itoa(i), "form": "文艺", "partners": "派出所"})
	}
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期 3 笔").Gone("学校")
	p.Press("f5").See("各期 4 笔").See("学校").Press("、").See("查找 [").Type("广场1").See("各期 1 笔").Press(keys.Enter).See("查找 广场1")
	p.Press(keys.Esc).See("各期 4 笔").Press("/").Type("派出").See("各期 3 笔").Press(keys.Esc).See("各期 4 笔")
	p.Press("/").Type("没有的").See("没有含 没有的 的").Press(keys.Esc).See("各期 4 笔").Press("f5").See("本期 3 笔")
	p.Press(keys.Left).See("2021年2月 /").See("学校").Press(keys.Left).See("这是第一期").Press(keys.Right).See("广场2").Press(keys.Right).See("4月从 3月21日 开始")
	p.Press(keys.Tab).See("入户台账").Press(keys.ShiftTab).See("活动台账").See("广场2")
}

func TestWhatAnotherNotesShowsAtOnceAndTheRowInHandStays(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press(keys.Down).See("> 03-05")
	note(w, "pingan", "ledao", "events", "3-6", map[string]string{"place": "学校", "form": "文艺"})
	p.See("学校").See("> 03-05").See("宣传活动 2")
}

func TestAFigureOpensTheRowsThatMakeIt(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺", "audience": "1200"})
	note(w, "ledao", "", "events", "3-6", map[string]string{"place": "学校", "form": "会议"})
	w.Save("ledao", "ledao", "audience=1300")
	p := sit(w, "pingan", usual, tui.Place{Kind: tui.Figure, Unit: "ledao", Key: "audience"}, nil)
	p.See("来自台账的 1 笔").See("台账合计 1,200 人次").See("月报填的是 1,300, 与台账不同").Gone("学校")
	p.Press(keys.Down).See("> 03-05").Press(keys.Enter).See("更正 编号 1").Press(keys.Esc).See("台账合计")
	p.Press("f3", keys.Enter).Type("院坝").Press(keys.Enter).Type("1").Press(keys.Enter).Type("100").Press("f9").See("台账合计 1,300 人次")
	sit(w, "pingan", usual, tui.Place{Kind: tui.Figure, Unit: "ledao", Key: "meetings"}, nil).See("没有台账, 是直接填报的")
}

func TestAClickTakesARowInHandAndThenOpensIt(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺"})
	note(w, "ledao", "", "events", "3-6", map[string]string{"place": "学校", "form": "会议"})
	p := sit(w, "ledao", usual, tui.Place{Kind: tui.Ledger}, nil).See("1 活动台账").Click("活动台账").See("> 记一笔")
	p.Click("广场").See("> 03-05").Click("本期合计").See("> 03-05").Click("广场").See("更正 编号 1").Click("广场").See("> 地点")
	p.Click("受众").See("> 受众").Click("更正").See("> 受众")
	p.Click("Esc").See("> 03-05").Click("记一笔").See("> 记一笔").Click("记一笔").See("空着就是今天").Press(keys.Esc)
	p.Resize(screen.Size{Width: 46, Height: 19}).Click("学校").See("> 03-06").Press("/").Click("广场").See("> 03-06")
	p.Press(keys.Esc, "f5", keys.Tab).See("入户台账").Press(keys.Enter).See("先选怎么记").Click("按户号").See("选定以后不能再改")
}

func TestALongLedgerIsReadInParts(t *testing.T) {
	w := dbtest.New(t)
	for i := range 203 {
		note(w, "ledao", "", "works", "3-10", map[string]string{"form": "微视频", "title": "第" + strconv.Itoa(i) + "集"})
	}
	p := sit(w, "ledao", usual, at("", "works"), nil).See("本期 200+ 笔").See("第202集").Press(keys.End).See("第3集").See("本期 203 笔")
	p.Press(keys.End).See("第0集").Press(keys.Home).See("第202集")
}

func TestNoRowIsWiderThanTheScreen(t *testing.T) {
	w := dbtest.New(t)
	for i := range 30 {
		note(w, "ledao", "", "events", "3-1"+strconv.Itoa(i%9), map[string]string{
			"place": strings.Repeat("很长的地点", 4), "form": "文艺", "audience": "1234567", "leaflets": "9", "posters": "12", "class": "村居、校园、企业、场所、机关",
			"partners": "武陵山村、派出所、平安办", "remark": strings.Repeat("院坝会, reach 1,234; ", 4),
		})
	}
	p := sit(w, "ledao", usual, at("", "events"), nil).See("很长的地点")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	all := []string{
		keys.Up, keys.Down, keys.PgUp, keys.PgDown, keys.Home, keys.End, keys.Tab, keys.Enter, keys.Esc, keys.Backspace,
		"f3", "f4", "f5", "f7", "f8", "f9", "/", "1", "2", "5", "w", "茶", "-", "+",
	}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Size{Width: rapid.IntRange(4, 210).Draw(r, "width"), Height: rapid.IntRange(3, 60).Draw(r, "height")}
		p.Resize(size).Fits(size)
		p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 6).Draw(r, "keys")...).Fits(size)
	})
}

// What is copied are all rows of the ledger with what they add up to; a form is
// copied as it is in sight, and that is said.
func TestAllOfALedgerIsCopied(t *testing.T) {
	w := dbtest.New(t)
	for i := range 17 {
		note(w, "ledao", "", "events", "3-"+strconv.Itoa(i+1), map[string]string{"place": "第" + strconv.Itoa(i+1) + "处", "form": "会议"})
	}
	p := sit(w, "ledao", screen.Size{Width: 46, Height: 19}, at("", "events"), nil).See("第17处").Gone("第1处")
	before := p.Text()
	all := p.Press("ctrl+y").See("已复制全部").Copied()
	for _, want := range []string{"第17处", "第9处", "第1处", "本期合计"} {
		if !strings.Contains(all, want) {
			t.Errorf("what is copied lacks %s:\n%s", want, all)
		}
	}
	if p.Press("x").Gone("已复制"); p.Text() != before {
		t.Errorf("after it the view is\n%s\nand was\n%s", p.Text(), before)
	}
	p.Press("f3").See("空着就是今天").Press("ctrl+y").See("已复制这一屏")
}
