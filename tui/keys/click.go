package keys

import (
	"regexp"
	"strings"

	"fanzha/tui/screen"
)

// numbered is a row of choices as every page and dialog writes them: a mark, a
// digit, and what it chooses; several stand in a row with spaces between.
var (
	numbered = regexp.MustCompile(`^(?: > |   )([1-9]) \S`)
	further  = regexp.MustCompile(` (?:> |  )([1-9]) \S`)
)

// Choice is the digit of the choice under a cell of a row without styles, and
// the cells that the choice takes; "" where there is none.
func Choice(row string, x int) (digit string, from, to int) {
	end := screen.Width(strings.TrimRight(row, " "))
	if !numbered.MatchString(row) || x >= end {
		return "", 0, 0
	}
	to = end
	for _, at := range further.FindAllStringSubmatchIndex(row, -1) {
		start := screen.Width(row[:at[0]])
		if start > x {
			to = start
			break
		}
		digit, from = row[at[2]:at[3]], start
	}
	if digit == "" {
		return "", 0, 0
	}
	return digit, from, to
}

// At is the first key of the binding under a cell of the bottom line, and the
// cells that the binding takes; "" where there is none.
func At(bindings []Binding, status string, width, x int) (key string, from, to int) {
	for _, s := range spread(bindings, status, width) {
		if x >= s.from && x < s.to && len(s.Keys) > 0 {
			return s.Keys[0], s.from, s.to
		}
	}
	return "", 0, 0
}
