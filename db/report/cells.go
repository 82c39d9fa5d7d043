package report

import (
	"slices"

	"github.com/shopspring/decimal"
)

// cells is what the plan's expressions see of a sheet; it is a plan.Cells.
type cells struct{ *Sheet }

func (c cells) Value(key string) (any, bool) {
	if e := c.Find(key); e != nil {
		return bare(e.Value)
	}
	return nil, false
}

// bare is a value as an expression takes it: a decimal or a string; nothing
// and 不适用 are no value.
func bare(v Value) (any, bool) {
	if n, ok := v.Number(); ok {
		return n, true
	}
	if t, ok := v.Text(); ok {
		return t, true
	}
	return nil, false
}

func (c cells) Last(key string) (any, bool) { return bare(c.past(0, key)) }

func (c cells) NA(key string) bool {
	e := c.Find(key)
	return e != nil && e.Value.NA()
}

func (c cells) Cum(key string) decimal.Decimal {
	if e := c.Find(key); e != nil {
		return e.cumulative
	}
	return decimal.Zero
}

func (c cells) Prior(key string) decimal.Decimal {
	if e := c.Find(key); e != nil {
		return e.prior
	}
	return decimal.Zero
}

// Later is what the year's later periods have filed: of a line that counts by
// the month their sum, of a stock the newest, which is this period's where
// none of them has one.
func (c cells) Later(key string) decimal.Decimal {
	e := c.Find(key)
	if e == nil {
		return decimal.Zero
	}
	later := c.Sheet.Later[key]
	if increments(e.Line) {
		return later.Sum
	}
	if newest, ok := later.Newest.Number(); ok {
		return newest
	}
	n, _ := e.Value.Number()
	return n
}

func (c cells) Sum(key string) decimal.Decimal {
	sum, _ := c.sumOf(key)
	return sum
}

func (c cells) Unit() (code, kind string) { return c.Sheet.Unit.Code, c.Sheet.Unit.Kind }

func (c cells) Month() int { return c.Report.Period.Month }

func (c cells) Vacation() bool {
	for _, v := range c.Plan.Calendar.Vacations {
		if slices.Contains(v.Kinds, c.Sheet.Unit.Kind) && slices.Contains(v.Months, c.Month()) {
			return true
		}
	}
	return false
}

// priors is the same sheet with each line's sum before this period in place of
// its value.
type priors struct{ cells }

func (p priors) Value(key string) (any, bool) { return p.Prior(key), true }

func (p priors) Sum(key string) decimal.Decimal {
	sum := decimal.Zero
	total, _ := p.Form.Place(key)
	for i := total + 1; i < len(p.Entries) && p.Entries[i].Line.Dim != ""; i++ {
		sum = sum.Add(p.Entries[i].prior)
	}
	return sum
}
