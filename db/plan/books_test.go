package plan

import (
	"strings"
	"testing"
)

// books is what a small town keeps beside its forms, written after its rules.
const books = `

ledgers:
  - id: calls
    name: 上门台账
    for: [street]
    clause: 1
    list: numbers
    partners: with
    fields:
      - {key: place, label: 地点, type: text, length: 20, required: true}
      - {key: form, label: 形式, type: choice, choices: [讲, 演]}
      - {key: numbers, label: 门牌, type: numbers}
      - {key: count, label: 户数, measure: 户, part_of: tries}
      - {key: tries, label: 敲门, measure: 次}
      - {key: with, label: 联合, type: units}
    feeds:
      - {key: knocked, sum: count, once: numbers}
      - {key: rounds, count: true, shared: true}
  - id: thefts
    name: 发案台账
    for: [office]
    fields:
      - {key: street, label: 居委会, type: unit, over: street, other: 别处, required: true}
      - {key: n, label: 起数, min: 1}
    feeds:
      - {key: crimes, sum: n, dim: street}

registers:
  - id: houses
    name: 户数名录
    for: [street]
    site: 居委会
    single: true
    fields:
      - {key: doors, label: 户数, min: 1, required: true}
    feeds:
      - {key: doors, sum: doors}
      - {key: empty, failing: some}
    targets:
      - {id: some, name: 每处至少一户, line: empty, field: doors, at_least: 1}
  - id: lanes
    name: 路名录
    site: 路
    fields:
      - {key: length, label: 长度, min: 1}
    feeds:
      - {key: dark, failing: gap}
    targets:
      - id: gap
        name: 每200米一处
        line: dark
        gap: {length: length, points: marks, road: lane, at: at, max: 200}
  - id: marks
    name: 点位名录
    site: 点位
    fields:
      - {key: lane, label: 路, type: site, of: lanes}
      - {key: at, label: 桩号, type: chainage, within: length}
      - {key: state, label: 状态, type: choice, choices: [好, 坏]}
`

// kept is the small town's plan with its books, and with some lines for them.
func kept(t *testing.T) string {
	t.Helper()
	rounds := "  - {key: rounds, for: [street], label: 轮次, measure: 次, clause: 1}\n" +
		"  - {key: empty, for: [street], label: 空门, measure: 处, counts: stock, clause: 1, targets: [{name: 没有空门, severity: hard, at_most: 0}]}\n" +
		"  - {key: dark, for: [street], label: 缺牌的路, measure: 条, counts: stock, clause: 1, targets: [{name: 路路有牌, severity: hard, at_most: 0}]}\n"
	return strings.Replace(smallSource(t), "  - {key: notes, label", rounds+"  - {key: notes, label", 1) + books
}

func TestAnotherTownsBooks(t *testing.T) {
	p, err := Parse([]byte(kept(t)))
	if err != nil {
		t.Fatal(err)
	}
	line, _ := p.FormOf("street").Find("knocked")
	if fed := p.FedBy("street", line); len(fed) != 1 || fed[0].ID != "calls" {
		t.Errorf("knocked is fed by %v", fed)
	}
	if len(p.LedgersOf("office")) != 1 || len(p.RegistersOf("street")) != 3 {
		t.Errorf("%v %v", p.LedgersOf("office"), p.RegistersOf("street"))
	}
	l, ok := p.Ledger("发案台账")
	if !ok || l.Field("起数") != l.Field("n") || l.Field("x") != nil {
		t.Errorf("%+v", l)
	}
	if near := p.Ledgers[0].Nearest("敲", 3); len(near) != 1 || near[0] != "敲门" {
		t.Error(near)
	}
}

