// Package plan holds the work plan as data: who reports, what, until when, and
// what is checked. The notice 《武陵山乡防范电信网络诈骗犯罪宣传工作方案》 is the
// embedded default; an office changes the file, never the program.
//
// The package is pure: it imports nothing of ours and reads nothing but the
// bytes it is given and its embedded file.
package plan

import "github.com/shopspring/decimal"

// Plan is one version of a township's work plan. It is read-only once parsed;
// every pointer in it may be shared between goroutines.
type Plan struct {
	Title  string `yaml:"title"`  // the notice's name
	Form   string `yaml:"form"`   // the name printed over the monthly form
	Issued Date   `yaml:"issued"` // the notice's date

	Calendar Calendar    `yaml:"calendar"`
	Root     Unit        `yaml:"root"`   // the township
	Office   string      `yaml:"office"` // code of the unit that consolidates: 平安办
	Deputy   string      `yaml:"deputy"` // code of the unit that judges the office's own report where no leader does
	Kinds    []Kind      `yaml:"kinds"`
	Groups   []Group     `yaml:"groups"`
	Units    []Unit      `yaml:"units"`
	Roster   []Post      `yaml:"roster"`
	Accounts []Account   `yaml:"accounts"`
	Sections []Section   `yaml:"sections"`
	Clauses  []Clause    `yaml:"clauses"`
	Lines    []Indicator `yaml:"indicators"`
	Rules    []Rule      `yaml:"rules"`

	forms map[string]*Form // by kind
}

// Calendar says when a month is counted, due and locked (方案四(六)).
type Calendar struct {
	FirstDay   Date `yaml:"first_day"`   // the plan's first day; the first window begins here
	DueDay     int  `yaml:"due_day"`     // the day of the month by whose end a report is due, 1–31, cut to the month's last
	GraceDays  int  `yaml:"grace_days"`  // days after the due day until the report locks
	ReturnDays int  `yaml:"return_days"` // days that a returned report has

	Supplement Supplement  `yaml:"supplement"`
	Milestones []DayOfYear `yaml:"milestones"`
	Pace       []PacePoint `yaml:"pace"`
	Workdays   Workdays    `yaml:"workdays"`
	Vacations  []Vacation  `yaml:"vacations"`
}

// Supplement is the year's last period (年终补报): the days after December's
// due day up to 12-31.
type Supplement struct {
	Name string    `yaml:"name"`
	Due  DayOfYear `yaml:"due"` // in the following year
}

// PacePoint is the share of a year's goal, in percent, that the pace expects
// on a day; between points, and from 0 at the year's start, it is linear.
type PacePoint struct {
	On      DayOfYear       `yaml:"on"`
	Percent decimal.Decimal `yaml:"percent"`
}

// Workdays can shift a deadline that falls on a day off to the next workday.
type Workdays struct {
	Shift    bool   `yaml:"shift"`
	Holidays []Date `yaml:"holidays"`
	Makeup   []Date `yaml:"makeup"` // weekend days that are worked
}

// Vacation excuses zeros of some kinds of unit in some months.
type Vacation struct {
	Kinds  []string `yaml:"kinds"`
	Months []int    `yaml:"months"`
}

// Kind is a kind of unit; it decides the form.
type Kind struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
}

// Group is a subtotal of the consolidated table.
type Group struct {
	ID    string   `yaml:"id"`
	Name  string   `yaml:"name"`
	Kinds []string `yaml:"kinds"`
}

// Unit is who reports. Code is short ASCII and stays for ever; Name is shown.
type Unit struct {
	Code     string   `yaml:"code"`
	Name     string   `yaml:"name"`
	Kind     string   `yaml:"kind"`
	Expected *bool    `yaml:"expected"`  // counted in 应报; absent means yes
	FilesFor []string `yaml:"files_for"` // codes of units that this one may file for
	FirstDay Date     `yaml:"first_day"` // zero: from the plan's start
	LastDay  Date     `yaml:"last_day"`  // zero: still there
}

// Counted reports whether the unit is one of the 应报.
func (u Unit) Counted() bool { return u.Expected == nil || *u.Expected }

// Post is one line of the leading group's public roster.
type Post struct {
	Duty string `yaml:"duty"` // 组长, 副组长, 成员
	Name string `yaml:"name"`
	Post string `yaml:"post"`
}

// Account is a login that a new folder begins with.
type Account struct {
	Login  string  `yaml:"login"`
	Name   string  `yaml:"name"`
	Grants []Grant `yaml:"grants"`
}

// Grant is a role at a place in the unit tree.
type Grant struct {
	Role string `yaml:"role"` // filler, reviewer, leader, auditor
	Unit string `yaml:"unit"`
}

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
	Key      string           `yaml:"key"`
	For      []string         `yaml:"for"` // kinds of unit; empty means all
	Label    string           `yaml:"label"`
	Help     string           `yaml:"help"`
	Type     string           `yaml:"type"`    // absent: whole
	Places   int32            `yaml:"places"`  // of a decimal, 1–4
	Length   int              `yaml:"length"`  // of a text, in characters
	Choices  []string         `yaml:"choices"` // of a choice
	Measure  string           `yaml:"measure"` // 户, 场, 万元
	Counts   string           `yaml:"counts"`  // absent: increment
	Source   string           `yaml:"source"`  // absent: typed
	By       string           `yaml:"by"`      // "office": the 平安办 alone types it, with date and basis
	Clause   string           `yaml:"clause"`
	PartOf   string           `yaml:"part_of"` // the line it is "其中" of; indents it
	Required bool             `yaml:"required"`
	Min      *decimal.Decimal `yaml:"min"` // absent: 0 for numbers
	Max      *decimal.Decimal `yaml:"max"`
	Matrix   *Matrix          `yaml:"matrix"`

	Compute string `yaml:"compute"` // an expression, for a computed number
	Ratio   *Ratio `yaml:"ratio"`   // for a computed percent
	From    *From  `yaml:"from"`    // read from another unit's matrix

	Targets []Target `yaml:"targets"`

	program *Expr
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

	num, den *Expr
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
	Below    string           `yaml:"below"` // key of the line that the year's cumulative stays below
	By       DayOfYear        `yaml:"by"`    // zero: judged every period
	Pace     bool             `yaml:"pace"`  // measured against the calendar's pace
}

// Severities of a finding.
const (
	SeverityError   = "error"   // blocks
	SeverityWarning = "warning" // wants an explanation
	SeverityInfo    = "info"    // only shows
)

// Rule is something that a submission meets. It has either an expression in
// When or the name of a check that the program knows in Check.
type Rule struct {
	ID       string   `yaml:"id"`
	Severity string   `yaml:"severity"`
	For      []string `yaml:"for"`   // kinds of unit; empty means all
	Key      string   `yaml:"key"`   // the line that the finding stands at; empty: the form
	Each     string   `yaml:"each"`  // "increment": asked of every such line, with value, previous, … bound
	Needs    string   `yaml:"needs"` // ledger, register, evidence, materials: silent until the program has it
	When     string   `yaml:"when"`
	Check    string   `yaml:"check"`
	Message  string   `yaml:"message"` // a plain sentence with {places}

	// Points is the tolerance of check "pace", in percentage points; Count the
	// threshold of check "same"; Times and Bound belong to "soft".
	Points decimal.Decimal `yaml:"points"`
	Count  int             `yaml:"count"`

	programs map[string]*Expr // by kind
}

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
)
