package register_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/plan"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// A row copied from a spreadsheet fills the inputs in order, and nothing is kept
// before F9.
func TestAPastedRowIsSpreadOverTheInputs(t *testing.T) {
	w := dbtest.New(t)
	kept := func() int {
		t.Helper()
		l, err := w.Desk("cunzhen").Sites(w.Ctx, "", "hoardings", plan.Date{})
		if err != nil {
			t.Fatal(err)
		}
		return len(l.Sites)
	}
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See("还没有记").Press("f3").See("添加工地")
	p.Paste("中心小学工地\t建筑\t１２０\t11\t在建\t3-5\r\n").See("贴来的一行已依次填进 工地 至 从哪天起, 还没有保存, 请核对.")
	p.See("中心小学工地").See("建筑").See("120 平方米").See("11 平方米").See("在建").See("> 从哪天起").See("[ 2021-03-05").See("填写中")
	if n := kept(); n != 0 {
		t.Fatalf("%d sites are kept before F9", n)
	}
	p.Press("f9").See("已记 中心小学工地, 2021-03-05 起").Gone("贴来的")
	if n := kept(); n != 1 {
		t.Fatalf("%d sites are kept", n)
	}
}

// A row begins at the input in hand; an empty cell leaves what stands, and what
// cannot be read is told at its input, which comes into hand.
func TestAPastedRowBeginsAtTheInputInHand(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "hoardings", "河堤工地", "kind=市政", "hoarding=50", "ad=6", "state=在建")
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See(">河堤工地").Press(keys.Enter).See("> 类别")
	p.Paste("\t约60\t 7 \t完工了").See("应填").See("收到: 约60").See("没有选项 完工了").See("> 围挡面积").See("[ 50").See("7 平方米").See("市政")
	p.Press("ctrl+u").Type("60").Press(keys.Down, keys.Down).See("> 状态").Press("1", "f9").See("已记 河堤工地")
	p.See("市政       60         7 在建")
}

// What is not taken is told, and never half taken.
func TestWhatOfAPasteHasNoRoomIsTold(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See("还没有记").Press("f3").See("添加工地")
	p.Paste("甲工地\t建筑\n乙工地\t市政").See("一次只能贴一行, 贴来的 2 行都没有收").See("> 工地").See("[    ")
	long := strings.Repeat("长", 31)
	p.Paste(long).See("最多 30 字, 贴来的放不下, 没有收").See("[    ").Type("x").See("[ x").Gone("放不下")
	p.Paste(long + "\t市政\t1\t1\t在建\t\t\t多的").See("有 2 格放不下, 没有收: " + long[:30]).See("[ 在建").See("市政")
	p.Press(keys.Up, keys.Up, keys.Up, keys.Up).See("> 工地").See("[ x")
	p.Type(long).See("最多 30 字, 放不下的没有收下.").Press(keys.Backspace).Gone("没有收下")
}

// A hostile row is text and nothing else.
func TestAHostileRowIsCleaned(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See("还没有记").Press("f3").See("添加工地")
	p.Paste("\x1b]0;x\x07甲\u202e工地\x1b[31m\t\x1b[2J建筑\t12\u200b0\t11\t在建\t\u202e\t\x1b[8m多").See("贴来的一行已依次填进")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}} {
		p.Resize(size).Fits(size)
	}
	if strings.ContainsAny(p.Text(), "\x1b\x07\u202e\u200b") {
		t.Errorf("%q", p.Text())
	}
}

// What is pasted takes the place of what a typed key would, and is typed on.
func TestAPasteIsTakenAsTypingIs(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "hoardings", "河堤工地", "kind=市政", "hoarding=50", "ad=6", "state=在建")
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See(">河堤工地").Press(keys.Enter).See("> 类别")
	p.Press(keys.Down).See("> 围挡面积").Paste("约60").See("收到: 约60").See("[ 50 ").Paste("60").See("[ 60 ").Gone("收到").Type("0").See("[ 600 ")
	p.Press(keys.Up).See("> 类别").Paste("").Paste("\t \n").See("[ 市政 ")
	p.Press(keys.Up).See("> 工地").Paste("河岸工地").See("[ 河岸工地 ").Paste("甲").See("[ 河岸工地甲 ")
}

// Rows of one column are several rows too; only of a reason they are one text.
func TestAPastedColumnIsNoText(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "hoardings", "河堤工地", "kind=市政", "hoarding=50", "ad=6", "state=在建")
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See(">河堤工地").Press("f3").See("添加工地")
	p.Paste("甲工地\n乙工地\n").See("一次只能贴一行, 贴来的 2 行都没有收").See("[      ").Press(keys.Esc)
	p.See(">河堤工地").Press("f6").See("撤销 河堤工地").Paste("已完工\r\n围挡已拆\r\n").See("[ 已完工 围挡已拆 ")
}

// Whether a text had room is not read off what stands there already.
func TestWhatHasNoRoomIsToldOfTypingToo(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "cunzhen", home, tui.Place{Key: "hoardings"}).See("还没有记").Press("f3").See("添加工地")
	p.Type("甲工地" + strings.Repeat("长", 27)).Gone("最多").Paste("甲工地").See("最多 30 字, 贴来的放不下, 没有收.")
	p.Type("x").See("最多 30 字, 放不下的没有收下.").Gone("贴来的").Press(keys.Backspace).Gone("最多").Type("x").Gone("最多")
	p.Paste(strings.Repeat("长", 31) + "\t\t\t\t\t\t\t多的").See("有 2 格放不下, 没有收").Gone("已依次填进").See("长x   ]")
}
