package widget

import "fanzha/tui/screen"

// Beside sets two columns of rows side by side: the left one in so many cells,
// two spaces, the right one. Rows of the left are cut to it.
func Beside(left []string, width int, right []string) []string {
	rows := make([]string, 0, max(len(left), len(right)))
	for i := range max(len(left), len(right)) {
		row := ""
		if i < len(left) {
			row = left[i]
		}
		if i < len(right) && right[i] != "" {
			row = screen.Pad(row, width) + "  " + right[i]
		}
		rows = append(rows, row)
	}
	return rows
}
