package plan

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// sheet is a report given by hand: numbers and words as text, 不适用 as "na".
type sheet struct {
	now, last, cum, prior, later, sum map[string]string
	month                             int
	vacation                          bool
}

func read(s string, ok bool) (any, bool) {
	if !ok || s == "na" {
		return nil, false
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return s, true
	}
	return d, true
}

func count(s string) decimal.Decimal {
	d, _ := decimal.NewFromString(s)
	return d
}

func (s sheet) Value(key string) (any, bool)     { v, ok := s.now[key]; return read(v, ok) }
func (s sheet) Last(key string) (any, bool)      { v, ok := s.last[key]; return read(v, ok) }
func (s sheet) NA(key string) bool               { return s.now[key] == "na" }
func (s sheet) Cum(key string) decimal.Decimal   { return count(s.cum[key]) }
func (s sheet) Prior(key string) decimal.Decimal { return count(s.prior[key]) }
func (s sheet) Later(key string) decimal.Decimal { return count(s.later[key]) }
func (s sheet) Sum(key string) decimal.Decimal   { return count(s.sum[key]) }
func (s sheet) Unit() (code, kind string)        { return "ledao", "village" }
func (s sheet) Month() int                       { return s.month }
func (s sheet) Vacation() bool                   { return s.vacation }

var testWords = vocabulary{
	cells: map[string]sort{
		"a": number, "b": number, "c": number, "rate": number, "note": word,
		"cases": number, "cases.ledao": number,
	},
	ratios:   map[string]bool{"rate": true},
	matrices: map[string]bool{"cases": true},
}

func TestExactDecimals(t *testing.T) {
	for source, want := range map[string]bool{
		"0.1 + 0.2 == 0.3":                                     true,
		"a * 100 < b * 50":                                     true, // 49.99 % is below 50 %
		"c + 0.0000000001 != c":                                true,
		"99999999999999999.99 == 99999999999999999.98":         false,
		"-a < 0 and -1.5 + 1.5 == 0":                           true,
		"1 - -1 == 2":                                          true,
		"not (a == b) ? note == '是' : false":                   true,
		"unit.code == 'ledao' and unit.kind == 'village'":      true,
		"period.month == 13 or vacation":                       true,
		"later.a + later.b == 7":                               true,
		"cum.a + prior.a + sum.cases + any.b == 4999 + 10000":  true,
		"0 < a < b and cases.ledao == 0 && !filled.c == false": true,
	} {
		e, err := compile(source, truth, testWords)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		got, known, err := e.Bool(sheet{
			now: map[string]string{
				"a": "4999", "b": "10000", "c": "123456789012345678901234567890", "note": "是", "cases.ledao": "0",
			},
			cum: map[string]string{"a": "4999"}, later: map[string]string{"a": "7"}, month: 13,
		})
		if err != nil || !known || got != want {
			t.Errorf("%s = %v, known %v, %v; want %v", source, got, known, err, want)
		}
	}
}

func TestBlankAndNotApplicableAreNoValue(t *testing.T) {
	for _, c := range []struct {
		source       string
		known, value bool
	}{
		{"a > 0", false, false},
		{"b > 0", false, false},
		{"any.a == 0", true, true},
		{"any.b == 0", true, true},
		{"filled.a or filled.b", true, false},
		{"na.b and not na.a", true, true},
		{"last.a > 0", false, false},
		{"last.c == 7", true, true},
		{"c == 0", true, true},
		{"cum.a == 0 and prior.a == 0 and sum.cases == 0", true, true},
		{"c == 0 or a > 0", false, false},
	} {
		e, err := compile(c.source, truth, testWords)
		if err != nil {
			t.Fatalf("%s: %v", c.source, err)
		}
		value, known, err := e.Bool(sheet{
			now:  map[string]string{"b": "na", "c": "0"},
			last: map[string]string{"b": "1", "c": "7"},
		})
		if err != nil || known != c.known || value != c.value {
			t.Errorf("%s = %v, known %v, %v; want %v, %v", c.source, value, known, err, c.value, c.known)
		}
	}
}

func TestLineHistory(t *testing.T) {
	words := testWords
	words.each = true
	e, err := compile("months == 3 and value * months > total3 * 3", truth, words)
	if err != nil {
		t.Fatal(err)
	}
	ten, eleven := decimal.NewFromInt(9), decimal.NewFromInt(10)
	for _, c := range []struct {
		history *History
		value   bool
		known   bool
	}{
		{&History{Value: &ten, Months: 3, Total: decimal.NewFromInt(9)}, false, true},
		{&History{Value: &eleven, Months: 3, Total: decimal.NewFromInt(9)}, true, true},
		{&History{Value: &eleven, Months: 2, Total: decimal.NewFromInt(1)}, false, true},
		{&History{Months: 3}, false, false},
		{nil, false, false},
	} {
		value, known, err := e.BoolOf(sheet{}, c.history)
		if err != nil || value != c.value || known != c.known {
			t.Errorf("%+v: %v, %v, %v", c.history, value, known, err)
		}
	}
}

