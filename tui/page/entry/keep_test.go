package entry_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

func TestAnOpenRemarkIsKeptWhenTheLineDrops(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "posters=3")
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("f4").See("张贴海报 的备注").Type("集市两天")
	p.Drop()
	noted(w, "posters", "")
	kept(w, 1)
	p = sit(w, "chayuanba", "").See("> 张贴海报").See("未保存: 上次离开时写的备注 集市两天 没有保存. 按 F4 再确认").See("未保存 1 项")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Fits(size).See("集市两天")
	}
	p.Press("f4").See("[ 集市两天").Type("共六张").Press("enter").See("备注  集市两天共六张").See("已保存")
	noted(w, "posters", "集市两天共六张")
	kept(w, 0)
}

func TestEscLeavesAnUnfinishedRemarkUnderItsLine(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("f4").See("张贴海报 的备注").Press("esc").Gone("的备注").See("已保存")
	p.Press("f4").See("张贴海报 的备注").Type("集市").Press("esc").See("备注 集市 还没有确认. 按 F4 接着写.").See("未保存 1 项")
	// Emptied, it is no remark at all.
	p.Press("f4").See("[ 集市").Press("ctrl+u", "enter").Gone("还没有确认").See("已保存")
	noted(w, "posters", "")
}

// F4 leaves an open figure as every key does that leaves it: saved, or refused
// and shown before anything else is asked.
func TestF4SavesTheOpenFigureAndOpensItsRemark(t *testing.T) {
	w := dbtest.New(t)
	held(w, "120", "50")
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5").See("[ 5").See("填写中").Press("f4").See("张贴海报 的备注").Type("村口").Press("enter").See("备注  村口").See("已保存").See("> 张贴海报")
	holds(w, "posters", "5")
	noted(w, "posters", "村口")
	p.Type("约5").Press("f4").See("未保存: ").See("收到: 约5").See("这一项没有保存, 请先看一看").Gone("的备注")
	p.Press("/").Type("受众").Press("enter").See("> 受众").Type("90").Press("f4").See("为什么不同?").Type("少记").Press("enter").See("备注  少记").See("> 受众")
	holds(w, "audience", "90")
	noted(w, "audience", "少记")
}

// A remark goes by the remark that its person saw, not by the value.
func TestTwoRemarksAtOnce(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5", "enter", "up", "f4").See("张贴海报 的备注").Type("集市两天")
	q := sit(w, "pingan", "posters").See("> 张贴海报").Press("8", "enter").See("已保存").Press("up", "f4").See("张贴海报 的备注").Type("按签收数").Press("enter").See("备注  按签收数")
	p.Press("enter").See("备注由 平安办 3月18日 09:00 改为 按签收数, 你写的是 集市两天").See("F4 选留哪个.")
	q.Press("f4").See("[ 按签收数").Press("esc").Gone("的备注")
	p.Press("f4", "2", "enter").See("张贴海报 的备注 在别处改过").See("> 1 保留 平安办 写的 按签收数").See("Enter 选定")
	noted(w, "posters", "按签收数")
	p.Press("down", "enter").See("备注  集市两天").See("已保存")
	noted(w, "posters", "集市两天")
	holds(w, "posters", "8")
}

func TestAnOpenTextIsSavedWhenTheLineDropsOrKept(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").See("保存并返回").Type("敲门").Press("enter").Type("行动")
	p.Drop()
	holds(w, "highlights", "敲门\n行动")
	kept(w, 1)

	p = sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").See("保存并返回").Type("两组")
	w.Save("pingan", "chayuanba", "highlights=由平安办改")
	p.Drop()
	holds(w, "highlights", "由平安办改")
	p = sit(w, "chayuanba", "").See("> 亮点做法").See("平安办 3月18日 09:00 改为 由平安办改, 你填的是 敲门 行动两组").See("未保存 1 项")
	p.Press("enter").See("Enter 选定").Press("2").See("已保存")
	holds(w, "highlights", "敲门\n行动两组")

	// The report was sent meanwhile: nothing can be saved, and nothing is lost.
	w.File("chayuanba")
	w.SendBack("chayuanba", "请核对", nil)
	p = sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").See("保存并返回").Type("三组")
	w.Submit("chayuanba", "已核对")
	p.Drop()
	sit(w, "chayuanba", "").See("> 亮点做法").See("没有保存").See("未保存 1 项")
}

// Whatever is on its way when the line drops arrives in the order in which it
// was typed.
func TestADroppedLineSendsItsQueueToTheEnd(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5", "enter", "up", "6", "enter", "up", "7")
	p.Drop()
	holds(w, "posters", "7")
	kept(w, 1)
}

// A figure that was open when the line dropped is saved, and may be half of what
// was meant: its line says so until the person has looked at it.
func TestAHalfTypedFigureIsSavedAndSaidSo(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "chayuanba", "posters").See("> 张贴海报").Press("3", "enter").See("已保存").Press("up").Press("1", "2").See("[ 12").Drop()
	holds(w, "posters", "12")
	p := sit(w, "chayuanba", "").See("> 张贴海报").See("断线时填到 12, 已保存, 请核对. 按 Enter 再确认, 或改填.")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Fits(size).See("断线时填到 12")
	}
	p.Press("esc").Drop()
	kept(w, 1)
	p = sit(w, "chayuanba", "banners").See("> 悬挂横幅").Press("f8").See("> 张贴海报").See("断线时填到 12").Press("enter").See("[ 12").Press("enter").Gone("断线时填到").See("已保存")
	p.Drop()
	kept(w, 0)
	holds(w, "posters", "12")

	// Another figure in its place is an answer, too.
	sit(w, "chayuanba", "posters").See("> 张贴海报").Press("1").See("[ 1").Drop()
	sit(w, "chayuanba", "").See("断线时填到 1").Press("1", "2", "0", "enter").Gone("断线时填到").See("已保存").Drop()
	kept(w, 0)
	holds(w, "posters", "120")
}

