package widget

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/tui/keys"
)

// Target is what a click on a cell means. It says where the name of what would
// be clicked on stands, so that this can be marked before; two cells that mean
// the same have the same name. The zero Target is none: nothing happens there.
type Target struct {
	Y, From, To int // the row, and the cells of it in which the name is

	Do  func() tea.Cmd // takes it in hand; nil where the key does all
	Key string         // is pressed then; "" where taking it in hand is all
}

// Is says that there is something to click on.
func (t Target) Is() bool { return t.Do != nil || t.Key != "" }

// Numbered is the choice under a cell of a row as it was drawn, which its digit
// chooses.
func Numbered(x, y int, row string) Target {
	digit, from, to := keys.Choice(row, x)
	return Target{Y: y, From: from, To: to, Key: digit}
}

// enterIf is Enter for what was in hand already.
func enterIf(again bool) string {
	if again {
		return keys.Enter
	}
	return ""
}
