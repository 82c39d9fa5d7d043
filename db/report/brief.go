package report

import (
	"slices"

	"fanzha/db/plan"
)

// briefly bounds how many figures a line of text has room for.
const briefly = 6

// Brief are the ids of the few columns that tell most about a township, or
// about one group: how far the rates with a hard target have come, what every report of the kind
// must say, what the ledgers of all units count, and the evidence.
func (t *Table) Brief(group string) []string {
	var rates, owed, common, evidence []string
	for i := range t.Columns {
		ind := t.Columns[i].Indicator
		if group != AllGroups && !t.askedIn(group, ind) {
			continue
		}
		all := len(ind.For) == 0
		switch id := t.Columns[i].ID; {
		case group == AllGroups && !all, ind.PartOf != "":
		case ind.Source == plan.SourceEvidence:
			evidence = append(evidence, id)
		case ind.Type == plan.TypePercent:
			if slices.ContainsFunc(ind.Targets, func(g plan.Target) bool { return g.Severity == plan.TargetHard }) {
				rates = append(rates, id)
			}
		case !all && ind.Required && ind.Number() && ind.By == "":
			if group != "" || ind.Counts == plan.CountsIncrement {
				owed = append(owed, id)
			}
		case all && ind.Source == plan.SourceLedger:
			common = append(common, id)
		}
	}
	ids := append(rates, owed...)
	ids = append(ids, common[:min(len(common), max(briefly-len(ids)-len(evidence), 0))]...)
	return append(ids, evidence...)
}

// askedIn reports whether a unit of the group, or of any, has the line.
func (t *Table) askedIn(group string, ind *plan.Indicator) bool {
	for i := range t.Groups {
		if group == "" || t.Groups[i].Group.ID == group {
			for _, kind := range t.Groups[i].Group.Kinds {
				if ind.Asked(kind) {
					return true
				}
			}
		}
	}
	return false
}
