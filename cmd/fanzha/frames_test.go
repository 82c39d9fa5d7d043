package main

import (
	"fmt"
	"testing"

	"fanzha/cmd/fanzha/internal/drive"
	"fanzha/tui/screen"
)

var (
	phone  = screen.Size{Width: 46, Height: 19}
	window = screen.Size{Width: 120, Height: 40}
	wall   = screen.Size{Width: 200, Height: 50}
	// sizes are a phone, home, a big window, and a wall.
	sizes = []screen.Size{phone, desktop, window, wall}
)

// stop is a page on a walk: the keys that lead to it, what shows that it is
// there in whole, and the name of its frame.
type stop struct {
	press []string
	see   string
	frame string
}

// past stands beside a line for who stays with it; below the longest words a
// phone has no room for it.
const past = "近12期"

// walks show every page, from the first that a login sees. Left out is what
// differs each time: the first password that a new account gets.
var walks = []struct {
	login string
	stops []stop
}{
	{"chayuanba", []stop{
		{nil, "1 继续填报", "home"},
		{[]string{"f2"}, "全部操作", "palette"},
		{[]string{"esc"}, "1 继续填报", ""},
		{[]string{"3"}, "零报告, 原因是什么?", "nil"},
		{[]string{"esc"}, "1 继续填报", ""},
		{[]string{"1"}, "> 大喇叭,流动宣传", ""},
		{[]string{"left", "left"}, "> 实有户数", ""},
		{nil, past, "entry-village"},
		{[]string{"f7"}, "Enter 返回", "series"},
		{[]string{"enter"}, "> 实有户数", ""},
		{[]string{"/", "老", "年", "enter", "enter"}, "[ 62", ""},
		{nil, "5月 ", "entry"},
		{[]string{"ctrl+z", "esc"}, "Enter 填写", ""},
		{[]string{"f3"}, "其余为零", "confirm"},
		{[]string{"enter"}, "> 宣传老年人", ""},
		{[]string{"/", "亮", "点"}, "查找  亮点", "find"},
		{[]string{"enter"}, "> 亮点做法", ""},
		{[]string{"中", "enter", "文"}, "3 / 500", "entry-text"},
		{[]string{"backspace", "backspace", "backspace", "esc"}, "F6 不适用", ""},
		{[]string{"f9"}, "处错误", "check"},
	}},
	{"chayuanba", []stop{
		{nil, "1 继续填报", ""},
		{[]string{"f2", "我", "的", "enter"}, "登录记录", "account"},
		{[]string{"f6"}, "原密码", "password"},
	}},
	{"chayuanba", []stop{
		{nil, "4 记台账", ""},
		{[]string{"4"}, "2 入户台账", ""},
		{[]string{"1"}, "本期合计", "ledger-june"},
	}},
	{"pingan", []stop{
		{nil, "1 审核 3 份待审", ""},
		{[]string{"6"}, "6月底前", "targets-june"},
		{[]string{"enter"}, "派出所核定", "target-june"},
	}},
	{"nongshang", []stop{
		{nil, "1 查看", "home-accepted"},
		{[]string{"1"}, "> 电子屏,喇叭播放", ""},
		{[]string{"home"}, "反诈联络员", ""},
		{[]string{"right"}, "三(五)", ""},
		{nil, "5月 ", "entry-bank"},
	}},
	{"paichusuo", []stop{
		{nil, "2 撤回", "home-submitted"},
		{[]string{"2"}, "1 不撤回", "withdraw"},
		{[]string{"enter"}, "2 撤回", ""},
		{[]string{"1"}, "> 结合接处警宣传", ""},
		{[]string{"home"}, "反诈联络员", ""},
		{[]string{"right"}, "三(一)", ""},
		{nil, "5月 ", "entry-police"},
	}},
	{"pingan", []stop{
		{nil, "1 审核 3 份待审", "overview"},
		{[]string{"2"}, "还没有报送的单位", "missing"},
		{[]string{"enter", "3"}, "列 1", "table"},
		{[]string{"f4"}, "全部  累计", "table-year"},
		{[]string{"2"}, "村(社区)  累计", "table-villages-year"},
		{[]string{"f4"}, "村(社区)  本月", "table-villages"},
		{[]string{"f6", "down", "space"}, "[ ] 今年累计入户", "table-columns"},
		{[]string{"esc"}, "村(社区)  本月", ""},
		{[]string{"f7"}, "方案里的次序", ""},
		{[]string{"5"}, ">武陵山村", "table-sorted"},
		{[]string{"f8"}, "剪贴板: 已放入表格", "table-export"},
		{[]string{"enter"}, "村(社区)  本月", ""},
		{[]string{"esc"}, "1 审核 3 份待审", ""},
		{[]string{"4"}, "报送情况 2021", "matrix"},
		{[]string{"esc"}, "1 审核 3 份待审", ""},
		{[]string{"1"}, "F9 通过", "review"},
		{[]string{"f8"}, "原因是什么", "return"},
		{[]string{"esc"}, "F9 通过", ""},
		{[]string{"ctrl+r"}, "历史  百花桥村", "history"},
		{[]string{"f1"}, "F2 或 Ctrl+P", "help"},
	}},
	{"pingan", []stop{
		{nil, "1 审核 3 份待审", ""},
		{[]string{"f2", "账", "号", "enter"}, "账号 23", "accounts"},
		{[]string{"f3"}, "登录名", "accounts-add"},
	}},
	{"lingdao", []stop{
		{nil, "1 审核 平安办", ""},
		{[]string{"1"}, "F9 通过", ""},
		{[]string{"f4"}, "批示: 平安办", "remark"},
	}},
	{"lingdao", []stop{{nil, "1 审核 平安办", "overview-leader"}}},
}

