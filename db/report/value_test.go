package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// line is a line of the default plan's form of a kind.
func line(t testing.TB, kind, key string) *plan.Line {
	t.Helper()
	l, ok := plan.Default().FormOf(kind).Find(key)
	if !ok {
		t.Fatalf("no line %s on the form of %s", key, kind)
	}
	return l
}

func TestNumbersAreReadAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct{ key, text, want string }{
		{"visited", "120", "120"},
		{"visited", "１２０", "120"},
		{"visited", "1,200", "1200"},
		{"visited", "１，２３４，５６７户", "1234567"},
		{"visited", "１，２００", "1200"},
		{"visited", " 30 户 ", "30"},
		{"visited", "30户", "30"},
		{"visited", "３０户。", "30"},
		{"visits", "90户", "90"},
		{"audience", "１３０人", "130"},
		{"audience", "130 人次.", "130"},
		{"visited", "0", "0"},
		{"visited", "-5", "-5"},
		{"visited", "007", "7"},
		{"visited", "30.0", "30"},
		{"visited", "45。", "45"},
		{"visited", "12.", "12"},
		{"visited", "１２，", "12"},
		{"visited", "1,200、", "1200"},
		{"visited", "+3", "3"},
		{"visited", "999999999999", "999999999999"},
		{"loss_here", "1.5", "1.5"},
		{"loss_here", "１．２５", "1.25"},
		{"loss_here", "1。25", "1.25"},
		{"loss_here", "1.250", "1.25"},
		{"visited", "1\u202e20", "120"},
	} {
		v, err := Parse(line(t, "village", c.key), c.text)
		if err != nil || v.String() != c.want {
			t.Errorf("%s %q is read as %q, %v, want %q", c.key, c.text, v, err, c.want)
		}
	}
}

func TestWhatIsNoNumberIsRefusedWithASentence(t *testing.T) {
	for _, c := range []struct{ key, text, says string }{
		{"visited", "约30", "应填整数"},
		{"visited", "1e3", "应填整数"},
		{"visited", "0x10", "应填整数"},
		{"visited", "3.5", "去掉小数"},
		{"visited", "三十", "应填整数"},
		{"visited", "--3", "应填整数"},
		{"visited", "1 000", "应填整数"},
		{"visited", "1.2.3", "应填整数"},
		{"visited", "1,2,3", "应填整数"},
		{"visited", ",5", "应填整数"},
		{"visited", "1,,234", "应填整数"},
		{"visited", "１２,３", "应填整数"},
		{"visited", "1234,567", "应填整数"},
		{"visited", "30人", "应填整数"},
		{"visited", "Infinity", "应填整数"},
		{"visited", "NaN", "应填整数"},
		{"visited", "1000000000000", "太大"},
		{"visited", strings.Repeat("9", 5000), "太大"},
		{"loss_here", "1.234", "最多 2 位小数"},
		{"loss_here", "1.", "应填数字"},
		{"visited", "45。。", "收到: 45. 请只写数字"},
		{"visited", "3.5。", "收到: 3.5. 请去掉小数"},
		{"loss_here", "12。", "收到: 12. 请只写数字"},
	} {
		v, err := Parse(line(t, "village", c.key), c.text)
		if !Refused(err, CodeInvalid) || !v.Blank() {
			t.Errorf("%s %.20q is read as %.20q, %v", c.key, c.text, v, err)
			continue
		}
		if !strings.Contains(err.Error(), c.says) || len([]rune(err.Error())) > 120 {
			t.Errorf("%s %.20q: %q does not say %q in a sentence", c.key, c.text, err, c.says)
		}
	}
}

func TestNothingNotApplicableAndZeroNeverMerge(t *testing.T) {
	l := line(t, "village", "visited")
	blank, err1 := Parse(l, "  ")
	zero, err2 := Parse(l, "0")
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	for _, text := range []string{"na", "NA", "ｎａ", "不适用", " 不适用 "} {
		v, err := Parse(l, text)
		if err != nil || !v.NA() || v.Blank() || v.Equal(zero) || v.Equal(blank) {
			t.Errorf("%q is %+v, %v", text, v, err)
		}
	}
	if !blank.Blank() || blank.NA() || zero.Blank() || blank.Equal(zero) || !(Value{}).Equal(blank) {
		t.Errorf("blank %+v, zero %+v", blank, zero)
	}
	for v, want := range map[*Value]string{&blank: "-", &zero: "0", &NA: "不适用"} {
		if v.Shown() != want {
			t.Errorf("%+v shows as %s, want %s", *v, v.Shown(), want)
		}
	}
	if !Number(num(t, "1.50")).Equal(Number(num(t, "1.5"))) {
		t.Error("1.50 is not 1.5")
	}
}