func TestProblemsOfBooksSayWhere(t *testing.T) {
	small := kept(t)
	for name, c := range map[string]struct{ old, new, message string }{
		"ledger twice":              {"id: thefts", "id: ¦calls", "写了两遍"},
		"a register's id again":     {"id: thefts", "id: ¦houses", "写了两遍"},
		"unknown kind":              {"    for: [office]\n    fields", "    for: [¦ofice]\n    fields", "没有 ofice"},
		"unknown clause":            {"    for: [street]\n    clause: 1\n    list", "    for: [street]\n    clause: ¦9\n    list", "没有条款 9"},
		"field twice":               {"{key: tries, label", "{key: ¦place, label", "写了两遍"},
		"reserved field":            {"{key: tries, label", "{key: ¦date, label", "另有意思"},
		"long label":                {"label: 敲门,", "label: ¦敲门敲门敲门敲门敲门敲门敲门敲门敲门敲门敲门,", "最多20个字"},
		"unknown type":              {"label: 联合, type: units", "label: 联合, type: ¦unitz", "只能是"},
		"unit over nothing":         {"over: street, other", "over: ¦strit, other", "没有 strit"},
		"site of nothing":           {"type: site, of: lanes", "type: site, of: ¦lains", "没有名录 lains"},
		"part of words":             {"part_of: tries", "part_of: ¦place", "没有 place 这个数字栏目"},
		"part of itself":            {"part_of: tries", "part_of: ¦count", "没有着落"},
		"within no road":            {"within: length", "within: ¦width", "没有 width 这个数字栏目"},
		"partners are no units":     {"partners: with", "partners: ¦place", "没有 place"},
		"list is no items":          {"list: numbers", "list: ¦place", "没有 place"},
		"no way to sum":             {"{key: crimes, sum: n, dim: street}", "¦{key: crimes, dim: street}", "一种算法"},
		"two ways to sum":           {"{key: crimes, sum: n, dim", "¦{key: crimes, count: true, sum: n, dim", "一种算法"},
		"sum of words":              {"{key: knocked, sum: count", "{key: knocked, sum: ¦place", "没有 place 这个数字栏目"},
		"once of words":             {"once: numbers}", "once: ¦place}", "没有 place"},
		"once with a condition":     {"once: numbers}", "once: numbers, where: ¦[{field: place}]}", "不能再写条件"},
		"sum and once without list": {"    list: numbers\n", "", "list 要写"},
		"shared without partners":   {"    partners: with\n", "", "不能用 shared"},
		"no such line":              {"{key: crimes, sum", "{key: ¦crime, sum", "没有 crime 这个指标"},
		"a line of another kind":    {"{key: crimes, sum: n, dim: street}", "{key: ¦knocked, sum: n}", "没有 knocked 这个指标"},
		"a computed line":           {"{key: knocked, sum", "{key: ¦left, sum", "是计算的"},
		"a line of words":           {"{key: knocked, sum", "{key: ¦notes, sum", "与汇总的结果不合"},
		"a stock from a ledger":     {"{key: knocked, sum", "{key: ¦doors, sum", "不按月累计"},
		"an increment of a place":   {"{key: doors, sum: doors}", "{key: ¦knocked, sum: doors}", "按月累计, 不能由名录得出"},
		"matrix without dim":        {"sum: n, dim: street}", "sum: n}", "汇总要写 dim"},
		"dim that is no unit":       {"dim: street}", "dim: ¦n}", "没有 n 这个单位"},
		"unknown field of a match":  {"sum: n, dim: street}", "sum: n, dim: street, where: [{field: ¦m, is: [甲]}]}", "没有 m 这个栏目"},
		"match on a number":         {"sum: n, dim: street}", "sum: n, dim: street, where: [{field: n, is: [¦'1']}]}", "只有选择和是否"},
		"a ledger with words":       {"{key: crimes, sum: n", "¦{key: crimes, word: n", "台账不能用 word"},
		"failing no target":         {"{key: doors, sum: doors}", "{key: doors, failing: ¦none}", "没有目标 none"},
		"target of no line":         {"line: empty, field", "line: ¦emtpy, field", "没有哪个定了目标"},
		"target without bound":      {", field: doors, at_least: 1}", ", field: doors}", "一个界限"},
		"target on no number":       {"field: doors, at_least", "field: ¦dors, at_least", "没有 dors"},
		"gap of no register":        {"points: marks", "points: ¦mark", "没有名录 mark"},
		"gap on no road":            {"road: lane, at", "road: ¦state, at", "没有 state"},
		"gap without bound":         {"at: at, max: 200}", "at: at}", "大于0的 max"},
		"no site":                   {"    site: 点位\n", "", "一条叫什么"},
		"kept by nobody":            {"    site: 点位\n", "    site: 点位\n    by: ¦zongzhi\n", "只能是"},
	} {
		t.Run(name, func(t *testing.T) {
			saysWhere(t, small, c.old, c.new, c.message)
		})
	}
}

// A line that the plan says comes from ledgers has one on every form that it
// stands on, and no form takes a line from two sorts of books.
func TestEveryLineOfALedgerIsFedForEveryKind(t *testing.T) {
	p := Default()
	lines := 0
	for _, k := range p.Kinds {
		for _, l := range p.FormOf(k.ID).Lines {
			fed := p.FedBy(k.ID, l)
			switch l.Indicator.Source {
			case SourceLedger:
				lines++
				if len(fed) == 0 {
					t.Errorf("%s: no ledger feeds %s", k.ID, l.Key)
				}
			case SourceComputed, SourceEvidence, SourceRegister:
				if len(fed) > 0 {
					t.Errorf("%s: %s feeds %s, whose source is %s", k.ID, fed[0].ID, l.Key, l.Indicator.Source)
				}
			}
		}
	}
	if lines < 150 {
		t.Errorf("only %d lines come from ledgers", lines)
	}
}
