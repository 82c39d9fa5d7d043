package report

import (
	"strings"
	"unicode/utf8"

	"fanzha/db/plan"
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
		case plan.Unseen(r):
			return -1
		}
		return r
	}, s)
}

// MaxProse is the most that a sentence of a person's holds, in characters: a
// remark, a reason, an explanation, a basis.
const MaxProse = 300

// Prose is such a sentence, cleaned; one that is too long is refused, and what
// names it.
func Prose(what, text string) (string, error) {
	text = Clean(text)
	if n := utf8.RuneCountInString(text); n > MaxProse {
		return text, Errorf(CodeInvalid, "%s最多 %d 字, 现有 %d 字, 请缩短.", what, MaxProse, n)
	}
	return text, nil
}

// Clip shortens what is quoted back to a person to twenty characters.
func Clip(s string) string {
	s = Clean(s)
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "..."
	}
	return s
}
