package report

import (
	"cmp"
	"slices"
	"strings"
)

// Urgent are standings, and the rows of each, in the order in which somebody
// must act: what fails, what is still to come, what nobody knows, what is met.
func Urgent(all []TargetStanding) []TargetStanding {
	all = slices.Clone(all)
	for i := range all {
		all[i].Owing = slices.Clone(all[i].Owing)
		slices.SortStableFunc(all[i].Owing, func(a, b TargetRow) int { return cmp.Compare(urgency(a.State), urgency(b.State)) })
	}
	slices.SortStableFunc(all, func(a, b TargetStanding) int { return cmp.Compare(a.urgency(), b.urgency()) })
	return all
}

func urgency(state string) int {
	return slices.Index([]string{TargetFailing, TargetAhead, TargetUnknown, TargetPassed, TargetMet, TargetNone}, state)
}

// urgency is that of the most urgent row.
func (t *TargetStanding) urgency() int {
	least := urgency(TargetNone)
	for i := range t.Owing {
		least = min(least, urgency(t.Owing[i].State))
	}
	return least
}

// Word is for people how many of those who owe the target have met it. A
// target whose day has not come is no failure: it says how many are there
// already.
func (t *TargetStanding) Word() string {
	all := Whole(len(t.Owing)).String()
	switch n := t.Count(TargetFailing); {
	case n > 0:
		return FailingWord(t.Severity) + " " + Whole(n).String() + " / " + all
	case t.Count(TargetAhead) > 0 && t.yearly:
		return "未到期"
	case t.Count(TargetAhead) > 0:
		there := t.Count(TargetMet)
		for i := range t.Owing {
			if t.Owing[i].there() {
				there++
			}
		}
		return "未到期, 已达 " + Whole(there).String() + " / " + all
	case t.Count(TargetUnknown) > 0:
		return "没有数 " + Whole(t.Count(TargetUnknown)).String() + " / " + all
	}
	if met := t.Count(TargetMet); met > 0 {
		return "达标 " + Whole(met).String() + " / " + Whole(len(t.Owing)-t.Count(TargetNone)).String()
	}
	return "不适用"
}

// there reports whether a figure that is judged later suffices today.
func (r *TargetRow) there() bool {
	return r.State == TargetAhead && !r.Value.Blank() && r.Short.IsZero()
}

// Shares says that the target's figures are percentages.
func (t *TargetStanding) Shares() bool { return strings.HasSuffix(t.Bound, "%") }

// Figure is one of the target's figures for people, a percentage cut to one
// digit so that it never looks like more than it is; "-" for none.
func (t *TargetStanding) Figure(v Value) string {
	n, ok := v.Number()
	switch {
	case v.Blank():
		return "-"
	case ok && t.Shares():
		return n.Truncate(1).StringFixed(1) + "%"
	}
	return v.Shown()
}
