package register_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// A click opens a register by its number, takes a site in hand, opens it, and
// takes an input of its form in hand.
func TestAClickOpensARegisterAndASite(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "estates", "金山小区", "ads=1")
	w.Put("cunzhen", "", "estates", "河边小区", "ads=2")
	for _, size := range []screen.Size{home, {Width: 46, Height: 19}, {Width: 120, Height: 40}} {
		p := sit(w, "cunzhen", size, tui.Place{}).See("物业小区名录").Click("名录  ").See("物业小区名录").Click("物业小区名录").See("金山小区").See("河边小区")
		p.See(">金山小区").Click("河边小区").See(">河边小区").Click(">河边小区").See("修改 河边小区")
		p.Click("从哪天起").See("> 从哪天起").Click("公益广告").See("> 公益广告").Click("修改").See("> 公益广告").Press(keys.Esc).See(">河边小区")
	}
}
