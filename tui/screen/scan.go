// Package screen is everything between a page of text and a terminal: how wide
// text is, what of it may leave, which bytes turn the last frame into the next
// one, and the loop that hosts a model on somebody's terminal.
//
// A terminal is trusted with little. Only printable text, the sixteen colours,
// cursor positions, erasing to the end of a line, scrolling whole lines, the
// alternate screen and bracketed paste are ever sent, and the mouse and the
// clipboard where a frame says so; nothing is asked of it but its background,
// once.
package screen

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// widths is the one width table of the product: Chinese is two cells, the
// ambiguous signs are one. It is a value of our own, so that neither the
// server's locale nor another package can change it.
var widths = displaywidth.Options{}

// maxCluster bounds the bytes of one grapheme cluster. Real ones, family emoji
// included, stay below; a letter under a thousand accents is an attack.
const maxCluster = 32

// unreadable stands where bytes are no text at all. U+FFFD would be honest but
// its width is ambiguous.
const unreadable = "?"

type kind uint8

const (
	printed kind = iota // one grapheme cluster that takes one or two cells
	styling             // an SGR sequence
	dropped             // something that must not leave
)

// piece is what a row of text is made of.
type piece struct {
	kind  kind
	text  string
	width int
	sure  bool // every terminal agrees on the width
}

// scan takes the first piece off s, which must not be empty, and says how many
// bytes it was.
func scan(s string) (piece, int) {
	c := s[0]
	if c >= 0x20 && c < 0x7f && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return piece{printed, s[:1], 1, true}, 1
	}
	if c == 0x1b {
		return escape(s)
	}
	if c < 0x20 || c == 0x7f {
		return piece{kind: dropped}, 1
	}
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n <= 1 {
		return piece{printed, unreadable, 1, true}, 1
	}
	if hidden(r) {
		return piece{kind: dropped}, n
	}
	if plain(r) && standsAlone(s[n:]) {
		return piece{printed, s[:n], cells(r), true}, n
	}
	return cluster(s, n)
}

// cluster takes a grapheme cluster whose first rune is first bytes long. Its
// width is our best knowledge, not a certainty.
func cluster(s string, first int) (piece, int) {
	g := graphemes.FromString(s)
	text := s[:first]
	if g.Next() {
		text = g.Value()
	}
	n := len(text)
	if n > maxCluster || !utf8.ValidString(text) {
		text = s[:first]
	}
	w := widths.String(text)
	r, size := utf8.DecodeRuneInString(text)
	if w == 0 || joins(r) {
		return piece{kind: dropped}, n
	}
	return piece{printed, text, min(w, 2), size == len(text) && plain(r)}, n
}

// joins says that a rune is drawn upon the one before it. Where it begins a
// text there is none, and it would join whatever is put in front.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || r >= 0x1f3fb && r <= 0x1f3ff
}

// standsAlone says that nothing at the start of s can join the rune before it.
func standsAlone(s string) bool {
	if s == "" || s[0] < utf8.RuneSelf {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return plain(r)
}

// plain says that a rune, standing alone, has a width that every terminal
// agrees on: ASCII is one cell, the Chinese, kana, hangul and full-width blocks
// are two. Ideographs beyond the basic plane are left out, because older
// Windows consoles draw them as two broken halves.
func plain(r rune) bool {
	switch {
	case r < 0x3000:
		return r >= 0x20 && r < 0x7f
	case r <= 0x30ff:
		return r <= 0x3029 || r >= 0x3031 && r <= 0x303c || r >= 0x3041 && r <= 0x3096 || r >= 0x309b
	case r < 0xac00:
		return r >= 0x3105 && r <= 0x312f || r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff
	case r < 0xff01:
		return r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff
	default:
		return r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6
	}
}

// cells is the width of a plain rune.
func cells(r rune) int {
	if r < 0x3000 {
		return 1
	}
	return 2
}

// hidden says that a rune draws nothing itself and changes what others look
// like: C1 controls, marks of direction, invisible separators, the soft hyphen.
// The joiners U+200C and U+200D are not here: inside a cluster they are spelling.
func hidden(r rune) bool {
	switch {
	case r < 0x20 || r >= 0x7f && r <= 0x9f || r == 0xad || r == 0x61c:
		return true
	case r == 0x200b || r == 0x200e || r == 0x200f || r >= 0x2028 && r <= 0x202e:
		return true
	case r >= 0x2060 && r <= 0x206f || r == 0xfeff || r >= 0xfff9 && r <= 0xfffb:
		return true
	}
	return false
}

// escape takes an escape sequence. Only SGR survives; the rest is swallowed
// whole, a string sequence with its string, so that nothing of it shows.
func escape(s string) (piece, int) {
	if len(s) == 1 {
		return piece{kind: dropped}, 1
	}
	switch s[1] {
	case '[':
		return control(s)
	case ']', 'P', 'X', '^', '_':
		for i := 2; i < len(s); i++ {
			if s[i] == 0x07 {
				return piece{kind: dropped}, i + 1
			}
			if s[i] == 0x1b {
				if i+1 < len(s) && s[i+1] == '\\' {
					return piece{kind: dropped}, i + 2
				}
				return piece{kind: dropped}, i
			}
		}
		return piece{kind: dropped}, len(s)
	}
	i := 1
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x2f {
		i++
	}
	if i < len(s) && s[i] >= 0x30 && s[i] < 0x7f {
		i++
	}
	return piece{kind: dropped}, i
}

// control takes a CSI sequence. One with a private mark (`CSI > 4;2m`) ends in
// m as well, and is not SGR.
func control(s string) (piece, int) {
	i, digits := 2, true
	for i < len(s) && s[i] >= 0x20 && s[i] <= 0x3f {
		if s[i] < '0' || s[i] > ';' {
			digits = false
		}
		i++
	}
	if i == len(s) || s[i] < 0x40 || s[i] > 0x7e {
		return piece{kind: dropped}, i
	}
	if s[i] == 'm' && digits {
		return piece{kind: styling, text: s[:i+1]}, i + 1
	}
	return piece{kind: dropped}, i + 1
}
