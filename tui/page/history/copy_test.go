package history_test

import (
	"strings"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// What is copied is the whole history, and the view stays where it was.
func TestAllOfTheHistoryIsCopied(t *testing.T) {
	w := dbtest.New(t)
	for i := range 9 {
		w.Save("ledao", "", "posters="+string(rune('1'+i)))
		w.Save("pingan", "ledao", "banners="+string(rune('1'+i)))
	}
	p := sit(w, "pingan", "ledao", screen.Size{Width: 46, Height: 19}).See("悬挂横幅").Press(keys.Down)
	before := p.Text()
	all := p.Press("ctrl+y").See("已复制全部").See("上下 翻看").Copied()
	for _, want := range []string{"悬挂横幅", "8 改为 9", "张贴海报  1 改为 2"} {
		if !strings.Contains(all, want) {
			t.Errorf("what is copied lacks %s:\n%s", want, all)
		}
	}
	p.Press(keys.PgDown, keys.PgDown, keys.PgDown, keys.PgDown).See("张贴海报  1 改为 2").Press("x").Gone("已复制")
	if p.Text() != before {
		t.Errorf("after it the view is\n%s\nand was\n%s", p.Text(), before)
	}
}
