package overview_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

// Of the lists only the units that are sought stay, as they are typed with an
// input method on; the numbers are the township's, whatever is sought.
func TestUnitsAreFoundInTheOverview(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	w.SendBack("ledao", "宣讲会缺佐证, 请补", nil)
	for _, size := range []screen.Size{screen80, {Width: 46, Height: 19}, {Width: 120, Height: 40}} {
		p := sit(w, "pingan", size, nil).See("退回  乐道村").See("待审  茶园坝社区").See("角帮寨村")
		p.Press("、").See("单位名称, 或拼音首字母").Type("ｌｄ").Gone("待审  茶园坝社区").Gone("角帮寨村").See("退回  乐道村(宣讲会缺佐证").See("退回 1").Fits(size)
		p.Press("enter").See("查找 ｌｄ").See("Esc 看全部").Gone("角帮寨村").Press("2").See("未报名单").Press("enter").Gone("还没有报送的单位")
		p.See("Esc 看全部").Press("esc").Gone("查找 ｌｄ").See("待审  茶园坝社区").See("角帮寨村")
		p.Press("／").Paste("茶园坝").Gone("乐道村").See("待审  茶园坝社区").Press("esc").See("乐道村")
		p.Press("/").Type("没有这个").See("没有符合的单位").Gone("待审  茶园坝").Fits(size).Press("esc").See("茶园坝")
	}
}

// A target that fails is found by its own name, or by whose it is.
func TestFailingTargetsAreFoundInTheOverview(t *testing.T) {
	w := dbtest.New(t)
	w.Put("pingan", "pingan", "roads", "迎宾路", "length=690")
	w.Put("cunzhen", "", "hoardings", "中心小学工地", "kind=建筑", "hoarding=120", "ad=11", "state=在建")
	p := sit(w, "pingan", screen.Size{Width: 120, Height: 40}, nil).See("硬指标不达标 2").See("迎宾路").See("中心小学工地")
	p.Press("/").Type("ｗｄ").See("硬指标不达标 1").Gone("迎宾路").See("中心小学工地").See("不达标 2").Press("esc").See("迎宾路")
	p.Press("/").Type("平安").See("迎宾路").Gone("中心小学工地")
}

// After a search a unit found is in hand, and Enter opens its own report,
// whatever waits elsewhere; with none found it opens nothing.
func TestEnterOpensTheUnitThatIsFound(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	for _, size := range []screen.Size{screen80, {Width: 46, Height: 19}, {Width: 120, Height: 40}} {
		p := sit(w, "pingan", size, nil).See("> 1 审核").Press("/").Type("ldc").See(" > 乐道村").Gone("> 1 审核").Press("enter").See("Enter 看月报")
		p.Press("enter").See("乐道村").See("还没有报送: 已填 0").Press("esc").See(" > 乐道村").Press("esc").See("> 1 审核").Gone("查找 ldc")
		p.Press("/").Type("村").See("1 / ").Press("down", "down").See("3 / ").Press("up", "enter").See("2 / ").Fits(size).Press("down").See("3 / ").Press("esc")
		p.Press("/").Type("没有这个").Press("enter").See("没有符合的单位").Press("enter", "down").See("没有符合的单位").Press("esc").See("> 1 审核")
	}
}

// On a phone what fails is named once, in plain words, and a number stands apart
// from its word.
func TestAPhoneNamesWhatFailsOnce(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "hoardings", "中心小学工地", "kind=建筑", "hoarding=120", "ad=11", "state=在建")
	w.File("chayuanba")
	p := sit(w, "pingan", screen.Size{Width: 46, Height: 90}, nil).See("硬指标不达标 1").See("中心小学工地").See("16.3% 差 206").Gone("硬指标  不达标")
	if n := strings.Count(p.Text(), "工地围挡"); n != 1 {
		t.Errorf("it is named %d times:\n%s", n, p.Text())
	}
}
