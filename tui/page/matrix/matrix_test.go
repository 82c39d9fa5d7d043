package matrix_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/matrix"
	"fanzha/tui/screen"
)

// row is a unit's row of the screen.
func row(p *drive.Person, name string) string {
	for line := range strings.SplitSeq(p.Text(), "\n") {
		if len(line) > 0 && strings.HasPrefix(line[1:], name) {
			return strings.TrimRight(line, " ")
		}
	}
	return ""
}

func TestEveryUnitsYearStandsInWords(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	w.SendBack("ledao", "宣讲会缺佐证", nil)
	w.Save("sifa", "sifa", "meetings=1")
	p := sit(w, "pingan", screen80, nil).See("报送情况 2021").See("按时 0  迟报 0  漏报 20  退回 1  未报 18")
	p.See("单位             2月  3月  4月").See("补报")
	for name, want := range map[string]string{
		"茶园坝社区": ">茶园坝社区       漏报>待审 -", "乐道村": " 乐道村           漏报 退回 -", "司法所": " 司法所           漏报 草稿 -", "党政办": " 党政办           漏报 未报 -",
	} {
		if got := row(p, name); !strings.HasPrefix(got, want) {
			t.Errorf("%s is %q", name, got)
		}
	}
	p.See("茶园坝社区 3月  3月18日 09:00 报送, 按时, 待审 不到 1 天").See("下面还有 3 个单位")
	p.Press(keys.Down, keys.Down, keys.Down, keys.Down, keys.Down, keys.Down).See("乐道村 3月  3月18日 09:00 报送, 按时, 退回 1 次, 没有重报, 原因: 宣讲会缺佐证")
	w.File("wulingshan")
	p.See(" 武陵山村         漏报 待审").See("未报 17")
}

func TestEnterOpensTheReportOrSaysWhyThereIsNone(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", screen80, nil).See(">待审")
	p.Press(keys.Enter).See("2021年3月 / 茶园坝社区  (审核员)").Press(keys.Esc).See(">待审")
	p.Press(keys.Left).See(">漏报").Press(keys.Enter).See("茶园坝社区 2021年2月").See("没有报送, 也没有填过. 2月25日 24:00 已经锁定").See("fanzha unlock chayuanba 2021-02 --until").Press(keys.Esc)
	p.Press(keys.Right, keys.Down).See(">未报").Press(keys.Enter).See("还没有开始填. 截止 3月20日 24:00, 还有 2 天.").Press(keys.Esc)
	p.Press(keys.Right).See("武陵山村 4月  3月21日 开始").Press(keys.Enter).See("这一期从 3月21日 开始统计").Press(keys.Esc)
	p.See("2021年4月 /")
}

func TestRowsArePickedByNameAndByBeingBehind(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", screen80, nil).See(">茶园坝社区")
	p.Press("/").See("查找 [").Type("wls").See(">武陵山村").Gone("茶园坝社区  ").Press(keys.Enter).See("查找 wls")
	p.Press(keys.Esc).See("茶园坝社区  ").See(">武陵山村")
	p.Press("/").Type("没有这个").See("没有名称含 没有这个 的单位").Press(keys.Esc).See("茶园坝社区  ")
	p.Press("f5").See("报送情况 2021  只看迟报未报").See("下面还有 2 个单位").Press("f5").See("F5 只看迟报未报").See("下面还有 3 个单位")
}

func TestTheYearTurnsWithinWhatThereIs(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", screen80, nil).See("报送情况 2021")
	p.Press(keys.PgUp).See("2021年是第一年").Press(keys.PgDown).See("2022年还没有开始")
	w.Clock.Set("2022-01-10 09:00")
	p.Press(keys.PgDown).See("报送情况 2022").See("单位             1月  2月").Press(keys.PgUp).See("报送情况 2021")
}

func TestAPhoneScrollsByColumnWithTheNamesFrozen(t *testing.T) {
	w := dbtest.New(t)
	size := screen.Size{Width: 46, Height: 19}
	p := sit(w, "pingan", size, nil).See("单位         2月  3月  4月  5月  6月  7月   >").See("下面还有")
	p.Press(keys.Right, keys.Right, keys.Right, keys.Right, keys.Right).See("单位        <3月  4月  5月  6月  7月  8月   >").See(">茶园坝社区   未报 -").Fits(size)
	for range 9 {
		p.Press(keys.Right)
	}
	p.See("<8月  9月  10月 11月 12月 补报").Press(keys.End).See("上面还有").See("村镇建设服~").See(">基础运营商").Fits(size)
}

// slow holds back one answer until released.
type slow struct {
	matrix.Desk
	calls   atomic.Int32
	release chan struct{}
}

func (s *slow) Matrix(ctx context.Context, year int) (*report.Matrix, error) {
	m, err := s.Desk.Matrix(ctx, year)
	if s.calls.Add(1) == 2 {
		<-s.release
	}
	return m, err
}

