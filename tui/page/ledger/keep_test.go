package ledger_test

import (
	"context"
	"sync/atomic"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/db/report"
	"fanzha/tui/keys"
	page "fanzha/tui/page/ledger"
)

func TestAnUnfinishedRowWaitsForWhoBeganIt(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao", usual, at("", "events"), nil).See("本期还没有记").Press(keys.Enter, keys.Enter).Type("文化广场").Press(keys.Enter)
	p.Press(keys.Esc).See("没记完, 填过的都留着").See("接着记").Press(keys.Enter).See("文化广场").Press(keys.Esc).See("接着记").Gone("保存中")
	// It waits at another terminal too, and is gone once it is noted.
	p = sit(w, "ledao", usual, at("", "events"), nil).See("有一笔没记完").Press(keys.Enter, keys.Down).See("[ 文化广场")
	p.Press(keys.Enter).Type("1").Press("f9").See("已记").Gone("没记完")
	sit(w, "ledao", usual, at("", "events"), nil).See("记一笔").Gone("没记完")
	// A form in which nothing was typed goes at once.
	p.Press(keys.Enter, "f8").See("F7 含改过划去的").Gone("没记完")
	// One that is not wanted goes, after asking.
	p.Press(keys.Enter, keys.Enter).Type("又一处").Press(keys.Esc).See("有一笔没记完").Press("f8").See("不要这一笔没记完的?").Press(keys.Enter)
	p.See("有一笔没记完").Press("f8").See("不要这一笔没记完的?").Press("2").See("不要了").Gone("有一笔没记完")
	says(w, "ledao", "events", "1")
}

// A correction in which nothing is changed after all goes without a word, though
// it was kept as begun.
func TestACorrectionWithNothingChangedGoesWithoutAWord(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺", "leaflets": "7"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press(keys.Down, keys.Enter).See("更正 编号 1").Press("f9").See("要写明原因")
	p.Press(keys.Esc).Gone("更正 编号").See("本期 1 笔").Gone("保存中").Gone("不要了")
	p.Press(keys.Enter).See("更正 编号 1").Press(keys.Esc).Gone("更正 编号").Gone("不要了").Gone("未完")
}

func TestADroppedLineLosesNothingOfARow(t *testing.T) {
	w := dbtest.New(t)
	r := note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press(keys.Enter).See("空着就是今天").Type("3-2").Press(keys.Enter).Type("半个地")
	p.Drop()
	p = sit(w, "ledao", usual, at("", "events"), nil).See("有一笔没记完").Press(keys.Enter).See("2021-03-02").See("半个地").Press(keys.Esc).See("有一笔没记完")
	p.Press(keys.Down, keys.Enter).See("更正 编号 1").Press(keys.Down, keys.Down, keys.Down).Type("77")
	p.Drop()
	// The correction follows its row, whoever has put it right meanwhile.
	correct(w, "pingan", r.ID, map[string]string{"leaflets": "9"}, "补记")
	p = sit(w, "ledao", usual, at("", "events"), nil).See("未完").Press(keys.Down, keys.Enter).See("更正 编号 2").See("77").Press("f9").See("要写明原因").Type("数错").Press("f9").See("已更正  受众 +77")
	p.Gone("未完")
	says(w, "ledao", "leaflets", "9")
}

// slow holds back each note until it is let through.
type slow struct {
	page.Desk
	calls atomic.Int32
	gate  chan struct{}
}

func (s *slow) Note(ctx context.Context, unit, id string, e ledger.Entry) (ledger.Row, []report.Refusal, error) {
	s.calls.Add(1)
	<-s.gate
	return s.Desk.Note(ctx, unit, id, e)
}

func TestWhoTypesAheadOnASlowLineNotesEachRowOnce(t *testing.T) {
	w := dbtest.New(t)
	s := &slow{Desk: w.Desk("ledao"), gate: make(chan struct{})}
	p := sit(w, "ledao", usual, at("", "works"), s).See("本期还没有记").Press(keys.Enter, keys.Enter).Type("1").Press(keys.Enter).Type("第一集").Press(keys.Enter)
	p.See("保存中").Press(keys.Enter, "f9", "f9").See("保存中")
	close(s.gate)
	p.See("本期 2 笔") // the keys that waited noted the next, with the words of the first
	if n := s.calls.Load(); n != 2 {
		t.Errorf("%d rows were noted", n)
	}
}

func TestKeysTypedAheadOfARefusalAreDropped(t *testing.T) {
	w := dbtest.New(t)
	s := &slow{Desk: w.Desk("ledao"), gate: make(chan struct{})}
	p := sit(w, "ledao", usual, at("", "works"), s).See("本期还没有记").Press(keys.Enter, keys.Enter, keys.Enter).Type("无形式").Press("f9").See("保存中")
	p.Type("9999").Press(keys.Esc, keys.Enter)
	close(s.gate)
	p.See("缺少形式").See("无形式").Gone("9999")
}

// A line that drops while a row is being refused keeps the row.
func TestARowThatIsRefusedWhenTheLineDropsIsKept(t *testing.T) {
	w := dbtest.New(t)
	s := &slow{Desk: w.Desk("ledao"), gate: make(chan struct{})}
	p := sit(w, "ledao", usual, at("", "works"), s).See("本期还没有记").Press(keys.Enter, keys.Enter, keys.Enter).Type("无形式").Press("f9").See("保存中")
	close(s.gate)
	p.See("缺少形式").Drop()
	sit(w, "ledao", usual, at("", "works"), nil).See("有一笔没记完").Press(keys.Enter).See("无形式")
}
