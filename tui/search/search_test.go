package search

import "testing"

func TestMatchFindsByCharactersAndInitials(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        bool
	}{
		{"茶园坝社区", "", true},
		{"茶园坝社区", "园坝", true},
		{"茶园坝社区", "cyb", true},
		{"茶园坝社区", "ＣＹＢ", true},
		{"茶园坝社区", "yb", true},
		{"茶园坝社区", "cb", false},
		{"重庆", "cq", true},
		{"重庆", "zq", true},
		{"乐道村", "ldc", true},
		{"乐道村", "ydc", true}, // the other reading of 乐
		{"ATM机", "atmj", true},
		{"ATM 机", "atm机", true},
		{"F9 检查并报送", "jcb", true},
		{"农村商业银行", "ncsyyh", true},
		{"农村商业银行", "ncsyyx", true}, // 行 has a reading with x
		{"农村商业银行", "ncsyyz", false},
		{"卫生院", "卫院", false},
		{"受众", "shouzhong", true},
		{"受众", "shouzh", true}, // not finished
		{"受众", "szhong", true},
		{"受众", "shozhong", false},
		{"本期受众人次", "shouzhong", true},
		{"乐道村", "yuedaocun", true},
		{"绿化", "lvhua", true},
		{"西安", "xian", true},
		{"受众", "shouzhongx", false},
	} {
		if got := Match(c.text, c.query); got != c.want {
			t.Errorf("Match(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	for b.Loop() {
		Match("村镇建设服务中心", "jsfw")
	}
}

func TestRankPutsTheBeginningBeforeARareReadingInside(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        int
	}{
		{"受众", "sz", 0},
		{"走访户次", "zf", 0},
		{"走访户次", "zoufang", 1},
		{"撤回", "ch", 0},
		{"查看", "ch", 1},
		{"本月新入户", "xrh", 1},
		{"农村商业银行", "yh", 2},
	} {
		if got := Rank(c.text, c.query); got != c.want {
			t.Errorf("Rank(%q, %q) = %d, want %d", c.text, c.query, got, c.want)
		}
	}
}
