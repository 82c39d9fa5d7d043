package entry_test

import (
	"testing"

	"fanzha/db/dbtest"
)

// A click takes a line in hand; in the column of this month it opens the line,
// and what was typed into the one before is saved.
func TestAClickTakesALineAndOpensItsValue(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报")
	p.Click("悬挂横幅").See("> 悬挂横幅").See("Enter 填写").ClickBeside("张贴海报", 45).See("> 张贴海报").See("[ ").Type("１２").See("[ 12")
	p.ClickBeside("悬挂横幅", 45).See("> 悬挂横幅").See("[ ").See("12").Type("3").Click("张贴海报").See("> 张贴海报").See("已保存")
	holds(w, "posters", "12")
	holds(w, "banners", "3")
	p.Click("张贴海报").See("[ 12").Click("[ 12").See("[ 12").Click("第 ").See("[ 12").Press("esc").Gone("[ 12")
	p.Wheel(1).See("> 悬挂横幅")

	p.Point("张贴海报", 1, 0).Marks("张贴海报").Point("张贴海报", 45, 0).Marks("12").Point("第 ", 0, 0).Marks("")
	p.Press("enter").See("[ 3").Point("[ 3", 0, 0).Marks("") // it is in hand, and open
	p.Press("esc").Gone("[ 3").Resize(phone).See("> 悬挂横幅")
	p.Point("张贴海报", 0, 0).Marks("张贴海报").Point("张贴海报", 0, 1).Marks("张贴海报").Point("张贴海报", 4, 1).Marks("12")
	p.ClickBelow("张贴海报", 4).See("> 张贴海报").See("[ 12").Press("esc").Gone("[ 12")
	p.Click("发放资料").See("> 发放资料").Gone("[ ").Click("发放资料").See("[ ")
}

// A figure that asks for its basis asks first, and the click is for nothing else.
func TestAClickAwayFromAFigureOfTheOfficeAsksForItsBasis(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "pingan", "households").See("> 实有户数").Type("612").Click("新入户").See("实有户数 的日期和依据").Type("派出所核定").Press("enter").See("已保存").See("> 实有户数")
	holds(w, "households", "612")
	p.Click("新入户").See("> 新入户")
}

// The keys that the bottom line names for an open field are clicked as they are
// pressed.
func TestAClickOnTheBottomLineWorksInAnOpenField(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "posters").See("> 张贴海报").Type("5").See("[ 5").Click("Enter 保存").See("> 悬挂横幅").See("已保存")
	holds(w, "posters", "5")
	p.Type("6").See("[ 6").Click("Ctrl+Z").Gone("[ 6").See("[ ").Type("7").Click("Esc 保存").Gone("[ ").See("> 悬挂横幅").See("已保存")
	holds(w, "banners", "7")
	p.Type("8").See("[ 8").Click("上下 保存").See("> 书写标语").See("已保存")
	holds(w, "banners", "8")
}
