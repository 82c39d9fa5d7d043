package check_test

import (
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
)

// filled is a township in which 茶园坝社区 has filled in its March, with warnings
// left but no error.
func filled(t *testing.T) *dbtest.Town {
	t.Helper()
	w := dbtest.New(t)
	w.Save("pingan", "chayuanba", "households=612")
	w.Save("chayuanba", "", "staff=综治专干", "visited=10", "visits=12", "events=2", "audience=1310")
	return w
}

// state fails unless the unit's March stands so.
func state(w *dbtest.Town, unit string, want report.State) *report.Sheet {
	w.Helper()
	s, err := w.Desk("pingan").Form(w.Ctx, unit, dbtest.March)
	if err != nil {
		w.Fatal(err)
	}
	if s.Report.State != want {
		w.Errorf("the report is %s, not %s", s.Report.State, want)
	}
	return s
}

func TestErrorsStandInTheWayAndLeadToTheirLine(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "").See("有 3 处错误, 改好才能报送.").See("> 1 错误 反诈联络员").See("3 错误 新入户是必填的")
	p.Press("f9").See("还不能报送").See("有 3 处错误").Press("enter").Gone("还不能报送")
	state(w, "chayuanba", report.StateBlank)
	p.Press("down", "down").See("> 3 错误 新入户").Press("enter").See("> 新入户").Press("5").See("[ 5").Press("f9").See("有 2 处错误").Gone("新入户是必填")
	p.Press("1").See("> 反诈联络员").Press("esc").See("有 2 处错误").Press("esc").See("退出反诈月报?")
}

func TestWarningsWantAWord(t *testing.T) {
	w := filled(t)
	p := sit(w, "chayuanba", "").See("没有错误. 有 ").See("条提示, 写明原因可以报送 (F9)").See("项空着: 本单位有实施方案, ").See("数字空着不是 0, 没有发生请填 0.")
	p.Press("f9").See("写明原因就可以报送").Press("enter").See("请写一句原因").Press("esc").Gone("写明原因就可以报送")
	state(w, "chayuanba", report.StateDraft)
	p.Press("f9").Type("春耕在即").Press("enter").See("已报送").See("茶园坝社区 2021年3月 于 3月18日 09:00 报送, 按时.")
	if s := state(w, "chayuanba", report.StateSubmitted); s.Report.Explanation != "春耕在即" {
		t.Errorf("the explanation is %q", s.Report.Explanation)
	}
	p.Press("enter").See("2 撤回")
}

func TestAReportWithoutFindingsIsConfirmedOnce(t *testing.T) {
	w := dbtest.New(t)
	w.Save("sifa", "", "staff=干事", "taught=3", "legal_advice=30")
	p := sit(w, "sifa", "").See("没有错误和提示").Press("f9").See("报送 司法所 2021年3月 的月报?").See("> 1 先不报").Press("enter").Gone("的月报?")
	state(w, "sifa", report.StateDraft)
	p.Press("f9").See("的月报?").Press("2").See("已报送")
	state(w, "sifa", report.StateSubmitted)
}

// What is blank is named, and leads to the first of it; a text is not asked to be 0.
func TestWhatIsBlankIsNamedAndLeadsThere(t *testing.T) {
	w := filled(t)
	p := sit(w, "chayuanba", "").See("项空着: ").Press("f8").See("> 本单位有实施方案").Press("esc").See("项空着: ")
	for range 9 {
		p.Press("down")
	}
	p.Press("enter").See("> 本单位有实施方案")
	w.Save("sifa", "", "staff=干事", "taught=3", "legal_advice=30")
	sit(w, "sifa", "").See("项空着: ").See("没有发生请填 0").Press("enter").See("> 本单位有实施方案")
	all, _ := state(w, "sifa", report.StateDraft).Blanks()
	for _, l := range all {
		if l.Indicator.Number() {
			w.Save("sifa", "", l.Key+"=0")
		}
	}
	sit(w, "sifa", "").See("项空着: ").Gone("没有发生请填 0").Press("1").See("> 本单位有实施方案")
}

// What the person agrees to is the report that they saw: a change that came
// while the question was open is no part of it.
// Who looks whether the report went through is not told that it may be sent; one
// that was taken back is offered the reason that was written for it.
func TestASentReportIsOnlyLookedAt(t *testing.T) {
	w := filled(t)
	w.Submit("chayuanba", "春耕在即")
	p := sit(w, "chayuanba", "").See("检查   待审").See("已经报送, 这里只看. 有").Gone("F9 报送").Gone("可以报送")
	if _, err := w.Desk("chayuanba").Withdraw(w.Ctx, "", dbtest.March); err != nil {
		t.Fatal(err)
	}
	p.See("检查并报送   草稿").Press("f9").See("写明原因就可以报送").See("[ 春耕在即")
}

