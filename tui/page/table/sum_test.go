package table_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// Enter opens the report at the line of the cell in hand, and Esc comes back to
// that cell, also where its column had to be scrolled for.
func TestACellOpensItsLine(t *testing.T) {
	w := dbtest.New(t)
	w.File("baihuaqiao")
	for _, size := range []screen.Size{home, {Width: 46, Height: 19}, {Width: 120, Height: 40}} {
		p := sit(w, "pingan", size, start, nil).See("已报").See(">茶园坝社区").See("会议").Press(keys.Down, keys.Down).See(">百花桥村")
		p.Press(keys.Right, keys.Right).See(">受众").Press(keys.Enter).See("F8 退回").See("受众").Fits(size)
		at := "> 受众"
		if size.Width == 46 {
			at = ">受众"
		}
		p.See(at).Press(keys.Esc).See(">百花桥村").See(">受众").Press(keys.Down).See(">金子山村").See(">受众").Press(keys.Up)
		for range 9 {
			p.Press(keys.Right)
		}
		p.Gone(">受众").See("列 ").Press(keys.Enter).Gone("列 ").See("F8 退回").Gone("> 反诈联络员").Press(keys.Esc).See(">百花桥村").Gone(">受众").Fits(size)
		p.Press(keys.Tab).See("村(社区)  本月").See(">").Press(keys.Left).See("列 1-")
	}
}

// Enter on a sum says which units it comes from, and leads to theirs.
func TestASumSaysWhatItIsMadeOf(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	w.Save("weisheng", "weisheng", "audience=45")
	p := sit(w, "pingan", screen.Size{Width: 80, Height: 50}, start, nil).See("已报 2").Press(keys.Right, keys.Right, keys.End).See(">合计").See("2,665").See("Enter 由来")
	p.Press(keys.Enter).See("合计 受众 2,665 人次, 由这些单位来").See("> 1 茶园坝社区").See("2 乐道村").See("3 卫生院").Gone("武陵山村")
	p.Type("ｌｄ").See("> 1 乐道村").Gone("卫生院").Press(keys.Enter).See("乐道村  (审核员)").See("> 受众").Press(keys.Esc).See(">合计").See(">受众")
	p.Click("村(社区)小计").See(">村(社区)小计").Press(keys.Enter).See("村(社区)小计 受众 2,620 人次").Gone("卫生院").Press("2").See("乐道村  (审核员)").Press(keys.Esc)
	p.See(">村(社区)小计").Press("f4").See("全部  累计").Press(keys.Enter).See("2,620").Press(keys.Esc)
	p.Press(keys.Left, keys.Left, keys.Enter).See("部署研究会议 0 次: 还没有单位有这个数").Press("ctrl+t").See("先选一个单位")
	p.Resize(screen.Size{Width: 120, Height: 40}).Press(keys.Right, keys.Right).See("村(社区)小计 受众 2,620 人次").See("乐道村                           1,310")
	p.Press("5").See("汇总表  学校医院").Press(keys.End).See(">合计").Press(keys.Up).See(">通信").Press(keys.End, keys.Right, keys.Right, keys.Enter).See("卫生院")
}
