package screen

import "strings"

const esc = 0x1b

// keypad are the characters that end a key's sequence after ESC O.
const keypad = "ABCDEFHMPQRSXabcdjklmnopqrstuvwxy"

// openings are what the strings begin with that a terminal may send after ESC
// and the key: a command by its number (OSC), an answer on what it is (DCS), or
// on a picture (APC).
var openings = map[byte]string{']': "0123456789", 'P': "0123456789>!$+", '_': "G"}

// sequence is how many bytes the escape sequence at the start of b takes; 0
// means that its end has not come. What cannot be one is Esc alone, or Alt and a
// key. One that breaks off is taken as far as it goes: a control character or a
// letter beyond ASCII is typed by somebody.
func sequence(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch c := b[1]; {
	case c == esc:
		return doubled(b)
	case c == '[':
		return csi(b)
	case c == 'O':
		return ss3(b)
	case openings[c] != "":
		return text(b)
	case c >= 0x80:
		return 1 // what an input method commits right after Esc is text
	}
	return 2
}

// doubled takes ESC ESC: Alt and a key where one follows, else the first Esc.
func doubled(b []byte) int {
	if len(b) == 2 {
		return 0
	}
	if b[2] != '[' && b[2] != 'O' {
		return 1
	}
	n := sequence(b[1:])
	if n == 0 {
		return 0
	}
	return 1 + n
}

// csi takes a control sequence, ECMA-48 section 5.4, and the older forms of a
// click (three bytes follow CSI M) and of the Linux console's F1 to F5 (CSI [ A).
func csi(b []byte) int {
	i := 2
	for i < len(b) && b[i] >= 0x20 && b[i] <= 0x3f {
		i++
	}
	switch {
	case i == len(b):
		return 0
	case b[i] < 0x40 || b[i] > 0x7e:
		return i
	case i == 2 && b[i] == 'M':
		return enough(b, 6)
	case i == 2 && b[i] == '[':
		return enough(b, 4)
	}
	return i + 1
}

// enough is n once there are so many bytes.
func enough(b []byte, n int) int {
	if len(b) < n {
		return 0
	}
	return n
}

// ss3 takes a key of the keypad; a digit before it is its modifiers.
func ss3(b []byte) int {
	i := 2
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	switch {
	case i == len(b):
		return 0
	case strings.IndexByte(keypad, b[i]) < 0:
		return 2
	}
	return i + 1
}

// text takes a string, which BEL, ST, CAN or SUB ends.
func text(b []byte) int {
	if len(b) == 2 {
		return 0
	}
	if strings.IndexByte(openings[b[1]], b[2]) < 0 {
		return 2
	}
	for i := 3; i < len(b); i++ {
		switch c := b[i]; {
		case c == 0x07, c == 0x18, c == 0x1a, c == 0x9c:
			return i + 1
		case c == esc && i+1 == len(b):
			return 0
		case c == esc && b[i+1] == '\\':
			return i + 2
		case c < 0x20:
			return i
		}
	}
	return 0
}
