package report

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"fanzha/db/plan"

	"github.com/shopspring/decimal"
)

// maxDigits bounds the digits before the point: a township's figures fit in
// nine, and sums of scaled figures must fit a database's 64-bit integer.
const maxDigits = 12

// Value is what a cell holds: nothing, 不适用, an exact number or words. The
// three kinds of emptiness (nothing, 不适用, 0) never merge. The zero Value is
// nothing.
type Value struct {
	kind   valueKind
	number decimal.Decimal
	text   string
}

type valueKind uint8

const (
	kindBlank valueKind = iota
	kindNA
	kindNumber
	kindText
)

// NA is 不适用.
var NA = Value{kind: kindNA}

// Number is an exact figure.
func Number(d decimal.Decimal) Value { return Value{kind: kindNumber, number: d} }

// Text is words, a 是/否 or choices; empty text is nothing.
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: kindText, text: s}
}

// Blank reports whether nothing is there.
func (v Value) Blank() bool { return v.kind == kindBlank }

// NA reports whether the value is 不适用.
func (v Value) NA() bool { return v.kind == kindNA }

// Number is the figure, if the value is one.
func (v Value) Number() (decimal.Decimal, bool) { return v.number, v.kind == kindNumber }

// Text is the words, if the value is words.
func (v Value) Text() (string, bool) { return v.text, v.kind == kindText }

// Equal reports whether two values are the same kind and the same content;
// 1.50 equals 1.5.
func (v Value) Equal(w Value) bool {
	return v.kind == w.kind && v.text == w.text && v.number.Equal(w.number)
}

// String is the form that is typed and stored: 120, 1.5, 是; 不适用 is "na", nothing is
// empty.
func (v Value) String() string {
	switch v.kind {
	case kindNA:
		return "na"
	case kindNumber:
		return v.number.String()
	}
	return v.text
}

// Shown is the form for people: a thousand has its comma, 不适用 is written out and
// nothing is "-".
func (v Value) Shown() string {
	switch v.kind {
	case kindBlank:
		return "-"
	case kindNA:
		return "不适用"
	case kindNumber:
		return Commas(v.number)
	}
	return v.text
}

// MarshalJSON writes a number as a JSON number, words as a string, and both
// nothing and 不适用 as null; the cell's "na" tells those apart.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.kind {
	case kindNumber:
		return []byte(v.number.String()), nil
	case kindText:
		return json.Marshal(v.text)
	}
	return []byte("null"), nil
}

// Commas writes a number with its thousands apart: 1,816.
func Commas(d decimal.Decimal) string {
	s := d.String()
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}

// Halfwidth turns the full-width forms of ASCII (U+FF01–FF5E) and the
// ideographic space into ASCII, as an input method leaves them in numbers.
func Halfwidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000:
			return ' '
		case r == '。':
			return '.'
		}
		return r
	}, s)
}

// Parse reads what a person typed for a line. "na" and 不适用 are 不适用, nothing is nothing.
// What cannot be read as the line's type is refused with a sentence.
func Parse(l *plan.Line, raw string) (Value, error) {
	raw = CleanText(raw)
	trimmed := strings.TrimSpace(raw)
	if trimmed == "" {
		return Value{}, nil
	}
	if strings.EqualFold(Halfwidth(trimmed), "na") || trimmed == "不适用" {
		return NA, nil
	}
	ind := l.Indicator
	switch ind.Type {
	case plan.TypeText:
		return parseText(l, raw)
	case plan.TypeYesNo:
		return parseYesNo(l, trimmed)
	case plan.TypeChoice, plan.TypeChoices:
		return parseChoices(l, trimmed)
	}
	return parseNumber(l, trimmed)
}

func parseText(l *plan.Line, raw string) (Value, error) {
	text := strings.TrimRightFunc(raw, unicode.IsSpace)
	if n := utf8.RuneCountInString(text); l.Indicator.Length > 0 && n > l.Indicator.Length {
		return Value{}, Errorf(CodeInvalid, "%s 最多 %d 字, 现有 %d 字, 请缩短.", l.Label, l.Indicator.Length, n)
	}
	return Text(text), nil
}

func parseYesNo(l *plan.Line, s string) (Value, error) {
	switch strings.ToLower(Halfwidth(s)) {
	case "是", "有", "y", "yes", "1", "true":
		return Text("是"), nil
	case "否", "无", "没有", "n", "no", "0", "false":
		return Text("否"), nil
	}
	return Value{}, Errorf(CodeInvalid, "%s 应填 是 或 否, 收到: %s", l.Label, Clip(s))
}