// Every page looks as its frame does, at every size.
func TestFrames(t *testing.T) {
	for _, size := range sizes {
		for _, w := range walks {
			t.Run(fmt.Sprintf("%s-%dx%d", w.login, size.Width, size.Height), func(t *testing.T) {
				t.Parallel()
				walk(sit(t, year(t), w.login, size), w.stops, size)
			})
		}
	}
}

// Where nobody has filled in anything yet, the first pages say what to do.
func TestFramesOfAFreshFolder(t *testing.T) {
	for _, size := range sizes {
		for login, s := range map[string]stop{
			"chayuanba": {nil, "1 开始填报", "fresh-home"}, "pingan": {nil, "3 汇总表", "fresh-overview"},
		} {
			t.Run(fmt.Sprintf("%s-%dx%d", login, size.Width, size.Height), func(t *testing.T) {
				walk(sit(t, town(t, opened), login, size), []stop{s}, size)
			})
		}
	}
}

// What was typed at the same time elsewhere stands under its line, and both are
// there to choose from.
func TestFramesOfAConflict(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(t *testing.T) {
			t.Parallel()
			a := year(t)
			mine, other := sit(t, a, "chayuanba", size), atElderly(t, a)
			walk(mine, []stop{{nil, "1 继续填报", ""}, {[]string{"1"}, "> 大喇叭", ""}, {[]string{"/", "老", "年", "enter"}, "> 宣传老年人", ""}, {[]string{"5"}, "[ 5", ""}}, size)
			other.Press("7", "enter").See("> 宣传财会人员").See("已保存")
			walk(mine, []stop{{[]string{"enter"}, "未保存 1 项", ""}, {[]string{"up"}, "> 宣传老年人", "conflict"}, {[]string{"enter"}, "在别处改过", "conflict-choice"}}, size)
		})
	}
}

// Who comes with a first password chooses their own before anything else.
func TestFramesOfAFirstPassword(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%dx%d", size.Width, size.Height), func(t *testing.T) {
			walk(enter(t, town(t, opened), "chayuanba", size, visit{byPassword: true}), []stop{{nil, "新密码", "password-first"}}, size)
		})
	}
}

func walk(p *drive.Person, stops []stop, size screen.Size) {
	for _, s := range stops {
		if p.Press(s.press...); s.see != past || size != phone {
			p.See(s.see)
		}
		if s.frame != "" {
			p.Golden(fmt.Sprintf("%s-%dx%d", s.frame, size.Width, size.Height))
		}
	}
}
