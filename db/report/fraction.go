package report

import (
	"github.com/shopspring/decimal"
)

// Fraction is an exact ratio; 1 is the whole. A zero denominator means that
// there is nothing to divide, and such a fraction compares with nothing.
type Fraction struct {
	Num, Den decimal.Decimal
}

// Whole is a whole number as an exact decimal.
func Whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

var hundred = Whole(100)

// Known reports whether the fraction has a denominator.
func (f Fraction) Known() bool { return f.Den.IsPositive() }

// Cmp compares by cross-multiplication, exactly: 49.99 % is below 50 %.
func (f Fraction) Cmp(g Fraction) int {
	return f.Num.Mul(g.Den).Cmp(g.Num.Mul(f.Den))
}

// Sub is f less g, exactly.
func (f Fraction) Sub(g Fraction) Fraction {
	return Fraction{Num: f.Num.Mul(g.Den).Sub(g.Num.Mul(f.Den)), Den: f.Den.Mul(g.Den)}
}

// Points is the fraction of n percent.
func Points(n decimal.Decimal) Fraction { return Fraction{Num: n, Den: hundred} }

// Percent is the fraction in percent, cut (never rounded up to a bound) after
// places digits; 0 where there is no denominator.
func (f Fraction) Percent(places int32) decimal.Decimal {
	if !f.Known() {
		return decimal.Zero
	}
	q, _ := f.Num.Mul(hundred).QuoRem(f.Den, places)
	return q
}

// String is the form 35.9%, with one digit cut, not rounded.
func (f Fraction) String() string {
	if !f.Known() {
		return "-"
	}
	return f.Percent(1).StringFixed(1) + "%"
}

// Short is what the numerator lacks to reach bound, rounded up to a whole; 0
// where nothing lacks.
func (f Fraction) Short(bound Fraction) decimal.Decimal {
	if !f.Known() || f.Cmp(bound) >= 0 {
		return decimal.Zero
	}
	need, rest := f.Den.Mul(bound.Num).QuoRem(bound.Den, 0)
	if rest.IsPositive() {
		need = need.Add(Whole(1))
	}
	return need.Sub(f.Num.Floor())
}