func parseChoices(l *plan.Line, s string) (Value, error) {
	var picked []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune("、,，;； /", r)
	}) {
		c, ok := choice(l.Indicator.Choices, part)
		if !ok {
			return Value{}, Errorf(CodeInvalid, "%s 没有选项 %s. 可选: %s.", l.Label, quoted(part), strings.Join(l.Indicator.Choices, "、"))
		}
		picked = append(picked, c)
	}
	if l.Indicator.Type == plan.TypeChoice && len(picked) != 1 {
		return Value{}, Errorf(CodeInvalid, "%s 只能选一项. 可选: %s.", l.Label, strings.Join(l.Indicator.Choices, "、"))
	}
	return Text(strings.Join(inOrder(l.Indicator.Choices, picked), "、")), nil
}

// choice finds a choice by its words or by its number, counted from 1.
func choice(choices []string, s string) (string, bool) {
	for i, c := range choices {
		if c == s || decimal.NewFromInt(int64(i+1)).String() == Halfwidth(s) {
			return c, true
		}
	}
	return "", false
}

// inOrder drops repetitions and puts the picked in the plan's order.
func inOrder(choices, picked []string) []string {
	var out []string
	for _, c := range choices {
		for _, p := range picked {
			if p == c {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

func parseNumber(l *plan.Line, s string) (Value, error) {
	places := int32(0)
	want := "整数"
	if l.Indicator.Type == plan.TypeDecimal {
		places = l.Indicator.Places
		want = "数字"
	}
	text := strings.TrimPrefix(Halfwidth(s), "+")
	if places == 0 { // of a decimal the end may be missing
		text = unstopped(text)
	}
	digits, ok := ungrouped(unmeasured(text, l.Indicator.Measure))
	if !ok || !plainNumber(digits) {
		return Value{}, Errorf(CodeInvalid, "%s 应填%s, 收到: %s. 请只写数字, 例如 30.", l.Label, want, quoted(s))
	}
	d, err := decimal.NewFromString(digits)
	if err != nil {
		return Value{}, Errorf(CodeInvalid, "%s 应填%s, 收到: %s. 请只写数字, 例如 30.", l.Label, want, quoted(s))
	}
	if !d.Equal(d.Truncate(places)) {
		if places == 0 {
			return Value{}, Errorf(CodeInvalid, "%s 应填整数, 收到: %s. 请去掉小数.", l.Label, quoted(s))
		}
		return Value{}, Errorf(CodeInvalid, "%s 最多 %d 位小数, 收到: %s.", l.Label, places, quoted(s))
	}
	if d.Abs().Cmp(decimal.New(1, maxDigits)) >= 0 {
		return Value{}, Errorf(CodeInvalid, "%s 的数字太大, 收到: %s. 请核对单位(%s).", l.Label, quoted(s), l.Indicator.Measure)
	}
	return Number(d), nil
}

// unstopped is a number without the sign that an input method left behind it.
func unstopped(s string) string {
	for _, sign := range []string{".", ",", "、"} {
		if cut, ok := strings.CutSuffix(s, sign); ok {
			return cut
		}
	}
	return s
}

// quoted is what was received, in the middle of a sentence.
func quoted(s string) string { return Clip(strings.TrimRight(s, "。.，,、")) }

// unmeasured is a number without the measure, and the full stop behind it, that
// a person writes. A measure of times may lose them: who writes 130人 means 人次.
func unmeasured(s, measure string) string {
	said := strings.TrimSpace(strings.TrimSuffix(s, "."))
	for _, m := range []string{measure, strings.TrimSuffix(measure, "次")} {
		if cut, ok := strings.CutSuffix(said, m); ok && m != "" {
			return strings.TrimSpace(cut)
		}
	}
	return strings.TrimSpace(s)
}

// ungrouped is a number without the commas that part its thousands; a comma
// anywhere else is a slip, such as two figures in one.
func ungrouped(s string) (string, bool) {
	whole, frac, point := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups[1:] {
		if first := strings.TrimPrefix(groups[0], "-"); len(g) != 3 || i == 0 && (first == "" || len(first) > 3) {
			return "", false
		}
	}
	if whole = strings.Join(groups, ""); point {
		whole += "." + frac
	}
	return whole, true
}

// plainNumber reports whether s is an optional minus, digits and at most one
// point: no exponent, no hex, no sign inside.
func plainNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, frac, point := strings.Cut(s, ".")
	digits := func(t string) bool {
		return t != "" && strings.Trim(t, "0123456789") == ""
	}
	return digits(whole) && (!point || digits(frac))
}
