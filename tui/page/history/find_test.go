package history_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// A line of the form is followed through the history, with what was done to it
// and by whom; everything else is out of the way until Esc.
func TestALineIsFollowedThroughTheHistory(t *testing.T) {
	w := story(t)
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}} {
		p := sit(w, "lingdao", "ledao", size).See("历史  乐道村")
		p.Press("、").See("项目, 谁, 日期, 或其他字句").Type("ｚｆｈ").See("走访户次  不适用 改为 1,200").See("10:05").See("走访户次  150").
			Gone("新入户").Gone("说明: 已补").Gone("宣讲会缺佐证").Fits(size)
		p.Press("enter").See("查找 ｚｆｈ").See("Esc 看全部").Press("esc").Gone("查找 ｚｆｈ").See("说明: 已补")
		p.Press("／").Paste("缺佐证").See("原因: 宣讲会缺佐证").Gone("说明: 已补").Press("esc").See("说明: 已补")
		p.Press("/").Type("没有的").See("没有符合 没有的 的").Press("esc").See("说明: 已补")
	}
}

// Remarks are found as well.
func TestARemarkIsFound(t *testing.T) {
	w := story(t)
	for _, text := range []string{"入户要抓紧", "宣讲要有照片"} {
		if err := w.Desk("lingdao").Remark(w.Ctx, "ledao", dbtest.March, text); err != nil {
			t.Fatal(err)
		}
	}
	p := sit(w, "ledao", "", home).See("入户要抓紧").See("宣讲要有照片")
	p.Press("/").Type("zp").See("宣讲要有照片").Gone("入户要抓紧").Press(keys.Enter, keys.Esc).See("入户要抓紧")
}
