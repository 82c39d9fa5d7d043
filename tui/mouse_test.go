package tui

import "testing"

func TestANameIsTheFirstWords(t *testing.T) {
	for _, c := range []struct {
		row                  string
		from, to, first, end int
	}{
		{" > 1 开始填报      未报", 0, 40, 3, 13},
		{">茶园坝社区 草稿", 0, 12, 1, 11},                  // the column ends before the next word
		{"   1 错误 走访90户次, 比新入户100户还少", 0, 60, 3, 21}, // of too many words whole ones
		{"   二十格的名称正好放下 然后", 0, 60, 3, 23},
		{"   一句没有空格的很长很长的话", 0, 60, 3, 23},
		{"名称    1,200    3", 8, 13, 8, 13},
		{"名称", 8, 13, 9, 13}, // nothing there: the blanks
		{"名称", 8, 80, 9, 28},
	} {
		if first, end := name(c.row, c.from, c.to); first != c.first || end != c.end {
			t.Errorf("the name in %d to %d of %q is in %d to %d, not in %d to %d", c.from, c.to, c.row, first, end, c.first, c.end)
		}
	}
}
