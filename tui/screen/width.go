package screen

import "strings"

// Width is how many cells a text takes, styled or plain. Everything in the
// product that lines up measures with it.
func Width(s string) int {
	if ascii(s) {
		return len(s)
	}
	width := 0
	for len(s) > 0 {
		p, n := scan(s)
		width += p.width
		s = s[n:]
	}
	return width
}

// ascii says that every byte of s is one printed cell.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// Cut is the longest start of s that fits width cells. Styling after the cut is
// kept, so that what was switched on is also switched off. A wide character
// that would straddle the cut is left out: the result may be one cell short.
func Cut(s string, width int) string {
	if ascii(s) {
		return s[:min(len(s), max(width, 0))]
	}
	used, rest, full := 0, s, false
	for len(rest) > 0 {
		p, n := scan(rest)
		if p.kind == printed && used+p.width > width {
			full = true
			break
		}
		used += p.width
		rest = rest[n:]
	}
	if !full {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:len(s)-len(rest)])
	for len(rest) > 0 {
		p, n := scan(rest)
		if p.kind == styling {
			b.WriteString(p.text)
		}
		rest = rest[n:]
	}
	return b.String()
}

// within says, without a look at the characters themselves, that s takes at most
// width cells: no character takes more than two. It is for what is asked of
// every row of every frame; false only means that one has to look.
func within(s string, width int) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == 0x1b && strings.HasPrefix(s[i+1:], "["): // a style takes none
			for i++; i+1 < len(s) && (s[i+1] == ';' || s[i+1] >= '0' && s[i+1] <= '9'); i++ {
			}
			if i+1 < len(s) && s[i+1] == 'm' {
				i++
			}
		case c < 0x80:
			width--
		case c >= 0xc0:
			width -= 2
		}
	}
	return width >= 0
}

// Clip is s in at most width cells; ~ at its end says that it was cut.
func Clip(s string, width int) string {
	if within(s, width) {
		return s
	}
	if Width(s) <= width || Width(strings.TrimRight(s, " ")) <= width {
		return Cut(s, width)
	}
	return Cut(s, width-1) + Cut("~", width)
}

// Pad is s in exactly width cells: cut, or filled with spaces on its right.
func Pad(s string, width int) string {
	s = Cut(s, width)
	if gap := width - Width(s); gap > 0 {
		return s + strings.Repeat(" ", gap)
	}
	return s
}

// PadLeft is s in exactly width cells, filled with spaces on its left, as
// numbers stand in their column.
func PadLeft(s string, width int) string {
	s = Cut(s, width)
	if gap := width - Width(s); gap > 0 {
		return strings.Repeat(" ", gap) + s
	}
	return s
}

// Clusters splits plain text into the units that a person deletes with one key,
// dropping what must not be shown. It is what a text field is made of.
func Clusters(s string) []string {
	var out []string
	for len(s) > 0 {
		p, n := scan(s)
		if p.kind == printed {
			out = append(out, p.text)
		}
		s = s[n:]
	}
	return out
}
