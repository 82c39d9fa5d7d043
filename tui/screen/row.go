package screen

// cell is one cell of a row. The right half of a wide character is a cell of
// width 0 that repeats the left half's pen, so that rows compare column by column.
type cell struct {
	text  string
	pen   pen
	width uint8
	sure  bool
}

// blank is a cell that shows nothing; a row goes on in blanks past its end.
var blank = cell{text: " ", width: 1, sure: true}

// lay spreads a styled row over cells, reusing the given slice. The result is
// at most width cells long, ends with its last visible cell, and holds nothing
// but printable text: what a terminal would obey is dropped here. A wide
// character that would straddle the edge becomes a space.
func lay(cells []cell, row string, width int, palette *Palette) []cell {
	cells = cells[:0]
	var now pen
	for len(row) > 0 && len(cells) < width {
		p, n := scan(row)
		row = row[n:]
		switch p.kind {
		case styling:
			now = now.apply(palette.of(p.text))
		case printed:
			if len(cells)+p.width > width {
				p = piece{printed, " ", 1, true}
			}
			c := cell{p.text, now, uint8(p.width), p.sure}
			if p.text == " " {
				c.pen = now.visibleOnBlank()
			}
			cells = append(cells, c)
			if p.width == 2 {
				cells = append(cells, cell{"", now, 0, p.sure})
			}
		}
	}
	for len(cells) > 0 && cells[len(cells)-1] == blank {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// at is the cell of a column, past the end of the row a blank.
func at(row []cell, column int) cell {
	if column < len(row) {
		return row[column]
	}
	return blank
}

// sureTo says that every terminal agrees where the given column begins.
func sureTo(row []cell, column int) bool {
	for _, c := range row[:min(column, len(row))] {
		if !c.sure {
			return false
		}
	}
	return true
}
