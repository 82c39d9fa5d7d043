package home_test

import (
	"testing"

	"fanzha/db/dbtest"
)

// What is sought by a few letters is gone to: a line of the form, or what can be
// done here. An input method's slash and its letters count.
func TestALineOfTheFormIsFoundFromTheFirstPage(t *testing.T) {
	w := dbtest.New(t)
	w.Save("chayuanba", "", "staff=综治专干")
	p := sit(w, "chayuanba", "").See("1 继续填报").See("/ 查找")
	p.Press("、").See("> 1 继续填报").See("综治专干").Type("ｘｒｈ").Gone("综治专干").See("> 1 新入户").Press("enter").See("at entry  2021-03 visited")
	p.Press("esc").See("1 继续填报").Press("／").Type("检查").See("> 1 检查并报送").Press("enter").See("at check  2021-03")
	p.Press("esc").See("1 继续填报").Press("/", "３").See("原因是什么?").Press("esc").Gone("原因是什么?") // the digits are the page's
	p.Press("/").Type("没有这一项").See("没有符合的").Press("esc").Gone("没有符合的").See("> 1 继续填报")
}

// What came back from before is found by what is wrong with it.
func TestAnEarlierMonthIsFoundFromTheFirstPage(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-18 09:00")
	w.In(dbtest.February).SendBack("chayuanba", "请补佐证", nil)
	p := sit(w, "chayuanba", "").See("待办").See("2月 退回(第1次): 请补佐证")
	p.Press("/").Type("ｂｚｚ").Gone("开始填报").See("> 1 2月 退回(第1次)").Press("enter").See("2月进展情况表")
}
