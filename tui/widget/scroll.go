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

// Below says at the right end of the last row in sight that more lie below it,
// in words where they fit and by a sign where they do not.
func Below(rows []string, more, width int, style theme.Style) []string {
	if more <= 0 || len(rows) == 0 || width < 2 {
		return rows
	}
	last := len(rows) - 1
	for _, sign := range []string{"下面还有", "v"} {
		if room := width - screen.Width(sign) - 1; screen.Width(rows[last]) < room || sign == "v" {
			rows = slices.Clone(rows)
			rows[last] = screen.Pad(screen.Clip(rows[last], room), room) + " " + style.Render(sign)
			break
		}
	}
	return rows
}
