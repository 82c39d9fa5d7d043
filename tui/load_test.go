package tui

import (
	"context"
	"errors"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// reader is a page that reads a number it wants, out of a world that changes.
type reader struct {
	Load[int]
	want  int
	world map[int]int
	down  error
	shown []int // -1: nothing could be read
}

func newReader(t *testing.T) *reader {
	r := &reader{want: 1, world: map[int]int{1: 10, 2: 20}}
	r.Load = NewLoad(Context{ctx: t.Context()}, func() Reading[int] {
		want := r.want
		return func(context.Context) (*int, error) {
			n := r.world[want]
			return &n, r.down
		}
	}, func(n *int) {
		if n == nil {
			r.shown = append(r.shown, -1)
			return
		}
		r.shown = append(r.shown, *n)
	})
	return r
}

// run lets a command read, and is its answer.
func run(t *testing.T, cmd tea.Cmd) Loaded[int] {
	t.Helper()
	if cmd == nil {
		t.Fatal("nothing was asked for")
	}
	return cmd().(answer).msg.(Loaded[int])
}

func (r *reader) saw(t *testing.T, want ...int) {
	t.Helper()
	if !slices.Equal(r.shown, want) {
		t.Errorf("the page has shown %v, not %v", r.shown, want)
	}
}

func TestAnAnswerToAnythingButTheNewestRequestIsDropped(t *testing.T) {
	r := newReader(t)
	first := r.Init()
	r.want = 2
	second := r.Request()
	r.want = 1 // what is wanted later is not what was asked for
	if cmd := r.Take(run(t, first)); cmd != nil || !r.Loading() {
		t.Error("the older answer ended the wait for the newer")
	}
	r.saw(t)
	r.Take(run(t, second))
	r.saw(t, 20)
	if r.Loading() {
		t.Error("still loading after the answer")
	}
}

func TestDataThatChangeWhileTheyAreReadAreReadOnceMore(t *testing.T) {
	r := newReader(t)
	answered := run(t, r.Init())
	r.world[1] = 11
	for range 3 {
		if r.Reload() != nil {
			t.Fatal("a second request was sent while one was under way")
		}
	}
	again := r.Take(answered)
	r.saw(t, 10)
	if cmd := r.Take(run(t, again)); cmd != nil {
		t.Error("three changes were read more than once")
	}
	r.saw(t, 10, 11)
}

func TestKeysWaitForWhatIsShownFirstAndForWhatThePageHasChanged(t *testing.T) {
	r := newReader(t)
	if !r.Awaits("a") {
		t.Error("a key does not wait for the first data")
	}
	first := run(t, r.Init())
	own := r.Renew() // what is on its way may be older
	r.Take(first)
	if !r.Awaits("a") {
		t.Error("a key does not wait for what the page has changed, only for what was read before")
	}
	r.saw(t)
	r.Take(run(t, own))
	r.saw(t, 10)
	if r.Awaits("a") {
		t.Error("a key waits although all has come")
	}
	if r.Reload(); r.Awaits("a") {
		t.Error("a key waits for what another has changed")
	}
}

func TestAFailureLeavesWhatIsShownAndSaysWhy(t *testing.T) {
	r := newReader(t)
	r.down = errors.New("数据库忙.")
	r.Take(run(t, r.Init()))
	if r.Awaits("a") || r.Fault() != nil || r.Trouble(true) != "读取失败" {
		t.Errorf("a page that has shown nothing yet has the fault %v and the status %q", r.Fault(), r.Trouble(true))
	}
	if rows := r.Blank("正在读取.", "Esc 返回", 80); !slices.Contains(rows, " Esc 返回") || rows[1] != " 数据库忙." {
		t.Errorf("where nothing is shown stands %q", rows)
	}
	r.down = nil
	r.Take(run(t, r.Reload()))
	if r.Err != nil || r.Trouble(false) != "" || r.Trouble(true) != "读取中" {
		t.Errorf("after a success the status is %q", r.Trouble(false))
	}
	r.down = errors.New("数据库忙.")
	r.Take(run(t, r.Reload()))
	if !errors.Is(r.Fault(), r.down) || r.Trouble(false) != "读取失败" {
		t.Errorf("a page that shows what was read before has the fault %v", r.Fault())
	}
	r.saw(t, -1, 10, -1)
}

func TestDataThatCameWithAnotherAnswerMakeWhatIsOnItsWayOlder(t *testing.T) {
	r := newReader(t)
	late := run(t, r.Init())
	n := 99
	again := r.Put(&n)
	r.Take(late)
	r.saw(t, 99)
	if r.Awaits("a") {
		t.Error("a key waits for what is there")
	}
	r.Take(run(t, again))
	r.saw(t, 99, 10)
	if r.Put(&n) != nil {
		t.Error("nothing was on its way, and was read once more")
	}
}
