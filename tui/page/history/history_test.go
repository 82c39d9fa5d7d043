package history_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// story is a report that was typed, corrected, sent, returned and sent again.
func story(t *testing.T) *dbtest.Town {
	t.Helper()
	w := dbtest.New(t)
	w.Save("pingan", "ledao", "households=612")
	w.Clock.Set("2021-03-18 10:00")
	w.Save("ledao", "ledao", "staff=综治专干", "visited=120")
	w.Clock.Set("2021-03-18 10:05")
	w.Save("ledao", "ledao", "visits=150", "visited=100")
	w.Clock.Set("2021-03-18 12:00")
	w.Save("ledao", "ledao", "visits=na")
	w.Clock.Set("2021-03-18 13:00")
	w.Save("ledao", "ledao", "visits=1200", "events=2", "audience=30")
	w.Submit("ledao", "本月农忙")
	w.Clock.Set("2021-03-18 14:00")
	w.SendBack("ledao", "宣讲会缺佐证", nil)
	w.Clock.Set("2021-03-18 15:00")
	w.Submit("ledao", "已补")
	return w
}

func TestTheHistorySaysInWordsWhatHappened(t *testing.T) {
	w := story(t)
	size := screen.Size{Width: 80, Height: 60}
	p := sit(w, "pingan", "ledao", size).See("历史  乐道村 2021年3月  待审")
	for _, want := range []string{
		"3月18日 15:00  报送", "说明: 已补",
		"3月18日 14:00  退回", "平安办", "原因: 宣讲会缺佐证",
		"说明: 本月农忙",
		"走访户次  不适用 改为 1,200", "走访户次  150 改为 不适用",
		"3月18日 10:05  填写 3 项", "乐道村  ssh 10.1.2.3", "新入户  100",
		"实有户数  612",
	} {
		p.See(want)
	}
	if text := p.Text(); strings.Index(text, "15:00  报送") > strings.Index(text, "14:00  退回") || strings.Contains(text, "120") {
		t.Errorf("the order or the fold is wrong:\n%s", text)
	}
	p.Resize(screen.Size{Width: 80, Height: 14}).See("第 1-10 行, 共 19 行").Press("end").See("实有户数  612").Gone("说明: 已补").Press("home").See("说明: 已补")
}

func TestAReportThatNobodyTouchedSaysHowItsHistoryBegins(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", "ledao", home).See("填了第一项, 这里就看得到. 按 Esc 返回去填.")
	sit(w, "pingan", "ledao", home).See("乐道村 填了第一项, 这里就看得到.")
	w.Save("ledao", "ledao", "visited=100")
	p.See("填写 1 项").See("新入户  100")
}

func TestARowOfALedgerIsNamedByItsLedger(t *testing.T) {
	w := dbtest.New(t)
	e := ledger.Entry{Typed: map[string]string{"place": "文化广场", "form": "会议", "audience": "30"}}
	if _, refused, err := w.Desk("ledao").Note(w.Ctx, "", "events", e); err != nil || refused != nil {
		w.Fatal(err, refused)
	}
	sit(w, "pingan", "ledao", screen.Size{Width: 80, Height: 24}).See("记台账").See("活动台账  2021-03-18 文化广场 会议 受众30人次")
}

func TestALeaderWritesARemarkThatAllReadersSee(t *testing.T) {
	w := story(t)
	unit := sit(w, "ledao", "", home).See("历史  乐道村").Gone("F4 批示")
	p := sit(w, "lingdao", "ledao", home).See("F4 批示")
	p.Press("f4").See("批示: 乐道村 2021年3月").Press("enter").See("请写一句话").Type("入户要抓紧").Press("enter").See("批示已写上").See("入户要抓紧")
	unit.See("入户要抓紧").See("乡领导")
	unit.Press("f4").Gone("批示: 乐道村")
	p.Press("f2").See("最早").Type("ps").Press("enter").See("批示: 乐道村").Press("esc").Gone("批示: 乐道村")
}

func TestTheFormLeadsToTheHistoryAndBackToTheSameLine(t *testing.T) {
	w := story(t)
	p := sitAt(w, "ledao", tui.Place{Kind: tui.Entry, Period: dbtest.March, Key: "visits"}, home).See("> 走访户次")
	p.Press("ctrl+r").See("历史  乐道村 2021年3月").See("原因: 宣讲会缺佐证").Press("esc").See("> 走访户次")
	p.Press("f2").See("全部操作").Type("ls").See("历史").Press("enter").See("历史  乐道村")
}

func TestAReportThatNobodyTouched(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "pingan", "sifa", home).See("还没有人动过这份月报.")
	sit(w, "sifa", "ledao", home).See("乐道村 的月报你不能查看.").Press("esc").See("退出反诈月报?")
}

func TestRowsFitEverySize(t *testing.T) {
	w := story(t)
	w.Save("pingan", "sifa", "staff=干事")
	p := sit(w, "lingdao", "ledao", home).See("F4 批示")
	p.Press("f4").See("批示:").Type(strings.Repeat("入户要抓紧, reach 1,234; ", 12)).Press("enter").See("批示已写上")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	names := []string{keys.Up, keys.Down, keys.PgUp, keys.PgDown, keys.Home, keys.End, "f4", "x"}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 6).Draw(r, "keys") {
			p.Press(key).Fits(size)
		}
	})
}

func TestWhatASubmissionBroughtAndTookAwayAgainIsTold(t *testing.T) {
	w := dbtest.New(t)
	w.Save("paichusuo", "paichusuo", "staff=民警", "cases.ledao=2", "loss.ledao=1.5")
	w.Submit("paichusuo", "")
	w.Clock.Set("2021-03-18 14:00")
	w.SendBack("paichusuo", "核对", nil)
	sit(w, "pingan", "paichusuo", screen.Size{Width: 80, Height: 60}).See("历史  派出所").
		See("报送时带入: 全乡发案 2, 全乡损失 1.5").See("报送时带入的 2 项随之取消, 再报时重新带入.").Gone("清空")
}

// An undone figure and a remark that was written beside an unchanged one are no
// changes of 62 to 62.
func TestWhatWasPutBackIsToldAsSuch(t *testing.T) {
	w := dbtest.New(t)
	w.Save("ledao", "ledao", "staff=文书", "visits=62")
	w.Clock.Set("2021-03-18 11:00")
	w.Save("ledao", "ledao", "visits=63", "visited=5")
	w.Save("ledao", "ledao", "visits=62", "visited=")
	w.Clock.Set("2021-03-18 13:00")
	note := "含电话回访"
	if _, _, err := w.Desk("ledao").Save(w.Ctx, "ledao", dbtest.March, []report.Edit{{Key: "visits", Text: "62", Note: &note, Version: report.AnyVersion}}); err != nil {
		t.Fatal(err)
	}
	p := sit(w, "pingan", "ledao", screen.Size{Width: 80, Height: 60})
	p.See("走访户次 备注  含电话回访").See("13:00  填写 1 项").See("走访户次  改过又改回 62").See("新入户  填过又清空").See("走访户次  62").Gone("62 改为")
}
