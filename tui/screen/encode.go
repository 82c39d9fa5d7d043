package screen

import (
	"strconv"
	"sync"
)

// encoder gathers the bytes of one frame.
type encoder struct {
	out           []byte
	width, height int
	place
	prev, next []cell
}

// place is what is known of a terminal after the bytes so far: what its pen is,
// and where its cursor stands. A frame begins with a cursor that it knows
// nothing of, so that whatever has moved it meanwhile, the next frame is right.
type place struct {
	pen  pen
	x, y int // unknown where x is negative
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// cheaper keeps the shorter of two ways to say the same, the first where they
// are as long.
func (e *encoder) cheaper(one, other func()) {
	from, before := len(e.out), e.place
	one()
	middle, after := len(e.out), e.place
	e.place = before
	other()
	if len(e.out)-middle < middle-from {
		e.out = e.out[:from+copy(e.out[from:], e.out[middle:])]
		return
	}
	e.out, e.place = e.out[:middle], after
}

// rows rewrites the rows that differ.
func (e *encoder) rows(prev, next *Frame) {
	for y := range e.height {
		if before, after := prev.row(y), next.row(y); before != after || prev.Palette != next.Palette {
			e.prev = lay(e.prev, before, e.width, prev.Palette)
			e.next = lay(e.next, after, e.width, next.Palette)
			e.row(y)
		}
	}
}

// row rewrites what differs between e.prev and e.next in line y.
func (e *encoder) row(y int) {
	first, end := changed(e.prev, e.next)
	switch {
	case first == end:
		return
	case !sureTo(e.prev, end) || !sureTo(e.next, end):
		if !sureTo(e.prev, first) || !sureTo(e.next, first) {
			first = 0
		}
		e.anew(y, first)
	case first < len(e.prev) && first < len(e.next):
		e.cheaper(
			func() { e.spans(y, first, end) },
			func() { e.anew(y, first) },
		)
	default:
		e.spans(y, first, end)
	}
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

// anew rewrites a row from a column on. The rest is erased before it is
// written, not after: where the cursor stands after text of an uncertain width
// only the terminal knows.
func (e *encoder) anew(y, first int) {
	e.reach(first, y)
	if len(e.prev) > first {
		e.erase()
	}
	if sureTo(e.next, len(e.next)) {
		whole := e.prev
		e.prev = e.prev[:min(first, len(e.prev))]
		e.spans(y, first, len(e.next))
		e.prev = whole
		return
	}
	e.write(first, len(e.next))
}

// spans rewrites the changed stretches between two columns of a row whose
// columns are certain.
func (e *encoder) spans(y, first, end int) {
	for first < min(end, len(e.next)) {
		stop := first
		for stop < len(e.next) && at(e.prev, stop) != e.next[stop] {
			stop++
		}
		if stop > first {
			e.reach(first, y)
			e.write(first, stop)
		}
		for first = stop; first < len(e.next) && at(e.prev, first) == e.next[first]; {
			first++
		}
	}
	if end > len(e.next) {
		e.reach(len(e.next), y)
		e.erase()
	}
}

// maxGap bounds the gaps that may be cheaper to write again than to jump over:
// a jump and two changes of the pen cost no more than so many blanks.
const maxGap = 16

// reach puts the cursor at a cell: it jumps, or writes again what stands on the
// way there.
func (e *encoder) reach(x, y int) {
	if gap := x - e.x; e.y != y || e.x < 0 || gap <= 0 || gap > maxGap {
		e.move(x, y)
		return
	}
	var then pen
	if x < len(e.next) {
		then = e.next[x].pen
	}
	e.cheaper(
		func() { e.move(x, y); e.draw(then) },
		func() { e.write(e.x, x); e.draw(then) },
	)
}

// write draws the next row's cells of a range of columns. It begins at a whole
// character; a wide one that begins inside the range is written whole.
func (e *encoder) write(first, stop int) {
	for x := first; x < stop; x++ {
		c := e.next[x]
		if c.width == 0 {
			continue
		}
		if c.text != " " || c.pen != e.pen.visibleOnBlank() {
			e.draw(c.pen)
		}
		e.out = append(e.out, c.text...)
		if e.x += int(c.width); !c.sure || e.x >= e.width {
			e.lose()
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

// lose forgets where the cursor stands, until it is moved.
func (e *encoder) lose() { e.x = -1 << 20 }

// move puts the cursor at a cell: by so many cells to the right in the line
// where it is, else from the top left.
func (e *encoder) move(x, y int) {
	switch right := x - e.x; {
	case e.x >= 0 && e.y == y && right == 0:
		return
	case e.x >= 0 && e.y == y && right > 0:
		e.add("\x1b[")
		if right > 1 {
			e.number(right)
		}
		e.add("C")
	default:
		e.add("\x1b[")
		if y > 0 || x > 0 {
			e.number(y + 1)
		}
		if x > 0 {
			e.add(";")
			e.number(x + 1)
		}
		e.add("H")
	}
	e.x, e.y = x, y
}

func (e *encoder) number(n int) { e.out = strconv.AppendInt(e.out, int64(n), 10) }

// cursor places the real cursor last, so that it rests where the caret is, and
// shows it if it was hidden.
func (e *encoder) cursor(prev, next *Cursor) {
	if next == nil || len(e.out) == 0 && prev != nil && *prev == *next {
		return
	}
	e.move(min(max(next.X, 0), e.width-1), min(max(next.Y, 0), e.height-1))
	if prev == nil {
		e.add("\x1b[?25h")
	}
}
