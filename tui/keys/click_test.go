package keys

import "testing"

func TestAClickIsTheChoiceUnderIt(t *testing.T) {
	bar := " > 1 审核 3 份待审     2 未报名单 20     3 汇总表"
	for _, c := range []struct {
		row  string
		x    int
		want string
	}{
		{bar, 4, "1"},
		{bar, 8, "1"},
		{bar, 25, "2"},
		{bar, 30, "2"},
		{bar, 44, "3"},
		{bar, 60, ""},
		{"   2 检查并报送", 9, "2"},
		{"   集中宣传  1 / 2 次", 14, ""}, // no choice
		{" 1 段", 2, ""},
		{"", 0, ""},
	} {
		if got := Choice(c.row, c.x); got != c.want {
			t.Errorf("at %d of %q is %q, not %q", c.x, c.row, got, c.want)
		}
	}
	all := []Binding{{Keys: []string{Enter}, Label: "Enter", Help: "打开"}, {Label: "左右", Help: "换列"}, {Keys: []string{"f8"}, Label: "F8", Help: "导出"}}
	for x, want := range map[int]string{0: "", 1: Enter, 10: Enter, 11: "", 14: "", 24: "f8", 30: "f8", 31: "", 79: ""} {
		if got := At(all, "实时", 80, x); got != want {
			t.Errorf("at %d is %q, not %q", x, got, want)
		}
	}
}
