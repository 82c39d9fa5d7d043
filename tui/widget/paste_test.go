package widget

import (
	"slices"
	"strings"
	"testing"
)

func TestReadPaste(t *testing.T) {
	for content, want := range map[string]struct {
		rows, flowing int // where the slot flows
		cells         string
	}{
		"甲工地":          {1, 1, "甲工地"},
		"甲\t乙\r\n":     {1, 1, "甲|乙"},
		"甲\t\t \t\n":   {1, 1, "甲"},
		"\t乙":          {1, 1, "|乙"},
		"\t \r\n":      {1, 1, ""},
		"\x1b[2J":      {1, 1, ""},
		"甲\r乙":         {2, 1, "甲\n乙"},
		"甲\n乙\n丙\r\n":  {3, 1, "甲\n乙\n丙"},
		"甲\t1\n乙\t2\n": {2, 2, ""},
	} {
		if p := ReadPaste(content, false); p.Rows != want.rows || want.rows > 1 && len(p.Cells) > 0 {
			t.Errorf("%q: %v", content, p)
		}
		if p := ReadPaste(content, true); p.Rows != want.flowing || strings.Join(p.Cells, "|") != want.cells {
			t.Errorf("%q where words flow: %v", content, p)
		}
	}
}

func TestSpreadCells(t *testing.T) {
	var filled []int
	lay := func(at int, cell string) Laid {
		switch {
		case at > 5 || cell == "长":
			return NoRoom
		case cell == "错":
			return Misread
		}
		filled = append(filled, at)
		return Taken
	}
	for _, c := range []struct {
		cells       []string
		any         bool
		first, last int
		hand        int
		filled      []int
		left        string
	}{
		{[]string{"", "甲", " 乙 "}, true, 3, 4, 4, []int{3, 4}, ""},
		{[]string{"错", "甲", "错", ""}, true, 2, 4, 2, []int{3}, ""},
		{[]string{"甲", "长", "", "", "多"}, true, 2, 2, 2, []int{2}, "有 2 格放不下, 没有收: 长、多."},
		{[]string{"长", ""}, false, 2, 2, 2, nil, "有 1 格放不下, 没有收: 长."},
	} {
		filled = nil
		s := SpreadCells(c.cells, 2, lay)
		if s.Any != c.any || s.First != c.first || s.Last != c.last || s.Hand != c.hand || s.Left() != c.left || !slices.Equal(filled, c.filled) {
			t.Errorf("%q: %+v, filled %v", c.cells, s, filled)
		}
	}
}
