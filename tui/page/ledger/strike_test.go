package ledger_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"fanzha/db/dbtest"
	"fanzha/db/ledger"
	"fanzha/tui/keys"
	page "fanzha/tui/page/ledger"
)

// The reason of a row that is struck out survives a dropped line, and going back;
// it is offered for that row alone, and no more once the row is struck.
func TestAReasonSurvivesADroppedLine(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺"})
	note(w, "ledao", "", "events", "3-6", map[string]string{"place": "学校", "form": "会议"})
	p := sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press("end", "f8").See("划去这一笔, 原因是什么?").Type("记重了, 同一天")
	p.Drop()
	p = sit(w, "ledao", usual, at("", "events"), nil).See("广场").Press("home", "down", "f8").See("划去这一笔").Gone("记重了, 同一天").Press(keys.Esc)
	p.Press("end", "f8").See("上次写的还在").See("[ 记重了, 同一天").Type("报了两次").Press(keys.Esc).Gone("划去这一笔")
	p.Press("f8").See("[ 记重了, 同一天报了两次").Press(keys.Enter).See("已划去: 2021-03-05 广场")
	p.Drop()
	if kept, err := w.Desk("ledao").UnfinishedTexts(w.Ctx); err != nil || len(kept) != 0 {
		t.Errorf("still kept: %v, %v", kept, err)
	}
}

// broken is a desk that strikes nothing out at first.
type broken struct {
	page.Desk
	tries atomic.Int32
}

func (b *broken) Strike(ctx context.Context, row, reason string) (ledger.Row, error) {
	if b.tries.Add(1) == 1 {
		return ledger.Row{}, errors.New("数据库忙, 请再试.")
	}
	return b.Desk.Strike(ctx, row, reason)
}

// What was answered and came to nothing is not typed again.
func TestAReasonThatCameToNothingIsOfferedAgain(t *testing.T) {
	w := dbtest.New(t)
	note(w, "ledao", "", "events", "3-5", map[string]string{"place": "广场", "form": "文艺"})
	p := sit(w, "ledao", usual, at("", "events"), &broken{Desk: w.Desk("ledao")}).See("广场").Press("end", "f8").See("原因是什么?").Type("记重了").Press(keys.Enter)
	p.See("数据库忙").Press("f8").See("[ 记重了").Press(keys.Enter).See("已划去")
}
