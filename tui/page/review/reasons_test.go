package review_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
)

// A digit chooses a usual reason at once, with the input method on too; a reason
// that begins with a digit is typed behind the last choice.
func TestADigitChoosesAReason(t *testing.T) {
	w := dbtest.New(t)
	w.File("chayuanba")
	w.File("ledao")
	p := sit(w, "pingan", "chayuanba", home).See("综治专干").Press("f8").See("数字 选定").Press("５").See("> 5 其他").Press("3").Type("处要改, 见第1页").Press(keys.Enter)
	p.See("已退回 茶园坝社区").See("乐道村 审核员").Press("f8").See("退回 乐道村").Press("２").See("已退回 乐道村")
	for unit, want := range map[string]string{"chayuanba": "3处要改, 见第1页", "ledao": "数字前后不一致"} {
		if r := saved(w, unit); r.Reason != want {
			t.Errorf("%s is returned for %q", unit, r.Reason)
		}
	}
}
