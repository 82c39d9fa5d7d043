package plan

import (
	"fmt"
	"strings"
	"unicode"
)

// Unseen reports whether a character changes what others see without being
// seen: control characters, direction overrides and isolates, zero-width
// signs, tags, the byte order mark and interlinear marks.
func Unseen(r rune) bool {
	return unicode.IsControl(r) || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E ||
		r >= 0x2060 && r <= 0x206F || r == 0xFEFF || r == 0xFFFD || r == 0x061C ||
		r >= 0xFFF9 && r <= 0xFFFB || r >= 0xE0000 && r <= 0xE007F
}

// seen is a text without what is not seen.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if Unseen(r) {
			return -1
		}
		return r
	}, s)
}

// visible complains of characters that nobody sees and that would reach other
// people's terminals with the plan's words.
func (r *reader) visible(at Problem, text string) {
	if i := strings.IndexFunc(text, func(c rune) bool { return Unseen(c) && c != '\n' }); i >= 0 {
		r.problem(at, "这里有看不见的字符 %s, 请删去重打", fmt.Sprintf("U+%04X", []rune(text[i:])[0]))
	}
}