func TestAChangeDuringTheQuestionIsNotSent(t *testing.T) {
	w := filled(t)
	p := sit(w, "chayuanba", "").See("没有错误").Press("f9").See("写明原因就可以报送").Type("春耕在即")
	w.Save("pingan", "chayuanba", "visits=9")
	p.Press("enter").See("没有报送").See("刚刚有改动").Press("enter").See("有 1 处错误")
	state(w, "chayuanba", report.StateDraft)
}

func TestFindingsAreLive(t *testing.T) {
	w := filled(t)
	p := sit(w, "chayuanba", "").See("没有错误")
	w.Save("chayuanba", "", "visits=9")
	p.See("有 1 处错误").See("> 1 错误 走访9户次, 比新入户10户还少")
	w.Save("chayuanba", "", "visits=12")
	w.Submit("chayuanba", "春耕在即")
	p.See("待审").Press("f9").See("不用再报").See("2021年3月 现在是待审").Press("enter").Gone("不用再报")
}

// What was typed and refused is no part of the report: it stands first, leads to
// its line and is in the way until it is put right or given up.
func TestWhatIsNotSavedStandsInTheWay(t *testing.T) {
	w := filled(t)
	p := sitAt(w, "chayuanba", tui.Place{Kind: tui.Entry, Period: dbtest.March, Key: "visits"}).See("> 走访户次")
	p.Type("十二").Press("enter").See("未保存 1 项").Press("f9").See("有 1 处错误, 改好才能报送").See("> 1 错误 走访户次 填的 十二 没有保存").See("未保存 1 项")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 120, Height: 40}, usual} {
		p.Resize(size).Fits(size).See("填的 十二 没有保存")
	}
	p.Press("f9").See("还不能报送").Press("enter").Gone("还不能报送")
	state(w, "chayuanba", report.StateDraft)
	p.Press("enter").See("> 走访户次").Press("enter").See("[ 十二").Press("ctrl+z", "esc").See("已保存").Press("f9").See("没有错误. 有 ").See("已保存")

	// A remark that is not confirmed, and a figure that the line dropped on.
	p.Press("esc").See("> 走访户次").Press("f4").See("的备注").Type("雨天").Press("esc").See("还没有确认").Press("f9").See("写的备注 雨天 没有保存").Press("enter").See("> 走访户次")
	p.Press("f4").See("[ 雨天").Press("ctrl+u", "enter").See("已保存").Press("1").See("[ 1").Drop()
	sit(w, "chayuanba", "").See("> 1 错误 走访户次 断线时填到 1, 已保存, 请核对").Press("enter").See("> 走访户次").Press("1", "2", "enter").See("已保存").Press("f9").See("没有错误. 有 ")
}

func TestALateReportIsSentAsLate(t *testing.T) {
	w := filled(t)
	w.Clock.Set("2021-03-22 09:00")
	sit(w, "chayuanba", "").See("没有错误").Press("f9").See("写明原因就可以报送").Type("停电两天").Press("enter").See("报送, 迟报 2 天")
}

func TestWhoMayNotReadIsToldSo(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "sifa", "chayuanba").See("不能查看").Press("f9", "esc").See("退出反诈月报?")
}

// What is typed and at once sent with F9 is judged with it.
func TestTheFormSavesBeforeTheCheck(t *testing.T) {
	w := filled(t)
	p := sitAt(w, "chayuanba", tui.Place{Kind: tui.Entry, Period: dbtest.March, Key: "visits"}).See("> 走访户次")
	p.Press("9", "f9").See("有 1 处错误").Press("f9").See("还不能报送")
	state(w, "chayuanba", report.StateDraft)
}

func TestRowsFitEverySize(t *testing.T) {
	w := filled(t)
	w.Save("chayuanba", "", "visits=9", "own_materials=5")
	p := sit(w, "chayuanba", "").See("处错误")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, usual, {Width: 120, Height: 40}} {
		p.Resize(size).Fits(size).See("> 1 错误 走访9户次")
	}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down"}), 0, 6).Draw(r, "keys") {
			p.Press(key).Fits(size)
		}
	})
}
