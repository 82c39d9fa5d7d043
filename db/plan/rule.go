package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Severities of a finding.
const (
	SeverityError   = "error"   // blocks
	SeverityWarning = "warning" // wants an explanation
	SeverityInfo    = "info"    // only shows
)

// Rule is something that a submission meets. It has either an expression in
// When or the name of a check that the program knows in Check.
//
// A rule without For is asked of every kind whose form has all the cells that
// it names; a rule with For must fit every kind that it lists.
type Rule struct {
	ID       string   `yaml:"id"`
	Severity string   `yaml:"severity"`
	For      []string `yaml:"for"`   // kinds of unit; empty means all
	Key      string   `yaml:"key"`   // the line that the finding stands at; empty: the form
	Each     string   `yaml:"each"`  // "increment": asked of every such line, see History
	Needs    string   `yaml:"needs"` // ledger, register, evidence, materials: silent until the program has it
	When     string   `yaml:"when"`
	Check    string   `yaml:"check"`
	From     *From    `yaml:"from"`    // of check "peer": whose cells, summed, Key is compared with
	Message  string   `yaml:"message"` // a plain sentence with {places}

	// Points is the tolerance of check "pace", in percentage points; Count the
	// threshold of check "same".
	Points decimal.Decimal `yaml:"points"`
	Count  int             `yaml:"count"`

	programs map[string]*Expr // by kind
}

// Needs of a rule beyond the form itself.
const (
	NeedsLedger    = "ledger"
	NeedsRegister  = "register"
	NeedsEvidence  = "evidence"
	NeedsMaterials = "materials"
)

// Checks that the program knows; all else is an expression.
const (
	CheckRequired = "required" // a required line blank and not 不适用
	CheckBounds   = "bounds"   // a number below Min or above Max
	CheckPace     = "pace"     // more than Points below the pace
	CheckTarget   = "target"   // a soft target judged every period is missed
	CheckSame     = "same"     // Count or more cells equal to last period's
	CheckLocked   = "locked"   // after the lock without an unlock
	CheckNil      = "nil"      // a nil report with an increment
	CheckStock    = "changed"  // a denominator changed this period
	CheckAwaited  = "awaited"  // a required line that the office keeps, still blank
	CheckReturned = "returned" // a cell sent back and not touched since
	CheckPeer     = "peer"     // Key differs from the sum of From over its kind's units

	CheckNoEvidence     = "no-evidence"     // figures above 0 and not one file in the report
	CheckLineEvidence   = "line-evidence"   // lines with a figure and no evidence of their own
	CheckPhotoSeen      = "photo-seen"      // a photo that was handed in before
	CheckPhotoWindow    = "photo-window"    // a photo dated outside the window
	CheckEventWindow    = "event-window"    // an event dated outside the window
	CheckLedgerTie      = "ledger-tie"      // a figure that its ledger does not support
	CheckUnapproved     = "unapproved"      // unapproved material in use
	CheckCorrectionNote = "correction-note" // a correction after acceptance without a reason
)

// checks says what each check needs beyond the form.
var checks = map[string]string{
	CheckRequired: "", CheckBounds: "", CheckPace: "", CheckTarget: "", CheckSame: "",
	CheckLocked: "", CheckNil: "", CheckAwaited: "", CheckReturned: "", CheckStock: "", CheckPeer: "",
	CheckNoEvidence: NeedsEvidence, CheckLineEvidence: NeedsEvidence,
	CheckPhotoSeen: NeedsEvidence, CheckPhotoWindow: NeedsEvidence,
	CheckEventWindow: "", CheckLedgerTie: "", CheckCorrectionNote: "",
	CheckUnapproved: NeedsMaterials,
}

// Expr is the rule's condition, compiled for a kind of unit. It is nil for a
// check, and where the rule is not asked of the kind.
func (r *Rule) Expr(kind string) *Expr { return r.programs[kind] }

// Collects reports whether the rule makes one finding for all lines that meet
// it, with their names in {labels}, instead of one for each.
func (r *Rule) Collects() bool { return strings.Contains(r.Message, "{labels}") }

// asks reports whether the rule is meant for the kind at all.
func (r *Rule) asks(kind string) bool { return len(r.For) == 0 || slices.Contains(r.For, kind) }

var placePattern = regexp.MustCompile(`\{[^{}]*\}`)

// Text is the message with each {place} replaced by what lookup says of it;
// the place is given without its braces: visits, prior.visited, label.
func (r *Rule) Text(lookup func(place string) string) string {
	return placePattern.ReplaceAllStringFunc(r.Message, func(place string) string {
		return lookup(place[1 : len(place)-1])
	})
}

// Places lists what stands in braces in the message, in order.
func (r *Rule) Places() []string {
	var places []string
	for _, place := range placePattern.FindAllString(r.Message, -1) {
		places = append(places, place[1:len(place)-1])
	}
	return places
}
