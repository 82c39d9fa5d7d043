package register

import "fanzha/db/report"

// Row is one site of a list that is put in as a whole.
type Row struct {
	Unit string // code or name; empty is the person's own
	Edit
}

// Put is what became of a row, or would become of it.
type Put struct {
	Unit    report.UnitRef
	Site    Site
	New     bool // the site was not there
	Same    bool // nothing changes
	Refused []report.Refusal
}

// KeyUnit is where a refusal stands that is about a row's unit.
const KeyUnit = "unit"
