package screen

import (
	"encoding/base64"
	"strings"
)

// Cursor is where the terminal's own cursor stands, in cells from the top left.
// An input method opens its window there.
type Cursor struct{ X, Y int }

// Frame is a whole screen: its rows from the top, styled with SGR and nothing
// else, and the cursor, which is hidden when nil. Rows that are missing are
// blank; whoever paints a frame must not change its rows afterwards.
type Frame struct {
	Rows   []string
	Cursor *Cursor
	// Palette draws the rows in other colours than they name; nil in the same.
	Palette *Palette
	Mouse   bool    // clicks, the wheel and where the pointer rests are reported
	Copy    *string // text for the client's clipboard (OSC 52), sent once for each pointer
}

// row is the text of a row, blank past the last one.
func (f *Frame) row(y int) string {
	if y < len(f.Rows) {
		return f.Rows[y]
	}
	return ""
}

// same says that painting one frame over the other would change nothing.
func (f *Frame) same(other *Frame) bool {
	if len(f.Rows) != len(other.Rows) || (f.Cursor == nil) != (other.Cursor == nil) || f.Palette != other.Palette || f.Mouse != other.Mouse || f.Copy != other.Copy {
		return false
	}
	if f.Cursor != nil && *f.Cursor != *other.Cursor {
		return false
	}
	for i := range f.Rows {
		if f.Rows[i] != other.Rows[i] {
			return false
		}
	}
	return true
}

// Clicks and the wheel (1000) and motion as well (1003), which not every terminal
// knows, with coordinates in decimal (1006).
const (
	mouseOn  = "\x1b[?1000h\x1b[?1003h\x1b[?1006h"
	mouseOff = "\x1b[?1006l\x1b[?1003l\x1b[?1000l"
)

// diff is the bytes that make a terminal of width × height cells, which shows
// prev, show next. With prev nil nothing is known of the screen, and it is
// erased first. Before and after, the terminal's pen is plain. An empty result
// means that nothing changes.
func diff(prev *Frame, next *Frame, width, height int) []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.out, e.place, e.width, e.height = e.out[:0], place{}, width, height
	e.lose()
	shown := &Frame{}
	if prev == nil {
		e.add("\x1b[?25l\x1b[m\x1b[H\x1b[2J")
	} else {
		shown = prev
		if shown.Cursor != nil && next.Cursor == nil {
			e.add("\x1b[?25l")
		}
	}
	e.body(shown, next)
	e.draw(pen{})
	if shown.Mouse != next.Mouse {
		e.add(map[bool]string{true: mouseOn, false: mouseOff}[next.Mouse])
	}
	if next.Copy != nil && next.Copy != shown.Copy {
		e.add("\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(copied(*next.Copy))) + "\x07")
	}
	e.cursor(shown.Cursor, next.Cursor)
	return append([]byte(nil), e.out...)
}

// copied is a text as it may reach a clipboard: cleaned, but for the tabs that
// part the cells of a table.
func copied(text string) string {
	parts := strings.Split(text, "\t")
	for i, part := range parts {
		parts[i] = CleanText(part)
	}
	return strings.Join(parts, "\t")
}
