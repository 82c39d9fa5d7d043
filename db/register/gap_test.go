package register

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"fanzha/db/report"
)

func metres(all ...int) []decimal.Decimal {
	out := make([]decimal.Decimal, len(all))
	for i, n := range all {
		out[i] = report.Whole(n)
	}
	return out
}

func TestTheLongestStretchWithoutAPointIsNamed(t *testing.T) {
	for _, c := range []struct {
		length int
		points []int
		want   []string
	}{
		{1, nil, []string{"K0+000-K0+001 缺1处"}},   // the ends are no points: every road has one at least
		{200, nil, []string{"K0+000-K0+200 缺1处"}}, // at any place
		{200, []int{201}, []string{"K0+000-K0+200 缺1处"}},
		{200, []int{0}, nil},                                        // both ends bound it: nothing lies over 200 m
		{201, nil, []string{"K0+000-K0+201 缺1处"}},                   // one in the middle
		{400, nil, []string{"K0+000-K0+400 缺1处"}},                   // at 200
		{401, nil, []string{"K0+000-K0+401 缺2处"}},                   //
		{1000, []int{200, 400, 600, 800}, nil},                      // exactly every 200 m
		{1000, []int{200, 400, 600}, []string{"K0+600-K1+000 缺1处"}}, // the end counts
		{1000, []int{201, 400, 600, 800}, []string{"K0+000-K0+201 缺1处"}},
		{1000, []int{150, 420, 690, 850}, []string{"K0+150-K0+420 缺1处", "K0+420-K0+690 缺1处"}},
		{1000, []int{850, 150, 420}, []string{"K0+150-K0+420 缺1处", "K0+420-K0+850 缺2处"}}, // in any order
		{300, []int{0, 300}, []string{"K0+000-K0+300 缺1处"}},
		{300, []int{150, 150, 150}, nil},
		{400, []int{200, 500}, nil},                      // one beside the road
		{400, []int{500}, []string{"K0+000-K0+400 缺1处"}}, // does not count
		{12345, []int{6000}, []string{"K0+000-K6+000 缺29处", "K6+000-K12+345 缺31处"}},
	} {
		var got []string
		for _, s := range Stretches(report.Whole(c.length), report.Whole(200), metres(c.points...)) {
			got = append(got, s.String())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%d m with %v: %q, want %q", c.length, c.points, got, c.want)
		}
	}
}

// bare reports, metre by metre, whether somewhere on the road more than most
// metres follow each other without a point, the ends being as good as points.
func bare(length, most int, points []int) bool {
	run := 0
	for m := 1; m < length; m++ {
		run++ // the metre that ends at m
		if slices.Contains(points, m) {
			run = 0
		} else if run >= most {
			return true // the next metre makes it too long
		}
	}
	return false
}

func TestTheGapRuleIsRightMetreByMetre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length, most := rapid.IntRange(1, 1500).Draw(t, "length"), rapid.IntRange(1, 300).Draw(t, "most")
		points := rapid.SliceOfN(rapid.IntRange(0, 1600), 0, 12).Draw(t, "points")
		long := Stretches(report.Whole(length), report.Whole(most), metres(points...))
		onRoad := func(p int) bool { return p <= length }
		if want := bare(length, most, points) || !slices.ContainsFunc(points, onRoad); (len(long) > 0) != want {
			t.Fatalf("%d m, most %d, points %v: %v, metre by metre %v", length, most, points, long, want)
		}
	})
}

func TestTheNamedNumberOfPointsIsEnoughAndNoFewerIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length, most := rapid.IntRange(1, 3000).Draw(t, "length"), rapid.IntRange(1, 400).Draw(t, "most")
		points := rapid.SliceOfN(rapid.IntRange(0, 3000), 0, 8).Draw(t, "points")
		filled := slices.Clone(points)
		for _, s := range Stretches(report.Whole(length), report.Whole(most), metres(points...)) {
			from, to := int(s.From.IntPart()), int(s.To.IntPart())
			for i := range s.Missing {
				filled = append(filled, min(from+(i+1)*most, to))
			}
			// The farthest that one point fewer can reach, each at the most; a road that is short wants one all the same.
			if reach := from + s.Missing*most; reach >= to && to-from > most {
				t.Fatalf("%s: %d would do", s, s.Missing-1)
			}
		}
		if long := Stretches(report.Whole(length), report.Whole(most), metres(filled...)); len(long) > 0 {
			t.Fatalf("%v filled to %v is still %v", points, filled, long)
		}
	})
}
