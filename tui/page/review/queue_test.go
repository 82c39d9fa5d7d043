package review_test

import (
	"testing"
	"time"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// three villages wait, in this order.
func queue(t *testing.T) *dbtest.Town {
	t.Helper()
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Clock.Pass(time.Hour)
	w.File("wulingshan")
	w.Clock.Pass(time.Hour)
	w.File("ledao")
	return w
}

func TestTheNextWaitingReportComesByItself(t *testing.T) {
	w := queue(t)
	p := sit(w, "pingan", "wulingshan", home).See("武陵山村  (审核员)").See("第 2 份 / 共 3 份待审")
	p.Press("f9").See("再看看").Press("2").See("已通过 武陵山村, 还有 2 份待审.").See("乐道村  (审核员)").See("第 2 份 / 共 2 份待审")
	p.Press("f8").See("退回 乐道村 2021年3月").Press("1", keys.Enter).See("已退回 乐道村").See("还有 1 份待审.").See("茶园坝社区  (审核员)")
	p.Press("f9").See("通过 茶园坝社区").Press("2").See("已通过 茶园坝社区. 没有等着审核的了.").See("F7 启封")
	for unit, want := range map[string]report.State{"wulingshan": report.StateAccepted, "ledao": report.StateReturned, "chayuanba": report.StateAccepted} {
		if r := saved(w, unit); r.State != want {
			t.Errorf("the report of %s is %s", unit, r.State)
		}
	}
}

func TestTheWaitingReportsTurn(t *testing.T) {
	w := queue(t)
	p := sit(w, "pingan", "chayuanba", home).See("第 1 份 / 共 3 份待审").See("左右 换一份")
	p.Press(keys.Right).See("武陵山村  (审核员)").Type("】").See("乐道村  (审核员)").Press("]").See("茶园坝社区  (审核员)").Press("[").See("乐道村  (审核员)").Press(keys.Left).See("武陵山村  (审核员)")
	p.Press("f2").See("下一份待审").See("历史").Press(keys.Esc)
	p.Resize(screen.Size{Width: 46, Height: 19}).See("2/3 份").Resize(home)
	p.Press("f6").See("原因是什么").Press("2", keys.Enter).See("已标记 1 项")
	p.Press(keys.Right).See("标记的 1 项还没有退回").Press("2").See("乐道村  (审核员)").Gone("已标记")
}

func TestKeysTypedAheadMeetTheReportTheyAreMeantFor(t *testing.T) {
	w := queue(t)
	p := sit(w, "pingan", "chayuanba", home).See("第 1 份")
	p.Press(keys.Right, "f9").See("通过 武陵山村 2021年3月?").Press("2").See("已通过 武陵山村")
	if r := saved(w, "chayuanba"); r.State != report.StateSubmitted {
		t.Errorf("the first report is %s", r.State)
	}
}

func TestTheQueueIsLive(t *testing.T) {
	w := queue(t)
	p := sit(w, "pingan", "chayuanba", home).See("共 3 份待审")
	w.File("shijiagou")
	p.See("共 4 份待审")
}

func TestALeaderReadsOnAndJudgesTheOfficeAlone(t *testing.T) {
	w := queue(t)
	w.Save("pingan", "pingan", "staff=专干", "rallies_talk=2")
	w.Submit("pingan", "已核对")
	p := sit(w, "lingdao", "chayuanba", home).See("第 1 份 / 共 4 份待审").Gone("F9 通过")
	p.Press("[").See("平安办  (领导)").See("F9 通过").Press("f9").See("再看看").Press("2").See("已通过 平安办. 其余 3 份由平安办审核.").See("另有 3 份待审")
	sit(w, "pingan", "chayuanba", home).See("共 3 份待审")
}

func TestWhoSeesOneReportAloneHasNoQueue(t *testing.T) {
	w := queue(t)
	sit(w, "ledao", "ledao", home).See("待审  按时").Gone("份待审").Press("]").See("没有别的待审月报")
}

func TestAResubmittedReportSaysWhatChanged(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Gone("改 ")
	resend(w, "chayuanba", "visited=90", "visits=", "elderly=3")
	p.See("改 3 项").See("改: 100 改为 90").See("改: 120 改为 空").Press(keys.Home).See("改: 空 改为 3")
	p.Press("f5").See("只看已填").See("改: 120 改为 空").Press("f5").See("只看问题").Press("f5").See("只看改动").Gone("综治专干").Gone("整份").See("改: 100 改为 90")
	p.Press("f5").See("综治专干")
	if _, err := w.Desk("chayuanba").Withdraw(w.Ctx, "chayuanba", dbtest.March); err != nil {
		t.Fatal(err)
	}
	p.See("草稿").Gone("改: 100")
	w.Save("chayuanba", "chayuanba", "visited=80")
	w.Submit("chayuanba", "已核对")
	p.See("改: 100 改为 80")
}

func TestALeadersRemarkStandsInTheHead(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	office := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f4").Gone("批示:")
	p := sit(w, "lingdao", "chayuanba", home).See("综治专干").Press("f4").See("批示: 茶园坝社区 2021年3月").Press(keys.Enter).See("请写一句话")
	p.Type("入户要抓紧").Press(keys.Enter).See("批示已写上").See("批示 乡领导: 入户要抓紧")
	office.See("批示 乡领导: 入户要抓紧")
	p.Press("f4").See("一段话").Type("再核对").Press(keys.Enter).See("批示 2 条 乡领导: 再核对")
	p.Press("ctrl+r").See("历史  茶园坝社区 2021年3月").See("入户要抓紧").Press(keys.Esc).See("批示 2 条")
}

func TestUnsealingListsTheMonthsThatMoveWithIt(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Accept("chayuanba")
	w.Clock.Set("2021-04-10 09:00")
	april := w.In(report.Period{Year: 2021, Month: 4})
	april.Save("chayuanba", "", "visited=5")
	april.Submit("chayuanba", "已核对")
	p := sit(w, "pingan", "chayuanba", home).See("通过").See("另有 1 份待审").Press("f7").See("启封 茶园坝社区").Type("录错").Press(keys.Enter)
	p.See("已启封, 单位可以再改. 累计数会随之变动的: 4月.").See("启封: 录错")
}
