package widget

// Spots say which item stands where in a list as it was drawn, so that a click
// finds it. A page fills them anew with each body.
type Spots struct {
	items            []int // of each row of the list; none is no item's
	above, top, room int
	width            int
}

// none is a row that belongs to no item.
const none = -1

// Reset forgets what was drawn before.
func (s *Spots) Reset() { *s = Spots{items: s.items[:0]} }

// Add says that the list's next rows, up to so many in all, are an item's.
func (s *Spots) Add(rows, item int) {
	for len(s.items) < rows {
		s.items = append(s.items, item)
	}
}

// Skip says that the list's next rows, up to so many in all, are no item's.
func (s *Spots) Skip(rows int) { s.Add(rows, none) }

// Place says where the list came to stand: below so many rows of the body, from
// its row top on, with room for so many rows and cells.
func (s *Spots) Place(above, top, room, width int) {
	s.above, s.top, s.room, s.width = above, top, room, width
}

// At is the item in a cell of the body, and which of its rows that is.
func (s *Spots) At(x, y int) (item, row int, ok bool) {
	at := y - s.above + s.top
	if y < s.above || y >= s.above+s.room || x >= s.width || at >= len(s.items) || s.items[at] == none {
		return 0, 0, false
	}
	for item = s.items[at]; at-row > 0 && s.items[at-row-1] == item; {
		row++
	}
	return item, row, true
}
