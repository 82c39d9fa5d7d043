package history

import (
	"slices"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// together is how far apart saves may lie that are shown as one.
const together = 30 * time.Minute

// entry is one thing that happened, or several saves of one person in a row.
type entry struct {
	report.Event
	saves int
}

// entries are the events, newest first; remarks stand above them. Saves of one
// person from one place that follow each other are put together, and of one
// cell that was typed several times the first old and the last new value are
// shown. A save that changed nothing is left out.
func entries(events []report.Event) []entry {
	var all []entry
	var since time.Time // the oldest save of the newest entry
	for _, e := range events {
		if !moves(e.Verb) {
			e.Values = e.Changed()
		}
		if e.Verb == "remark" || e.Verb == "save" && len(e.Values) == 0 {
			continue
		}
		if n := len(all); n > 0 && e.Verb == "save" && all[n-1].Verb == "save" && e.By == all[n-1].By &&
			e.Origin == all[n-1].Origin && since.Sub(e.At) <= together {
			all[n-1].saves++
			all[n-1].Values = report.Merged(e.Values, all[n-1].Values)
			since = e.At
			continue
		}
		all, since = append(all, entry{e, 1}), e.At
	}
	return all
}

// ordered are the changes in the form's order, the report's own first.
func ordered(s *report.Sheet, values []report.ValueChange) []report.ValueChange {
	place := map[string]int{}
	for i, l := range s.Form.Lines {
		place[l.Key] = i + 1
	}
	at := func(v report.ValueChange) int {
		key, _, _ := strings.Cut(v.Key, "#note")
		return place[key]
	}
	all := slices.Clone(values)
	slices.SortStableFunc(all, func(a, b report.ValueChange) int { return at(a) - at(b) })
	return all
}

// change says in words what happened to one value: the line, and how it
// changed.
func change(s *report.Sheet, verb string, v report.ValueChange) (label, words string) {
	switch {
	case v.Key == "#state":
		return "", "" // the verb has said it
	case v.Key == "#nil" && v.New == "":
		return "零报告", "取消 (原因 " + v.Old + ")"
	case v.Key == "#nil":
		return "零报告", "原因 " + v.New
	}
	key, note := strings.CutSuffix(v.Key, "#note")
	label = key
	line, known := s.Form.Find(key)
	if known {
		label = line.Label
	}
	if id, kept := strings.CutPrefix(key, "#register."); kept {
		id, _, _ = strings.Cut(id, ".") // of many at once each names its site
		if r, ok := s.Plan.Register(id); ok {
			label = r.Name
		}
	}
	if id, kept := strings.CutPrefix(key, "#ledger."); kept {
		if l, ok := s.Plan.Ledger(id); ok {
			label = l.Name
		}
	}
	if note {
		return label + " 备注", altered(v.Old, v.New)
	}
	before, after := shown(line, v.Old), shown(line, v.New)
	if verb == "submit" {
		return label, "带入 " + after
	}
	return label, altered(before, after)
}

// altered says what became of a value. What is the same again has been another
// in between.
func altered(before, after string) string {
	switch {
	case before == "" && after == "":
		return "填过又清空"
	case before == after:
		return "改过又改回 " + after
	case before == "":
		return after
	case after == "":
		return "清空, 原来是 " + before
	}
	return before + " 改为 " + after
}

// shown is a stored value as people read it.
func shown(line *plan.Line, stored string) string {
	switch {
	case stored == "":
		return ""
	case line == nil:
		if stored == "na" {
			return report.NA.Shown()
		}
		return stored
	}
	value, err := report.Parse(line, stored)
	if err != nil {
		return stored // the plan has changed since
	}
	return value.Shown()
}

// moment is a time as people write it; the year only where it is another.
func moment(now, at time.Time) string {
	at = at.In(plan.China)
	if at.Year() != now.In(plan.China).Year() {
		return at.Format("2006年1月2日 15:04")
	}
	return at.Format("1月2日 15:04")
}
