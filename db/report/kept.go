package report

import (
	"time"

	"fanzha/db/plan"
)

// Place is where a person is in a report, and what they have typed that they
// are still to see to.
type Place struct {
	Key  string
	Kept []Kept
}

// Kept is what a person typed into a line and what could not be saved: its
// value, or its remark. What stood in an open field when the line dropped is
// saved and kept as well, with the version that came of it: it may be half of
// what was meant.
type Kept struct {
	Key, Text string
	Note      bool // it is the remark
	Version   int  // of the cell, as the person saw it
	At        time.Time
}

// Unsaved is the rule of a finding that something typed is not saved.
const Unsaved = "unsaved"

// Stands says that the cell holds by now what was kept.
func (k Kept) Stands(e *Entry) bool {
	if k.Note {
		return Clean(k.Text) == e.Cell.Note
	}
	value, err := Parse(e.Line, k.Text)
	return err == nil && value.Equal(e.Cell.Value)
}

// Half says that it was saved in the middle of being typed, and is all that the
// cell has held since.
func (k Kept) Half(e *Entry) bool {
	return !k.Note && k.Version == e.Cell.Version && k.Stands(e)
}

// HalfSaid is what is said of a value that was saved in the middle of being
// typed.
func HalfSaid(text string) string {
	return "断线时填到 " + Clip(text) + ", 已保存, 请核对."
}

// Unsaved are findings about what a person has typed and is still to see to:
// errors, since a report must not be sent without it.
func (s *Sheet) Unsaved(all []Kept) []Finding {
	var fs []Finding
	for _, k := range all {
		e := s.Find(k.Key)
		if e == nil {
			continue
		}
		message := e.Line.Label + " 填的 " + Clip(k.Text) + " 没有保存. 请在那一行改好; 不要了, 按 Enter 再按 Ctrl+Z."
		switch {
		case k.Half(e):
			message = e.Line.Label + " " + HalfSaid(k.Text)
		case k.Stands(e):
			continue
		case k.Note:
			message = e.Line.Label + " 写的备注 " + Clip(k.Text) + " 没有保存. 请在那一行按 F4 写完, 或清空."
		}
		fs = append(fs, Finding{Severity: plan.SeverityError, Key: k.Key, Message: message, Rule: Unsaved})
	}
	return fs
}