func TestAnAnswerThatComesTooLateIsDropped(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2022-01-10 09:00")
	s := &slow{Desk: w.Desk("pingan"), release: make(chan struct{})}
	p := sit(w, "pingan", screen80, s).See("报送情况 2021")
	p.Press(keys.PgDown).See("读取中") // held back
	p.Press(keys.PgUp).Gone("读取中").See("报送情况 2021")
	close(s.release)
	p.Press(keys.PgDown).See("报送情况 2022")
}

func TestWhoMayNotSeeItReadsWhy(t *testing.T) {
	sit(dbtest.New(t), "chayuanba", screen80, nil).See("全乡的报送情况只有平安办和领导可以查看")
}

func TestNoRowIsWiderThanTheScreen(t *testing.T) {
	w := dbtest.New(t)
	w.File("ledao")
	w.SendBack("ledao", strings.Repeat("缺佐证 reason,", 20), nil)
	p := sit(w, "pingan", screen80, nil).See("退回 1")
	all := []string{keys.Up, keys.Down, keys.Left, keys.Right, keys.Home, keys.End, keys.Tab, keys.ShiftTab, "f5", "f8", "/", "l", keys.Enter}
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Size{Width: rapid.IntRange(20, 210).Draw(r, "width"), Height: rapid.IntRange(5, 60).Draw(r, "height")}
		p.Resize(size).Fits(size)
		p.Press(rapid.SliceOfN(rapid.SampledFrom(all), 0, 6).Draw(r, "keys")...).Fits(size)
	})
}

func TestTheExportIsWhatIsSeen(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	p := sit(w, "pingan", screen80, nil).See(">待审").Press("/").Type("茶").Press(keys.Enter).See("查找 茶").Press("f8").See("导出报送情况")
	head, rest, _ := strings.Cut(p.Copied(), "\n")
	if !strings.HasPrefix(head, "分组\t单位\t2021年2月\t2021年3月\t") || !strings.HasPrefix(rest, "村(社区)\t茶园坝社区\t漏报\t待审\t\t") || strings.Count(rest, "\n") != 1 {
		t.Errorf("copied %q", p.Copied())
	}
	if p.Press("f8"); !strings.HasSuffix(p.Copied(), " year 2021 --csv --unit chayuanba > 2021.csv") {
		t.Errorf("the command is %s", p.Copied())
	}
	p.Press(keys.Enter, keys.Esc).Press("/").Type("没有").Press(keys.Enter, "f8").See("没有可导出的")
}

func TestAClickTakesACellAndThenOpensIt(t *testing.T) {
	w := dbtest.New(t)
	w.File("ledao")
	for _, size := range []screen.Size{screen80, {Width: 46, Height: 19}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p := sit(w, "pingan", size, nil).See(">茶园坝社区").See(">未报")
		p.Point("待审 -", 0, 0).Marks("待审").Point("乐道村", 0, 0).Marks("乐道村").Point("报送情况", 0, 0).Marks("")
		p.Click("待审 -").See(">乐道村").See(">待审").Click("待审 -").See("F8 退回").Press(keys.Esc).See(">待审")
		p.Click("角帮寨村").See(">角帮寨村").Click(">角帮寨村").See("还没有开始填").Press(keys.Enter)
		p.Click("漏报 未报").See(">茶园坝社区").See(">漏报").Click("报送情况").See(">茶园坝社区").Press("/").Click("角帮寨村").See(">茶园坝社区")
	}
}

// Beside the matrix stands what the cell in hand is about, and what of the unit's
// year was not in order: what the row says anyway would only be sent once more.
func TestBesideStandsTheCellInHandAndWhatWasNotInOrder(t *testing.T) {
	w := dbtest.New(t)
	w.File("ledao")
	w.SendBack("ledao", "宣讲会缺佐证", nil)
	p := sit(w, "pingan", screen.Size{Width: 120, Height: 40}, nil).Press("/").Type("ledao").Press(keys.Enter).See(">乐道村")
	p.See("乐道村  3月").See("3月18日 09:00 报送, 按时, 退回 1 次").See("宣讲会缺佐证").See("2月  漏报  没有报送, 2月25日 24:00 已~").Gone("4月  -")
	p.Press(keys.Left).See("乐道村  2月").See("3月  退回  3月18日 报送, 退回 1 次").Gone("宣讲会缺佐证")
}

// What is copied are all units and all periods.
func TestAllOfTheYearIsCopied(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", screen.Size{Width: 46, Height: 19}, nil).See("报送情况 2021")
	before := p.Text()
	all := p.Press("ctrl+y").See("已复制全部").Copied()
	for _, want := range []string{"3月", "补报", "武陵山村", "茶园坝社区", "基础运营商"} {
		if !strings.Contains(all, want) {
			t.Errorf("what is copied lacks %s:\n%s", want, all)
		}
	}
	if p.Press("x").Gone("已复制"); p.Text() != before {
		t.Errorf("after it the view is\n%s\nand was\n%s", p.Text(), before)
	}
}
