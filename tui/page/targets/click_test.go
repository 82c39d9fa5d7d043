package targets_test

import (
	"testing"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// A click takes a target in hand, the next opens it, and of an open one what its
// figure is made of.
func TestAClickOpensATargetAndWhatFails(t *testing.T) {
	w := town(t)
	for _, size := range []screen.Size{home, {Width: 46, Height: 19}, {Width: 120, Height: 40}} {
		p := sit(w, "pingan", size).See("硬指标  不达标 2")
		p.Click("工地围挡广告").See(">工地围挡广告").Click("硬指标  不达标").See(">工地围挡广告").Click("工地围挡广告").See("目标 全部, 每期判定")
		p.See(">村镇建设").Click(">村镇建设").See("> 1 中心小学工地").Click("河边工地").See(">河边工地").Press(keys.Esc).See("目标 全部")
	}
}
