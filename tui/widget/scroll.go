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

// The words that say where more lie, and what stands for them where no row has
// room.
const (
	above, aboveShort = "上面还有", "^"
	below, belowShort = "下面还有", "v"
	signMost          = 3 // rows beyond the nearest that may say it
)

// Below says at the right end of the last row in sight that more lie below it:
// in words where there is room for them, else by a sign. Only where the row is
// full one further up says it.
func Below(rows []string, more, width int, style theme.Style) []string {
	if more <= 0 || len(rows) == 0 || width < 2 {
		return rows
	}
	rows = slices.Clone(rows)
	for i := len(rows) - 1; i >= max(len(rows)-1-signMost, 0); i-- {
		if sign(rows, i, width, below, style) || sign(rows, i, width, belowShort, style) {
			return rows
		}
	}
	force(rows, len(rows)-1, width, belowShort, style)
	return rows
}

// Around is Below for the rows in sight of a list that stands under a head. That
// more lie above them the head says, where it has room, else the first of them.
func Around(head, rows []string, over, under, width int, style theme.Style) (newHead, newRows []string) {
	rows = Below(rows, under, width, style)
	if over <= 0 || len(rows) == 0 || width < 2 {
		return head, rows
	}
	head, rows = slices.Clone(head), slices.Clone(rows)
	for i := len(head) - 1; i >= max(len(head)-1-signMost, 0); i-- {
		if sign(head, i, width, above, style) {
			return head, rows
		}
	}
	for i := range min(len(rows), 1+signMost) {
		if sign(rows, i, width, above, style) {
			return head, rows
		}
	}
	force(rows, 0, width, aboveShort, style)
	return head, rows
}

// sign puts a sign at the right end of a row, and says whether there was room.
func sign(rows []string, i, width int, text string, style theme.Style) bool {
	room := screen.Width(rows[i]) < width-screen.Width(text)
	if room {
		force(rows, i, width, text, style)
	}
	return room
}

// force puts a sign at the right end of a row, even over what stands there.
func force(rows []string, i, width int, text string, style theme.Style) {
	room := width - screen.Width(text) - 1
	rows[i] = screen.Pad(screen.Clip(rows[i], room), room) + " " + style.Render(text)
}
