package review_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

func saved(w *dbtest.Town, unit string) report.Report {
	w.Helper()
	s, err := w.Desk("pingan").Form(w.Ctx, unit, dbtest.March)
	if err != nil {
		w.Fatal(err)
	}
	return s.Report
}

func TestAReturnLineByLineReachesTheUnit(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("待审  按时").See("综治专干")
	for !strings.Contains(p.Text(), "> 新入户") {
		p.Press(keys.Down)
	}
	p.Press("f6").See("退回这一项: 新入户").Press("1", keys.Enter).See("要退回: 佐证不足").See("已标记 1 项: 新入户")
	p.Press("f8").See("标记的 1 项连同各自的原因一起退回: 新入户").Type("三处要改").Press(keys.Enter)
	p.See("已退回 茶园坝社区, 可改到 3月21日 24:00. 没有等着审核的了").See("退回 1 次").See("已退回: 佐证不足")
	r := saved(w, "chayuanba")
	if r.State != report.StateReturned || r.Reason != "三处要改" || len(r.CellReasons) != 1 || r.CellReasons["visited"] != "佐证不足" {
		t.Errorf("the report is %s, %q, %v", r.State, r.Reason, r.CellReasons)
	}
}

func TestAWholeReturnNeedsAReason(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f8").See("退回 茶园坝社区 2021年3月").Press(keys.Enter).See("请写明退回的原因")
	p.Press(keys.Down, keys.Down, keys.Down).See("[ 漏填").Type(", 差走访").Press(keys.Enter).See("已退回")
	if r := saved(w, "chayuanba"); r.Reason != "漏填, 差走访" {
		t.Errorf("the reason is %q", r.Reason)
	}
}

func TestMarksAreAskedForBeforeLeaving(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f6").See("原因是什么").Press("2", keys.Enter).See("已标记 1 项")
	p.Press(keys.Esc).See("标记的 1 项还没有退回").Press(keys.Enter).See("已标记 1 项").Press("f6").Gone("已标记 1 项")
}

func TestMarksGoWithAReportThatAnotherHasAccepted(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f6").See("原因是什么").Press("2", keys.Enter).See("已标记 1 项")
	w.Accept("chayuanba")
	p.See("通过").Gone("已标记 1 项").Gone("要退回").Press(keys.Esc).Gone("还没有退回")
}

func TestAcceptingTakesMoreThanEnter(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f9").See("通过 茶园坝社区 2021年3月?").Press(keys.Enter).See("待审  按时")
	if r := saved(w, "chayuanba"); r.State != report.StateSubmitted {
		t.Fatalf("the report is %s", r.State)
	}
	p.Press("f9").See("再看看").Press("2").See("已通过 茶园坝社区. 没有等着审核的了").See("F7 启封")
	if r := saved(w, "chayuanba"); r.State != report.StateAccepted {
		t.Errorf("the report is %s", r.State)
	}
	p.Press("f7").See("启封 茶园坝社区").Press(keys.Enter).See("请写明启封的原因").Type("录错").Press(keys.Enter).See("已启封").See("启封: 录错")
}

func TestWhatHasMovedOnIsNotAccepted(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f9").See("再看看")
	unit := w.Desk("chayuanba")
	if _, err := unit.Withdraw(w.Ctx, "chayuanba", dbtest.March); err != nil {
		t.Fatal(err)
	}
	w.Save("chayuanba", "chayuanba", "visited=101")
	w.Submit("chayuanba", "已核对")
	p.Press("2").See("没有办成: 茶园坝社区 3月18日 09:00 撤回, 填写 新入户 100 改为 101, 报送. 现在").See("是待审, 请看过再办.").See("101")
	if r := saved(w, "chayuanba"); r.State != report.StateSubmitted {
		t.Errorf("the report is %s", r.State)
	}
	p.Press("f9").See("再看看").Press("2").See("已通过")
}

// News that comes as somebody presses the key stands in the question.
func TestWhatWasSaidLastStandsInTheQuestion(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干")
	if _, err := w.Desk("chayuanba").Withdraw(w.Ctx, "chayuanba", dbtest.March); err != nil {
		t.Fatal(err)
	}
	w.Save("chayuanba", "chayuanba", "visited=101")
	w.Submit("chayuanba", "已核对")
	p.See("101").See("报送. 现在是待审").Press("f9").See("通过 茶园坝社区").See("新入户 100 改为 101, 报送. 现在是待审").Press("1")
	p.Gone("通过 茶园坝社区").Press("f9").See("通过后封存").Gone("改为 101")
}

func TestAChangeElsewhereIsSaid(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "lingdao", "chayuanba", home).See("综治专干").Gone("F9 通过")
	w.Accept("chayuanba")
	p.See("平安办 3月18日 09:00 审核通过. 现在是通过.")
}

