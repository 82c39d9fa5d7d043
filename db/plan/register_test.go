package plan

import (
	"strings"
	"testing"
)

// booked is the small plan with a road, its points, and a list of shops.
func booked(t *testing.T) string {
	t.Helper()
	lines := `  - {key: roads, for: [office], label: 路, measure: 条, counts: stock, source: register, clause: 1}
  - {key: bare, for: [office], label: 缺点位的路, measure: 条, counts: stock, source: register, clause: 1, targets: [{name: 每100米一处, severity: hard, at_most: 0}]}
  - {key: shops, for: [street], label: 商铺, measure: 家, counts: stock, source: register, clause: 1, targets: [{name: 都张贴, severity: hard, at_least: 1}]}
  - {key: keeper, for: [street], label: 联络员, type: text, length: 30, counts: once, source: register, clause: 1}

registers:
  - id: roads
    name: 道路
    for: [office]
    site: 路
    clause: 1
    fields:
      - {key: length, label: 长度, measure: 米, required: true}
    feeds:
      - {key: roads, count: true}
      - {key: bare, failing: gap}
    targets:
      - {id: gap, name: 每100米一处, line: bare, gap: {length: length, points: points, road: road, at: at, where: [{field: good, is: [是]}], max: 100}}
  - id: points
    name: 点位
    for: [office]
    site: 点
    fields:
      - {key: road, label: 路, type: site, of: roads, required: true}
      - {key: at, label: 桩号, type: chainage, within: length, required: true}
      - {key: good, label: 完好, type: yesno}
  - id: shops
    name: 商铺
    for: [street]
    site: 商铺
    fields:
      - {key: wall, label: 墙面, measure: 平方米}
      - {key: ad, label: 广告, measure: 平方米, part_of: wall}
      - {key: trade, label: 行业, type: choice, choices: [餐饮, 零售]}
    feeds:
      - {key: shops, count: true, where: [{field: trade, is: [餐饮]}]}
    targets:
      - {id: tenth, name: 广告一成, line: shops, ratio: {num: ad, den: wall}, at_least: 10}
  - id: people
    name: 人员
    for: [street]
    site: 单位
    single: true
    fields:
      - {key: post, label: 岗位, type: text, length: 30}
    feeds:
      - {key: keeper, word: post}

rules:`
	src := strings.Replace(smallSource(t), "\nrules:", lines, 1)
	if _, err := Parse([]byte(src)); err != nil {
		t.Fatal(err)
	}
	return src
}

