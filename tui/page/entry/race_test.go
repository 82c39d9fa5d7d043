package entry_test

import (
	"context"
	"testing"

	"fanzha/db"
	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/page/entry"
)

// slow is a desk that saves one line only when it is let through.
type slow struct {
	*db.Desk
	key  string
	gate chan struct{}
}

func (s *slow) Save(ctx context.Context, unit string, p report.Period, edits []report.Edit) (*report.Sheet, []report.Refusal, error) {
	if edits[0].Key == s.key {
		<-s.gate
	}
	return s.Desk.Save(ctx, unit, p, edits)
}

// A line that was saved holds what was saved, while the next is still on its
// way, and is not typed into as if it held what it did before.
func TestASavedLineDoesNotWaitForTheNext(t *testing.T) {
	w := dbtest.New(t)
	d := &slow{w.Desk("chayuanba"), "banners", make(chan struct{})}
	p := drive.Sit(w.Ctx, w, d, usual, tui.Options{
		Now:    w.Clock.Now,
		Makers: map[tui.Kind]tui.Maker{tui.Entry: entry.Maker(d)},
		Start:  tui.Place{Kind: tui.Entry, Period: dbtest.March, Key: "posters"},
	})
	p.See("> 张贴海报").Type("12").Press("enter").See("> 悬挂横幅").Type("3").Press("enter").See("> 书写标语")
	p.See("          12      12").See("保存中").Press("up", "up").Type("13").See("[ 13").Press("enter")
	close(d.gate)
	p.See("          13      13").See("           3       3").See("已保存").Gone("未保存")
	holds(w, "posters", "13")
	holds(w, "banners", "3")
}
