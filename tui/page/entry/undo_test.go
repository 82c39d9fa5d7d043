package entry_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
)

// A figure that is not the ledger's comes with its reason, and both go back
// together.
func TestUndoBringsBackAValueWithItsRemark(t *testing.T) {
	w := dbtest.New(t)
	held(w, "120", "50")
	p := sit(w, "chayuanba", "audience").See("由台账加出来").Type("90").Press(keys.Enter).See("为什么不同?").Type("有一场没有记").Press(keys.Enter).See("台账 120").See("已保存")
	noted(w, "audience", "有一场没有记")
	p.Press("ctrl+z").See("受众 恢复为 120").See("> 受众").See("由台账加出来").See("已保存")
	holds(w, "audience", "")
	noted(w, "audience", "")
	// A reason that takes another's place gives it back.
	p.Type("90").Press(keys.Enter).See("为什么不同?").Type("甲").Press(keys.Enter).See("台账 120").Press(keys.Up).Type("80").Press(keys.Enter).See("你填的是 80").Type("乙").Press(keys.Enter).See("80 台账 120").See("已保存")
	noted(w, "audience", "乙")
	p.Press("ctrl+z").See("受众 恢复为 90").See("已保存")
	holds(w, "audience", "90")
	noted(w, "audience", "甲")
}

func TestUndoBringsBackARemark(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Type("3").Press(keys.Enter, keys.Up, "f4").See("张贴海报 的备注").Type("集市 两天").Press(keys.Enter).See("备注  集市 两天")
	p.Press("f4").See("[ 集市").Type("半").Press(keys.Enter).See("集市 两天半").See("已保存").Press(keys.Down, "ctrl+z").See("> 张贴海报").See("张贴海报 的备注恢复为 集市 两天.").See("已保存")
	noted(w, "posters", "集市 两天")
	p.Press("ctrl+z").See("的备注恢复为 (空)").See("已保存")
	noted(w, "posters", "")
	holds(w, "posters", "3")
	p.Press("ctrl+z").See("张贴海报 恢复为 (空)").See("已保存")
	holds(w, "posters", "")
}

// What was done at once goes back at once, and the person stays where they are.
func TestOneActIsOneUndo(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "banners").See("> 悬挂横幅").Type("4").Press(keys.Enter, keys.Up).See("已保存").Press("f3").See("其余为零").Press("2").Gone("其余为零").See("已保存")
	holds(w, "posters", "0")
	holds(w, "visited", "0")
	p.Press("ctrl+z").See("> 悬挂横幅").See("恢复了 ").See(" 项: 部署研究会议, 新入户, ").See(" 等.").See("已保存")
	for _, key := range []string{"posters", "visited", "slogans"} {
		holds(w, key, "")
	}
	holds(w, "banners", "4")
	p.Paste("7\n8\n9").See("粘贴了 3 行").Press("2").Gone("粘贴了").See("已保存")
	holds(w, "banners", "7")
	p.Press("ctrl+z").See("恢复了 3 项: 悬挂横幅, ").See("已保存")
	holds(w, "banners", "4")
	holds(w, "slogans", "")
	p.Press("ctrl+z").See("悬挂横幅 恢复为 (空)").See("已保存")
	holds(w, "banners", "")
}
