package plan

import "github.com/shopspring/decimal"

// Cells is what an expression may see of a report and of the unit's earlier
// and later ones. It is asked lazily: only for the cells that the expression names.
//
// Numbers are decimal.Decimal, all else is string. A blank cell and one marked
// 不适用 have no value.
type Cells interface {
	Value(key string) (v any, ok bool) // of this period
	Last(key string) (v any, ok bool)  // of the period before
	NA(key string) bool                // marked 不适用
	Cum(key string) decimal.Decimal    // of the year, this period and the opening balance included
	Prior(key string) decimal.Decimal  // of the year, before this period
	Later(key string) decimal.Decimal  // of the year's later periods, once they are filed
	Sum(matrix string) decimal.Decimal // over a matrix's lines, without its total
	Unit() (code, kind string)         // who reports
	Month() int                        // 1–12, and 13 for the year's supplement
	Vacation() bool                    // this month excuses the kind's zeros
}

// History is what a rule with Each sees of the one line that it is asked of.
// A nil number is one that has no value; the rule then stays silent if it names it.
type History struct {
	Value    *decimal.Decimal // this period's: value
	Previous *decimal.Decimal // the period before: previous
	Before   *decimal.Decimal // the one before that: before
	Months   int              // how many of the last three periods have a value: months
	Total    decimal.Decimal  // their sum: total3
}
