package widget

import (
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Finding is the line in which a filter is typed, and the cell of its caret.
func Finding(f *Field, width int, styles theme.Styles) (row string, caret int) {
	room := max(min(width-12, 24), 1)
	label, look := " 查找 [ ", styles.Caret
	if f.Empty() {
		look = styles.Dim
	}
	row = screen.Cut(label+look.Render(f.View(room))+" ]", width)
	return row, min(screen.Width(label)+f.Caret(room), max(width-1, 0))
}

// Beneath is a text that stands beneath a row of a grid, wrapped and indented;
// the marker passes it by.
func Beneath(text string, width int, style theme.Style) []Row {
	var rows []Row
	for _, line := range Wrap(text, max(width-4, 8)) {
		rows = append(rows, Row{Cells: []Cell{{Text: "  " + line, Style: style}}})
	}
	return rows
}

// Failed is an error that stands where a page would be, and what is left to
// do.
func Failed(err error, left string, width int, styles theme.Styles) []string {
	rows := []string{""}
	for _, row := range Wrap(err.Error(), width-2) {
		rows = append(rows, " "+styles.Error.Render(row))
	}
	return append(rows, "", screen.Cut(" "+left, width))
}
