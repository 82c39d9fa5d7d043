package main

import (
	"fmt"
	"strings"
	"testing"

	"fanzha/db/register"
)

// listed is what the registers of the frames hold: unit, register, name, fields.
var listed = `
chayuanba households . households=612 residents=1820
ledao households . households=856
pingan roads 迎宾路 length=1000
pingan roads 滨河路 length=600
pingan points 广场 road=迎宾路 at=150 kind=宣传栏 state=完好
pingan points 桥头 road=迎宾路 at=K0+420 kind=标语 state=完好
pingan points 校门 road=迎宾路 at=690 kind=海报 state=损坏
pingan points 路口 road=迎宾路 at=850 kind=横幅 state=完好
pingan points 河边 road=滨河路 at=200 state=完好
pingan points 桥南 road=滨河路 at=400 state=完好
cunzhen hoardings 中心小学工地 kind=建筑 hoarding=120 ad=11 state=在建
cunzhen hoardings 场镇管网二期 kind=市政 hoarding=1200.5 ad=130 state=在建
lvyou venues 武陵山大酒店 kind=酒店 ads=3 terminals=120 terminals_set=118 film=是 state=营业
lvyou venues 石夹沟景区 kind=景区 ads=12 state=营业
nongshang outlets 乡场镇网点 board=是 screen=是 playing=是 atms=2 atms_warned=2 lobby=1 guard=1 advised=是
youzheng outlets 邮政营业所 board=是 screen=是 playing=否 atms=1 atms_warned=1 advised=否
`

// lists fills the registers of a folder.
func lists(t *testing.T, a *App) *App {
	t.Helper()
	d := deskOf(t, a, "pingan")
	for line := range strings.Lines(strings.TrimSpace(listed)) {
		words := strings.Fields(line)
		e := register.Edit{Name: strings.TrimPrefix(words[2], "."), Basis: "派出所核定", Fields: map[string]string{}}
		for _, pair := range words[3:] {
			key, text, _ := strings.Cut(pair, "=")
			e.Fields[key] = text
		}
		if _, refused, err := d.PutSite(t.Context(), words[0], words[1], e); err != nil || len(refused) > 0 {
			t.Fatal(line, err, refused)
		}
	}
	return a
}

// The registers and the targets look as their frames do, at every size.
func TestFramesOfRegisters(t *testing.T) {
	walks := map[string][]stop{
		"pingan": {
			{nil, "7 名录", ""},
			{[]string{"7"}, "主要路段名录", "registers"},
			{[]string{"1"}, "派出所核定", "register-households"},
			{[]string{"esc"}, "主要路段名录", ""},
			{[]string{"3"}, ">河边", "register-points"},
			{[]string{"f3"}, "添加点位", ""},
			{[]string{"down", "1", "enter"}, "还缺", "register-add"},
			{[]string{"esc"}, "没有存的", ""},
			{[]string{"esc"}, "主要路段名录", ""},
			{[]string{"7"}, ">乡场镇网点", "register-outlets"},
			{[]string{"f8"}, "register export outlets", ""},
			{[]string{"enter"}, ">乡场镇网点", ""},
			{[]string{"esc"}, "主要路段名录", ""},
			{[]string{"esc"}, "1 审核", ""},
			{[]string{"6"}, "6月底前", "targets"},
			{[]string{"enter"}, "未到期, 已达 0 / 7", "target"},
		},
		"cunzhen": {
			{nil, "6 名录", "home-registers"},
			{[]string{"6"}, "物业小区名录", ""},
			{[]string{"1"}, ">中心小学工地", "register-hoardings"},
			{[]string{"enter", "down", "down", "2", "0", "0", "f9"}, "还多", "register-refused"},
		},
	}
	for _, size := range sizes {
		for login, stops := range walks {
			t.Run(fmt.Sprintf("%s-%dx%d", login, size.Width, size.Height), func(t *testing.T) {
				walk(sit(t, lists(t, town(t, opened)), login, size), stops, size)
			})
		}
	}
}

// A person with a Chinese input method on adds a road and its points over a
// real ssh connection, and the target follows.
func TestARoadIsKeptOverSSH(t *testing.T) {
	p := openOffice(t).byKey(t, "pingan")
	p.See("7 名录").Type("７").See("主要路段名录").Type("２").See("还没有记").Press("f3").See("添加路段")
	p.Type("迎宾路").See("迎宾路").Press("enter").Type("６９０").See("690").Press("f9").See("接着添加下一条").Press("esc").See("K0+000-K0+690 缺3处")
	p.Press("esc").See("路段点位名录").Type("３").See("还没有记").Press("f3").See("添加点位").Press("down").Type("１").See("[ 迎宾路")
	p.Press("enter").Type("２００").Press("enter", "enter").Type("１").See("[ 完好").Press("f9").See("已记 迎宾路 K0+200")
	p.Type("Ｋ０＋４００").Press("f9").See("已记 迎宾路 K0+400").Type("600").Press("f9").See("已记 迎宾路 K0+600").Press("esc").NotSee("添加点位")
	p.Press("esc").See("主要路段名录").Type("２").See(">迎宾路").Press("esc").See("路段点位名录").Press("esc").See("6 硬指标").Type("６").See("主要路段每200米至少1处")
	// What is typed on after saving goes into the next form, however slow the line.
	p.Press("esc").See("7 名录").Type("７").See("主要路段名录").Press("2", "f3").See("添加路段").Type("滨河路").Press("enter").Type("300").Press("f9")
	p.Type("河堤路").Press("enter").Type("150").Press("f9").See("已记 河堤路").Press("esc").See("K0+000-K0+300 缺1处").See(">河堤路")
}
