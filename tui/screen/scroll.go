package screen

import "strconv"

// A list that has moved by a few rows is scrolled by the terminal, in a region
// of whole lines, as every pager and editor has it done.
const (
	maxScroll = 4  // rows; a phone's table has two a line
	minRows   = 3  // that differ; for less it never pays
	minGain   = 48 // bytes; scrolling takes 17
	minShared = 8  // bytes in a row: less than a name is chance
)

// scroll says that the rows from top to bottom, both included, moved up by so
// many; down where by is negative.
type scroll struct{ top, bottom, by int }

// body rewrites the rows that differ, after scrolling where that is cheaper.
func (e *encoder) body(prev, next *Frame) {
	s := scrolled(prev, next, e.height)
	if s.by == 0 {
		e.rows(prev, next)
		return
	}
	e.cheaper(
		func() { e.rows(prev, next) },
		func() { e.scroll(s); e.rows(s.apply(prev, e.height), next) },
	)
}

// scrolled finds out whether most of what differs between two frames is rows
// that have moved by a few. It may be wrong about whether scrolling pays.
func scrolled(prev, next *Frame, height int) scroll {
	stays := make([]int, height) // by row, the bytes that it begins with as before
	first, last := height, 0
	for y := range height {
		before, after := prev.row(y), next.row(y)
		stays[y] = shared(before, after)
		if before != after {
			first, last = min(first, y), y
		}
	}
	var best scroll
	most := minGain
	for by := -maxScroll; by <= maxScroll && last-first >= minRows; by++ {
		if by == 0 {
			continue
		}
		from, to := max(first, -by), min(last+1, height-by)
		if s, gain := moved(prev, next, stays, from, to, by); gain > most {
			best, most = s, gain
		}
	}
	return best
}

// moved is the region in a range of rows that has moved by so many, and how many
// bytes at the beginnings of its rows need not be written then.
func moved(prev, next *Frame, stays []int, from, to, by int) (s scroll, gain int) {
	first, last, sum := -1, -1, 0
	for y := from; y < to; y++ {
		better := shared(prev.row(y+by), next.row(y)) - stays[y]
		if first < 0 && better >= minShared {
			first = y
		}
		if first >= 0 {
			if sum += better; better >= minShared && sum > gain {
				last, gain = y, sum
			}
		}
	}
	return scroll{min(first, first+by), max(last, last+by), by}, gain
}

// shared is how many bytes two rows begin with alike.
func shared(a, b string) int {
	if a == b {
		return len(a)
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// apply is what a frame's rows are after it.
func (s scroll) apply(f *Frame, height int) *Frame {
	rows := make([]string, height)
	for y := range rows {
		from := y
		if y >= s.top && y <= s.bottom {
			from += s.by
		}
		if from == y || from >= s.top && from <= s.bottom {
			rows[y] = f.row(from)
		}
	}
	return &Frame{Rows: rows, Palette: f.Palette}
}

// scroll moves rows up by line feeds in the region's last line, or down by
// reverse ones in its first. New lines get the pen's background, which is plain
// at the beginning of a frame.
func (e *encoder) scroll(s scroll) {
	e.add("\x1b[")
	e.number(s.top + 1)
	e.add(";")
	e.number(s.bottom + 1)
	e.add("r\x1b[")
	line, feed := s.bottom, "\n"
	if s.by < 0 {
		line, feed = s.top, "\x1bM"
	}
	e.add(strconv.Itoa(line+1) + "H")
	for range max(s.by, -s.by) {
		e.add(feed)
	}
	e.add("\x1b[r")
	e.lose() // the region's end takes it home, on most terminals
}
