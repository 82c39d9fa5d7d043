package history_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// story is a report that was typed, corrected, sent, returned and sent again.
func story(t *testing.T) *town {
	t.Helper()
	w := newTown(t)
	at := func(d time.Duration) { w.now = opened.Add(d) }
	w.save("pingan", "ledao", "households=612")
	at(time.Hour)
	w.save("ledao", "ledao", "staff=综治专干", "visited=120")
	at(time.Hour + 5*time.Minute)
	w.save("ledao", "ledao", "visits=150", "visited=100")
	at(3 * time.Hour)
	w.save("ledao", "ledao", "visits=na")
	at(4 * time.Hour)
	w.save("ledao", "ledao", "visits=1200", "events=2", "audience=30")
	submit := func(word string) {
		if _, found, err := w.desk("ledao").Submit(w.ctx, "ledao", march, word, report.AnyVersion); err != nil {
			t.Fatal(err, found)
		}
	}
	submit("本月农忙")
	at(5 * time.Hour)
	if _, err := w.desk("pingan").Return(w.ctx, "ledao", march, "宣讲会缺佐证", nil, report.AnyVersion); err != nil {
		t.Fatal(err)
	}
	at(6 * time.Hour)
	submit("已补")
	return w
}

func TestTheHistorySaysInWordsWhatHappened(t *testing.T) {
	w := story(t)
	size := screen.Size{Width: 80, Height: 60}
	p := w.sit("pingan", "ledao", size).See("历史  乐道村 2021年3月  待审")
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
	p.Resize(screen.Size{Width: 80, Height: 14}).See("第 1-10 行, 共 18 行").Press("end").See("实有户数  612").Gone("说明: 已补").Press("home").See("说明: 已补")
}

func TestALeaderWritesARemarkThatAllReadersSee(t *testing.T) {
	w := story(t)
	unit := w.sit("ledao", "", home).See("历史  乐道村").Gone("F4 批示")
	p := w.sit("lingdao", "ledao", home).See("F4 批示")
	p.Press("f4").See("批示: 乐道村 2021年3月").Press("enter").See("请写一句话").Type("入户要抓紧").Press("enter").See("批示已写上").See("入户要抓紧")
	unit.See("入户要抓紧").See("乡领导")
	unit.Press("f4").Gone("批示: 乐道村")
	p.Press("f2").See("最早").Type("ps").Press("enter").See("批示: 乐道村").Press("esc").Gone("批示: 乐道村")
}

func TestTheFormLeadsToTheHistoryAndBackToTheSameLine(t *testing.T) {
	w := story(t)
	p := w.sitAt("ledao", tui.Place{Kind: tui.Entry, Period: march, Key: "visits"}, home).See("> 走访户次")
	p.Press("ctrl+r").See("历史  乐道村 2021年3月").See("原因: 宣讲会缺佐证").Press("esc").See("> 走访户次")
	p.Press("f2").See("全部操作").Type("ls").See("历史").Press("enter").See("历史  乐道村")
}

func TestAReportThatNobodyTouched(t *testing.T) {
	w := newTown(t)
	w.sit("pingan", "sifa", home).See("还没有人动过这份月报.")
	w.sit("sifa", "ledao", home).See("乐道村 的月报你不能查看.").Press("esc").See("退出反诈月报?")
}

func TestRowsFitEverySize(t *testing.T) {
	w := story(t)
	w.save("pingan", "sifa", "staff=干事")
	p := w.sit("lingdao", "ledao", home).See("F4 批示")
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
