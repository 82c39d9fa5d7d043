package widget

import (
	"math"
	"strings"

	"fanzha/tui/theme"
)

// Bar draws how much is done, from 0 to 1, in exactly width cells, with the pace
// (where it should be by now) as one cell of its own; a negative pace is none.
// Something done shows at least one cell, and only all of it fills the bar.
// Without colour it is drawn as ====..|... .
func Bar(done, pace float64, width int, styles theme.Styles) string {
	filled := part(done, width)
	if filled == 0 && done > 0 {
		filled = min(1, width)
	}
	mark := -1
	if pace >= 0 && !math.IsNaN(pace) && width > 0 {
		mark = min(part(pace, width), width-1)
	}
	draw := func(n int, sign string, style theme.Style) string {
		if styles.Colour {
			sign = " "
		}
		return style.Render(strings.Repeat(sign, max(n, 0)))
	}
	stretch := func(from, to int) string {
		edge := min(max(filled, from), to)
		return draw(edge-from, "=", styles.BarFill) + draw(to-edge, ".", styles.BarRest)
	}
	if mark < 0 {
		return stretch(0, max(width, 0))
	}
	return stretch(0, mark) + draw(1, "|", styles.BarPace) + stretch(mark+1, width)
}

// part is the number of cells of a share of width, rounded down.
func part(share float64, width int) int {
	if math.IsNaN(share) || share <= 0 {
		return 0
	}
	return int(math.Floor(min(share, 1)*float64(max(width, 0)) + 1e-9))
}
