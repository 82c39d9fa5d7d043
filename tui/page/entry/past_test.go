package entry_test

import (
	"context"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"fanzha/db"
	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/entry"
	"fanzha/tui/screen"
)

// filed is a folder in March whose unit has filed February.
func filed(t *testing.T) *dbtest.Town {
	w := dbtest.New(t)
	w.Clock.Set("2021-02-15 09:00")
	february := w.In(dbtest.February)
	february.Save("chayuanba", "", "elderly=38", "highlights=敲门行动, 逐户发放资料, 逐户讲清楚, 逐户登记在册")
	february.File("chayuanba")
	w.Clock.Set("2021-03-18 09:00")
	return w
}

func TestThePastOfALineStandsBesideWhoStaysWithIt(t *testing.T) {
	w := filed(t)
	p := sit(w, "chayuanba", "visited")
	for _, size := range []screen.Size{phone, usual, window} {
		const past = "近12期  2月 100"
		p.Resize(size).See("> 新入户")
		if size != phone { // whose room the explanation takes
			p.See(past).Fits(size).Press(keys.Enter, keys.Esc, "1")
			if text := p.Text(); !strings.Contains(text, past) || !strings.Contains(text, "[ 1 ") {
				t.Errorf("with its field open:\n%s", text)
			}
			p.Press("ctrl+z", keys.Esc, keys.Down)
			if text := p.Text(); strings.Contains(text, "近12期  ") {
				t.Errorf("one line down:\n%s", text)
			}
			p.Press(keys.Up).See(past)
		}
	}
	// On a phone, where there is room; of words as many as there is room for.
	p.Resize(phone).Press("/").Type("老年").Press(keys.Enter).See("> 宣传老年人").See("近12期  2月 38").Fits(phone)
	p.Press("/").Type("亮点").Press(keys.Enter).See("> 亮点做法").See("近12期  2月 敲门行动, 逐户").See("~").Fits(phone)
}

// counting is a desk that counts how often it is asked for a line's past.
type counting struct {
	*db.Desk
	asked atomic.Int32
}

func (c *counting) Series(ctx context.Context, unit string, p report.Period, key string) ([]report.Point, error) {
	c.asked.Add(1)
	return c.Desk.Series(ctx, unit, p, key)
}

func TestNothingIsAskedForALineThatIsPassed(t *testing.T) {
	w := filed(t)
	d := &counting{Desk: w.Desk("chayuanba")}
	p := drive.Sit(w.Ctx, t, d, usual, tui.Options{
		Now: w.Clock.Now, Start: tui.Place{Kind: tui.Entry, Unit: "chayuanba", Period: dbtest.March, Key: "visited"},
		Makers: map[tui.Kind]tui.Maker{tui.Entry: entry.Maker(d)},
	})
	p.See("> 新入户").See("近12期  2月 100").Press(keys.Down, keys.Down, keys.Down, keys.Up, keys.Up, keys.Up).See("> 新入户").See("近12期  2月 100")
	for _, visits := range []string{"71", "72", "73"} { // another line's changes are no reason either
		w.Save("pingan", "chayuanba", "visits="+visits)
		p.See(visits).See("近12期  2月 100")
	}
	if n := d.asked.Load(); n != 1 {
		t.Errorf("the past was asked for %d times", n)
	}
}

// However long an arrow is held down, no more than one wait is under way.
func TestAnArrowHeldDownLeavesNothingBehind(t *testing.T) {
	p := sit(filed(t), "chayuanba", "visited").See("近12期  2月 100")
	before := runtime.NumGoroutine()
	for range 200 {
		p.Press(keys.Down, keys.Up)
	}
	if n := runtime.NumGoroutine() - before; n > 20 {
		t.Errorf("%d waits are under way", n)
	}
	p.See("近12期  2月 100")
}

func TestAFormBeginsWithAWholeLine(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "chayuanba", "households").Resize(phone).See("> 实有户数")
	for range 30 {
		p.Press(keys.Down)
		if first := strings.Split(p.Text(), "\n")[3]; strings.Contains(first, "上月") {
			t.Fatalf("the form begins with half a line:\n%s", p.Text())
		}
	}
}
