package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes people's text safe for one line of another person's terminal:
// no control characters, no direction overrides, no line breaks, valid UTF-8.
func Clean(s string) string {
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(CleanText(s), func(r rune) bool {
		return r == '\n' || r == '\t'
	}), " "))
}

// CleanText is Clean for text of several lines: line breaks stay, as \n.
func CleanText(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r' || r == 0x2028 || r == 0x2029:
			return '\n'
		case r == '\t':
			return ' '
		case unicode.IsControl(r), hidden(r):
			return -1
		}
		return r
	}, s)
}

// hidden are the characters that change what others see without being seen:
// direction overrides and isolates, zero-width signs, tags, the byte order
// mark and interlinear marks.
func hidden(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x206F || r == 0xFEFF || r == 0xFFFD || r == 0x061C ||
		r >= 0xFFF9 && r <= 0xFFFB || r >= 0xE0000 && r <= 0xE007F
}

// Clip shortens what is quoted back to a person to twenty characters.
func Clip(s string) string {
	s = Clean(s)
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "..."
	}
	return s
}
