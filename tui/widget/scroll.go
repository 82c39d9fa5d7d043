package widget

// Scroll is the first row in sight of all rows, where there is room for so many:
// no further from top than it takes to show the rows from first up to last, which
// are of what is in hand. Where these are too many their first are shown.
func Scroll(top, first, last, all, room int) int {
	top = max(min(top, first), min(last-room, first))
	return max(min(top, all-room), 0)
}
