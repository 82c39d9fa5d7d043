package report

import (
	"testing"

	"github.com/shopspring/decimal"
)

// Percentages compare as fractions, sums as numbers, and what nobody filled in
// is less and more than nothing.
func TestFiguresCompareAsWhatTheyAre(t *testing.T) {
	half, third := Figure{Ratio: Fraction{Whole(1), Whole(2)}}, Figure{Ratio: Fraction{Whole(1), Whole(3)}}
	few := Figure{Month: Whole(9), Filed: true, Year: decimal.RequireFromString("10.5"), Cumulates: true}
	many := Figure{Month: Whole(10), Filed: true, Year: Whole(10), Cumulates: true}
	for _, c := range []struct {
		name        string
		less, great Figure
		year        bool
	}{
		{"fractions", third, half, false},
		{"the month", few, many, false}, // not as text
		{"the year", many, few, true},
		{"yes and no", Figure{Asked: 1, Word: "否"}, Figure{Asked: 1, Yes: 1, Word: "是"}, false},
	} {
		if c.less.compare(c.great, c.year) >= 0 || c.great.compare(c.less, c.year) <= 0 || c.less.compare(c.less, c.year) != 0 {
			t.Errorf("%s: %v and %v", c.name, c.less, c.great)
		}
	}
	for _, f := range []Figure{{}, {NA: true, Filed: true}, {Cumulates: true}} {
		if f.has(false) {
			t.Errorf("%+v counts as a value", f)
		}
	}
}

func TestACellOfASpreadsheetRunsNothing(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "-3": "-3", "-3a": "'-3a", "＝1": "'＝1", "35.9%": "35.9%", "": "", "好": "好",
	} {
		if got := NoFormula(text); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
	if got := Tabbed([][]string{{"a\tb\nc", "d"}, {"", "e"}}); got != "a b c\td\n\te\n" {
		t.Errorf("tabbed %q", got)
	}
}
