package report

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
)

// Names is what a field may name beyond itself: units by code, name or part of
// a name, and the sites of a register.
type Names struct {
	Unit func(who string) (code, kind string, err error)
	Site func(register, name string) bool
}

// maxItems bounds a list of household numbers in one row.
const maxItems = 500

// ParseField reads what a person typed for a field of a ledger or a register.
// Units are kept as codes and items in order, both joined by 、; a chainage is
// metres. What cannot be read is refused with a sentence.
func ParseField(f *plan.Field, raw string, names Names) (Value, error) {
	if l := f.Line(); l != nil {
		v, err := Parse(l, raw)
		if err != nil {
			return v, err
		}
		return v, withinBounds(f, v)
	}
	raw = Clean(raw)
	if raw == "" {
		return Value{}, nil
	}
	switch f.Type {
	case plan.TypeChainage:
		return parseChainage(f, raw)
	case plan.TypeSite:
		if !names.Site(f.Of, raw) {
			return Value{}, Errorf(CodeInvalid, "%s 里没有 %s, 请先记进名录, 或核对名称.", f.Label, Clip(raw))
		}
		return Text(raw), nil
	case plan.TypeItems:
		return parseItems(f, raw, Halfwidth)
	case plan.TypeNumbers:
		return parseNumbers(f, raw)
	}
	return parseUnits(f, raw, names)
}

// withinBounds refuses a number outside of the field's bounds, and 不适用, which no
// row has.
func withinBounds(f *plan.Field, v Value) error {
	if v.NA() {
		return Errorf(CodeInvalid, "%s 没有就空着, 不用填不适用.", f.Label)
	}
	n, ok := v.Number()
	switch {
	case !ok:
	case f.Min != nil && n.LessThan(*f.Min):
		return Errorf(CodeInvalid, "%s 填的是 %s, 应不少于 %s.", f.Label, Commas(n), Commas(*f.Min))
	case f.Max != nil && n.GreaterThan(*f.Max):
		return Errorf(CodeInvalid, "%s 填的是 %s, 应不多于 %s.", f.Label, Commas(n), Commas(*f.Max))
	}
	return nil
}

// parseChainage reads K0+420, 0+420 and plain metres.
func parseChainage(f *plan.Field, raw string) (Value, error) {
	s := strings.TrimPrefix(strings.ToUpper(strings.ReplaceAll(Halfwidth(raw), " ", "")), "K")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "米"), "M")
	km, m, split := strings.Cut(s, "+")
	if !split {
		km, m = "0", s
	}
	digits := func(t string) bool { return t != "" && len(t) <= 7 && strings.Trim(t, "0123456789") == "" }
	if !digits(km) || !digits(m) || split && len(m) > 3 {
		return Value{}, Errorf(CodeInvalid, "%s 应写成 K0+420 的样子, 或写离起点多少米, 收到: %s", f.Label, Clip(raw))
	}
	k, _ := strconv.Atoi(km)
	n, _ := strconv.Atoi(m)
	return Number(Whole(k*1000 + n)), nil
}

// Chainage writes metres from a road's start as K0+420.
func Chainage(metres decimal.Decimal) string {
	km, m := metres.QuoRem(Whole(1000), 0)
	rest := m.String()
	if whole, _, _ := strings.Cut(rest, "."); len(whole) < 3 {
		rest = strings.Repeat("0", 3-len(whole)) + rest
	}
	return "K" + km.String() + "+" + rest
}

// dashes are what people and their input methods write for the hyphen of a
// household's number, with the blanks around it; leading are the zeros before a
// part of one.
var (
	dashes  = regexp.MustCompile(`\s*[-‐‑‒–—―−─－]+\s*`)
	leading = regexp.MustCompile(`(^|[^0-9])0+([0-9])`)
)

// parseNumbers reads a list of household numbers. One number is one household
// in whatever width, with whatever dash, case and leading zeros it is written:
// 01-01, 1—1 and 1-1 are the same. A range is no list.
func parseNumbers(f *plan.Field, raw string) (Value, error) {
	raw = strings.ToUpper(dashes.ReplaceAllString(Halfwidth(raw), "-"))
	if strings.ContainsAny(raw, "至到~〜") {
		return Value{}, Errorf(CodeInvalid, "%s 要一个一个写, 如 1-1、1-2、1-3, 不能写成一段, 收到: %s", f.Label, Clip(raw))
	}
	return parseItems(f, raw, func(item string) string { return leading.ReplaceAllString(strings.Trim(item, "-"), "$1$2") })
}

// parseItems reads a list; each item, as fold writes it, stands once.
func parseItems(f *plan.Field, raw string, fold func(string) string) (Value, error) {
	var items []string
	for _, item := range strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune("、,，;； \t", r) }) {
		if item = fold(item); item != "" && !slices.Contains(items, item) {
			items = append(items, item)
		}
	}
	if len(items) > maxItems {
		return Value{}, Errorf(CodeInvalid, "%s 一次最多写 %d 个, 现有 %d 个, 请分几笔记.", f.Label, maxItems, len(items))
	}
	return Text(strings.Join(items, "、")), nil
}

// Items are the single entries of a list of items, units or choices.
func (v Value) Items() []string {
	t, ok := v.Text()
	if !ok {
		return nil
	}
	return strings.Split(t, "、")
}

// parseUnits reads one unit of a kind, or several of any kind.
func parseUnits(f *plan.Field, raw string, names Names) (Value, error) {
	var codes []string
	for _, who := range strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune("、,，;； ", r) }) {
		if f.Type == plan.TypeUnit && f.Other != "" && (who == f.Other || who == plan.OtherDim || who == "其他") {
			codes = append(codes, plan.OtherDim)
			continue
		}
		code, kind, err := names.Unit(who)
		if err != nil {
			return Value{}, Errorf(CodeInvalid, "%s: %s", f.Label, err.Error())
		}
		if f.Over != "" && kind != f.Over {
			return Value{}, Errorf(CodeInvalid, "%s 里不能写 %s, 它不是这一类单位.", f.Label, Clip(who))
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	if f.Type == plan.TypeUnit && len(codes) > 1 {
		return Value{}, Errorf(CodeInvalid, "%s 只能写一个, 收到: %s", f.Label, Clip(raw))
	}
	return Text(strings.Join(codes, "、")), nil
}

// Matches reports whether the fields meet all conditions: a field with words
// must have one of them, one without must be filled.
func Matches(where []plan.Match, fields map[string]Value) bool {
	for _, m := range where {
		v := fields[m.Field]
		if len(m.Is) == 0 {
			if v.Blank() {
				return false
			}
			continue
		}
		if !slices.ContainsFunc(v.Items(), func(word string) bool { return slices.Contains(m.Is, word) }) {
			return false
		}
	}
	return true
}

// PartsExceed lists the fields that are more than the field they are a part of.
func PartsExceed(all []plan.Field, fields map[string]Value) []Refusal {
	var refused []Refusal
	for i := range all {
		f := &all[i]
		if f.PartOf == "" {
			continue
		}
		part, ok := fields[f.Key].Number()
		if !ok || part.IsZero() {
			continue
		}
		whole, _ := fields[f.PartOf].Number()
		if part.GreaterThan(whole) {
			label := f.PartOf
			for _, g := range all {
				if g.Key == f.PartOf {
					label = g.Label
				}
			}
			refused = append(refused, Refusal{Key: f.Key, Err: Errorf(CodeInvalid, "%s %s 比%s %s 还多. 请核对其中一项.",
				f.Label, Commas(part), label, Commas(whole))})
		}
	}
	return refused
}
