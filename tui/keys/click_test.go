package keys

import "testing"

func TestAClickIsTheChoiceUnderIt(t *testing.T) {
	bar := " > 1 审核 3 份待审     2 未报名单 20     3 汇总表"
	for _, c := range []struct {
		row  string
		x    int
		want string
		from int
		to   int
	}{
		{bar, 4, "1", 0, 20},
		{bar, 8, "1", 0, 20},
		{bar, 25, "2", 20, 38},
		{bar, 30, "2", 20, 38},
		{bar, 44, "3", 38, 49},
		{bar, 60, "", 0, 0},
		{"   2 检查并报送", 9, "2", 0, 15},
		{"   集中宣传  1 / 2 次", 14, "", 0, 0}, // no choice
		{" 1 段", 2, "", 0, 0},
		{"", 0, "", 0, 0},
	} {
		if got, from, to := Choice(c.row, c.x); got != c.want || from != c.from || to != c.to {
			t.Errorf("at %d of %q is %q in %d to %d, not %q in %d to %d", c.x, c.row, got, from, to, c.want, c.from, c.to)
		}
	}
	all := []Binding{{Keys: []string{Enter}, Label: "Enter", Help: "打开"}, {Label: "左右", Help: "换列"}, {Keys: []string{"f8"}, Label: "F8", Help: "导出"}}
	for x, want := range map[int]string{0: "", 1: Enter, 10: Enter, 11: "", 14: "", 24: "f8", 30: "f8", 31: "", 79: ""} {
		if got, from, to := At(all, "实时", 80, x); got != want || got != "" && (x < from || x >= to) {
			t.Errorf("at %d is %q, not %q", x, got, want)
		}
	}
}
