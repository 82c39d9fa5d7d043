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

// Choice is the digit of the choice under a cell of a row without styles, ""
// where there is none.
func Choice(row string, x int) string {
	if !numbered.MatchString(row) {
		return ""
	}
	digit := ""
	for _, at := range further.FindAllStringSubmatchIndex(row, -1) {
		if screen.Width(row[:at[0]]) <= x {
			digit = row[at[2]:at[3]]
		}
	}
	if screen.Width(strings.TrimRight(row, " ")) <= x {
		return ""
	}
	return digit
}

// At is the first key of the binding under a cell of the bottom line, "" where
// there is none.
func At(bindings []Binding, status string, width, x int) string {
	for _, s := range spread(bindings, status, width) {
		if x >= s.from && x < s.to && len(s.Keys) > 0 {
			return s.Keys[0]
		}
	}
	return ""
}
