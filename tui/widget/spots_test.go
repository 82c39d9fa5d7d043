package widget_test

import (
	"testing"

	"fanzha/tui/widget"
)

func TestSpotsFindWhatWasDrawnWhere(t *testing.T) {
	var s widget.Spots
	for range 2 { // a second body is as good as the first
		s.Reset()
		s.Skip(1)   // a heading
		s.Add(2, 0) // row 1
		s.Add(4, 1) // rows 2 and 3
		s.Skip(5)
		s.Add(6, 2)          // row 5
		s.Place(2, 1, 4, 20) // rows 1 to 4 in sight, from the third row of the body on
		for _, c := range []struct {
			x, y, item, row int
			ok              bool
		}{
			{0, 1, 0, 0, false},
			{0, 2, 0, 0, true},
			{19, 3, 1, 0, true},
			{3, 4, 1, 1, true},
			{3, 5, 0, 0, false},
			{3, 6, 0, 0, false},
			{20, 3, 0, 0, false},
			{0, 99, 0, 0, false},
		} {
			at, ok := s.At(c.x, c.y)
			if at.Item != c.item || at.Row != c.row || ok != c.ok {
				t.Errorf("at %d,%d is row %d of %d, %v", c.x, c.y, at.Row, at.Item, ok)
			}
			if name := at.Target("", nil).Y; ok && name != max(c.y-c.row, 2) {
				t.Errorf("at %d,%d the name is in row %d", c.x, c.y, name)
			}
		}
	}
}

func TestAListBeginsWithAWholeItem(t *testing.T) {
	var s widget.Spots
	s.Add(2, 0)
	s.Skip(3)
	s.Add(5, 1)
	for row, want := range []int{0, 2, 2, 3, 5, 5, 6} {
		if got := s.Whole(row); got != want {
			t.Errorf("from row %d on an item begins with row %d, not %d", row, got, want)
		}
	}
}
