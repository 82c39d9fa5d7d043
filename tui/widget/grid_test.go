package widget

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// table is the consolidated table of the sketches.
func table(styles theme.Styles) *Grid {
	g := NewGrid([]Column{
		{"单位", 12, false},
		{"状态", 6, false},
		{"新入户", 7, true},
		{"累计", 8, true},
		{"覆盖率", 8, true},
		{"走访", 6, true},
	}, styles)
	row := func(id string, cells ...string) Row {
		r := Row{ID: id}
		for _, c := range cells {
			r.Cells = append(r.Cells, Cell{Text: c})
		}
		return r
	}
	g.SetRows([]Row{
		row("a", "茶园坝社区", "草稿", "100", "220", "35.9%", "90"),
		row("b", "武陵山村", "通过", "160", "408", "51.0%", "172"),
		{},
		{Cells: []Cell{{Text: "部门"}}},
		row("c", "很长很长的单位名称", "待审", "141", "1,234,567,890", "47.0%", "160"),
	})
	return g
}

func TestGridView(t *testing.T) {
	g := table(theme.Styles{})
	g.SetSize(56, 10)
	want := strings.Join([]string{
		" 单位         状态    新入户     累计   覆盖率   走访",
		">茶园坝社区   草稿       100      220    35.9%     90",
		" 武陵山村     通过       160      408    51.0%    172",
		"",
		" 部门",
		" 很长很长的~  待审       141 ########    47.0%    160",
	}, "\n")
	if got := strings.Join(g.View(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestGridScrollsColumnsBesideTheFrozenOne(t *testing.T) {
	g := table(theme.Styles{})
	g.SetSize(32, 10)
	if got := g.View()[0]; got != " 单位         状态    新入户   >" {
		t.Errorf("head is %q", got)
	}
	for g.Press(keys.Right) {
	}
	if got := g.View()[1]; got != ">茶园坝社区      35.9%     90" {
		t.Errorf("row is %q", got)
	}
	if got := g.View()[0]; !strings.HasPrefix(got, " 单位        <") {
		t.Errorf("head is %q", got)
	}
	if first, last, total := g.Columns(); first != 4 || last != 5 || total != 5 {
		t.Errorf("columns %d-%d / %d", first, last, total)
	}
	g.SetSize(80, 10)
	if first, _, _ := g.Columns(); first != 1 {
		t.Errorf("a wider screen still begins at column %d", first)
	}
}

func TestGridKeepsTheRowInHandByItsID(t *testing.T) {
	g := table(theme.Styles{})
	g.SetSize(56, 4)
	g.Press(keys.Down)
	g.Press(keys.Down) // over the two rows that are only read
	if g.Selected() != "c" {
		t.Fatalf("in hand is %q", g.Selected())
	}
	if first, last, total := g.Rows(); first != 3 || last != 5 || total != 5 {
		t.Errorf("rows %d-%d / %d", first, last, total)
	}
	g.SetRows([]Row{{ID: "c"}, {ID: "d"}})
	if g.Selected() != "c" {
		t.Errorf("in hand is %q after new rows", g.Selected())
	}
	g.SetRows([]Row{{ID: "d"}, {ID: "e"}})
	if g.Selected() != "d" {
		t.Errorf("in hand is %q after its row is gone", g.Selected())
	}
	g.SetRows(nil)
	if g.Selected() != "" || len(g.View()) != 1 {
		t.Errorf("an empty grid shows %q", g.View())
	}
}

func TestGridInTwoLines(t *testing.T) {
	g := table(theme.Styles{})
	g.SetSize(46, 8)
	g.SetLines([]int{0, 1}, []int{2, 3, 4})
	want := " 单位         状态\n  新入户     累计   覆盖率\n>茶园坝社区   草稿\n     100      220    35.9%"
	if got := strings.Join(g.View()[:4], "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMovingInAGridRecoloursOnlyNames(t *testing.T) {
	g := table(theme.New(theme.Options{}))
	g.SetSize(56, 10)
	before := g.View()
	g.Press(keys.Down)
	after := g.View()
	if !strings.HasPrefix(after[2], ">\x1b[1;36m武陵山村\x1b[m") || !strings.HasPrefix(after[1], " 茶园坝社区") {
		t.Errorf("rows are %q", after[1:3])
	}
	if before[5] != after[5] {
		t.Error("a row that did not move is rendered anew")
	}
}

func TestGridNeverLeavesItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		styles := theme.New(theme.Options{NoColor: rapid.Bool().Draw(t, "plain")})
		columns := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Column {
			return Column{rapid.String().Draw(t, "title"), rapid.IntRange(1, 14).Draw(t, "width"), rapid.Bool().Draw(t, "right")}
		}), 1, 9).Draw(t, "columns")
		g := NewGrid(columns, styles)
		fill := func() {
			rows := make([]Row, rapid.IntRange(0, 30).Draw(t, "rows"))
			for i := range rows {
				if rapid.IntRange(0, 5).Draw(t, "kind") > 0 {
					rows[i].ID = fmt.Sprint(i)
				}
				for range rapid.IntRange(0, 10).Draw(t, "cells") {
					rows[i].Cells = append(rows[i].Cells, Cell{rapid.SampledFrom([]string{"茶园坝社区", "1,816", "", "35.9%", "不适用", "a\nb"}).Draw(t, "cell"), styles.Warn})
				}
			}
			g.SetRows(rows)
		}
		fill()
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			switch rapid.IntRange(0, 10).Draw(t, "step") {
			case 0:
				fill()
			case 10:
				g.HoldColumn(rapid.IntRange(-2, 12).Draw(t, "column"))
			case 1, 2:
				g.SetSize(rapid.IntRange(0, 90).Draw(t, "width"), rapid.IntRange(0, 30).Draw(t, "height"))
			case 3:
				g.SetLines([][][]int{nil, {{0}, {0}}}[rapid.IntRange(0, 1).Draw(t, "lines")]...)
			default:
				g.Press(rapid.SampledFrom([]string{keys.Up, keys.Down, keys.PgUp, keys.PgDown, keys.Home, keys.End, keys.Left, keys.Right}).Draw(t, "key"))
			}
			view := g.View()
			if g.column > 0 && len(g.lines) == 0 && (g.column < g.left || g.column > g.last()) {
				t.Fatalf("the column in hand is %d, in sight are %d to %d", g.column, g.left, g.last())
			}
			if at := g.Target(rapid.IntRange(0, 99).Draw(t, "x"), rapid.IntRange(0, 30).Draw(t, "y"), 0, func() {}); at.Is() && (at.Y >= len(view) || at.From >= at.To) {
				t.Fatalf("%+v is not in %d rows", at, len(view))
			}
			if len(view) > g.height {
				t.Fatalf("%d rows in a height of %d", len(view), g.height)
			}
			hand := 0
			for _, row := range view {
				if got := screen.Width(row); got > g.width {
					t.Fatalf("%q is %d wide, want %d", row, got, g.width)
				}
				if strings.HasPrefix(row, ">") {
					hand++
				}
			}
			if g.Selected() != "" && g.visible() > 0 && g.width > 2 && hand != 1 {
				t.Fatalf("the row in hand is marked %d times in %q", hand, view)
			}
		}
	})
}

