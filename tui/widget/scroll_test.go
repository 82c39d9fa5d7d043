package widget_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

func TestScrollMovesNoFurtherThanWhatIsInHandTakes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all, room := rapid.IntRange(1, 40).Draw(r, "all"), rapid.IntRange(1, 20).Draw(r, "room")
		first := rapid.IntRange(0, all-1).Draw(r, "first")
		last := rapid.IntRange(first+1, all).Draw(r, "last")
		before := rapid.IntRange(0, max(all-room, 0)).Draw(r, "top")
		top := widget.Scroll(before, first, last, all, room)
		switch {
		case top < 0 || top > max(all-room, 0):
			r.Fatalf("rows are left empty: top %d", top)
		case top > first || last-first <= room && last > top+room:
			r.Fatalf("what is in hand is out of sight: top %d", top)
		case first >= before && last <= before+room && top != before:
			r.Fatalf("it was in sight, and top went to %d", top)
		}
	})
}

func TestTheLastRowSaysThatMoreLieBelow(t *testing.T) {
	rows := []string{"中学宿舍", "中学宿舍楼工地"}
	for _, c := range []struct {
		more, width int
		want        string
	}{
		{0, 30, "中学宿舍楼工地"},
		{3, 30, "中学宿舍楼工地        下面还有"},
		{1, 16, "中学宿舍楼工地 v"},
		{1, 10, "中学宿~  v"},
		{1, 1, "中学宿舍楼工地"},
	} {
		got := widget.Below(rows, c.more, c.width, theme.Style{})
		if got[1] != c.want || got[0] != "中学宿舍" || rows[1] != "中学宿舍楼工地" {
			t.Errorf("%d more in %d cells: %q, want %q", c.more, c.width, got, c.want)
		}
	}
}

func TestTheHeadOrTheFirstRowSaysThatMoreLieAbove(t *testing.T) {
	full := "中学宿舍楼工地"
	for _, c := range []struct{ head, rows, want []string }{
		{[]string{full, ""}, []string{full}, []string{full, "        上面还有", full}},
		{[]string{full}, []string{full, "一"}, []string{full, full, "一      上面还有"}},
		{nil, []string{full}, []string{full + " ^"}},
	} {
		head, rows := widget.Around(c.head, c.rows, 2, 0, 16, theme.Style{})
		if got := append(head, rows...); !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestARowFurtherUpSaysItWhereTheLastIsFull(t *testing.T) {
	got := widget.Below([]string{"一", "中学宿舍楼工地", "中学宿舍楼工地"}, 2, 16, theme.Style{})
	if got[0] != "一      下面还有" || got[1] != "中学宿舍楼工地" || got[2] != "中学宿舍楼工地" {
		t.Errorf("%q", got)
	}
}
