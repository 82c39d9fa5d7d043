package widget

import tea "charm.land/bubbletea/v2"

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

// Whole is the first row of the list, from one on, with which an item begins.
func (s *Spots) Whole(row int) int {
	for row > 0 && row < len(s.items) && s.items[row] == s.items[row-1] {
		row++
	}
	return row
}

// Begin is the row of the list with which the item of a row begins.
func (s *Spots) Begin(row int) int {
	for row > 0 && row < len(s.items) && s.items[row] == s.items[row-1] {
		row--
	}
	return row
}

// Place says where the list came to stand: below so many rows of the body, from
// its row top on, with room for so many rows and cells.
func (s *Spots) Place(above, top, room, width int) {
	s.above, s.top, s.room, s.width = above, top, room, width
}

// Spot is where a cell of the body is: in an item, and in which of its rows.
type Spot struct {
	Item, Row int
	name      Target // which its first row in sight is
}

// At is the spot of a cell of the body.
func (s *Spots) At(x, y int) (spot Spot, ok bool) {
	at := y - s.above + s.top
	if y < s.above || y >= s.above+s.room || x >= s.width || at >= len(s.items) || s.items[at] == none {
		return Spot{}, false
	}
	for spot.Item = s.items[at]; at-spot.Row > 0 && s.items[at-spot.Row-1] == spot.Item; {
		spot.Row++
	}
	spot.name = Target{Y: max(y-spot.Row, s.above), To: s.width}
	return spot, true
}

// Target is the item as a target: what takes it in hand, and a key that is
// pressed then.
func (s Spot) Target(key string, do func() tea.Cmd) Target {
	t := s.name
	t.Key, t.Do = key, do
	return t
}

// Hold is Target for an item that Enter is pressed on where it is in hand already,
// and which take takes in hand.
func (s Spot) Hold(again bool, take func()) Target {
	return s.Target(enterIf(again), func() tea.Cmd {
		take()
		return nil
	})
}
