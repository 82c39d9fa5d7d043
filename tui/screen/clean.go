package screen

import "strings"

// Clean makes one line of what a person typed, pasted or sent in a file: line
// breaks and tabs become single spaces, and whatever could steer a terminal or
// turn the order of the text around is gone. It is the only door by which
// people's text may reach a row.
func Clean(s string) string {
	return clean(s, false)
}

// CleanText is Clean for text of several lines: the line breaks stay, as "\n".
func CleanText(s string) string {
	return clean(s, true)
}

func clean(s string, lines bool) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		switch {
		case strings.HasPrefix(s, "\r\n"):
			s = s[1:]
			continue
		case s[0] == '\n' || s[0] == '\r':
			if lines {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
			s = s[1:]
			continue
		case s[0] == '\t':
			b.WriteByte(' ')
			s = s[1:]
			continue
		case s[0] == 0x1b:
			s = s[escaped(s):]
			continue
		}
		p, n := scan(s)
		if p.kind == printed {
			b.WriteString(p.text)
		}
		s = s[n:]
	}
	return b.String()
}

// escaped is how much of s to take away as an escape sequence. Unlike a row of
// our own, people's text loses only a complete CSI sequence as a whole: after a
// stray escape character every word must stay.
func escaped(s string) int {
	if len(s) > 1 && s[1] == '[' {
		if _, n := control(s); s[n-1] >= 0x40 && s[n-1] <= 0x7e && n > 2 {
			return n
		}
	}
	return 1
}
