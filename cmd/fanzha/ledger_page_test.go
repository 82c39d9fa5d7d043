package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"fanzha/db/ledger"
	"fanzha/db/report"
)

// noteRow adds a row to a ledger; typed is as one line would have it.
func noteRow(t *testing.T, a *App, login, id, day, typed string) ledger.Row {
	t.Helper()
	e := ledger.Entry{Day: day, Typed: map[string]string{}}
	for _, pair := range strings.Split(typed, " ") {
		key, text, _ := strings.Cut(pair, "=")
		e.Typed[key] = text
	}
	r, refused, err := deskOf(t, a, login).Note(t.Context(), "", id, e)
	if err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	return r
}

// busy is a township whose village has noted what it did in March.
func busy(t *testing.T) *App {
	t.Helper()
	a := town(t, opened)
	for _, row := range [][2]string{
		{"2-25", "place=社区广场 form=集中设点 audience=180 leaflets=240 posters=12 class=村居"},
		{"3-2", "place=茶园坝小学 form=宣讲会 audience=95 class=校园"},
		{"3-5", "place=二组院坝 form=院坝会 audience=1240 leaflets=40 banners=2 class=村居"},
		{"3-11", "place=农贸市场 form=集中设点 audience=260 leaflets=300 class=场所 partners=派出所、农村商业银行"},
		{"3-16", "place=三组院坝 form=院坝会 audience=38 leaflets=38 class=村居 remark=下雨,改到村委会"},
	} {
		noteRow(t, a, "chayuanba", "events", row[0], row[1])
	}
	noteRow(t, a, "wulingshan", "events", "3-13", "place=文化站 form=文艺 audience=210 partners=茶园坝社区")
	noteRow(t, a, "chayuanba", "visits", "3-9", "visits=45 visited=32 group=二组")
	d := deskOf(t, a, "chayuanba")
	e := ledger.Entry{Typed: map[string]string{"audience": "124"}, Reason: "受众多写了一个0"}
	if _, refused, err := d.Correct(t.Context(), "3", e); err != nil || refused != nil {
		t.Fatal(err, refused)
	}
	return a
}

// The ledgers look as their frames do, at every size.
func TestFramesOfTheLedgers(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(t *testing.T) {
			t.Parallel()
			a := busy(t)
			row := "编号 8" // comes when the arrows have come to rest
			if size == phone {
				row = "> 03-05"
			}
			walk(sit(t, a, "chayuanba", size), []stop{
				{nil, "4 记台账", ""},
				{[]string{"4"}, "2 入户台账", "ledgers"},
				{[]string{"1"}, "03-16", "ledger"},
				{[]string{"down", "down", "down", "down"}, row, "ledger-row"},
				{[]string{"f7"}, "含改过划去的", "ledger-past"},
				{[]string{"f3"}, "空着就是今天", ""},
				{[]string{"enter"}, "Enter 用 三组院坝", "ledger-form"},
				{[]string{"enter", "enter", "约", "3", "enter", "enter", "enter", "enter", "enter"}, "武陵山村", "ledger-refused"},
				{[]string{"esc"}, "> 接着记", "ledger-unfinished"},
			}, size)
			walk(sit(t, a, "wulingshan", size), []stop{
				{nil, "4 记台账", ""},
				{[]string{"4"}, "2 入户台账", ""},
				{[]string{"2"}, "本期还没有记", "ledger-empty"},
				{[]string{"enter"}, "先选怎么记", "ledger-mode"},
			}, size)
			walk(sit(t, a, "pingan", size), []stop{
				{nil, "3 汇总表", ""},
				{[]string{"3"}, "列 1-", ""},
				{[]string{"ctrl+t"}, "茶园坝社区 的哪个数", "table-figures"},
				{[]string{"受", "众", "enter"}, "台账合计", "figure"},
			}, size)
		})
	}
}

// A clerk notes an event over ssh with the input method on; the line drops in
// the middle, and nothing is lost.
func TestARowOverSSHSurvivesADroppedLine(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	p := o.byKey(t, "chayuanba", "-t").See("4 记台账").Press("４").See("1 活动台账").Press("１").See("本期还没有记")
	p.Press("enter").See("空着就是今天").Type("昨天\r").See("2021-03-17").Type("文化广场\r").Type("５\r").Type("１２０\r").See("120 人次").Type("半").See("[ 半")
	drop(t, a, p, "chayuanba", 0)
	p = o.byKey(t, "chayuanba", "-t").See("4 记台账").Press("4").See("1 活动台账").Press("1").See("有一笔没记完")
	p.Press("enter").See("文化广场").See("院坝会").See("120 人次").See("半 份")
	// A burst of keys, as a stalled line lets them through: the refusal comes
	// first, and the rest of the row stays.
	p.Press("f9").See("发放资料 应填整数").Press("backspace").Type("２００").See("[ ２００").Press("f9").See("已记  宣传活动 +1  受众 +120  发放资料 +200").NotSee("没记完")
	fed(t, a, "leaflets", "200")

	// What a command notes beside shows at once, and the next row goes fast.
	line := []string{"--data", o.folder, "--clock", opened, "ledger", "add", "活动", "3-5", "三组院坝", "院坝会", "受众=30", "--unit", "chayuanba"}
	if out, err := exec.Command("fanzha", line...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	p.See("三组院坝").See("受众 150").Type("\r\r\r\r30").See("[ 30").Press("f9").See("受众 180")
	fed(t, a, "events", "3")
	// The line drops again while the reason of a row is typed that is struck out.
	p.Press("down", "f8").See("划去这一笔, 原因是什么?").Type("记重").See("[ 记重")
	drop(t, a, p, "chayuanba", 0)
	p = o.byKey(t, "chayuanba", "-t").See("4 记台账").Press("４").See("1 活动台账").Press("１").See("三组院坝")
	p.Press("down", "f8").See("上次写的还在").See("[ 记重").Type("了\r").See("已划去").See("受众 150")
	// The form says where its figures come from, and opens them.
	p.Press("esc").See("2 入户台账").Press("esc").See("1 开始填报").Press("1").See("第 1 组").Press("/").See("查找").Type("sz").See("> 1 受众").Press("enter")
	p.See("由台账加出来").Press("enter").See("台账合计 150 人次")
}

// fed checks what 茶园坝社区's form says of a line.
func fed(t *testing.T, a *App, key, want string) {
	t.Helper()
	s, err := deskOf(t, a, "chayuanba").Form(t.Context(), "", report.Period{})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Find(key).Value.Shown(); got != want {
		t.Errorf("%s is %s, not %s", key, got, want)
	}
}
