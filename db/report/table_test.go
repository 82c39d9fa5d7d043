package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"fanzha/db/plan"
)

func TestTheTableAddsUnitsToGroupsAndGroupsToTheTotal(t *testing.T) {
	sheets := township(t, march, map[string]string{
		"ledao": "visited=10 households=100 leaflets=5", "wulingshan": "visited=20 households=300", "nongshang": "hours=8 leaflets=7 duty_system=是 stopped=3",
		"youzheng": "duty_system=否", "paichusuo": "stopped=2", "sifa": "leaflets=na", "tongxin": "leaflets=1",
	}, map[string][]more{"ledao": {stage(StateSubmitted, "2021-03-20 10:00")}, "tongxin": {stage(StateSubmitted, "2021-03-20 10:00")}})
	tab := Consolidate(march, plan.Default(), sheets, nil)
	column := map[string]int{}
	for i, c := range tab.Columns {
		column[c.ID] = i
	}
	shown := func(r Row, id string) string { return r.Figures[column[id]].Shown(false) }
	for id, want := range map[string]string{"leaflets": "13", "visited": "30", "coverage": "7.5%", "stopped@police": "2", "stopped@bank": "3", "duty_system": "1/2", "films": "-", "hours": "-"} {
		if got := shown(tab.Total, id); got != want {
			t.Errorf("the township's %s is %s, want %s", id, got, want)
		}
	}
	for _, c := range []struct{ group, want string }{
		{"", "coverage visited events audience leaflets evidence"},
		{"all", "events audience leaflets posters banners evidence"},
		{"villages", "coverage visited events audience leaflets evidence"},
	} {
		if got := strings.Join(tab.Brief(c.group), " "); got != c.want {
			t.Errorf("in brief, %q is %s", c.group, got)
		}
	}
	if tab.Total.Units != 20 || tab.Total.Filed != 1 {
		t.Errorf("%d of %d filed, want 1 of 20: telecom does not count", tab.Total.Filed, tab.Total.Units)
	}
	for _, g := range tab.Groups {
		for _, r := range g.Rows {
			if r.Sheet.Unit.Code == "nongshang" && shown(r, "hours") != "8" {
				t.Errorf("the bank's own hours are %s", shown(r, "hours"))
			}
			if r.Sheet.Unit.Code == "sifa" && (shown(r, "leaflets") != "不适用" || shown(r, "coverage") != "-") {
				t.Errorf("justice: leaflets %s, coverage %s", shown(r, "leaflets"), shown(r, "coverage"))
			}
		}
	}
	if len(tab.Groups) != 5 || len(tab.Groups[0].Rows) != 7 || shown(tab.Groups[0].Sum, "leaflets") != "5" {
		t.Errorf("%d groups, villages %d with %s leaflets", len(tab.Groups), len(tab.Groups[0].Rows), shown(tab.Groups[0].Sum, "leaflets"))
	}
}

// What fell before a milestone has a column in the one period that it divides.
func TestAMilestoneHasItsColumnInItsPeriodAlone(t *testing.T) {
	for p, want := range map[Period]bool{march: false, {2021, 6}: false, {2021, 7}: true, {2021, 8}: false} {
		tab := Consolidate(p, plan.Default(), township(t, p, nil, nil), nil)
		got := slices.ContainsFunc(tab.Columns, func(c plan.Column) bool { return c.Key == "visited_half" })
		if got != want {
			t.Errorf("%s: a column %v", p, got)
		}
	}
}

// figure draws what one unit may have in a column.
func figure(t *rapid.T, label string) Figure {
	whole := func(name string) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-1_000_000, 1_000_000_000).Draw(t, label+name), -rapid.Int32Range(0, 4).Draw(t, label+name+" places"))
	}
	f := Figure{
		Month: whole("month"), Filed: rapid.Bool().Draw(t, label+"filed"), Year: whole("year"), Cumulates: rapid.Bool().Draw(t, label+"cumulates"),
		Ratio: Fraction{whole("num"), whole("den").Abs()}, Yes: rapid.IntRange(0, 1).Draw(t, label+"yes"), Asked: 1,
	}
	return f
}

func same(f, g Figure) bool {
	return f.Month.Equal(g.Month) && f.Filed == g.Filed && f.Year.Equal(g.Year) && f.Cumulates == g.Cumulates &&
		f.Ratio.Num.Equal(g.Ratio.Num) && f.Ratio.Den.Equal(g.Ratio.Den) && f.Yes == g.Yes && f.Asked == g.Asked
}

func total(fs []Figure) Figure {
	var sum Figure
	for _, f := range fs {
		sum = sum.Add(f)
	}
	return sum
}

func TestConsolidationIsTheSumOfItsPartsInAnyOrderAndGrouping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fs := make([]Figure, rapid.IntRange(1, 24).Draw(t, "units"))
		for i := range fs {
			fs[i] = figure(t, fmt.Sprint(i, " "))
		}
		want := total(fs)
		if got := total(rapid.Permutation(fs).Draw(t, "order")); !same(got, want) {
			t.Fatalf("in another order: %+v, want %+v", got, want)
		}
		cut := rapid.IntRange(0, len(fs)).Draw(t, "cut")
		if got := total([]Figure{total(fs[:cut]), total(fs[cut:])}); !same(got, want) {
			t.Fatalf("in two groups: %+v, want %+v", got, want)
		}
		var month decimal.Decimal
		for _, f := range fs {
			month = month.Add(f.Month)
		}
		if !month.Equal(want.Month) {
			t.Fatalf("the month is %s, its parts %s", want.Month, month)
		}
	})
}

func TestTheTableIsTheSameInAnyOrderOfUnits(t *testing.T) {
	units := plan.Default().Units
	rapid.Check(t, func(rt *rapid.T) {
		typed := map[string]string{}
		var leaflets int64
		for _, u := range units {
			n := rapid.Int64Range(0, 99_999).Draw(rt, u.Code)
			leaflets += n
			typed[u.Code] = fmt.Sprintf("leaflets=%d", n)
		}
		sheets := township(t, march, typed, nil)
		first := Consolidate(march, plan.Default(), sheets, nil)
		again := Consolidate(march, plan.Default(), rapid.Permutation(sheets).Draw(rt, "order"), nil)
		i := slices.IndexFunc(first.Columns, func(c plan.Column) bool { return c.ID == "leaflets" })
		if got := first.Total.Figures[i].Month; !got.Equal(decimal.NewFromInt(leaflets)) {
			rt.Fatalf("the township's leaflets are %s, its units' %d", got, leaflets)
		}
		for i := range first.Total.Figures {
			if !same(first.Total.Figures[i], again.Total.Figures[i]) {
				rt.Fatalf("%s differs with the order of units", first.Columns[i].ID)
			}
		}
	})
}
