package ledger

import (
	"slices"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Items are what a row names that counts once a year.
func Items(l *plan.Ledger, fields map[string]report.Value, listed bool) []string {
	field := OnceField(l, listed)
	if field == "" {
		return nil
	}
	return fields[field].Items()
}

// OnceField is the field whose items count once a year, if any does.
func OnceField(l *plan.Ledger, listed bool) string {
	for i := range l.Feeds {
		if f := &l.Feeds[i]; f.Once != "" && (f.Sum == "" || listed) {
			return f.Once
		}
	}
	return ""
}

// OnceKeys are the lines that count each item once a year.
func OnceKeys(l *plan.Ledger, listed bool) []string {
	var keys []string
	for i := range l.Feeds {
		if f := &l.Feeds[i]; f.Once != "" && (f.Sum == "" || listed) {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

// Figures is what a row adds to the lines of a form: count and sum feeds, each
// where its conditions hold. A figure of a dimension goes to its line and to
// the total of the matrix. What counts once a year is not here, since it
// depends on the other rows; fresh says how many items the row makes new.
func Figures(l *plan.Ledger, form *plan.Form, fields map[string]report.Value, listed bool, fresh int) map[string]decimal.Decimal {
	return figures(l, form, fields, func(f *plan.Feed) (decimal.Decimal, bool) {
		switch {
		case f.Once != "" && (f.Sum == "" || listed):
			return report.Whole(fresh), true
		case f.Count:
			return report.Whole(1), true
		}
		return fields[f.Sum].Number()
	})
}

// Says are the fields of a row that the ledger's figures are made of and of which
// the row says something: 0 is said, a blank is not.
func Says(l *plan.Ledger, fields map[string]report.Value) []string {
	var keys []string
	for i := range l.Fields {
		key := l.Fields[i].Key
		made := slices.ContainsFunc(l.Feeds, func(f plan.Feed) bool { return f.Sum == key || f.Once == key })
		if made && !fields[key].Blank() {
			keys = append(keys, key)
		}
	}
	return keys
}

// Shared is what a joint row adds to the lines of a partner's form.
func Shared(l *plan.Ledger, form *plan.Form, fields map[string]report.Value) map[string]decimal.Decimal {
	return figures(l, form, fields, func(f *plan.Feed) (decimal.Decimal, bool) {
		if !f.Shared || f.Once != "" {
			return decimal.Zero, false
		}
		if f.Count {
			return report.Whole(1), true
		}
		return fields[f.Sum].Number()
	})
}

// figures adds up what each feed makes of the row, as amount says.
func figures(l *plan.Ledger, form *plan.Form, fields map[string]report.Value, amount func(f *plan.Feed) (decimal.Decimal, bool)) map[string]decimal.Decimal {
	sums := map[string]decimal.Decimal{}
	for i := range l.Feeds {
		f := &l.Feeds[i]
		if line, asked := form.Find(f.Key); !asked || line.Key != f.Key || !report.Matches(f.Where, fields) {
			continue
		}
		n, ok := amount(f)
		if !ok || n.IsZero() {
			continue
		}
		sums[f.Key] = sums[f.Key].Add(n)
		if f.Dim != "" {
			if at, ok := fields[f.Dim].Text(); ok {
				sums[f.Key+"."+at] = sums[f.Key+"."+at].Add(n)
			}
		}
	}
	return sums
}

// Lines are the lines of a form that the ledger feeds, in the form's order,
// without those of single places.
func Lines(l *plan.Ledger, form *plan.Form) []*plan.Line {
	fed := map[string]bool{}
	for i := range l.Feeds {
		fed[l.Feeds[i].Key] = true
	}
	var lines []*plan.Line
	for _, line := range form.Lines {
		if fed[line.Key] {
			lines = append(lines, line)
		}
	}
	return lines
}
