package main

import (
	"testing"

	"fanzha/cmd/fanzha/internal/drive"
	"fanzha/db/report"
)

// atElderly opens the form of June, where the demonstration's clerk left it, and
// goes to 宣传老年人.
func atElderly(t *testing.T, a *App) *drive.Person {
	t.Helper()
	p := sit(t, a, "chayuanba", desktop).See("1 继续填报").Press("１").See("> 大喇叭,流动宣传")
	return p.Press("/").See("查找").Type("老年").See("> 1 宣传老年人").Press("enter").See("> 宣传老年人")
}

// kept checks what the database holds of the clerk's June.
func kept(t *testing.T, a *App, key, want string) {
	t.Helper()
	e, err := deskOf(t, a, "chayuanba").Form(t.Context(), "", report.Period{})
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Find(key).Value.Shown(); got != want {
		t.Errorf("%s is %s, not %s", key, got, want)
	}
}

// A clerk does a month as clerks do: with the input method on, from papers and
// a spreadsheet, through an error, to the report and back.
func TestAClerksMonth(t *testing.T) {
	t.Parallel()
	a := year(t)
	p := atElderly(t, a)
	// A Chinese character is no number: it stays in sight until it is taken away.
	p.Press("走").See("[ 走").See("这里只填数字").Press("backspace", "６", "７").See("[ 67").Press("enter").See("67").See("> 宣传财会人员")
	// A column copied from a spreadsheet goes into the lines that follow.
	p.Paste("12\n３\n4").See("粘贴了 3 行, 填入 3 项").See("宣传财会人员        12").See("宣传学生             3").Press("right", "enter").See("12      21").See("4      36")
	// The next is not kept here at all, and has a word to it.
	p.Press("/", "电", "子", "屏", "enter").See("> 电子屏,喇叭播放").Press("f6").See("不适用       2").See("已保存")
	p.Press("f4").See("电子屏,喇叭播放 的备注").Type("本月没有新装").Press("enter").See("备注  本月没有新装")
	// A paragraph stays a paragraph.
	p.Press("、").See("查找").Type("ldzf").See("> 1 亮点做法").Press("enter").See("> 亮点做法")
	p.Paste("六月集中入户。\n\"敲门行动\"走了两个组。").See("敲门行动").Press("esc").See("第 8 组 / 共 8 组").See("已保存")
	p.Press("f3").See("其余为零").Press("right", "enter").NotSee("其余为零: ")
	// The error is mended from the list of what is wrong.
	p.Press("f9").See("有 1 处错误").Press("f9").See("还不能报送").Press("enter").NotSee("还不能报送")
	p.Press("１").See("> 走访户次").Type("１２０").See("[ 120").Press("enter").See("已保存")
	p.Press("f9").See("没有错误. 有").Press("f9").See("写明原因就可以报送").Press("enter").See("请写一句原因")
	p.Type("端午农忙，七月补上").Press("enter").See("按时").See("已报送").Press("enter").See("2 撤回")
	p.Press("2").See("撤回就放弃这个时间").Press("right", "enter").See("1 继续填报")
	for key, want := range map[string]string{
		"elderly": "67", "accountants": "12", "screens": "不适用", "visits": "120",
		"highlights": "六月集中入户。\n\"敲门行动\"走了两个组。",
	} {
		kept(t, a, key, want)
	}
}

// A report of nothing is marked with its reason, and unmarked again.
func TestANilReportAndBack(t *testing.T) {
	t.Parallel()
	p := sit(t, town(t, opened), "nongshang", desktop).See("1 开始填报")
	p.Press("３").See("零报告, 原因是什么?").Press("enter").See("请写一句原因")
	p.Type("本月无活动").Press("enter").See("零报告 本月无活动").See("3 取消零报告").See("已标记零报告")
	p.Press("３").See("已取消零报告").See("> 3 零报告")
}

// A paragraph pasted where a number belongs is shown for what it is, and
// refused by who pastes it; what stood there stays.
func TestAParagraphIsNoNumber(t *testing.T) {
	t.Parallel()
	a := year(t)
	p := atElderly(t, a)
	p.Paste("今年入户宣传\n发了一些资料").See("粘贴了 2 行").Press("enter").NotSee("粘贴了").See("> 宣传老年人")
	kept(t, a, "elderly", "62")
}

// Two at one cell: the second to leave it reads both values under the line, and
// chooses when they come to it.
func TestTwoAtOneCell(t *testing.T) {
	t.Parallel()
	for choice, want := range map[string]struct {
		press []string
		value string
	}{
		"the other's": {[]string{"enter"}, "7"}, "one's own": {[]string{"right", "enter"}, "5"},
	} {
		t.Run(choice, func(t *testing.T) {
			t.Parallel()
			a := year(t)
			mine, other := atElderly(t, a), atElderly(t, a)
			mine.Press("down").See("> 宣传财会人员").Press("5").See("[ 5")
			other.Press("down").See("> 宣传财会人员").Press("7", "enter").See("> 宣传学生").See("已保存")
			mine.Press("enter").See("改为 7, 你填的是 5").See("> 宣传学生").See("未保存 1 项")
			mine.Press("up", "enter").See("宣传财会人员 在别处改过, 保留哪一个?").See("2 改成我填的 5").See("Enter 选定")
			mine.Press(want.press...).NotSee("在别处改过").See("已保存")
			kept(t, a, "accountants", want.value)
		})
	}
}

// A window that changes its size while somebody types keeps what is typed.
func TestResizeWhileTyping(t *testing.T) {
	t.Parallel()
	a := year(t)
	p := atElderly(t, a)
	p.Press("２", "3").See("[ 23").Resize(46, 19).See("2/8").See("[ 23").Press("4").See("[ 234")
	p.Resize(120, 40).See("第 2 组").See("[ 234").Press("enter").See("> 宣传财会人员").See("已保存")
	kept(t, a, "elderly", "234")
	p.Press("/", "亮", "点").See("> 1 亮点做法").Press("enter").See("> 亮点做法")
	p.Press("enter").See("保存并返回").Type("七月再走两个组").Resize(80, 24).See("七月再走两个组")
	p.Resize(46, 19).See("七月再走两个组").Press("esc").See("已保存")
	kept(t, a, "highlights", "七月再走两个组")
}

// What is refused when the line drops comes back as it was typed, with its
// sentence, and so does the person to the same line.
func TestARefusedTextSurvivesADroppedLine(t *testing.T) {
	t.Parallel()
	a := year(t)
	p := atElderly(t, a)
	p.Press("home", "down").See("> 本单位有实施方案").Press("９").See("[ ９").Drop()
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
	kept(t, a, "own_plan", "是")
	p = sit(t, a, "chayuanba", desktop).See("1 继续填报").Press("1").See("> 本单位有实施方案")
	p.See("未保存 1 项").See("填的 ９ 没有保存")
	p.Press("enter").See("[ ９").Press("enter").See("应填 是 或 否").See("未保存 1 项")
	p.Press("up").See("> 本单位有实施方案").Press("０").See("[ ０").Press("enter").See("已保存")
	kept(t, a, "own_plan", "否")
}
