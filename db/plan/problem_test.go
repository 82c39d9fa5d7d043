package plan

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// mark stands in a test's YAML where the problem must be found.
const mark = "¦"

func smallSource(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// marked takes the mark out of the source and says where it stood.
func marked(t *testing.T, src string) (string, int, int) {
	t.Helper()
	before, after, found := strings.Cut(src, mark)
	if !found {
		t.Fatal("the mark is missing")
	}
	line := strings.Count(before, "\n") + 1
	column := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
	return before + after, line, column
}

func TestProblemsSayWhere(t *testing.T) {
	small := smallSource(t)
	for name, c := range map[string]struct{ old, new, message string }{
		"unknown field":            {"issued:", "¦isued:", "不认识 isued"},
		"unknown field in a list":  {"{id: 2, duty: 发案, kind", "{id: 2, duty: 发案, ¦sort: x, kind", "不认识 sort"},
		"field twice":              {"office: zongzhi", "office: zongzhi\n¦office: dongjie", "写"},
		"not a number":             {"due_day: 25", "due_day: ¦二十五", "整数"},
		"not a date":               {"first_day: 2024-01-08", "first_day: ¦2024-13-08", "日期"},
		"not a bool":               {"required: true", "required: ¦maybe", "true 或 false"},
		"a list for a value":       {"title: 清溪镇反诈宣传方案", "title: ¦[1, 2]", "一组"},
		"a value for a list":       {"milestones: [12-31]", "milestones: ¦12-31", "列表"},
		"anchor":                   {"title: 清溪镇反诈宣传方案", "title: ¦&a 清溪镇", "锚点"},
		"empty value":              {"office: zongzhi", "¦office:", "空的"},
		"bad YAML":                 {"root: {code: zhen, name: 清溪镇}", "root: {code: zhen, name: 清溪镇", "YAML"},
		"two documents":            {"rules:", "---\n¦rules:", "一份方案"},
		"due day":                  {"due_day: 25", "due_day: ¦32", "1到31"},
		"pace falls":               {"{on: 12-31, percent: 100}", "{on: 12-31, percent: ¦30}", "不高于"},
		"pace out of order":        {"{on: 12-31, percent: 100}", "{on: ¦05-31, percent: 100}", "不晚于"},
		"pace over 100":            {"{on: 12-31, percent: 100}", "{on: 12-31, percent: ¦101}", "最多100"},
		"unknown kind of unit":     {"name: 综治办, kind: office}", "name: 综治办, kind: ¦ofice}", "没有 ofice 这种单位"},
		"unknown kind in for":      {"{key: crimes, for: [office]", "{key: crimes, for: [office, ¦ofice]", "没有 ofice"},
		"kind in no group":         {"  - {id: office, name: 综治办}", "  - {id: office, name: 综治办}\n  - {id: ¦shop, name: 商铺}", "不在任何分组"},
		"kind in two groups":       {"name: 机关, kinds: [office]", "name: 机关, kinds: [office, ¦street]", "只能归一组"},
		"kind twice":               {"  - {id: office, name: 综治办}", "  - {id: office, name: 综治办}\n  - {id: ¦office, name: 又一个}", "写了两遍"},
		"unit code twice":          {"code: xijie", "code: ¦dongjie", "用了两次"},
		"unit name twice":          {"name: 西街居委会, kind", "name: ¦东街居委会, kind", "用了两次"},
		"unit code badly written":  {"code: xijie", "code: ¦Xi街", "小写字母"},
		"unknown unit":             {"office: zongzhi", "office: ¦zongzi", "没有 zongzi 这个单位"},
		"login twice":              {"{login: zongzhi", "{login: ¦dongjie", "登录名 dongjie 用了两次"},
		"unknown role":             {"{role: reviewer", "{role: ¦viewer", "角色"},
		"unknown clause":           {"length: 100, clause: 2}", "length: 100, clause: ¦9}", "没有条款 9"},
		"clause in no section":     {"  - {id: 2, duty: 发案, kind: evaluation}", "  - {id: 2, duty: 发案, kind: evaluation}\n  - {id: ¦3, duty: 甲, kind: soft}", "不在任何栏目"},
		"clause in two sections":   {"title: 发案, clauses: [2]", "title: 发案, clauses: [2, ¦1]", "只能归一个栏目"},
		"clause unknown there":     {"title: 发案, clauses: [2]", "title: 发案, clauses: [2, ¦7]", "没有条款 7"},
		"key twice":                {"{key: notes, label", "{key: ¦knocked, label", "street 的表里已有指标 knocked"},
		"bad key":                  {"{key: notes, label", "{key: ¦no-tes, label", "小写字母"},
		"reserved key":             {"{key: notes, label", "{key: ¦cum, label", "另有意思"},
		"missing label":            {"{key: notes, label: 说明,", "¦{key: notes,", "缺少指标名称"},
		"unknown type":             {"label: 说明, type: text, length: 100", "label: 说明, type: ¦txt", "只能是"},
		"too many places":          {"{key: knocked, for: [street],", "{key: knocked, type: decimal, places: ¦5, for: [street],", "1到4"},
		"min over max":             {"{key: knocked, for: [street],", "{key: knocked, min: 9, max: ¦3, for: [street],", "大于最大值"},
		"percent without ratio":    {"    ratio: {num: cum.knocked, den: doors}\n", "", "缺少 ratio"},
		"target on a text":         {"length: 100, clause: 2}", "length: 100, clause: 2, targets: [¦{name: 甲, severity: hard, is: 好}]}", "不能定目标"},
		"target with no bound":     {"severity: hard, at_least: 100, by", "severity: hard, by", "一个界限"},
		"target except no month":   {"severity: hard, at_least: 100, by", "severity: hard, at_least: 100, except: [¦14], by", "1到13之间"},
		"target except on a day":   {"severity: hard, at_least: 100, by", "severity: hard, at_least: 100, except: ¦[13], by", "不用写 except"},
		"target with two bounds":   {"severity: hard, at_least: 100, by", "severity: hard, at_least: 100, at_most: 100, by", "一个界限"},
		"cycle":                    {"compute: doors - cum.knocked", "compute: ¦doors - left", "left → left"},
		"compute":                  {"compute: doors - cum.knocked", "compute: doors - ¦cum.nocked", "没有 nocked"},
		"division":                 {"compute: doors - cum.knocked", "compute: doors ¦/ 2", "不能用 /"},
		"rule":                     {"when: left < 0", "when: ¦lef < 0", "没有 lef"},
		"quoted rule":              {"when: left < 0", "when: 'left < 0 and ¦cum.notes > 1'", "notes 不是数"},
		"rule that is no question": {"when: left < 0", "when: ¦left - 1", "结果应是是非"},
		"rule at no line":          {"severity: error, key: knocked, when", "severity: error, for: [street], key: ¦kocked, when", "没有 kocked"},
		"placeholder":              {"message: '多了, 还差{left}户.'", "message: ¦'多了, 还差{lft}户.'", "{lft}"},
		"unknown check":            {"when: crimes != sum.crimes", "check: ¦magic", "没有 magic 这种检查"},
		"rule without condition":   {"key: crimes, when: crimes != sum.crimes, ", "key: crimes, ", "when"},
		"unknown severity":         {"{id: sum, severity: error", "{id: sum, severity: ¦fatal", "只能是"},
		"escape in a name":         {"name: 西街居委会, kind", "name: ¦\"西\\e[31m街\", kind", "看不见的字符 U+001B"},
		"direction in a label":     {"{key: notes, label: 说明", "{key: notes, label: ¦说\u202e明", "看不见的字符 U+202E"},
		"brace left open":          {"message: '", "message: ¦'{knocked ", "不成对"},
		"part of nothing":          {"{key: knocked, for: [street],", "{key: knocked, part_of: ¦nothing, for: [street],", "没有着落"},
		"matrix over nothing":      {"matrix: {over: street}", "matrix: {over: ¦strit}", "没有 strit"},
		"from nothing":             {"{key: knocked, for: [street],", "{key: knocked, source: computed, from: {kind: office, key: ¦none}, for: [street],", "没有 none"},
	} {
		t.Run(name, func(t *testing.T) { saysWhere(t, small, c.old, c.new, c.message) })
	}
}

// saysWhere wants the message at the mark, once old is replaced by new.
func saysWhere(t *testing.T, source, old, new, message string) {
	t.Helper()
	src := strings.Replace(source, old, new, 1)
	if src == source {
		t.Fatal("nothing replaced")
	}
	line, column := 0, 0
	if strings.Contains(src, mark) {
		src, line, column = marked(t, src)
	}
	_, err := Parse([]byte(src))
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatalf("no problems, but %v", err)
	}
	for _, p := range ps {
		if strings.Contains(p.Message, message) && (line == 0 || p.Line == line && p.Column == column) {
			return
		}
	}
	t.Errorf("no %q at %d:%d in\n%v", message, line, column, ps)
}

