package plan

import "github.com/shopspring/decimal"

// Section is a heading of the form; its clauses' indicators stand under it.
type Section struct {
	ID      string   `yaml:"id"`
	Title   string   `yaml:"title"`
	Clauses []string `yaml:"clauses"`
}

// Duty kinds of a clause.
const (
	DutyHard       = "hard"       // H: a hard target
	DutySoft       = "soft"       // S: counted, soft or no target
	DutyNarrative  = "narrative"  // N
	DutyEvaluation = "evaluation" // E
)

// Clause is one duty of the notice, numbered by its paragraph.
type Clause struct {
	ID   string   `yaml:"id"` // 3.2b
	Duty string   `yaml:"duty"`
	Kind string   `yaml:"kind"`
	Who  []string `yaml:"who"` // kinds of unit; empty means all
}

// Types of value.
const (
	TypeWhole   = "whole"   // a whole number
	TypeDecimal = "decimal" // Places digits after the point, exact
	TypeText    = "text"    // at most Length characters
	TypeYesNo   = "yesno"   // 是 or 否
	TypeChoice  = "choice"  // one of Choices
	TypeChoices = "choices" // some of Choices, joined by 、
	TypePercent = "percent" // computed as Ratio, never typed
)

// Ways in which a line counts over time.
const (
	CountsIncrement = "increment" // 本月: typed for the month, summed over the year
	CountsStock     = "stock"     // 存量: the state at the period's end, carried over
	CountsOnce      = "once"      // told once, carried over until changed
	CountsText      = "text"      // words of the month
)

// ByOffice marks a line that the 平安办 alone types, with date and basis.
const ByOffice = "office"

// Sources of a line's value.
const (
	SourceTyped    = "typed"
	SourceLedger   = "ledger"
	SourceRegister = "register"
	SourceEvidence = "evidence"
	SourceComputed = "computed"
)

// Indicator is one line of the form (指标), or, with Matrix, a total and one
// line for each unit of a kind.
type Indicator struct {
	Key     string   `yaml:"key"`
	For     []string `yaml:"for"` // kinds of unit; empty means all
	Label   string   `yaml:"label"`
	Help    string   `yaml:"help"`
	Type    string   `yaml:"type"`    // absent: whole
	Places  int32    `yaml:"places"`  // of a decimal, 1–4
	Length  int      `yaml:"length"`  // of a text, in characters
	Choices []string `yaml:"choices"` // of a choice
	Measure string   `yaml:"measure"` // 户, 场, 万元
	Counts  string   `yaml:"counts"`  // absent: increment
	Source  string   `yaml:"source"`  // absent: typed
	By      string   `yaml:"by"`      // ByOffice: the 平安办 alone types it, with date and basis
	Clause  string   `yaml:"clause"`
	PartOf  string   `yaml:"part_of"` // the line it is "其中" of; indents it
	Apart   bool     `yaml:"apart"`   // a rate of each unit, which no table adds up: hours a day

	// Milestone makes the line the part of PartOf that fell on or before that
	// day (节点快报). It stands on the form of the period that the day divides,
	// and on no other.
	Milestone DayOfYear `yaml:"milestone"`

	Required bool             `yaml:"required"`
	Min      *decimal.Decimal `yaml:"min"` // absent: 0 for numbers
	Max      *decimal.Decimal `yaml:"max"`
	Matrix   *Matrix          `yaml:"matrix"`

	Compute string `yaml:"compute"` // an expression, for a computed number
	Ratio   *Ratio `yaml:"ratio"`   // for a computed percent
	From    *From  `yaml:"from"`    // read from another unit's matrix

	Targets []Target `yaml:"targets"`

	programs map[string]*Expr // by kind
}

// Matrix spreads an indicator over the units of a kind: cases.ledao.
type Matrix struct {
	Over  string `yaml:"over"`  // kind of unit
	Other string `yaml:"other"` // label of the rest, key suffix "other"; empty: none
}

// Ratio is a numerator and a denominator, both expressions over the form. It
// is compared by cross-multiplication, never after a division.
type Ratio struct {
	Num string `yaml:"num"`
	Den string `yaml:"den"`

	num, den map[string]*Expr // by kind
}

// From reads the cell Key.<own code> of the unit of a kind.
type From struct {
	Kind string `yaml:"kind"`
	Key  string `yaml:"key"`
}

// Severities of a target.
const (
	TargetHard       = "hard"       // listed in 硬指标不达标
	TargetSoft       = "soft"       // shown, warned of
	TargetEvaluation = "evaluation" // judged by the leading group at the year's end
	TargetReference  = "reference"  // set by the office, never the plan's
)

// Target is a number, a date and a severity (目标). Exactly one of AtLeast,
// AtMost, Is and Below is set. With Ratio, or on a percent line, the bound is
// in percent.
type Target struct {
	Name     string           `yaml:"name"` // as it stands in 硬指标不达标清单
	Severity string           `yaml:"severity"`
	Ratio    *Ratio           `yaml:"ratio"`
	AtLeast  *decimal.Decimal `yaml:"at_least"`
	AtMost   *decimal.Decimal `yaml:"at_most"`
	Is       string           `yaml:"is"`
	Below    string           `yaml:"below"`  // key of the line that the year's cumulative stays below
	By       DayOfYear        `yaml:"by"`     // zero: judged every period,
	Except   []int            `yaml:"except"` // but for those of these months; 13 is the year's supplement
	Pace     bool             `yaml:"pace"`   // measured against the calendar's pace
}
