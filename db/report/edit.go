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

	// Over is the remark that Note replaces, as the person saw it. With it the
	// remark alone is meant: the value stays whatever it is by now, Text is only
	// what the person saw there, and Version does not count.
	Over *string
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

// After is the version that the same person's next edit of the cell stands on
// when this one was kept: the sheet's, if the cell still holds what this edit
// left there, else this edit's own. A change that another made in between then
// stands against the next edit as a conflict.
func (e Edit) After(s *Sheet) int {
	if now := s.Find(e.Key); now != nil {
		if left, err := Parse(now.Line, e.Text); err == nil && left.Equal(now.Cell.Value) {
			return now.Cell.Version
		}
	}
	return e.Version
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
	Note          bool   // it is about the remark
	Yours, Theirs string // for people
	By            string
	At            time.Time
	Version       int // of theirs, to save over it knowingly
}

// Conflict is what stands between an edit and its cell: a change that the person
// had not seen. It is nil where there is none, where both typed the same, and
// where the edit cannot be read anyway.
func (e *Entry) Conflict(edit Edit) *Conflict {
	c := &Conflict{Key: e.Line.Key, Label: e.Line.Label, By: e.Cell.By, At: e.Cell.At, Version: e.Cell.Version}
	if edit.Over != nil {
		note := Clean(*edit.Note)
		if e.Cell.Note == *edit.Over || e.Cell.Note == note {
			return nil
		}
		c.Note, c.Yours, c.Theirs = true, note, e.Cell.Note
		return c
	}
	yours, err := Parse(e.Line, edit.Text)
	switch {
	case err != nil, edit.Version == AnyVersion, edit.Version == e.Cell.Version:
		return nil
	case yours.Equal(e.Cell.Value) && (edit.Note == nil || Clean(*edit.Note) == e.Cell.Note):
		return nil
	}
	c.Yours, c.Theirs = yours.Shown(), e.Cell.Value.Shown()
	return c
}

// Who says who made the other change, and when.
func (c *Conflict) Who() string { return c.By + " " + c.At.In(plan.China).Format("1月2日 15:04") }

func (c *Conflict) Error() string {
	what := c.Label
	if c.Note {
		what += " 的备注"
	}
	return what + " 已由 " + c.Who() + " 改为 " + c.Theirs + ", 你填的是 " + c.Yours + ". 请选择保留哪一个."
}

// Is makes a conflict an ErrStale.
func (c *Conflict) Is(target error) bool { return target == error(ErrStale) }
