package register_test

import (
	"context"
	"testing"

	"fanzha/db/dbtest"
	pure "fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/register"
)

func TestADroppedLineLosesNothingOfASite(t *testing.T) {
	w := dbtest.New(t)
	w.Put("cunzhen", "", "estates", "金山小区", "ads=1")
	estates := tui.Place{Key: "estates"}
	p := sit(w, "cunzhen", home, estates).See(">金山小区").Gone("没存完").Press("f3").See("添加").Type("河边").See("[ 河边")
	p.Drop()
	p = sit(w, "cunzhen", home, estates).See("没存完的还留着: 新的").Press(keys.Enter).See("修改 金山小区").Type("3").See("[ 3 ")
	p.Drop()
	p = sit(w, "cunzhen", home, estates).See("修改 金山小区").Press("f6").See("撤销 金山小区").Type("已拆")
	p.Drop()
	sit(w, "pingan", home, tui.Place{Unit: "cunzhen", Key: "estates"}).See(">金山小区").Gone("没存完") // theirs alone

	p = sit(w, "cunzhen", home, estates).See("撤销 金山小区").Press("f6").See("[ 已拆").Press("ctrl+u", keys.Esc).See(">金山小区").Gone("撤销 金山小区")
	p.Press(keys.Enter).See("[ 3 ").Press("f9").See("已记 金山小区").Gone("修改 金山小区")
	p.Press("f3").See("[ 河边").Type("小区").Press(keys.Enter).Type("2").Press("f9").See("已记 河边小区").Press(keys.Esc).See(">河边小区").Gone("没存完")
	sit(w, "cunzhen", home, estates).See("河边小区").Gone("没存完")
}

// slow holds back each change of a site until it is let through.
type slow struct {
	register.Desk
	gate chan struct{}
}

func (s *slow) PutSite(ctx context.Context, who, id string, e pure.Edit) (pure.Site, []report.Refusal, error) {
	<-s.gate
	return s.Desk.PutSite(ctx, who, id, e)
}

func TestWhatIsTypedWhileASiteIsKeptWaitsAndIsDroppedAheadOfARefusal(t *testing.T) {
	w := dbtest.New(t)
	d := w.Desk("cunzhen")
	s := &slow{d, make(chan struct{}, 1)}
	p := drive.Sit(w.Ctx, w, d, home, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Register: register.Maker(s)},
		Start:  tui.Place{Kind: tui.Register, Key: "estates"},
	}).See("还没有记").Press("f3").See("添加").Type("金山小区").Press(keys.Enter).Type("1").Press("f9").See("保存中")
	p.Press(keys.Esc).See("添加") // leaving waits for it
	s.gate <- struct{}{}
	p.See(">金山小区").Gone("没存完").Press("f3").See("添加").Type("金山小区").Press("f9").See("保存中").Type("9999").Press(keys.Esc)
	s.gate <- struct{}{}
	p.See("已经有 金山小区").See("未保存").Gone("9999").See("[ 金山小区").Drop()
	sit(w, "cunzhen", home, tui.Place{Key: "estates"}).See("没存完的还留着: 新的")
}
