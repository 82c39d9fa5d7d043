package table_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/table"
	"fanzha/tui/screen"
)

var start = tui.Place{Kind: tui.Table}

func TestAReportThatArrivesShowsAndTheRowInHandStays(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", home, start, nil).See("未报 20").Press(keys.Down, keys.Down, keys.Right, keys.Right, keys.Right, keys.Right, keys.Right).See(">百花桥村").See("列 2-").See(">悬挂横幅")
	w.File("chayuanba")
	p.See("已报 1 ").See(">百花桥村").See("列 2-").See(">悬挂横幅").See("1/7")
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
	p.Press(keys.Enter).See("百花桥村  (审核员)").See("综治专干")
	p.Press(keys.Esc).See(">百花桥村").See("村(社区)  累计")
}

func TestUnitsAreFoundByNameAndByInitials(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", home, start, nil).See("未报 20")
	p.Press("/").See("查找 [").Type("wls").See(">武陵山村").Gone("小计").Press(keys.Enter).See("查找 wls")
	p.Press(keys.Esc).See("小计")
	p.Press("/").Type("没有").See("全乡没有名称含 没有 的单位").See("列 1-6 /").Press(keys.Esc).See("小计")
}

func TestOnlyWhatIsMissingOrFails(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", home, start, nil).See(">茶园坝社区").Press("f5").See("只看问题").Gone(">茶园坝社区").See(">武陵山村")
	p.Press("f5").See(" 茶园坝社区").See(">武陵山村")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, home, {Width: 120, Height: 40}} {
		p.Resize(size).Press("f5", "/").Type("wulings").See("查找 wulings   只看问题").Press(keys.Enter).See("查找 wulings   只看问题").Press(keys.Esc).See(" 茶园坝社区")
	}
	p.Resize(screen.Size{Width: 46, Height: 19}).Press("2", "f5", "/").Type("wulingshancun").See("查找 wul~   只看问题")
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
	all := []string{keys.Up, keys.Down, keys.Left, keys.Right, keys.Home, keys.End, keys.Tab, "f4", "f5", "f6", "f7", "f8", "/", keys.Enter, "c", "茶", "1", "2", "3", "4", "5", "6"}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Size{Width: rapid.IntRange(1, 210).Draw(r, "width"), Height: rapid.IntRange(3, 60).Draw(r, "height")}
		p.Resize(size).Fits(size)
		p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 6).Draw(r, "keys")...).Fits(size)
	})
}

// order is the names of the units as they stand on the screen.
func order(p *drive.Person, names ...string) string {
	text := p.Text()
	slices.SortFunc(names, func(a, b string) int { return strings.Index(text, a+" ") - strings.Index(text, b+" ") })
	return strings.Join(names, " ")
}

func TestAnyColumnSortsTheUnitsAndOnceMoreTurnsThem(t *testing.T) {
	w := dbtest.New(t)
	w.Save("pingan", "ledao", "households=500")
	w.Save("ledao", "ledao", "visited=200")
	w.File("chayuanba") // visited 100 of 612
	w.Save("pingan", "wulingshan", "households=100")
	w.Save("wulingshan", "wulingshan", "visited=90")
	p := sit(w, "pingan", home, start, nil).See("已报 1 ").Press("2", "f7").See("按什么排序").Type("fugai")
	p.Press(keys.Backspace, keys.Backspace, keys.Backspace, keys.Backspace, keys.Backspace).Type("覆盖率").Press(keys.Enter)
	p.See("排序 入户覆盖率 从大到小")
	if got := order(p, "茶园坝社区", "百花桥村", "乐道村", "武陵山村"); got != "武陵山村 乐道村 茶园坝社区 百花桥村" {
		t.Errorf("sorted are %s:\n%s", got, p.Text())
	}
	p.Press("f7").See("再选从小到大").Type("覆盖率").Press(keys.Enter).See("排序 入户覆盖率 从小到大")
	if got := order(p, "茶园坝社区", "百花桥村", "乐道村", "武陵山村"); got != "茶园坝社区 乐道村 武陵山村 百花桥村" {
		t.Errorf("turned are %s:\n%s", got, p.Text()) // who has no figure stays last
	}
	p.See("小计").Press("1", "f7", "2").See("排序 状态 未报在前").See(">百花桥村").Press("f7", "2").See("排序 状态 通过在前").See(">茶园坝社区")
	p.Press("f7", "1").Gone("排序 状态")
}

func TestChosenColumnsStayForTheSession(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", home, start, nil).See("已报 1 ").Press("2", "f6").See("选列").See("[x] 新入户")
	p.Press("f4").See("[ ] 新入户").Press("1").See("[x] 新入户").Type("佐证").See("[ ] 佐证").Press("　").See("[x] 佐证").Press(keys.Esc)
	p.See("列 1-2 / 2").See("新入户").See("佐证").Gone("入户覆盖率")
	p.Press("1").See("宣传活动").Press("2").See("列 1-2 / 2")
	p.Press(keys.Enter).See("茶园坝社区  (审核员)").Press(keys.Esc).See("列 1-2 / 2")
	p.Press("f6", "f4", keys.Esc).See("入户覆盖率") // none at all is as usual
	p.Press("f6", "f4", "f5").See("[x] 走访").Press(keys.Esc).See("入户覆盖率")
}

