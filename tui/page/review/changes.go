package review

import (
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// changes are what differs from the submission before, by the line's key: its
// value, its remark, or both. A submission that its unit withdrew was never
// judged and does not count.
func changes(events []report.Event) map[string][]report.ValueChange {
	events = slices.Clone(events)
	withdrawn := false
	for i := range events { // newest first
		switch events[i].Verb {
		case "withdraw":
			withdrawn = true
		case "submit":
			if withdrawn {
				events[i].Verb = "save"
			}
			withdrawn = false
		}
	}
	all := map[string][]report.ValueChange{}
	for key, v := range report.SinceLastSubmission(events) {
		line, _, _ := strings.Cut(key, "#")
		all[line] = append(all[line], v)
		slices.SortFunc(all[line], func(a, b report.ValueChange) int { return strings.Compare(a.Key, b.Key) })
	}
	return all
}

// alteration says how a line changed: 120 改为 100.
func alteration(l *plan.Line, v report.ValueChange) string {
	read := func(stored string) string {
		switch {
		case stored == "":
			return "空"
		case strings.HasSuffix(v.Key, "#note"):
			return stored
		}
		value, err := report.Parse(l, stored)
		if err != nil {
			return stored // the plan has changed since
		}
		return value.Shown()
	}
	text := read(v.Old) + " 改为 " + read(v.New)
	if strings.HasSuffix(v.Key, "#note") {
		return "备注 " + text
	}
	return text
}

// next is the view that F5 goes to; the one of the changes is left out where
// nothing has changed.
func (k pick) next(changed bool) pick {
	switch {
	case k == pickFindings && !changed, k == pickChanged:
		return pickAll
	}
	return k + 1
}

// name is a view as its key and the head call it.
func (k pick) name() string {
	return [...]string{"看全部", "只看已填", "只看问题", "只看改动"}[k]
}
