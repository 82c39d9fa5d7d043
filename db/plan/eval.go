package plan

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// value is an expression's value; which field counts, the compiler knows.
type value struct {
	number decimal.Decimal
	word   string
	truth  bool
}

// frame is one evaluation. The first error stays; what follows counts on zeros.
type frame struct {
	cells Cells
	line  *History
	err   error
}

type eval func(f *frame) value

func constant(v value) eval { return func(*frame) value { return v } }

// operator is what stands between two values of one sort.
type operator struct {
	any   bool // takes any sort, the same on both sides
	takes sort
	gives sort
	make  func(left, right eval) eval
}

var operators = map[string]operator{
	"+":   arithmetic(decimal.Decimal.Add),
	"-":   arithmetic(decimal.Decimal.Sub),
	"*":   arithmetic(decimal.Decimal.Mul),
	"<":   comparison(func(c int) bool { return c < 0 }),
	"<=":  comparison(func(c int) bool { return c <= 0 }),
	">":   comparison(func(c int) bool { return c > 0 }),
	">=":  comparison(func(c int) bool { return c >= 0 }),
	"==":  equality(true),
	"!=":  equality(false),
	"and": conjunction, "&&": conjunction,
	"or": disjunction, "||": disjunction,
}

func arithmetic(of func(a, b decimal.Decimal) decimal.Decimal) operator {
	return operator{takes: number, gives: number, make: func(left, right eval) eval {
		return func(f *frame) value { return value{number: of(left(f).number, right(f).number)} }
	}}
}

func comparison(holds func(c int) bool) operator {
	return operator{takes: number, gives: truth, make: func(left, right eval) eval {
		return func(f *frame) value { return value{truth: holds(left(f).number.Cmp(right(f).number))} }
	}}
}

func equality(want bool) operator {
	return operator{any: true, gives: truth, make: func(left, right eval) eval {
		return func(f *frame) value {
			a, b := left(f), right(f)
			same := a.word == b.word && a.truth == b.truth && a.number.Equal(b.number)
			return value{truth: same == want}
		}
	}}
}

var conjunction = operator{takes: truth, gives: truth, make: func(left, right eval) eval {
	return func(f *frame) value { return value{truth: left(f).truth && right(f).truth} }
}}

var disjunction = operator{takes: truth, gives: truth, make: func(left, right eval) eval {
	return func(f *frame) value { return value{truth: left(f).truth || right(f).truth} }
}}

// typed brings what Cells gave into the sort that the plan promised.
func (f *frame) typed(key string, v any, want sort) value {
	switch v := v.(type) {
	case decimal.Decimal:
		if want == number {
			return value{number: v}
		}
	case string:
		if want == word {
			return value{word: v}
		}
	}
	if f.err == nil {
		f.err = fmt.Errorf("%s 应是%s, 得到的是 %T", key, want, v)
	}
	return value{}
}
