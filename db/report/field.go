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
		return parseItems(f, raw, func(item string) (string, error) { return Halfwidth(item), nil })
	case plan.TypeNumbers:
		return parseNumbers(f, raw)
	}
	return parseUnits(f, raw, names)
}

// Tidy reads what a person typed for a field as far as that needs to know
// neither units nor sites, and gives it back as it will stand there.
func Tidy(f *plan.Field, raw string) (string, error) {
	switch f.Type {
	case plan.TypeUnit, plan.TypeUnits, plan.TypeSite:
		return raw, nil
	}
	v, err := ParseField(f, raw, Names{})
	if err != nil {
		return raw, err
	}
	return Spelt(f, v), nil
}

// Spelt is a field's value as a person types it; units are codes.
func Spelt(f *plan.Field, v Value) string {
	if n, ok := v.Number(); ok && f.Type == plan.TypeChainage {
		return Chainage(n)
	}
	return v.String()
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
// household's number, with the blanks around it; spoken are the words that they say for it.
// leading are the zeros before a part of a number, and household is the number
// that is left: 15, 3-12, A7, 21-1B.
var (
	dashes    = regexp.MustCompile(`\s*[-‐‑‒–—―−─－]+\s*`)
	spoken    = strings.NewReplacer("单元", "-", "组", "-", "栋", "-", "幢", "-", "号", "-", "室", "-")
	leading   = regexp.MustCompile(`(^|[^0-9])0+([0-9])`)
	household = regexp.MustCompile(`^(?:[A-Z]-?)?[0-9]+[A-Z]?(?:-[0-9]+[A-Z]?)*$`)
)

// parseNumbers reads a list of household numbers. One number is one household
// in whatever width, with whatever dash, case and leading zeros it is written:
// 01-01, 1—1, 1组1号 and 1-1 are the same. A range is no list, and a name or a
// number of households is no number: each would count as a household.
func parseNumbers(f *plan.Field, raw string) (Value, error) {
	raw = strings.ToUpper(dashes.ReplaceAllString(Halfwidth(raw), "-"))
	if strings.ContainsAny(raw, "至到~〜") {
		return Value{}, Errorf(CodeInvalid, "%s 要一个一个写, 如 1-1、1-2、1-3, 不能写成一段, 收到: %s", f.Label, Clip(raw))
	}
	return parseItems(f, raw, func(item string) (string, error) {
		if item = strings.Trim(item, "-."); item == "" {
			return "", nil
		}
		number := strings.Trim(dashes.ReplaceAllString(spoken.Replace(item), "-"), "-")
		if number = leading.ReplaceAllString(number, "$1$2"); !household.MatchString(number) {
			return "", Errorf(CodeInvalid, "%s 只写号码, 如 3-12、15、21-1, 一户一个, 不写姓名和户数, 收到: %s", f.Label, Clip(item))
		}
		return number, nil
	})
}

// parseItems reads a list; each item, as read writes it, stands once.
func parseItems(f *plan.Field, raw string, read func(string) (string, error)) (Value, error) {
	var items []string
	for _, item := range strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune("、,，;； \t", r) }) {
		item, err := read(item)
		if err != nil {
			return Value{}, err
		}
		if item != "" && !slices.Contains(items, item) {
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
