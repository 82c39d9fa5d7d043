package review

import (
	"cmp"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
)

// Head says whose report it is, and until when it is due.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.at.Period}
	if p.sheet != nil {
		h.Who = p.sheet.Unit.Name
		if p.sheet.Report.State != report.StateAccepted {
			h.Due = p.sheet.Schedule.Due(p.sheet.Report.Period)
		}
	}
	return h
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	esc := bind(keys.Esc, "Esc", "返回")
	if p.sheet == nil {
		return []keys.Binding{esc}
	}
	var bindings []keys.Binding
	if p.judges() {
		switch p.sheet.Report.State {
		case report.StateSubmitted:
			mark := "标记"
			if p.marks[p.shown] != "" {
				mark = "取消标记"
			}
			bindings = append(bindings, bind("f9", "F9", "通过"), bind("f8", "F8", "退回"), bind("f6", "F6", mark))
		case report.StateAccepted:
			bindings = append(bindings, bind("f7", "F7", "启封"))
		}
	}
	if p.leads() {
		bindings = append(bindings, bind("f4", "F4", "批示"))
	}
	if len(p.others()) > 0 {
		bindings = append(bindings, keys.Binding{Label: "左右", Help: "换一份"})
	}
	bindings = append(bindings, bind("f5", "F5", p.pick.next(len(p.changed) > 0).name()), bind("ctrl+r", "Ctrl+R", "历史"), esc, bind("/", "/", "查找"))
	if p.fills() {
		bindings = append(bindings, bind("f3", "F3", "代填, 录入基数"))
	}
	if p.fed() {
		bindings = append(bindings, bind(keys.Enter, "Enter", "看台账"))
	}
	if len(p.others()) > 0 {
		bindings = append(bindings, keys.Binding{Keys: []string{"]", keys.Right}, Label: "右 ]", Help: "下一份待审"},
			keys.Binding{Keys: []string{"[", keys.Left}, Label: "左 [", Help: "上一份待审"})
	}
	return append(append(bindings, keys.Pages...), bind(keys.Tab, "Tab", "下一节"),
		bind(keys.ShiftTab, "Shift+Tab", "上一节"), bind(keys.Home, "Home", "到第一行"), bind(keys.End, "End", "到最后一行"))
}

// Status says that the view is live.
func (p *Page) Status() string {
	state := keys.Live
	if p.acting {
		state = keys.Saving
	}
	return cmp.Or(p.Trouble(p.sheet == nil || p.turning()), state)
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里看一个单位的一份月报. 上下移动, PgUp PgDn 翻页, Tab 到下一节. 检查出的问题写在那一项的下面.",
		"/ 查找一项, 打几个字或拼音首字母. F5 依次换: 全部, 只看已填的, 只看有问题的, 只看改过的. 灰色的是没有填的. 沿用 是照上期带过来的, 合计 是分项相加的.",
		"重报的月报里, 改 是这一项和上一次报送不同: 120 改为 100 是原来报 120, 这次报 100.",
		"左右键(或 [ ])换上一份, 下一份待审的, 等得最久的在前. 通过或退回以后, 下一份自己出来.",
		"由台账加出来的数, 选中按 Enter 看是哪几笔.",
		"F9 通过并封存. F8 退回, 要写原因; 输入数字选常用的原因, 按 Enter 才退回; 上下键选一条, 后面可以接着写; 也可以自己写.",
		"只有几项要改时, 先在那一项上按 F6 写原因, 都标好以后按 F8 一起退回.",
		"通过以后还要改, 按 F7 启封; 原因领导看得到.",
		"Ctrl+R 看历史: 谁在什么时候报了什么, 改了什么, 和全部批示. 批示由领导写 (F4), 这个单位和平安办都看得到.",
		"正在看的时候单位撤回或重报了, 这里会说, 不会把没看过的通过.",
	}
}

// fills says whether the person may type into this report: the office may, for
// any unit, while the report is open.
func (p *Page) fills() bool {
	return p.sheet != nil && p.Me.Reviews && p.sheet.Report.CanSave(p.sheet.Schedule, p.sheet.Now) == nil
}