// Two sessions of one account leave one after the other: each one's text is
// offered to whoever comes back.
func TestTwoSessionsOfOneAccountKeepEachOthersTexts(t *testing.T) {
	w := dbtest.New(t)
	one := sit(w, "chayuanba", "own_plan").See("> 本单位有实施方案").Type("９").See("[ ９")
	two := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("f4").See("的备注").Type("集市")
	one.Drop()
	two.Drop()
	p := sit(w, "chayuanba", "own_plan").See("> 本单位有实施方案").See("填的 ９ 没有保存").See("未保存 2 项")
	p.Press("f8").See("> 张贴海报").See("备注 集市 没有保存")
	// What the person takes back is not offered again.
	p.Press("f8").See("> 本单位有实施方案").Press("enter").See("[ ９").Press("ctrl+z").Press("esc").See("未保存 1 项").Drop()
	kept(w, 1)
}

func TestWhatWasSavedAfterAllIsNotOffered(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5")
	w.Save("pingan", "chayuanba", "posters=7")
	p.Drop()
	kept(w, 1)
	w.Save("pingan", "chayuanba", "posters=5")
	p = sit(w, "chayuanba", "posters").See("> 张贴海报").See("已保存")
	p.Press("f9").See("处错误").Drop()
	kept(w, 0)
}

// A sent report takes nothing; the refusal that comes after F9 keeps the form in
// front.
func TestARefusalThatComesAfterF9IsSeen(t *testing.T) {
	w := dbtest.New(t)
	w.Save("pingan", "chayuanba", "households=612")
	w.Save("chayuanba", "", "staff=综治专干", "visited=100", "visits=120", "events=2", "audience=1310")
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("5")
	w.Submit("chayuanba", "已核对")
	p.Press("f9").See("> 张贴海报").See("未保存 1 项").See("这一项没有保存, 请先看一看").See("上月")
	p.Press("f9").Gone("上月").See("待审")
	kept(w, 1)
	p.Press("esc").See("> 张贴海报").See("未保存 1 项")
	// As long as the report is closed it can only be kept, or given up.
	p.Press("enter").See("没有保存的先留着").See("按 Del.").Press("delete").Gone("没有保存").See("已保存")
	kept(w, 0)
	p.Press("delete").See("这一项不能填")
}

