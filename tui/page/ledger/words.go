package ledger

import (
	"slices"

	"fanzha/db/ledger"
	"fanzha/tui"
	"fanzha/tui/keys"
)

// Head says whose ledger, and until when the month's report is due.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.want.period}
	if p.data == nil {
		return h
	}
	h.Period, h.Who = p.data.sheet.Report.Period, p.data.sheet.Unit.Name
	if len(p.data.books) > 0 && p.data.books[0].Writes {
		if p.data.books[0].Behalf {
			h.Who += "(代填)"
		}
		h.Due = p.data.sheet.Report.Deadline(p.data.sheet.Schedule)
	}
	return h
}

func bind(key, label, help string) keys.Binding {
	return keys.Binding{Keys: []string{key}, Label: label, Help: help}
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	esc := bind(keys.Esc, "Esc", "返回")
	switch {
	case p.form != nil:
		all := []keys.Binding{
			bind(keys.Enter, "Enter", "下一项"), bind("f9", "F9", "记上"), bind(keys.Esc, "Esc", "先放着"),
			{Label: "上下", Help: "移动"},
		}
		if p.form.row == nil {
			all = append(all, bind("f8", "F8", "不要这一笔"))
		}
		return append(all, bind("f1", "F1", "说明"))
	case p.filter.Typing():
		return p.filter.Keys()
	case p.data == nil:
		return []keys.Binding{esc}
	case p.mode > 0:
		return []keys.Binding{bind(keys.Enter, "Enter", "选定"), bind("1", "1 2", "选择"), bind(keys.Esc, "Esc", "先不选")}
	case p.data.page == nil && p.data.view.figure == "":
		all := []keys.Binding{bind(keys.Enter, "Enter", "打开"), {Label: "数字", Help: "选择"}, {Label: "左右", Help: "换月份"}}
		return slices.Concat(append(p.unitKey(all), esc, bind("f1", "F1", "说明")), monthKeys, keys.Ends)
	}
	return p.listKeys(esc)
}

// monthKeys are the month before and after.
var monthKeys = []keys.Binding{keys.Also(keys.Left, "左", "上一期"), keys.Also(keys.Right, "右", "下一期")}

// further are the keys that the bottom line does not name.
func (p *Page) further() []keys.Binding {
	var all []keys.Binding
	if p.writes() {
		all = append(all, keys.Also("f3", "F3", "记一笔"), keys.Also("n", "N", "记一笔"), keys.Also("+", "+", "记一笔"), keys.Also(keys.Insert, "Ins", "记一笔"))
	}
	if r := p.row(); p.writes() && r != nil {
		all = append(all, keys.Also("f4", "F4", "更正"))
		if p.barred(r) == "" {
			all = append(all, keys.Also(keys.Delete, "Del", "划去"))
		}
	}
	return slices.Concat(all, monthKeys, keys.Pages, keys.Ends)
}

// unitKey adds the key that goes to another unit, for who sees more than one.
func (p *Page) unitKey(all []keys.Binding) []keys.Binding {
	if p.Me.SeesAll && p.want.figure == "" {
		return append(all, bind("f6", "F6", "换单位"))
	}
	return all
}

func (p *Page) listKeys(esc keys.Binding) []keys.Binding {
	var all []keys.Binding
	r := p.row()
	switch {
	case p.writes() && r == nil:
		all = append(all, bind(keys.Enter, "Enter", "记一笔"))
	case p.writes():
		all = append(all, bind(keys.Enter, "Enter", "更正"), bind("f3", "F3", "记一笔"))
		if p.barred(r) == "" {
			all = append(all, bind("f8", "F8", "划去"))
		}
	}
	if p.writes() && r == nil && p.hasBegun("") {
		all = append(all, bind("f8", "F8", "不要没记完的"))
	}
	all = append(all, esc)
	if p.want.figure != "" {
		return append(append(all, keys.Binding{Label: "上下", Help: "移动"}, bind("f1", "F1", "说明")), p.further()...)
	}
	if len(p.data.books) > 1 {
		all = append(all, bind(keys.Tab, "Tab", "换台账"))
	}
	span := "看各期"
	if p.want.all {
		span = "看本期"
	}
	past := "含改过划去的"
	if p.want.past {
		past = "只看算数的"
	}
	all = append(all, bind("/", "/", "查找"), bind("f5", "F5", span), bind("f7", "F7", past))
	all = append(p.unitKey(all), keys.Binding{Label: "左右", Help: "换月份"}, bind("f1", "F1", "说明"))
	if len(p.data.books) > 1 {
		all = append(all, bind(keys.ShiftTab, "Shift+Tab", "换回上一本"))
	}
	return append(all, p.further()...)
}

// Status says whether what was typed is kept.
func (p *Page) Status() string {
	if p.Err == nil && p.busy > 0 {
		return keys.Saving
	}
	if p.choice {
		return keys.Live
	}
	if word := p.Trouble(p.data == nil || !p.data.view.same(p.want)); word != "" {
		return word
	}
	if p.form != nil && p.form.dirty() {
		return "还没有记上"
	}
	return keys.Live
}

// Unsaved says that a row is begun and not noted.
func (p *Page) Unsaved() bool { return p.form != nil && p.form.dirty() }

// Help explains the page.
func (p *Page) Help() []string {
	if p.want.figure != "" {
		return []string{
			"这里是月报里一个数的来历: 台账里算进去的每一笔, 最右边是它加上的数.",
			"上下键选一笔, Enter 更正, F8 划去, 都要写一句原因. F3 再记一笔. Esc 返回.",
			"更正 是日子在别的月份, 因为那个月已经报送, 算在这个月的. 联合 是别的单位主办, 本单位算作联合活动的.",
		}
	}
	all := []string{
		"台账记每天办的事, 当天记一笔, 月报里的数由台账加出来, 月底不用再算. 最新的在上面, 最下面是本期合计.",
		"记一笔: 在第一行按 Enter, 或随时按 F3. 一项一项按 Enter 往下走, 最后一项再按 Enter 就记上; 中间按 F9 也能记上. 带 * 的必填.",
		"日期空着是今天, 可以写 昨天, 5日, 3-5. 选项按数字, 单位和选项也可以打拼音首字母. 灰色的是上一笔的内容, 按 Enter 就用它, 按退格不用.",
		"可以从表格软件里复制一行贴进来, 从光标那一项起依次填, 一次一行.",
		"没记完按 Esc, 填过的都留着, 断线也留着, 下次接着记.",
		"记错了: 选中那一笔按 Enter 更正, 或按 F8 划去, 都写一句原因. 原来的一笔不会消失, 按 F7 看得到.",
		"日子在已经报送的月份里, 就记作以后月份的更正, 要写原因.",
		"/ 查找, F5 在本期和各期之间切换, Tab 换一本台账, 左右键换月份.",
		"最右边的字: 更正 是算在别的月份的; 联合 是别的单位主办的; 改过 是更正以后的; 未完 是改了一半的; 代填 是平安办记的.",
	}
	if p.data != nil && p.data.page != nil && p.data.page.Mode != ledger.ModeNone {
		all = append(all, p.data.page.Name+"有两种记法, 一个村选一次: 按填报数就写几户; 按户号就写户号, 同一户今年只算一次.")
	}
	if p.Me.SeesAll {
		all = append(all, "F6 看别的单位的台账.")
	}
	return all
}
