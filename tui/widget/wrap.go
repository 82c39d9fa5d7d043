package widget

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fanzha/tui/screen"
)

// notFirst must not begin a line and notLast must not end one (避头尾, GB/T 15834).
const (
	notFirst = "，。！？、；：）》〉」』】〕〗”’…—·～％‰℃々ー,.!?;:)]}%"
	notLast  = "（《〈「『【〔〖“‘([{￥$#"
)

// Wrap breaks text into rows of at most width cells. Chinese breaks between any
// two characters unless a sign forbids it; words stay whole where they fit, and
// numbers with the character that follows them; line breaks are kept. Empty text has no rows.
func Wrap(text string, width int) []string {
	text = screen.CleanText(text)
	if text == "" {
		return nil
	}
	width = max(width, 2)
	var rows []string
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		rows = append(rows, wrapLine(line, width)...)
	}
	return rows
}

// Flow puts parts behind each other, gap between them, in rows of at most width
// cells. A row breaks between two parts; only a part that fills more than a row
// is broken itself.
func Flow(parts []string, gap string, width int) []string {
	var rows []string
	for _, part := range parts {
		last := len(rows) - 1
		if last >= 0 && screen.Width(rows[last])+screen.Width(gap)+screen.Width(part) <= width {
			rows[last] += gap + part
			continue
		}
		rows = append(rows, Wrap(part, width)...)
	}
	return rows
}

// wrapLine breaks one paragraph.
func wrapLine(line string, width int) []string {
	var rows []string
	row, used := "", 0
	for _, s := range segments(line) {
		w := screen.Width(s)
		if used+w <= width {
			row, used = row+s, used+w
			continue
		}
		if isSpace(s) {
			continue // a break eats the space at it
		}
		if kept := strings.TrimRight(row, " "); kept != "" {
			rows = append(rows, kept)
		}
		row, used = "", 0
		if w <= width {
			row, used = s, w
			continue
		}
		for _, c := range screen.Clusters(s) {
			w := screen.Width(c)
			if used+w > width {
				rows = append(rows, row)
				row, used = "", 0
			}
			row, used = row+c, used+w
		}
	}
	if kept := strings.TrimRight(row, " "); kept != "" || len(rows) == 0 {
		rows = append(rows, kept)
	}
	return rows
}

// segments splits a paragraph where a line may break: runs of spaces, words, and
// single characters with the signs that stick to them.
func segments(line string) []string {
	var out []string
	stick := false // the last one must not end a line
	for _, c := range screen.Clusters(line) {
		r, _ := utf8.DecodeRuneInString(c)
		n := len(out)
		switch {
		case n == 0 || isSpace(c) != isSpace(out[n-1]):
			out = append(out, c)
		case isSpace(c) || stick || strings.ContainsRune(notFirst, r) || inWord(out[n-1]) && inWord(c) || measured(out[n-1], r):
			out[n-1] += c
		default:
			out = append(out, c)
		}
		stick = strings.ContainsRune(notLast, r)
	}
	return out
}

// measured says that a number goes on with its measure word: 20日, 缺1处.
func measured(s string, next rune) bool {
	last := s[len(s)-1]
	return last >= '0' && last <= '9' && unicode.Is(unicode.Han, next)
}

// isSpace says that a segment is made of spaces.
func isSpace(s string) bool { return strings.Trim(s, " ") == "" }

// inWord says that a segment ends as a word or a number goes on: in ASCII. An
// ASCII sign after a Chinese character ends its segment all the same.
func inWord(s string) bool {
	last := s[len(s)-1]
	if last >= utf8.RuneSelf {
		return false
	}
	if strings.IndexByte(",;!?", last) >= 0 && len(s) > 1 {
		return s[len(s)-2] < utf8.RuneSelf
	}
	return true
}