func TestATextThatIsTooLongIsKeptUntilItIsShort(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").See("保存并返回").Paste(strings.Repeat("敲", 503)).See("503 / 500 字, 多了 3 字")
	p.Press("esc").See("最多 500 字, 现有 503 字").Press("enter").See("503 / 500 字")
	p.Press("backspace", "backspace", "backspace").See("500 / 500 字").Gone("多了").Press("esc").See("已保存")
	holds(w, "highlights", strings.Repeat("敲", 500))
}

// A remark that a command wrote is opened whole, and stays whole when a word is
// added on the screen.
func TestARemarkIsOpenedWhole(t *testing.T) {
	w := dbtest.New(t)
	long := strings.Repeat("敲", 150)
	_, refused, err := w.Desk("chayuanba").Save(w.Ctx, "", dbtest.March, []report.Edit{{Key: "posters", Text: "5", Note: &long, Version: report.AnyVersion}})
	if err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	sit(w, "chayuanba", "posters").See("> 张贴海报").Press("f4").See("张贴海报 的备注").Type("完").Press("enter").Gone("的备注").See("已保存")
	s, err := w.Desk("chayuanba").Form(w.Ctx, "", dbtest.March)
	if err != nil || s.Find("posters").Cell.Note != long+"完" {
		t.Errorf("the remark is %q, %v", s.Find("posters").Cell.Note, err)
	}
}

// Of what is pasted nothing is dropped without a word.
func TestWhatHasNoRoomIsSaidSo(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "highlights").See("> 亮点做法").Paste(strings.Repeat("敲", 21_000)).See("最多 16000 字, 放不下的没有收下.").See("16000 / 500 字")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Fits(size).See("放不下的没有收下")
	}
	p.Press("backspace").Gone("没有收下").Press("ctrl+z", "ctrl+z", "esc").Gone("/ 500 字").See("已保存")
	p.Press("f4").See("亮点做法 的备注").Paste(strings.Repeat("敲", report.MaxProse+1)).See("字, 放不下的没有收下.").Press("backspace").Gone("没有收下").Press("ctrl+u", "enter").Gone("的备注")
	sit(w, "chayuanba", "staff").See("> 反诈联络员").Paste(strings.Repeat("敲", 300)).See("最多 30 字, 放不下的没有收下.").Press("backspace").Gone("没有收下")
}

// Neither the first page nor the question before the end says that all is saved
// where something is not.
func TestNobodyIsToldThatAllIsSavedWhereSomethingIsNot(t *testing.T) {
	w := dbtest.New(t)
	p := atHome(w, "chayuanba").See("1 开始填报").Press("ctrl+c").See("填过的都已保存").Press("esc").Gone("退出反诈月报?")
	p.Press("1", "/").Type("实施方案").Press("enter").See("> 本单位有实施方案").Type("1").See("[ 1").Press("ctrl+c").See("还有没有保存的").Press("esc").See("[ 1")
	p.Press("ctrl+u").Type("９").Press("enter").See("未保存 1 项").Press("ctrl+c").See("还有没有保存的").Press("esc").Gone("退出反诈月报?")
	p.Press("esc").See("填的 ９ 没有保存").See("未保存 1 项").Press("ctrl+c").See("还有没有保存的, 退出时记下, 下次登录还在原处").Press("esc").Gone("退出反诈月报?")
	p.Press("1").See("> 部署研究会议").Press("f8").See("> 本单位有实施方案").Press("enter").See("[ ９").Press("ctrl+u").Type("1").Press("enter").See("已保存").Press("esc").See("1 继续填报").See("已保存").Gone("没有保存").Press("ctrl+c").See("填过的都已保存")
	holds(w, "own_plan", "是")
}