func TestAColumnInHandIsMarkedAndMoved(t *testing.T) {
	g := table(theme.Styles{})
	g.SetSize(32, 10)
	g.HoldColumn(1)
	head := func(want string) {
		t.Helper()
		if got := g.View()[0]; got != want {
			t.Errorf("the head reads %q, not %q", got, want)
		}
	}
	head(" 单位         状态   >新入户   >")
	for range 3 {
		g.Press(keys.Right)
	}
	head(" 单位        <  覆盖率  >走访")
	if g.Press(keys.Right) || g.Column() != 4 {
		t.Errorf("past the last column is %d", g.Column())
	}
	g.SetSize(56, 10)
	head(" 单位         状态    新入户     累计   覆盖率  >走访")
	for _, c := range []struct {
		x, y, from, to int
		key, hand      string
		column         int
	}{
		{36, 2, 28, 37, "", "b", 2},
		{36, 2, 28, 37, keys.Enter, "b", 2},
		{20, 2, 20, 28, "", "b", 1},
		{2, 2, 0, 13, keys.Enter, "b", 1}, // a name is the row's
		{36, 3, 0, 0, "", "b", 1},         // a blank
		{56, 2, 0, 0, "", "b", 1},         // beside the grid
	} {
		at := g.Target(c.x, c.y+7, 7, func() {})
		if at.Key != c.key || at.From != c.from || at.To != c.to || at.Is() && at.Y != c.y+7 {
			t.Errorf("at %d,%d is %+v", c.x, c.y, at)
		}
		if at.Do != nil {
			at.Do()
		}
		if g.Selected() != c.hand || g.Column() != c.column {
			t.Errorf("a click at %d,%d takes %s in column %d in hand", c.x, c.y, g.Selected(), g.Column())
		}
	}
	g.ScrollHome()
	head(" 单位        >状态    新入户     累计   覆盖率   走访")
}

func TestGridFreezesSeveralColumnsUnderAHighHead(t *testing.T) {
	g := table(theme.Styles{})
	g.SetColumns([]Column{
		{"单位", 10, false},
		{"状态", 4, false},
		{"新入户", 8, true},
		{"今年累计\n入户", 8, true},
		{"覆盖率", 8, true},
		{"走访", 6, true},
	}, 2)
	g.SetSize(36, 5)
	g.Press(keys.Right)
	want := strings.Join([]string{
		"                 今年累计",
		" 单位       状态<    入户   覆盖率 >",
		">茶园坝社区 草稿      220    35.9%",
		" 武陵山村   通过      408    51.0%",
		"",
	}, "\n")
	if got := strings.Join(g.View(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if first, last, total := g.Columns(); first != 2 || last != 3 || total != 4 {
		t.Errorf("columns %d-%d / %d", first, last, total)
	}
	g.SetColumns(g.columns[:4], 2)
	if first, _, _ := g.Columns(); first != 1 {
		t.Errorf("with fewer columns the first in sight is %d", first)
	}
}