func TestProblemsOfRegistersSayWhere(t *testing.T) {
	src := booked(t)
	for name, c := range map[string]struct{ old, new, message string }{
		"no id":                       {"- id: shops\n    name: 商铺", "- ¦name: 商铺", "编号"},
		"id twice":                    {"- id: shops", "- id: ¦points", "写了两遍"},
		"no name":                     {"    name: 商铺\n    for: [street]", "    for: [street]", "名称 name"},
		"no word for an entry":        {"    site: 商铺\n", "", "一条叫什么 site"},
		"unknown kind":                {"name: 点位\n    for: [office]", "name: 点位\n    for: [¦ofice]", "没有 ofice"},
		"unknown clause":              {"site: 路\n    clause: 1", "site: 路\n    clause: ¦9", "没有条款 9"},
		"unknown keeper":              {"single: true", "single: true\n    by: ¦village", "由谁管 by"},
		"no fields":                   {"    fields:\n      - {key: post, label: 岗位, type: text, length: 30}\n", "", "没有栏目"},
		"field twice":                 {"{key: good, label: 完好", "{key: ¦at, label: 完好", "栏目 at 写了两遍"},
		"reserved field":              {"{key: wall, label: 墙面", "{key: ¦basis, label: 墙面", "另有意思"},
		"bad key":                     {"{key: wall, label: 墙面", "{key: ¦wa-ll, label: 墙面", "小写字母"},
		"unknown type":                {"label: 完好, type: yesno", "label: 完好, type: ¦bool", "只能是"},
		"part of nothing":             {"part_of: wall", "part_of: ¦wal", "没有着落"},
		"site of nothing":             {"type: site, of: roads", "type: site, of: ¦streets", "没有名录 streets"},
		"within nothing":              {"within: length", "within: ¦lenght", "没有 lenght 这个数字栏目"},
		"within without a place":      {"{key: road, label: 路, type: site, of: roads, required: true}", "{key: road, label: 路, type: text, length: 9}", "within 只用于桩号"},
		"no way to make the figure":   {"{key: roads, count: true}", "¦{key: roads}", "只写一种算法"},
		"two ways":                    {"{key: roads, count: true}", "¦{key: roads, count: true, sum: length}", "只写一种算法"},
		"sum of nothing":              {"{key: roads, count: true}", "{key: roads, sum: ¦lenth}", "没有 lenth 这个数字栏目"},
		"once of a register":          {"{key: roads, count: true}", "{key: roads, once: ¦length}", "清单"},
		"failing nothing":             {"failing: gap}", "failing: ¦gab}", "没有目标 gab"},
		"word of many":                {"{key: keeper, word: post}", "{key: keeper, word: post}\n  - id: more\n    name: 更多\n    for: [street]\n    site: 人\n    fields: [{key: post, label: 岗位, type: text, length: 9}]\n    feeds: [{key: notes, word: ¦post}]", "single"},
		"condition on nothing":        {"where: [{field: trade", "where: [{field: ¦trad", "没有 trad 这个栏目"},
		"condition on no choice":      {"is: [餐饮]", "is: [¦餐馆]", "只能是"},
		"condition on a number":       {"where: [{field: trade, is: [餐饮]", "where: [{field: wall, is: [¦餐饮]", "只有选择和是否的栏目"},
		"feeds no line":               {"{key: roads, count: true}", "{key: ¦road, count: true}", "没有 road 这个指标"},
		"feeds another kind's line":   {"{key: roads, count: true}", "{key: ¦doors, count: true}", "没有 doors 这个指标"},
		"feeds a computed line":       {"{key: shops, count: true, where", "{key: ¦left, count: true, where", "计算的"},
		"feeds what adds up by month": {"{key: shops, count: true, where", "{key: ¦knocked, count: true, where", "按月累计"},
		"feeds words with a number":   {"{key: shops, count: true, where", "{key: ¦keeper, count: true, where", "不合"},
		"two registers feed a line":   {"{key: keeper, word: post}", "{key: keeper, word: post}\n      - {key: ¦shops, count: true}", "只能有一个来源"},
		"target twice":                {"    targets:\n      - {id: tenth", "    targets:\n      - {id: tenth, name: 一, line: shops, field: ad, at_least: 1}\n      - {id: ¦tenth", "写了两遍"},
		"target on no line":           {"line: shops", "line: ¦shop", "没有哪个定了目标的指标"},
		"target on another's line":    {"line: shops", "line: ¦bare", "不由这份名录得出"},
		"target without a bound":      {"line: shops, ratio: {num: ad, den: wall}, at_least: 10", "line: shops", "只写一个界限"},
		"target with two bounds":      {"line: shops, ratio", "line: shops, field: trade, is: 餐饮, ratio", "只写一个界限"},
		"ratio without a bound":       {"ratio: {num: ad, den: wall}, at_least: 10", "ratio: {num: ad, den: wall}", "at_least"},
		"ratio of nothing":            {"num: ad, den: wall", "num: ad, den: ¦wal", "没有 wal 这个数字栏目"},
		"ratio of words":              {"num: ad, den: wall", "num: ¦trade, den: wall", "没有 trade 这个数字栏目"},
		"bound on no field":           {"ratio: {num: ad, den: wall}, at_least", "field: ¦adds, at_least", "没有 adds 这个数字栏目"},
		"word that is no choice":      {"ratio: {num: ad, den: wall}, at_least: 10", "field: trade, is: 餐馆", "只能是"},
		"gap over nothing":            {"gap: {length: length", "gap: {length: ¦lenght", "没有 lenght 这个数字栏目"},
		"gap with no points":          {"points: points, road", "points: ¦poins, road", "没有名录 poins"},
		"gap on no road":              {"road: road, at: at", "road: ¦good, at: at", "type: site"},
		"gap at no chainage":          {"road: road, at: at", "road: road, at: ¦good", "type: chainage"},
		"gap without an end":          {"where: [{field: good, is: [是]}], max: 100", "where: [{field: good, is: [是]}]", "大于0的 max"},
		"gap counts what is not":      {"{field: good, is: [是]}", "{field: good, is: [¦好]}", "只能是"},
	} {
		t.Run(name, func(t *testing.T) { saysWhere(t, src, c.old, c.new, c.message) })
	}
}