func TestNumbersAreJSONNumbersAndEmptinessIsNull(t *testing.T) {
	js, err := json.Marshal([]Value{Number(num(t, "12.50")), Number(decimal.Zero), Text("是"), NA, {}})
	if err != nil || string(js) != `[12.5,0,"是",null,null]` {
		t.Errorf("%s, %v", js, err)
	}
	if got := Commas(num(t, "-1234567.05")); got != "-1,234,567.05" {
		t.Errorf("commas: %s", got)
	}
	if got := Commas(Whole(999)) + " " + Commas(Whole(1816)); got != "999 1,816" {
		t.Errorf("commas: %s", got)
	}
}

func TestTextIsCleanedAndBounded(t *testing.T) {
	l := line(t, "village", "highlights")
	v, err := Parse(l, "敲门\x1b[31m行动\u202e\u2066\u200b\x00\x07\ufeff\r\n第二行\t完  ")
	if err != nil || v.String() != "敲门[31m行动\n第二行 完" {
		t.Errorf("%q, %v", v, err)
	}
	if v, err := Parse(l, strings.Repeat("字", 500)); err != nil || v.Blank() {
		t.Errorf("500 characters are refused: %v", err)
	}
	if _, err := Parse(l, strings.Repeat("字", 501)); !Refused(err, CodeInvalid) || !strings.Contains(err.Error(), "最多 500 字, 现有 501 字") {
		t.Errorf("501 characters: %v", err)
	}
	if v, err := Parse(l, "\u202e\u200b"); err != nil || !v.Blank() {
		t.Errorf("only hidden characters are %+v, %v", v, err)
	}
	if got := Clean(" a\nb\u2028c\x7f\xff\u202dd\U000e0041 "); got != "a b cd" {
		t.Errorf("one line: %q", got)
	}
	if got := Clip(strings.Repeat("长", 30)); got != strings.Repeat("长", 20)+"..." {
		t.Errorf("clipped: %q", got)
	}
}

func TestYesAndNo(t *testing.T) {
	l := line(t, "bank", "netbank_warned")
	for text, want := range map[string]string{"是": "是", "有": "是", "Y": "是", "１": "是", "否": "否", "无": "否", "no": "否", "0": "否"} {
		if v, err := Parse(l, text); err != nil || v.String() != want {
			t.Errorf("%q is %q, %v, want %s", text, v, err, want)
		}
	}
	if _, err := Parse(l, "也许"); !Refused(err, CodeInvalid) || !strings.Contains(err.Error(), "应填 是 或 否") {
		t.Errorf("也许: %v", err)
	}
}

func TestChoicesAreTakenByWordAndNumberInThePlansOrder(t *testing.T) {
	l := line(t, "party_office", "outlets_used")
	for text, want := range map[string]string{
		"微信群": "微信群", "2": "微信群", "２": "微信群",
		"宣传栏,微信公众号": "微信公众号、宣传栏", "5 1": "微信公众号、宣传栏", "微信群、微信群": "微信群", "5；2/1": "微信公众号、微信群、宣传栏",
	} {
		if v, err := Parse(l, text); err != nil || v.String() != want {
			t.Errorf("%q is %q, %v, want %s", text, v, err, want)
		}
	}
	if _, err := Parse(l, "微信群、电报"); !Refused(err, CodeInvalid) || !strings.Contains(err.Error(), "没有选项 电报") {
		t.Errorf("an unknown choice: %v", err)
	}
	one := &plan.Line{Key: "one", Label: "一项", Indicator: &plan.Indicator{Type: plan.TypeChoice, Choices: []string{"甲", "乙"}}}
	if _, err := Parse(one, "甲,乙"); !Refused(err, CodeInvalid) || !strings.Contains(err.Error(), "只能选一项") {
		t.Errorf("two of one: %v", err)
	}
	if v, err := Parse(one, "2"); err != nil || v.String() != "乙" {
		t.Errorf("2 is %q, %v", v, err)
	}
}
