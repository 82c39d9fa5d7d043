package main

import (
	"os/exec"
	"testing"

	"fanzha/cmd/fanzha/internal/drive"
	"fanzha/db/report"
)

// atPosters opens the form at 张贴海报 over ssh.
func (o *office) atPosters(t *testing.T) *drive.Person {
	t.Helper()
	p := o.byKey(t, "chayuanba", "-t").See("2 检查并报送").Press("1").See("第 1 组")
	return p.Press("/").See("查找").Type("zthb").See("> 1 张贴海报").Press("enter").See("> 张贴海报")
}

// Two clients at one cell, and a command beside them: who was slower goes on
// typing, and is asked only at the line itself.
func TestAConflictOverSSHWaitsAtItsLine(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	mine, other := o.atPosters(t), o.atPosters(t)
	mine.Type("5").See("[ 5")
	other.Type("7\r").See("> 悬挂横幅").See("已保存")
	mine.Type("\r12\r34\r").See("茶园坝社区 3月18日 09:0").See("改为 7, 你填的是 5").See("> 更新宣传栏").See("未保存 1 项")
	kept(t, a, "posters", "7")
	kept(t, a, "banners", "12")
	kept(t, a, "slogans", "34")

	// A burst of keys, as a stalled line lets them through, answers nothing.
	mine.Press("f8").See("> 张贴海报").Type("12\r2\r\r2\r").See("张贴海报 在别处改过").See("Enter 选定")
	kept(t, a, "posters", "7")
	local := []string{"--data", o.folder, "--clock", opened, "set", "posters=9", "--unit", "chayuanba"}
	if out, err := exec.Command("fanzha", local...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// What is agreed to is what was read: a third value is asked about again.
	mine.Press("2").NotSee("在别处改过").See("平安办 3月18日 09:0").See("改为 9, 你填的是 5")
	mine.Press("enter").See("保留 平安办 填的 9").See("Enter 选定").Press("2").NotSee("在别处改过").See("已保存")
	kept(t, a, "posters", "5")
	other.See("   5 ")
}

// Clients that are killed lose neither a remark nor a text that was open, nor
// what each other could not save.
func TestKilledClientsLoseNothing(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	one, two, three := o.atPosters(t), o.atPosters(t), o.atPosters(t)
	one.Press("f4").See("张贴海报 的备注").Type("集市两天").See("集市两天")
	two.Press("/").See("查找").Type("ldzf").See("> 1 亮点做法").Press("enter").See("> 亮点做法").Press("enter").See("保存并返回").Type("敲门\r行动").See("行动")
	three.Type("5").See("[ 5")
	if out, err := exec.Command("fanzha", "--data", o.folder, "--clock", opened, "set", "posters=7", "--unit", "chayuanba").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, p := range []*drive.Person{two, one, three} {
		drop(t, a, p, "chayuanba", 2-i)
	}
	kept(t, a, "posters", "7")
	kept(t, a, "highlights", "敲门\n行动")
	back := o.byKey(t, "chayuanba", "-t").See("1 继续填报").Press("1").See("> 张贴海报").See("未保存 2 项")
	back.See("平安办 3月18日 09:0").See("改为 7, 你填的是 5").See("备注 集市两天 没有保存. 按 F4 再确认")
	back.Press("f4").See("集市两天").Press("enter").See("备注  集市两天").See("未保存 1 项")
	back.Press("enter").See("Enter 选定").Press("1").See("已保存")
	e, err := deskOf(t, a, "chayuanba").Form(t.Context(), "", report.Period{})
	if err != nil {
		t.Fatal(err)
	}
	if cell := e.Find("posters").Cell; cell.Note != "集市两天" || cell.Value.String() != "7" {
		t.Errorf("posters are %+v", cell)
	}
	back.Press("esc").See("1 继续填报").Press("1").See("> 张贴海报").See("已保存")
}
