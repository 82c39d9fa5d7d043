package plan

import (
	"slices"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// formTypes are the types of value that a field shares with an indicator.
var formTypes = []string{TypeWhole, TypeDecimal, TypeText, TypeYesNo, TypeChoice, TypeChoices}

// checkFields looks at the fields of a ledger or a register and prepares them
// for reading what people type.
func (c *checker) checkFields(fields []Field, whole any) {
	if len(fields) == 0 {
		c.wrong(first(whole), "没有栏目, 请在 fields 里至少写一个")
	}
	seen := map[string]bool{}
	for n := range fields {
		f := &fields[n]
		c.code(&f.Key, f, "栏目编号")
		c.filled(&f.Label, f, "栏目名称 label")
		if seen[f.Key] {
			c.wrong(first(&f.Key), "栏目 %s 写了两遍, 请改一个", f.Key)
		}
		if slices.Contains(columns, f.Key) {
			c.wrong(first(&f.Key), "栏目不能叫 %s, 这个词在台账和名录里另有意思", f.Key)
		}
		seen[f.Key] = true
		if utf8.RuneCountInString(f.Label) > 20 {
			c.wrong(first(&f.Label), "栏目名称太长, 最多20个字")
		}
		c.checkField(f)
	}
	for n := range fields {
		c.checkWhole(&fields[n], fields)
	}
}

// columns are words that every ledger or register has beside its fields, in
// commands and in files.
var columns = []string{"date", "id", "site", "unit", "reason", "corrects", "basis", "from", "period", "reported"}

func (c *checker) checkField(f *Field) {
	if f.Type == "" {
		f.Type = TypeWhole
	}
	if f.Min == nil && f.Number() {
		f.Min = new(decimal.Decimal)
	}
	switch f.Type {
	case TypeUnit:
		c.known(&f.Over)
	case TypeSite:
		if _, ok := c.plan.Register(f.Of); !ok {
			c.wrong(first(&f.Of, f), "没有名录 %s, 请先写进 registers", f.Of)
		}
	case TypeUnits, TypeItems, TypeNumbers, TypeChainage:
	default:
		if !c.oneOf(&f.Type, "类型 type", append(slices.Clone(formTypes), TypeUnits, TypeUnit, TypeItems, TypeNumbers, TypeChainage, TypeSite)...) {
			return
		}
		i := &Indicator{
			Key: f.Key, Label: f.Label, Type: f.Type, Places: f.Places, Length: f.Length, Choices: f.Choices,
			Measure: f.Measure, Min: f.Min, Max: f.Max,
		}
		c.checkValue(shape{f, &f.Type, &f.Places, &f.Length, &f.Choices, f.Min, f.Max})
		f.line = &Line{Key: f.Key, Label: f.Label, Indicator: i}
	}
}

// checkWhole wants a part's whole, and a chainage's road, among the fields.
func (c *checker) checkWhole(f *Field, fields []Field) {
	if f.PartOf != "" {
		if whole := find(fields, f.PartOf); whole == nil || !whole.Number() || !f.Number() || whole == f {
			c.wrong(first(&f.PartOf), "没有 %s 这个数字栏目, 其中 没有着落", f.PartOf)
		}
	}
	if f.Within == "" {
		return
	}
	i := slices.IndexFunc(fields, func(g Field) bool { return g.Type == TypeSite })
	if f.Type != TypeChainage || i < 0 {
		c.wrong(first(&f.Within), "within 只用于桩号, 并且要有一个写明地方的栏目 (type: site)")
		return
	}
	if r, ok := c.plan.Register(fields[i].Of); ok && (find(r.Fields, f.Within) == nil || !find(r.Fields, f.Within).Number()) {
		c.wrong(first(&f.Within), "名录 %s 里没有 %s 这个数字栏目", r.ID, f.Within)
	}
}