// Who did what is said in the order in which it was done; what the person did
// themself on another page is no news.
func TestWhatOthersDidMeanwhileIsSaidInOrder(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "lingdao", "chayuanba", home).See("综治专干")
	w.Clock.Set("2021-03-18 10:00")
	w.SendBack("chayuanba", "请核对", nil)
	p.See("平安办 3月18日 10:00 退回. 现在是退回")
	mine := sit(w, "pingan", "chayuanba", home).See("退回 1 次")
	w.Save("pingan", "chayuanba", "visited=90", "visits=95", "meetings=3", "staff=文书")
	p.See("平安办 3月18日 10:00 退回, 填写 反诈联络员(岗位), 部署研究会议, 新入户 等 4").See("项. 现在是草稿.")
	mine.See("文书").Gone("现在是")
}

func TestTheOfficeDoesNotJudgeItself(t *testing.T) {
	w := dbtest.New(t)
	w.Save("pingan", "pingan", "staff=专干", "rallies_talk=2")
	w.Submit("pingan", "已核对")
	sit(w, "pingan", "pingan", home).See("专干").Gone("F9 通过").Press("f9").See("再看看").Press("2").See("平安办 自己的月报不能自审, 由领导审核")
	w.File("chayuanba")
	sit(w, "lingdao", "pingan", home).See("F9 通过").Press("f9").See("再看看").Press("2").See("已通过 平安办. 其余 1 份由平安办审核.")
}

func TestAMatrixShowsTheLinesThatHaveAValue(t *testing.T) {
	w := dbtest.New(t)
	w.Save("paichusuo", "paichusuo", "staff=民警", "cases.ledao=1", "cases=1")
	p := sit(w, "pingan", "paichusuo", home).See("全乡发案").See("乐道村").Gone("武陵山村").See("还没有报送")
	p.Press("f5").See("只看已填").Gone("止付金额").Press("f5").See("只看问题").Press("f5").See("止付金额")
}

func TestALineThatALedgerFeedsOpensItsRows(t *testing.T) {
	w := dbtest.New(t)
	e := ledger.Entry{Typed: map[string]string{"place": "文化广场", "form": "会议", "audience": "1200"}}
	if _, refused, err := w.Desk("chayuanba").Note(w.Ctx, "", "events", e); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	p := sit(w, "pingan", "chayuanba", screen.Size{Width: 120, Height: 40}).See("反诈联络员").Press(keys.End, keys.Home)
	for range 60 {
		if strings.Contains(p.Text(), "> 受众") {
			break
		}
		p.Press(keys.Down)
	}
	p.See("台账  1,200 人次  Enter 看每一笔").Press(keys.Enter).See("台账合计 1,200 人次").Press(keys.Esc).See("> 受众")
}

func TestNoRowIsWiderThanTheScreen(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "chayuanba", "highlights="+strings.Repeat("院坝会, reach 1,234; ", 20))
	w.File("chayuanba")
	resend(w, "chayuanba", "visited=90", "visits=95")
	w.File("ledao")
	if err := w.Desk("lingdao").Remark(w.Ctx, "chayuanba", dbtest.March, strings.Repeat("入户要抓紧, reach 1,234; ", 10)); err != nil {
		t.Fatal(err)
	}
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").See("改 2 项")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	all := []string{keys.Up, keys.Down, keys.PgUp, keys.PgDown, keys.Home, keys.End, keys.Tab, keys.ShiftTab, "f4", "f5", "f6", "f8", "f9", "]", "[", keys.Left, keys.Right, "ctrl+r", keys.Enter, keys.Esc, "1", "5", "茶"}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 6).Draw(r, "keys")...).Fits(size)
	})
}

func TestALineIsFoundWhateverIsHidden(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", screen.Size{Width: 80, Height: 24}).See("F9 通过").Press("f5").See("只看")
	p.Press("、").See("查找一项").Type("ｚｆｈｃ").See("> 1 走访户次").Press(keys.Enter).See("> 走访户次")
	p.Press("/").Type("没有这一项").See("没有符合的").Press(keys.Esc).See("> 走访户次")
	p.Press("/").Type("三(七)").See("> 1 三(七)").Press(keys.Enter).See("> 微信")
}

// What is copied is the whole report, whatever of it is in sight.
func TestAllOfTheReportIsCopied(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	for _, size := range []screen.Size{home, {Width: 46, Height: 19}, {Width: 120, Height: 40}} {
		p := sit(w, "pingan", "chayuanba", size).See("综治专干").Click("新入户")
		before := p.Text()
		all := p.Press("ctrl+y").See("已复制全部").Copied()
		for _, want := range []string{"综治专干", "走访户次", "亮点做法", "存在问题"} {
			if !strings.Contains(all, want) {
				t.Errorf("what is copied at %v lacks %s:\n%s", size, want, all)
			}
		}
		if p.Press("x").Gone("已复制"); p.Text() != before {
			t.Errorf("after it the view is\n%s\nand was\n%s", p.Text(), before)
		}
	}
}
