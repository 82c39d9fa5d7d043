package main

import (
	"strings"
	"testing"

	"fanzha/cmd/fanzha/internal/drive"
)

// hovers walks over what a click means something to. Only where the pointer
// rests is it marked, by a line under its name, and a click's meaning is not a
// key's: Enter stays with the row in hand. A mark is cheap on a slow line.
func hovers(t *testing.T, p *drive.Person) {
	t.Helper()
	p.See("开始填报").Press("f12").See("鼠标开")
	before := p.Point("检查并报送").Marked("2 检查并报送").Sent()
	if n := p.Point("硬指标").Marked("7 硬指标").Sent() - before; n > 80 {
		t.Errorf("the mark goes to another row in %d bytes", n)
	}
	p.Point("左右").Marked("") // two keys, none of them to click on
	p.Point("Enter").Marked("Enter 选定")
	p.Point("必填还差").Marked("")
	p.Point("检查并报送").Marked("2 检查并报送").Press("down").Marked("").See("> 2 检查并报送")
	p.Press("up").See("> 1 开始填报").Point("检查并报送").Marked("2 检查并报送").Press("enter").See("第 1 组").Marked("")
	p.Point("本单位有实施方案").Marked("本单位有实施方案").Press("f2").See("全部操作").Marked("")
}

func TestWhatAClickMeansIsMarkedWhereThePointerRests(t *testing.T) {
	hovers(t, sit(t, town(t, opened), "chayuanba", desktop))
}

// The same through a real client, in colours.
func TestWhatAClickMeansIsMarkedOverSSH(t *testing.T) {
	hovers(t, openOffice(t).byKey(t, "chayuanba", "-t"))
}

// Ten thousand cells are reported on the way, and a key is answered as ever.
func TestAPointerThatNeverRestsKeepsNobodyWaiting(t *testing.T) {
	p := sit(t, town(t, opened), "chayuanba", desktop).See("开始填报").Press("f12").See("鼠标开")
	p.Type(strings.Repeat("\x1b[<35;9;9M\x1b[<35;9;10M", 5000) + "\r").See("第 1 组").Type("1").See("[ 1")
}
