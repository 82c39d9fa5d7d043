package entry_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

// On a wall what the line in hand means, how far each section is and the line's
// past year stand beside the form, which is as it is elsewhere.
func TestOnAWallTheLineInHandIsToldBeside(t *testing.T) {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	w.In(dbtest.February).File("chayuanba")
	w.Clock.Set("2021-03-18 09:00")
	wall := screen.Size{Width: 200, Height: 50}
	p := sit(w, "chayuanba", "visited").See("> 新入户").Resize(wall).See("> 三(二) 入户宣传").Press("down", "up").See("近12期").See("2月            100")
	p.Press("end").See("> 四(四)(六)").Gone("100").Press("home").See("> 四(一)(六)").Fits(wall)
	p.ClickBeside("本单位有实施方案", 60).See("> 本单位有实施方案").See("[ ").Type("１").Press("enter").See("2 / 3").Resize(usual).Gone("各组").See("已保存")
	holds(w, "own_plan", "是")
}
