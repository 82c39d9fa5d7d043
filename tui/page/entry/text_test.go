package entry_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

// F1 and F2 work in the editor of a long text, which stays as it is below them.
func TestTheEditorIsExplainedAndNamesItsActions(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").Type("敲门").See("2 / 500 字")
	for _, size := range []screen.Size{phone, window, usual} {
		p.Resize(size).Press("f1").See("写好按 Esc").See("填写中").Fits(size).Press("enter").See("2 / 500 字").See("敲门")
		p.Press("f2").See("全部操作").See("保存并返回").Gone("账号").Fits(size).Press("esc").See("2 / 500 字").See("敲门")
	}
	p.Press("ctrl+p").See("退一步").Press("down", "enter").Gone("全部操作").See("0 / 500 字")
	p.Type("两组").Press("f2").Type("说明").See("> 说明").Press("enter").See("写好按 Esc").Drop() // also below a text
	holds(w, "highlights", "两组")
	kept(w, 1)
	sit(w, "chayuanba", "highlights").See("> 亮点做法").Press("enter").See("两组").Type("共").Press("f2").See("> 保存并返回").Press("enter").Gone("/ 500 字").See("已保存")
	holds(w, "highlights", "两组共")
}

func TestThePaletteOffersWhatAnOpenFieldDoes(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "posters=3")
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Press("8", "f2").See("全部操作").See("> 恢复原值").Press("enter").See("[ 3 ").Press("f2").Type("不适用").Press("enter").Gone("全部操作").See("已保存")
	holds(w, "posters", "na")
	p.See("> 张贴海报")
}

// Undo goes back as far as the form is open, and says so.
func TestUndoSaysHowFarItGoes(t *testing.T) {
	w := dbtest.New(t)
	p := atHome(w, "chayuanba").See("1 开始填报").Press("1", "/").Type("张贴").Press("enter").See("> 张贴海报").Press("5", "enter").See("已保存")
	p.Press("ctrl+z").See("> 张贴海报").See("已保存").Press("ctrl+z").See("没有可以恢复的了").Press("enter", "5", "enter").See("已保存")
	holds(w, "posters", "5")
	p.Press("esc").See("1 继续填报").Press("1").See("F6 不适用").Press("ctrl+z").See("只能恢复这次打开表以后的改动").See("Ctrl+R")
}
