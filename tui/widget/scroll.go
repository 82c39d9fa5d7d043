package widget

import (
	"slices"

	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Scroll is the first row in sight of all rows, where there is room for so many:
// no further from top than it takes to show the rows from first up to last, which
// are of what is in hand. Where these are too many their first are shown.
func Scroll(top, first, last, all, room int) int {
	top = max(min(top, first), min(last-room, first))
	return max(min(top, all-room), 0)
}

// Below says at the right end of the last rows in sight that more lie below
// them: where there is room for it, else by a sign on the very last.
func Below(rows []string, more, width int, style theme.Style) []string {
	if more <= 0 || len(rows) == 0 || width < 2 {
		return rows
	}
	at, sign := len(rows)-1, "v"
	for i := at; i >= max(at-belowMost, 0); i-- {
		if screen.Width(rows[i]) < width-screen.Width(below)-1 {
			at, sign = i, below
			break
		}
	}
	room := width - screen.Width(sign) - 1
	rows = slices.Clone(rows)
	rows[at] = screen.Pad(screen.Clip(rows[at], room), room) + " " + style.Render(sign)
	return rows
}

const (
	below     = "下面还有"
	belowMost = 3 // rows above the last that may say it
)
