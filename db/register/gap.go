package register

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// Stretch is a part of a road without a point that is longer than it may be.
type Stretch struct {
	From, To decimal.Decimal // metres from the road's start
	Missing  int             // how many points must come at the least
}

// String is the stretch for people: K0+420-K0+690 缺1处.
func (s Stretch) String() string {
	return report.Chainage(s.From) + "-" + report.Chainage(s.To) + " 缺" + report.Whole(s.Missing).String() + "处"
}

// Stretches lists the parts of a road of a length that lie without a point for
// more than most metres (方案三(二)). Both ends of the road bound a part as a point
// does, so from an end to the nearest point is measured too. Points beside the
// road do not count.
//
// A road without any point is one such part however short it is: the notice
// wants at least one on every main road (每隔200米至少有1处), and the ends, which only
// say from where to measure, are none.
//
// Between two bounds d metres apart, k points make k+1 parts, the longest of
// them at least d/(k+1); that is no more than most from k = ceil(d/most)-1 on.
func Stretches(length, most decimal.Decimal, points []decimal.Decimal) []Stretch {
	on := slices.DeleteFunc(slices.Clone(points), func(p decimal.Decimal) bool { return p.IsNegative() || p.GreaterThan(length) })
	slices.SortFunc(on, decimal.Decimal.Cmp)
	var long []Stretch
	from := decimal.Zero
	for _, to := range append(on, length) {
		if d := to.Sub(from); d.GreaterThan(most) || len(on) == 0 {
			parts, rest := d.QuoRem(most, 0)
			missing := int(parts.IntPart()) - 1
			if rest.IsPositive() {
				missing++
			}
			long = append(long, Stretch{from, to, max(missing, 1)})
		}
		from = to
	}
	return long
}

// judgeGap looks at one road.
func judgeGap(g *plan.Gap, road *Site, book Book) Verdict {
	var points []decimal.Decimal
	for _, p := range book[g.Points] {
		on, _ := p.Fields[g.Road].Text()
		at, ok := p.Fields[g.At].Number()
		if on == road.Name && ok && report.Matches(g.Where, p.Fields) {
			points = append(points, at)
		}
	}
	length, known := road.Fields[g.Length].Number()
	v := Verdict{Site: road.Name, Met: true, Measure: "处"}
	if !known {
		return v
	}
	v.Stretches = Stretches(length, g.Max, points)
	var words []string
	missing := 0
	for _, s := range v.Stretches {
		words = append(words, s.String())
		missing += s.Missing
	}
	v.Met, v.Short, v.Detail = missing == 0, report.Whole(missing), strings.Join(words, ", ")
	if v.Met {
		v.Detail = "没有超过 " + report.Commas(g.Max) + " 米的间隔"
	}
	return v
}
