package report

import (
	"strings"
	"time"

	"fanzha/db/plan"
)

// AnyVersion is the version of who has not seen one: whatever stands there now.
const AnyVersion = -1

// Edit is one cell as a person typed it.
type Edit struct {
	Key     string
	Text    string    // empty clears; "na" and 不适用 are 不适用
	Note    *string   // the remark; nil leaves it
	AsOf    plan.Date // of a figure that the office keeps: of what day it is,
	Basis   string    // and who vouches for it; both lead the remark
	Version int       // the cell's version that the person saw, or AnyVersion
}

// Grounded reports whether the edit names a date or a basis.
func (e *Edit) Grounded() bool { return !e.AsOf.IsZero() || e.Basis != "" }

// SplitBasis reads a remark that begins with a date and a basis, as "2021-03-01
// 派出所核定".
func SplitBasis(note string) (asOf plan.Date, basis string, ok bool) {
	day, rest, _ := strings.Cut(strings.TrimSpace(note), " ")
	asOf, err := plan.ParseDate(day)
	basis = strings.TrimSpace(rest)
	return asOf, basis, err == nil && basis != ""
}

// Refusal is why one of several edits was not kept.
type Refusal struct {
	Key string
	Err error
}

// Conflict says that another terminal changed the cell first. It is an
// ErrStale.
type Conflict struct {
	Key, Label    string
	Yours, Theirs string // for people
	By            string
	At            time.Time
	Version       int // of theirs, to save over it knowingly
}

func (c *Conflict) Error() string {
	return c.Label + " 刚刚由 " + c.By + " 于 " + c.At.In(plan.China).Format("15:04") + " 改为 " + c.Theirs + ", 你填的是 " + c.Yours + ". 请选择保留哪一个."
}

// Is makes a conflict an ErrStale.
func (c *Conflict) Is(target error) bool { return target == error(ErrStale) }

// Place is where a person is in a report, and what they have typed that could
// not be saved.
type Place struct {
	Key  string
	Kept []Kept
}

// Kept is what a person typed and what could not be saved when the line
// dropped.
type Kept struct {
	Key, Text string
	At        time.Time
}
