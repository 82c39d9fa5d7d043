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

	Calendar  Calendar    `yaml:"calendar"`
	Root      Unit        `yaml:"root"`   // the township
	Office    string      `yaml:"office"` // code of the unit that consolidates: 平安办
	Deputy    string      `yaml:"deputy"` // code of the unit that judges the office's own report where no leader does
	Kinds     []Kind      `yaml:"kinds"`
	Groups    []Group     `yaml:"groups"`
	Units     []Unit      `yaml:"units"`
	Roster    []Post      `yaml:"roster"`
	Accounts  []Account   `yaml:"accounts"`
	Sections  []Section   `yaml:"sections"`
	Clauses   []Clause    `yaml:"clauses"`
	Lines     []Indicator `yaml:"indicators"`
	Ledgers   []Ledger    `yaml:"ledgers"`
	Registers []Register  `yaml:"registers"`
	Rules     []Rule      `yaml:"rules"`

	forms map[string]*Form // by kind, and by kind and milestone
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

// There reports whether the unit is there on some day from one to another.
func (u Unit) There(from, to Date) bool {
	return !to.Before(u.FirstDay) && (u.LastDay.IsZero() || !u.LastDay.Before(from))
}

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
