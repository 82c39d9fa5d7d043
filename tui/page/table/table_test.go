package table_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/page/table"
	"fanzha/tui/screen"
)

var start = tui.Place{Kind: tui.Table}

func TestAReportThatArrivesShowsAndTheRowInHandStays(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", home, start, nil).See("未报 20").Press(keys.Down, keys.Down, keys.Right).See(">百花桥村").See("列 2-")
	w.File("chayuanba")
	p.See("已报 1 ").See(">百花桥村").See("列 2-").See("1/7")
}

func TestThePeriodStaysBetweenTheFirstAndTheOneThatCountsNow(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", home, start, nil).See("已报 1 ")
	p.Press(keys.PgDown).See("2021年4月 从 3月21日 开始统计").See("2021年3月 /")
	p.Press(keys.PgUp).See("2021年2月 /").See("已报 0").See("截止 2月20日 24:00")
	p.Press(keys.PgUp).See("2021年2月 是第一期").See("2021年2月 /")
	p.Press(keys.PgDown).See("2021年3月 /").See("已报 1 ")
}

func TestEachGroupHasTheColumnsOfItsKinds(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", home, start, nil).See("宣传活动").Gone("新入户")
	p.Press(keys.Tab).See("汇总表  村(社区)").See("新入户").See("入户覆盖率").Gone("营业网点").Gone("农村商业银行")
	p.Press("4").See("汇总表  金融").See("营业网点").See("农村商业银行").Gone("新入户")
	p.Press("1").See("汇总表  全部").Gone("营业网点")
}

func TestAReviewComesBackToTheSameRow(t *testing.T) {
	w := dbtest.New(t)
	w.File("baihuaqiao")
	p := sit(w, "pingan", home, start, nil).See("已报 1 ").Press("2", keys.Down, keys.Down, "f4").See(">百花桥村").See("村(社区)  累计")
	p.Press(keys.Enter).See("百花桥村 审核员").See("综治专干")
	p.Press(keys.Esc).See(">百花桥村").See("村(社区)  累计")
}

func TestUnitsAreFoundByNameAndByInitials(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", home, start, nil).See("未报 20")
	p.Press("/").See("查找 [").Type("wls").See(">武陵山村").Gone("小计").Press(keys.Enter).See("查找 wls")
	p.Press(keys.Esc).See("小计")
	p.Press("/").Type("没有").See("全乡没有名称含 没有 的单位").Press(keys.Esc).See("小计")
}

func TestOnlyWhatIsMissingOrFails(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", home, start, nil).See(">茶园坝社区").Press("f5").See("只看问题").Gone(">茶园坝社区").See(">武陵山村")
	p.Press("f5").See(" 茶园坝社区").See(">武陵山村")
}

func TestAPhoneKeepsItsRoomForTheUnits(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.SendBack("chayuanba", "漏填", nil)
	p := sit(w, "pingan", screen.Size{Width: 46, Height: 19}, start, nil)
	p.See(">茶园坝社区").See(" 金子山村 ").See("未报    武陵山村").Gone("退回    茶园坝社区")
}

func TestNothingZeroAndNotApplicableDiffer(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "chayuanba", "meetings=0", "events=na")
	p := sit(w, "pingan", home, start, nil).See("不适用")
	for row := range strings.SplitSeq(p.Text(), "\n") {
		if strings.HasPrefix(row, ">茶园坝社区") {
			if f := strings.Fields(row); f[1] != "草稿" || f[2] != "0" || f[3] != "不适用" || f[4] != "-" {
				t.Errorf("the row is %q", f)
			}
		}
	}
}

func TestWhoMayNotSeeTheTableReadsWhy(t *testing.T) {
	w := dbtest.New(t)
	sit(w, "chayuanba", home, start, nil).See("全乡的表只有平安办和领导可以查看")
}

// slow holds back its first answer until released.
type slow struct {
	table.Desk
	calls   atomic.Int32
	release chan struct{}
}

func (s *slow) Table(ctx context.Context, p report.Period) (*report.Table, error) {
	first := s.calls.Add(1) == 2
	t, err := s.Desk.Table(ctx, p)
	if first {
		<-s.release
	}
	return t, err
}

func TestAnAnswerThatComesTooLateIsDropped(t *testing.T) {
	w := dbtest.New(t)
	s := &slow{Desk: w.Desk("pingan"), release: make(chan struct{})}
	p := sit(w, "pingan", home, start, s).See("2021年3月 /")
	p.Press(keys.PgUp).See("读取中") // held back
	p.Press(keys.PgDown).See("实时").See("2021年3月 /")
	close(s.release)
	w.File("chayuanba")
	p.See("已报 1 ").See("2021年3月 /")
}

func TestAFigureOpensTheLedgerRowsThatMakeIt(t *testing.T) {
	w := dbtest.New(t)
	e := ledger.Entry{Typed: map[string]string{"place": "文化广场", "form": "会议", "audience": "1200"}}
	if _, refused, err := w.Desk("chayuanba").Note(w.Ctx, "", "events", e); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	p := sit(w, "pingan", home, start, nil).See(">茶园坝社区").See("1,200").Press("ctrl+t").See("茶园坝社区 的哪个数").Type("sz").Press(keys.Enter)
	p.See("台账合计 1,200 人次").See("文化广场").Press(keys.Esc).See(">茶园坝社区")
	// The figure at the left of what is in sight comes first.
	p.Press(keys.Right, keys.Right, "ctrl+t").See("茶园坝社区 的哪个数").Press(keys.Enter).See("台账合计")
	p.Press(keys.Esc).See(">茶园坝社区")
}

func TestNoRowIsWiderThanTheScreen(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.Save("ledao", "ledao", "highlights="+strings.Repeat("院坝会, reach 1,234; ", 20), "audience=123456789012", "events=na")
	p := sit(w, "pingan", home, start, nil).See("已报 1 ")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	all := []string{keys.Up, keys.Down, keys.Left, keys.Right, keys.Home, keys.End, keys.Tab, "f4", "f5", "/", keys.Enter, "c", "茶", "1", "2", "3", "4", "5", "6"}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Size{Width: rapid.IntRange(1, 210).Draw(r, "width"), Height: rapid.IntRange(3, 60).Draw(r, "height")}
		p.Resize(size).Fits(size)
		p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 6).Draw(r, "keys")...).Fits(size)
	})
}
