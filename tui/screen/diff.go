package screen

import (
	"encoding/base64"
	"strconv"
	"strings"
	"sync"
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
	Mouse  bool    // clicks and the wheel are reported
	Copy   *string // text for the client's clipboard (OSC 52), sent once for each pointer
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
	if len(f.Rows) != len(other.Rows) || (f.Cursor == nil) != (other.Cursor == nil) || f.Mouse != other.Mouse || f.Copy != other.Copy {
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

// Clicks and the wheel (1000), with coordinates in decimal (1006).
const (
	mouseOn  = "\x1b[?1000h\x1b[?1006h"
	mouseOff = "\x1b[?1006l\x1b[?1000l"
)

// maxGap is how many unchanged cells in a row are written again rather than
// jumped over: a jump costs about as many bytes.
const maxGap = 4

// encoder gathers the bytes of one frame and knows what the terminal's pen is
// after them.
type encoder struct {
	out        []byte
	pen        pen
	prev, next []cell
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// diff is the bytes that make a terminal of width × height cells, which shows
// prev, show next. With prev nil nothing is known of the screen, and it is
// erased first. Before and after, the terminal's pen is plain. An empty result
// means that nothing changes.
func diff(prev *Frame, next *Frame, width, height int) []byte {
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.out, e.pen = e.out[:0], pen{}
	shown := &Frame{}
	if prev == nil {
		e.add("\x1b[?25l\x1b[m\x1b[H\x1b[2J")
	} else {
		shown = prev
		if shown.Cursor != nil && next.Cursor == nil {
			e.add("\x1b[?25l")
		}
	}
	for y := range height {
		if before, after := shown.row(y), next.row(y); before != after {
			e.prev = lay(e.prev, before, width)
			e.next = lay(e.next, after, width)
			e.row(y)
		}
	}
	e.draw(pen{})
	if shown.Mouse != next.Mouse {
		e.add(map[bool]string{true: mouseOn, false: mouseOff}[next.Mouse])
	}
	if next.Copy != nil && next.Copy != shown.Copy {
		e.add("\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(copied(*next.Copy))) + "\x07")
	}
	e.cursor(shown.Cursor, next.Cursor, width, height)
	return append([]byte(nil), e.out...)
}

// row rewrites what differs between e.prev and e.next in line y.
func (e *encoder) row(y int) {
	first, end := changed(e.prev, e.next)
	if first == end {
		return
	}
	if sureTo(e.prev, end) && sureTo(e.next, end) {
		e.spans(y, first, end)
		return
	}
	if !sureTo(e.prev, first) || !sureTo(e.next, first) {
		first = 0
	}
	e.move(first, y)
	if len(e.prev) > first {
		// Erased before it is written, not after: where the cursor stands
		// after text of an uncertain width only the terminal knows.
		e.erase()
	}
	e.write(first, len(e.next))
}

// changed is the range of columns outside of which two rows are the same.
func changed(prev, next []cell) (first, end int) {
	end = max(len(prev), len(next))
	for first < end && at(prev, first) == at(next, first) {
		first++
	}
	for end > first && at(prev, end-1) == at(next, end-1) {
		end--
	}
	return first, end
}

// spans rewrites the changed stretches between two columns of a row whose
// columns are certain, and leaves longer unchanged ones alone.
func (e *encoder) spans(y, first, end int) {
	for first < end {
		if first >= len(e.next) {
			e.move(first, y)
			e.erase()
			return
		}
		stop, gap := first, 0
		for x := first; x < end && x < len(e.next) && gap <= maxGap; x++ {
			if gap++; at(e.prev, x) != e.next[x] {
				stop, gap = x+1, 0
			}
		}
		e.move(first, y)
		e.write(first, stop)
		if stop >= len(e.next) && end > len(e.next) {
			e.erase()
			return
		}
		first = stop
		for first < end && at(e.prev, first) == at(e.next, first) {
			first++
		}
	}
}

// write draws the next row's cells of a range of columns. It begins at a whole
// character; a wide one that begins inside the range is written whole.
func (e *encoder) write(first, stop int) {
	for x := first; x < stop; x++ {
		if c := e.next[x]; c.width > 0 {
			e.draw(c.pen)
			e.out = append(e.out, c.text...)
		}
	}
}

// draw changes the terminal's pen.
func (e *encoder) draw(p pen) {
	e.out = appendChange(e.out, e.pen, p)
	e.pen = p
}

// erase clears to the end of the line. EL paints the pen's background, so the
// pen is plain first.
func (e *encoder) erase() {
	e.draw(pen{})
	e.add("\x1b[K")
}

func (e *encoder) add(s string) { e.out = append(e.out, s...) }

// move puts the cursor at a cell.
func (e *encoder) move(x, y int) {
	e.add("\x1b[")
	if y > 0 || x > 0 {
		e.out = strconv.AppendInt(e.out, int64(y+1), 10)
	}
	if x > 0 {
		e.out = append(e.out, ';')
		e.out = strconv.AppendInt(e.out, int64(x+1), 10)
	}
	e.out = append(e.out, 'H')
}

// cursor places the real cursor last, so that it rests where the caret is, and
// shows it if it was hidden.
func (e *encoder) cursor(prev, next *Cursor, width, height int) {
	if next == nil || len(e.out) == 0 && prev != nil && *prev == *next {
		return
	}
	e.move(min(max(next.X, 0), width-1), min(max(next.Y, 0), height-1))
	if prev == nil {
		e.add("\x1b[?25h")
	}
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
