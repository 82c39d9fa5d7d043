package sshd

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxLogin is the longest login, in bytes, that is looked up at all.
const maxLogin = 128

// cleaned makes what a stranger sent fit for a log line: at most most runes, with every control, format and broken
// character as one question mark. It reads no more of the text than it keeps.
func cleaned(text string, most int) string {
	var b strings.Builder
	kept := 0
	for _, r := range text {
		if kept == most {
			b.WriteString("…")
			break
		}
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			r = '?'
		}
		b.WriteRune(r)
		kept++
	}
	return b.String()
}

// validLogin reports whether a login could be anyone's; others are refused without asking.
func validLogin(login string) bool {
	return login != "" && len(login) <= maxLogin && utf8.ValidString(login) &&
		!strings.ContainsFunc(login, func(r rune) bool { return !unicode.IsPrint(r) })
}

// inWords says a duration in its largest fitting unit, rounded up.
func inWords(d time.Duration) string {
	roundUp := func(unit time.Duration) int64 { return int64((d + unit - 1) / unit) }
	switch {
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d 小时", d/time.Hour)
	case d >= time.Minute:
		return fmt.Sprintf("%d 分钟", roundUp(time.Minute))
	}
	return fmt.Sprintf("%d 秒", roundUp(time.Second))
}