func TestAllProblemsAtOnce(t *testing.T) {
	src := smallSource(t)
	for _, r := range [][2]string{
		{"due_day: 25", "due_day: 0"}, {"kind: office}", "kind: ofice}"}, {"when: left < 0", "when: lef < 0"},
	} {
		src = strings.Replace(src, r[0], r[1], 1)
	}
	_, err := Parse([]byte(src))
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != 3 {
		t.Fatalf("want three problems, got\n%v", err)
	}
	if ps[0].Line > ps[1].Line || ps[1].Line > ps[2].Line {
		t.Errorf("not in the file's order:\n%v", ps)
	}
	if !strings.HasPrefix(ps.Error(), "第8行第12列: 每月报送日") {
		t.Error(ps.Error())
	}
}

func TestOddFilesAreRefused(t *testing.T) {
	for _, src := range []string{
		"", "# 只有注释\n", "null", "- a", "text", "{", "\x00", "a: *b", strings.Repeat("[", 20000),
		strings.Repeat("a: 1\n", 300000), "title: \"\\uZZZZ\"", "units: [{code: [}]", "\t", "kinds: [null, {}]",
	} {
		if p, err := Parse([]byte(src)); err == nil {
			t.Errorf("%.20q parsed as %v", src, p.Title)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("title: x"))
	src, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(src)
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := Parse(src)
		var ps Problems
		if (p == nil) == (err == nil) || err != nil && !errors.As(err, &ps) {
			t.Fatalf("%v, %v", p, err)
		}
	})
}
