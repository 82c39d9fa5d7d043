package screen

import "io"

// maxPaste bounds one paste in bytes. The decoder keeps a paste in memory until
// its end, and a client is free never to end it.
const maxPaste = 64 << 10

// The signs of bracketed paste differ in one byte.
const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// pasteLimit passes on what is typed, and of each paste the first maxPaste bytes.
type pasteLimit struct {
	in      io.Reader
	matched int  // bytes of a sign seen
	start   bool // the sign is a start, once that is known
	pasting bool
	left    int
}

// Read implements io.Reader.
func (l *pasteLimit) Read(p []byte) (int, error) {
	if len(p) <= len(pasteEnd) {
		return l.in.Read(p)
	}
	for {
		// A sign that began in an earlier read may need room of its own.
		n, err := l.in.Read(p[:len(p)-len(pasteEnd)])
		out := make([]byte, 0, n+len(pasteEnd))
		for _, c := range p[:n] {
			out = l.pass(out, c)
		}
		if copy(p, out); len(out) > 0 || err != nil {
			return len(out), err
		}
	}
}

// pass appends what of a byte goes on.
func (l *pasteLimit) pass(out []byte, c byte) []byte {
	drop := l.pasting && l.left == 0
	if l.pasting && l.left > 0 {
		l.left--
	}
	switch {
	case l.matched == len("\x1b[20") && (c == '0' || c == '1'):
		l.start = c == '0'
		l.matched++
	case l.matched != len("\x1b[20") && c == pasteEnd[l.matched]:
		l.matched++
	default:
		l.matched = 0
		if c == pasteEnd[0] {
			l.matched = 1
		}
	}
	if l.matched == len(pasteEnd) {
		l.matched = 0
		if l.start && !l.pasting {
			l.pasting, l.left = true, maxPaste
		} else if !l.start {
			l.pasting = false
			if drop {
				return append(out, pasteEnd...)
			}
		}
	}
	if drop {
		return out
	}
	return append(out, c)
}