func TestTheExportIsWhatIsSeen(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", home, start, nil).See("已报 1 ").Press("2", "f6", "f4", "1").Type("佐证").Press(keys.Enter, keys.Esc)
	p.See("列 1-2 / 2").Press("/").Type("茶").Press(keys.Enter).See("查找 茶").Press("f8").See("导出汇总表")
	if got, want := p.Copied(), "分组\t单位\t状态\t迟报天数\t新入户(户)\t佐证材料(件)\n村(社区)\t茶园坝社区\t待审\t\t100\t\n"; got != want {
		t.Errorf("copied %q", got)
	}
	command := "ssh -p 2222 pingan@10.1.1.1 table 2021-03 --csv --group villages --columns visited,evidence --unit chayuanba > 2021-03.csv"
	if p.Press("f8"); p.Copied() != command {
		t.Errorf("the command is %s", p.Copied())
	}
	p.See("已放入命令").Press(keys.Enter).Press(keys.Esc).See("小计").Press("f4", "f5", "f7", "2", "f8").See("导出汇总表").Press("f8")
	if got := p.Copied(); !strings.Contains(got, "--columns visited,evidence --sort state --failing --year > 2021-03.csv") {
		t.Errorf("the command is %s", got)
	}
}

func TestTheMouseOpensAUnit(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", home, start, nil).See(">茶园坝社区").Point("金子山村", 50, 0).Marks("-").Point("金子山村", 1, 0).Marks("金子山村").Point("单位", 0, 0).Marks("")
	p.Click("百花桥村").See(">百花桥村").Click("F4").See("累计")
	p.Click("百花桥村").See("百花桥村  (审核员)").Click("Esc").See(">百花桥村").Click("村(社区)小计").See(">村(社区)小计").Click("百花桥村").See(">百花桥村")
	p.ClickBeside("金子山村", 50).See(">金子山村").See(">受众").ClickBeside("金子山村", 50).See("> 受众").Press(keys.Esc).See(">金子山村").Click("百花桥村").See(">百花桥村")
	p.Resize(screen.Size{Width: 46, Height: 19}).See(">百花桥村").Click("武陵山村").See(">武陵山村")
	p.Press("f6").See("[x] 进村居").Click("进村居").See("[ ] 进村居").Click("进校园").See("[ ] 进校园").Click("进村居").See("[x] 进村居").Click("选列").Press("esc").See(">武陵山村")
	p.Press("f2").See("全部操作").Wheel(12).Click("只看问题").See(">武陵山村").See("只看问题").Press("esc").Gone("只看问题")
	p.Click("汇总表").See(">武陵山村").Press("f7").Click("状态").See("排序 状态")
}

// What several units did together counts once in the total, and the page says
// why that is less than the sum of the groups.
func TestTheTotalSaysWhatItCountsOnce(t *testing.T) {
	w := dbtest.New(t)
	e := ledger.Entry{Day: "3-5", Typed: map[string]string{"place": "广场", "form": "文艺", "partners": "司法所、派出所"}}
	if _, refused, err := w.Desk("ledao").Note(w.Ctx, "", "events", e); err != nil || len(refused) > 0 {
		t.Fatal(err, refused)
	}
	p := sit(w, "pingan", home, start, nil).See("合计已去掉联合活动重复的 宣传活动 2 场")
	p.Press(keys.Right, keys.End, keys.Enter).See("合计 宣传活动 1 场").See("1 乐道村").See("联合活动重复的").See("-2").Press("4").See("合计只算一场").Press(keys.Enter).See(">合计")
	p.Press(keys.Tab).See("村(社区)  本月").Gone("合计已去掉")
}

func TestBesideTheTableStandsTheUnitInHandAndBelowItTheTown(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("wulingshan")
	w.SendBack("chayuanba", "漏填", nil)
	p := sit(w, "pingan", screen.Size{Width: 120, Height: 40}, start, nil).See("退回 1 次").See("退回    茶园坝社区")
	p.Press(keys.Down)
	if text := p.Text(); !strings.Contains(text, "报送 3月18日") || !strings.Contains(text, "退回    茶园坝社区") || strings.Contains(text, "退回 1 次") {
		t.Errorf("one row down:\n%s", text)
	}
	// Whoever goes on and on sees what a unit is about when they rest.
	p.Press(keys.Down)
	if text := p.Text(); strings.Contains(text, "报送 3月18日") || strings.Contains(text, "必填还差") || !strings.Contains(text, "退回    茶园坝社区") {
		t.Errorf("on the way:\n%s", text)
	}
	p.See(">百花桥村").See("已填 0 / ").See("退回    茶园坝社区")
}

// What is copied are all units and all columns that are shown, on a phone too.
func TestAllOfTheTableIsCopied(t *testing.T) {
	w := dbtest.New(t)
	for _, size := range []screen.Size{home, {Width: 46, Height: 19}} {
		p := sit(w, "pingan", size, start, nil).See(">茶园坝社区").Press(keys.Right)
		before := p.Text()
		all := p.Press("ctrl+y").See("已复制全部").Copied()
		for _, want := range []string{"茶园坝社区", "基础运营商", "合计", "张贴海报", "佐证"} {
			if !strings.Contains(all, want) {
				t.Errorf("what is copied at %v lacks %s:\n%s", size, want, all)
			}
		}
		if p.Press("x").Gone("已复制"); p.Text() != before {
			t.Errorf("after it the view is\n%s\nand was\n%s", p.Text(), before)
		}
	}
}
