package report

import (
	"slices"
	"time"
)

// Event is one entry of the audit about a report.
type Event struct {
	Seq    int64         `json:"seq"`
	At     time.Time     `json:"at"`
	By     string        `json:"by"`     // the account's name
	Origin string        `json:"origin"` // from where
	Verb   string        `json:"verb"`   // save, submit, return …
	Unit   UnitRef       `json:"unit"`
	Period Period        `json:"period"`
	Reason string        `json:"reason,omitempty"`
	Values []ValueChange `json:"values,omitempty"`
}

// ValueChange is what one event did to one cell. Keys that begin with # are
// about the report itself; a remark's end with #note.
type ValueChange struct {
	Key string `json:"key"`
	Old string `json:"old"`
	New string `json:"new"`
}

// Changed are the values that the event made others of. A save keeps a cell's
// value beside its remark even where the remark alone is new.
func (e *Event) Changed() []ValueChange {
	return slices.DeleteFunc(slices.Clone(e.Values), func(v ValueChange) bool { return v.Old == v.New })
}

// Merged puts later changes behind earlier ones: of each value the first old and
// the last new one.
func Merged(earlier, later []ValueChange) []ValueChange {
	all := slices.Clone(earlier)
	for _, v := range later {
		if i := slices.IndexFunc(all, func(w ValueChange) bool { return w.Key == v.Key }); i >= 0 {
			all[i].New = v.New
		} else {
			all = append(all, v)
		}
	}
	return all
}

// VerbName is an event's word for people.
func VerbName(verb string) string {
	names := map[string]string{
		"save": "填写", "submit": "报送", "withdraw": "撤回", "return": "退回", "accept": "审核通过",
		"unseal": "启封", "unlock": "解锁", "nil": "零报告", "opening": "期初数", "remark": "批示",
		"register.put": "记名录", "register.end": "撤销名录", "register.import": "导入名录",
		"ledger.add": "记台账", "ledger.correct": "改台账", "ledger.strike": "划台账", "ledger.mode": "选定记法",
		"plan.apply": "换用方案", "init": "建立",
	}
	if name, ok := names[verb]; ok {
		return name
	}
	return verb
}

// SinceLastSubmission is what changed between the submission before the newest
// and the newest, cell by cell: the first old value and the last new one. The
// events come newest first. Nothing comes back for a first submission.
func SinceLastSubmission(events []Event) map[string]ValueChange {
	var sent []int // indexes of submissions, newest first
	for i, e := range events {
		if e.Verb == "submit" {
			sent = append(sent, i)
		}
	}
	if len(sent) < 2 {
		return nil
	}
	var all []ValueChange
	for i := sent[1] - 1; i >= sent[0]; i-- { // oldest first
		all = Merged(all, events[i].Values)
	}
	changed := map[string]ValueChange{}
	for _, v := range all {
		if v.Key[0] != '#' && v.Old != v.New {
			changed[v.Key] = v
		}
	}
	return changed
}

// Point is a line's value in one period.
type Point struct {
	Period Period
	Value  Value
}

// Remark is what a leader wrote on a report (批示).
type Remark struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Text string    `json:"text"`
}
