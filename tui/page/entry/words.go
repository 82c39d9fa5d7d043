package entry

import (
	"fanzha/tui"
	"fanzha/tui/keys"
)

// Head is what the top line says.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.at.Period}
	if p.sheet == nil {
		return h
	}
	h.Who = p.sheet.Unit.Name
	if p.at.Unit != "" && p.at.Unit != p.Me.Unit {
		h.Who += "(代填)"
	}
	h.Due = p.sheet.Report.Deadline(p.sheet.Schedule)
	return h
}

// Keys are the keys that work here.
func (p *Page) Keys() []keys.Binding {
	if p.editing {
		return []keys.Binding{
			{Keys: []string{keys.Enter}, Label: "Enter", Help: "保存, 下一项"},
			{Keys: []string{keys.Down}, Label: "上下", Help: "保存并移动"},
			{Keys: []string{keys.Esc}, Label: "Esc", Help: "保存并结束"},
			{Keys: []string{"ctrl+z"}, Label: "Ctrl+Z", Help: "恢复原值"},
			{Keys: []string{"f6"}, Label: "F6", Help: "不适用"},
			{Keys: []string{"f9"}, Label: "F9", Help: "检查并报送"},
			{Keys: []string{"f4"}, Label: "F4", Help: "备注"},
		}
	}
	if p.sheet != nil && p.barredReport() != "" {
		return p.readingKeys()
	}
	enter := "填写"
	if p.sheet != nil && p.leads(p.here()) != "" {
		enter = p.leads(p.here())
	}
	return append([]keys.Binding{
		{Keys: []string{keys.Enter}, Label: "Enter", Help: enter},
		{Keys: []string{"f9"}, Label: "F9", Help: "检查并报送"},
		{Keys: []string{"f6"}, Label: "F6", Help: "不适用"},
		{Keys: []string{"f4"}, Label: "F4", Help: "备注"},
		{Keys: []string{"f8"}, Label: "F8", Help: "下一待填"},
		{Label: "左右", Help: "换组"},
		{Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"},
		{Keys: []string{"f7"}, Label: "F7", Help: "近12期"},
		{Keys: []string{"f5"}, Label: "F5", Help: "只看空项, 只看有问题的"},
		{Keys: []string{"/"}, Label: "/", Help: "查找指标"},
		{Keys: []string{"ctrl+t"}, Label: "Ctrl+T", Help: "这个数的台账"},
		{Keys: []string{"f3"}, Label: "F3", Help: "其余为零"},
		{Keys: []string{"ctrl+r"}, Label: "Ctrl+R", Help: "历史"},
		{Keys: []string{"ctrl+z"}, Label: "Ctrl+Z", Help: "恢复上一次的改动"},
		{Keys: []string{keys.Delete}, Label: "Del", Help: "清空这一格"},
	}, groupKeys...)
}

// groupKeys go from one group of the form to another, as the list of all actions
// names them.
var groupKeys = append([]keys.Binding{
	{Keys: []string{keys.Right, keys.PgDown}, Label: "右 PgDn", Help: "下一组"},
	{Keys: []string{keys.Left, keys.PgUp}, Label: "左 PgUp", Help: "上一组"},
}, keys.Ends...)

// readingKeys are the keys of a report that nobody can change now. What was
// typed too late can still be looked at and thrown away.
func (p *Page) readingKeys() []keys.Binding {
	var all []keys.Binding
	if len(p.refused)+len(p.notes) > 0 {
		all = append(all, keys.Binding{Keys: []string{"f8"}, Label: "F8", Help: "没有保存的"}, keys.Binding{Keys: []string{keys.Delete}, Label: "Del", Help: "不要了"})
	}
	all = append(all,
		keys.Binding{Label: "左右", Help: "换组"},
		keys.Binding{Keys: []string{"f7"}, Label: "F7", Help: "近12期"},
		keys.Binding{Keys: []string{"ctrl+r"}, Label: "Ctrl+R", Help: "历史"},
		keys.Binding{Keys: []string{"f9"}, Label: "F9", Help: "看检查"},
		keys.Binding{Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"},
	)
	if to := p.leads(p.here()); to != "" { // behind those that are always there, which so stay in place
		all = append(all, keys.Binding{Keys: []string{keys.Enter}, Label: "Enter", Help: to})
	}
	all = append(all,
		keys.Binding{Keys: []string{"/"}, Label: "/", Help: "查找指标"},
		keys.Binding{Keys: []string{"f5"}, Label: "F5", Help: "只看空项, 只看有问题的"},
		keys.Binding{Keys: []string{"ctrl+t"}, Label: "Ctrl+T", Help: "这个数的台账"},
	)
	return append(all, groupKeys...)
}

// Status says whether what was typed is kept.
func (p *Page) Status() string {
	unsaved := len(p.refused) + len(p.notes)
	switch {
	case p.busy(), p.departing:
		return keys.Saving
	case unsaved > 0:
		return keys.Unsaved(unsaved)
	case p.editing && p.field.Value() != p.before, p.writing != nil:
		return "填写中"
	}
	return keys.Saved
}

// Unsaved says that something typed is not saved: it was refused, or its field is
// still open.
func (p *Page) Unsaved() bool {
	return len(p.refused)+len(p.notes) > 0 || p.editing && p.field.Value() != p.before
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里填写一个月的进展. 上下键选指标, 直接输入数字, 按 Enter 或上下键就保存, 不用另按保存.",
		"左右键或 PgUp PgDn 换组, F8 跳到下一个没填的, / 按名称或拼音首字母查找. 右边写着 计算 的由系统计算, 不用填; 沿用 是以前的数, 有变动就改; 名录 是名录里的.",
		"确实没有这一项按 F6 记为不适用. 0 和不填不一样: 没有发生请填 0, F3 把其余空着的一次填成 0.",
		"右边写着 台账 的数由台账加出来: 按 Enter 看是哪几笔, 数不对就去改台账. 一定要另填, 直接打数字, 写明原因; 台账 3 是台账里的数.",
		"在一项上停一停, 最下面就写出它近12期的数, 写不下的按 F7 看.",
		"改错了按 Ctrl+Z 恢复: 数和备注一起, 一次填的几项也一起. 从表格软件复制一列数字粘贴进来, 先列出哪一行填到哪一项, 看对了再填; 空行不动, 带着指标名称的填到同名的一项.",
		"红字是错误, 改好才能报送; 提示可以写说明后报送. 都填好按 F9.",
		"Ctrl+R 看历史: 报过什么, 改过什么, 为什么退回, 和领导的批示.",
		"没有保存的, 那一行下面写着为什么, F8 先跳到它. 别处同时改了同一格, 到那一行按 Enter 选保留哪一个.",
		"断线不会丢: 再登录会回到同一格. 断线时正在填的已保存到那时, 请核对; 没能保存的还在那一行下面.",
	}
}