func TestHostileExpressionsAreRefused(t *testing.T) {
	for source, want := range map[string]string{
		"":                                 "空的",
		"a / b > 1":                        "不能用 /",
		"a % b > 1":                        "不能用 %",
		"a ** b > 1":                       "不能用 **",
		"a ^ b > 1":                        "不能用 ^",
		"note + note == ''":                "应是数",
		"note > 'x'":                       "应是数",
		"a and b":                          "应是是非",
		"a == note":                        "不是一类",
		"a":                                "结果应是是非",
		"map([1], # > 0)":                  "",
		"len(note) > 0":                    "不能调用函数",
		"all(1..9999999, # > 0)":           "",
		"1..9 == a":                        "不能用 ..",
		"note matches '(a+)+$'":            "不能用 matches",
		"note contains 'x'":                "不能用 contains",
		"a in [1, 2]":                      "不能用 in",
		"$env == a":                        "没有 $env",
		"$env[a] == 1":                     "方括号",
		"unit?.code == ''":                 "",
		"unit.secret == ''":                "没有 unit.secret",
		"cum == 1":                         "要写点",
		"cum.note == 1":                    "不是数",
		"sum.a == 1":                       "没有分项",
		"rate > 50":                        "百分比",
		"nothing > 1":                      "没有 nothing",
		"value > 1":                        "each",
		"let x = 1; x > 0":                 "",
		"if a > 1 { true } else { false }": "",
		"(a ?? b) == 1":                    "不能用 ??",
		"a > 1e9":                          "不要写成",
		"a > 0x10":                         "不要写成",
		"a > 99999999999999999999":         "",
		"a > 1; true":                      "",
		"a | abs() > 1":                    "",
		"nil == nil":                       "不能这样写",
		"b'x' == b'x'":                     "不能这样写",
		"a > ":                             "读不懂",
		strings.Repeat("(", 290) + "a > 1" + strings.Repeat(")", 290):    "fits",
		strings.Repeat("(", 5000):                                        "最多600个字",
		strings.Repeat("-", 250) + "a > 1":                               "太复杂",
		strings.Repeat("(", 59) + "true" + strings.Repeat("?:true)", 59): "太复杂",
		strings.Repeat("not ", 149) + "a":                                "",
		strings.Repeat("1<(", 60) + "1" + strings.Repeat(")<1", 60):      "",
	} {
		_, err := compile(source, truth, testWords)
		switch {
		case want == "fits" && err != nil:
			t.Errorf("%.40s: %v", source, err)
		case want == "fits":
		case err == nil:
			t.Errorf("%.40s compiled", source)
		case !strings.Contains(err.Error(), want):
			t.Errorf("%.40s: %q lacks %q", source, err, want)
		}
	}
}

// Whatever is typed, compiling ends with a program or with a sentence.
func TestAnyTextCompilesOrIsRefused(t *testing.T) {
	parts := []string{
		"a", "b", "note", "any.", "cum.", "cases.ledao", "1", "0.5", "'x'", "(", ")", "[", "]", "{", "}", "?", ":", "?:",
		"<", "==", "and", "not ", "-", "*", "/", "..", "#", "|", "map(", ".", ",", ";", "let ", "nil", " ", "一",
	}
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 40).Draw(t, "parts"), "")
		e, err := compile(source, truth, testWords)
		if err != nil {
			if err.Error() == "" {
				t.Fatal("a refusal without a sentence")
			}
			return
		}
		if _, _, err := e.Bool(sheet{now: map[string]string{"a": "1", "b": "2", "note": "x"}}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWrongTypeFromCellsIsAnError(t *testing.T) {
	e, err := compile("a > 1", truth, testWords)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := e.Bool(sheet{now: map[string]string{"a": "words"}}); err == nil {
		t.Error("a word passed for a number")
	}
	if _, _, err := e.Number(sheet{}); err == nil {
		t.Error("a condition passed for a number")
	}
}

func BenchmarkBool(b *testing.B) {
	e := Default().Rules[0].Expr("village")
	for i := range Default().Rules {
		if r := &Default().Rules[i]; r.ID == "visited-rest" {
			e = r.Expr("village")
		}
	}
	cells := sheet{now: map[string]string{"visited": "12", "households": "300"}, prior: map[string]string{"visited": "100"}}
	for b.Loop() {
		if _, known, err := e.Bool(cells); !known || err != nil {
			b.Fatal(known, err)
		}
	}
}

func TestAFormulaThatAddsIsKnown(t *testing.T) {
	for source, want := range map[string]bool{
		"a": true, "any.a + any.b - c": true, "2 * any.a + b * 3": true, "-(a + sum.cases)": true, "cases.ledao + any.cases": true,
		"a + 1": false, "a * b": false, "a > 0 ? a : b": false, "cum.a": false, "a - prior.a": false, "any.a + period.month": false,
	} {
		e, err := compile(source, number, testWords)
		if err != nil {
			t.Fatal(source, err)
		}
		if e.Adds() != want {
			t.Errorf("%s adds: %v", source, e.Adds())
		}
	}
}
