package entry_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// held notes an event of 茶园坝社区 with so many people and leaflets.
func held(w *dbtest.Town, audience, leaflets string) {
	w.Helper()
	e := ledger.Entry{Typed: map[string]string{"place": "文化广场", "form": "会议", "audience": audience, "leaflets": leaflets}}
	if _, refused, err := w.Desk("chayuanba").Note(w.Ctx, "", "events", e); err != nil || refused != nil {
		w.Fatal(err, refused)
	}
}

func TestALineOfALedgerOpensItsRowsUntilSomethingElseIsTyped(t *testing.T) {
	w := dbtest.New(t)
	held(w, "120", "50")
	p := sit(w, "chayuanba", "audience").See("> 受众").See("由台账加出来").See("Enter 台账")
	p.Press(keys.Enter).See("台账合计 120 人次").See("文化广场").Press(keys.Esc).See("> 受众")
	// What is noted meanwhile shows at once.
	held(w, "30", "0")
	p.See("150")
	// Another figure wants its reason in the same step.
	p.Type("２００").Press(keys.Enter).See("台账是 150, 你填的是 200, 为什么不同?").Press(keys.Enter).See("请写一句原因").Type("有一场没有记").Press(keys.Enter)
	p.See("台账 150").See("已保存").Resize(phone).See("台账 150, 与填的不同").Fits(phone).Resize(usual)
	holds(w, "audience", "200")
	noted(w, "audience", "有一场没有记")
	// The ledger's own figure leaves the line to the ledger again.
	p.Press(keys.Up).See("> 受众").Press(keys.Enter).See("[ 200").Press(keys.Backspace, keys.Backspace, keys.Backspace).Type("150").Press(keys.Enter)
	p.Gone("台账 150").See("已保存")
	holds(w, "audience", "")
}

func TestAFigureWithoutItsReasonIsNotLost(t *testing.T) {
	w := dbtest.New(t)
	held(w, "120", "50")
	p := sit(w, "chayuanba", "audience").See("由台账加出来").Type("90").Press(keys.Enter).See("为什么不同?")
	p.Drop()
	sit(w, "chayuanba", "").See("> 受众").See("填的 90 没有保存").See("台账里是 120. 不另填就按 Del").Gone("还没有记").Press(keys.Enter).See("[ 90").Press(keys.Enter).See("为什么不同?").Type("照片上").Drop()
	p = sit(w, "chayuanba", "audience").See("填的 90 没有保存").Press(keys.Enter, keys.Enter).See("上次写的还在").See("[ 照片上").Type("数的").Press(keys.Enter)
	p.See("台账 120")
	holds(w, "audience", "90")
	// Who does not say why comes back to the line, and the figure waits there with
	// what is to be done about it.
	p.Press(keys.Up).Type("70").Press(keys.Enter).See("为什么不同?")
	p.Press(keys.Esc).See("> 受众").See("70").See("未保存: 还没有写为什么和台账不同. 按两次 Enter 写原因, 按 Del 照台账").See("未保存 1 项")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Fits(size).See("> 受众").See("还没有写为什么")
	}
	holds(w, "audience", "90")
	p.Press(keys.Enter).See("[ 70").Press(keys.Enter).See("你填的是 70, 为什么不同?").Press(keys.Esc).See("> 受众")
	p.Press(keys.Delete).See("由台账加出来").See("已保存").Gone("未保存")
	holds(w, "audience", "")
}

func TestALineWithoutRowsIsTypedAsBeforeAndLeadsToItsLedger(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "audience").See("本期台账还没有写到这一项").Press("ctrl+t").See("Enter 记一笔").Press(keys.Esc).See("> 受众")
	p.Press(keys.Enter).See("[").Type("5").Press(keys.Enter).See("已保存")
	holds(w, "audience", "5")
	p.Press("/").Type("部署研究").Press(keys.Enter, "ctrl+t").See("没有台账, 是直接填报的")
}

// A value that nobody typed says where it comes from, in a word and not by its
// colour alone.
func TestAValueThatNobodyTypedSaysWhereItComesFrom(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "groups=2")
	w.File("chayuanba")
	w.Clock.Set("2021-04-08 09:00")
	p := sitAt(w, "chayuanba", tui.Place{Kind: tui.Entry, Unit: "chayuanba", Period: report.Period{Year: 2021, Month: 4}, Key: "groups"}).See("> 工作用微信群")
	for _, size := range []screen.Size{usual, window, phone} {
		p.Resize(size)
		for _, c := range []struct{ label, word string }{{"工作用微信群", "沿用"}, {"反诈联络员", "沿用"}, {"今年累计入户", "计算"}, {"实有户数", "名录"}} {
			p.Press("/").Type(c.label).Press(keys.Enter).See("> " + c.label)
			_, rest, _ := strings.Cut(p.Text(), "> "+c.label)
			own := strings.Split(rest, "\n")[:1]
			if size == phone {
				own = strings.Split(rest, "\n")[:2]
			}
			if row := strings.Join(own, ""); !strings.Contains(row, c.word) {
				t.Errorf("%s does not say %s at %v:\n%s", c.label, c.word, size, p.Text())
			}
		}
	}
}

// What a register says is changed there: a figure typed over it would come to
// nothing, and so it is not taken.
func TestWhatARegisterSaysIsNotTypedOver(t *testing.T) {
	w := dbtest.New(t)
	w.Put("chayuanba", "", "teams", "村两委", "kind=村居干部", "people=7")
	p := sit(w, "chayuanba", "cadres").See("> 村居干部").See("取自名录, 不用填").See("Enter 名录")
	p.Type("9").See("村居干部 取自名录, 不用填. 有变动到名录里改, 数会跟着变.").Gone("[ 9")
	p.Press("f6").See("这一项不能填").Press(keys.Esc)
	p.Press("f4").See("村居干部 的备注").Type("换届后").Press(keys.Enter).See("备注  换届后")
	_, refused, err := w.Desk("chayuanba").Save(w.Ctx, "", dbtest.March, []report.Edit{{Key: "cadres", Text: "9", Version: report.AnyVersion}})
	if err != nil || len(refused) != 1 || !strings.Contains(refused[0].Err.Error(), "取自名录, 现在是 7, 不用填") {
		t.Errorf("the desk says %v, %v", refused, err)
	}
	p.Press(keys.Enter).See("队伍名录").See("村两委").Press(keys.Esc).See("> 村居干部").See("换届后")
}
