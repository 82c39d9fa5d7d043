package widget

import (
	"fmt"
	"strings"

	"fanzha/tui/screen"
)

// Pasted is what is pasted into a form: a text for the slot in hand, the cells
// of a row of a spreadsheet for the slots from there on, or several rows, of
// which none can be taken.
type Pasted struct {
	Rows  int      // more than 1: so many rows
	Cells []string // of the one row; one is a text, none is nothing at all
}

// ReadPaste reads a paste. Where the slot in hand flows, lines without cells are
// one text for it.
func ReadPaste(content string, flows bool) Pasted {
	text := strings.Trim(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(content), "\n")
	cells := strings.Split(text, "\t")
	if rows := strings.Count(text, "\n") + 1; rows > 1 && (len(cells) > 1 || !flows) {
		return Pasted{Rows: rows}
	}
	for len(cells) > 0 && strings.TrimSpace(screen.Clean(cells[len(cells)-1])) == "" {
		cells = cells[:len(cells)-1]
	}
	return Pasted{Rows: 1, Cells: cells}
}

// Laid is how a slot took a cell.
type Laid int

// The ways in which a slot takes a cell.
const (
	NoRoom  Laid = iota // it has no room, or there is no such slot
	Taken               // it holds the cell
	Misread             // it cannot read it, and says so itself
)

// Spread is what came of the cells of a row.
type Spread struct {
	Any         bool // some slot took its cell
	First, Last int  // the first and the last that did
	Hand        int  // the first that misread its cell, else Last; the slot to take in hand
	left        []string
}

// SpreadCells lays the cells of a row into the slots from one on; an empty cell
// leaves its slot as it stands.
func SpreadCells(cells []string, from int, lay func(at int, cell string) Laid) Spread {
	s := Spread{First: from, Last: from, Hand: from}
	misread := -1
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); screen.Clean(cell) == "" {
			continue
		}
		laid := lay(from+i, cell)
		if laid == NoRoom {
			s.left = append(s.left, cell)
			continue
		}
		if !s.Any {
			s.Any, s.First = true, from+i
		}
		if s.Last = from + i; laid == Misread && misread < 0 {
			misread = s.Last
		}
	}
	if s.Hand = s.Last; misread >= 0 {
		s.Hand = misread
	}
	return s
}

// Left names the cells that were not taken; empty where all were.
func (s Spread) Left() string {
	if len(s.left) == 0 {
		return ""
	}
	return fmt.Sprintf("有 %d 格放不下, 没有收: %s.", len(s.left), screen.Clean(strings.Join(s.left, "、")))
}
