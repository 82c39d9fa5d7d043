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
	const full = "中学宿舍楼工地"
	for _, c := range []struct {
		width      int
		rows, want []string
	}{
		{16, []string{"一", full}, []string{"一", full + " v"}}, // a sign on the last comes first
		{14, []string{"一", full, full}, []string{"一    下面还有", full, full}},
		{9, []string{full, full}, []string{full, "中学宿~ v"}},
	} {
		if got := widget.Below(c.rows, 2, c.width, theme.Style{}); !slices.Equal(got, c.want) {
			t.Errorf("%d cells: %q, want %q", c.width, got, c.want)
		}
	}
}
