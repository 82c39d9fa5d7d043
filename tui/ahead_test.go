package tui_test

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

// gated is a page whose data come when the gate opens; then it shows what was
// typed into it, and "o" opens another.
type gated struct {
	leaf
	at    tui.Place
	gate  <-chan struct{}
	come  bool
	typed string

	writes  bool // it writes until the gate opens
	refused bool // and then says that this was refused
}

func (g *gated) Writing() bool { return g.writes && !g.come }

type come struct{}

func (g *gated) Init() tea.Cmd {
	return g.Do(func(ctx context.Context) tea.Msg {
		select {
		case <-g.gate:
		case <-ctx.Done():
		}
		return come{}
	})
}

func (g *gated) Awaits(key string) bool { return !g.come && key != keys.PgDown }

func (g *gated) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case come:
		if g.come = true; g.refused {
			g.Forget()
		}
	case tea.PasteMsg:
		g.typed += "<" + msg.Content + ">"
	case tea.KeyPressMsg:
		switch key := keys.Of(msg); key {
		case keys.Esc:
			return g.Back()
		case "o":
			return g.Go(tui.Place{Kind: tui.Table})
		case "c", "n":
			return g.leaf.Update(msg)
		default:
			g.typed += key
		}
	}
	return nil
}

func (g *gated) Body(screen.Size) ([]string, *screen.Cursor) {
	word := "在等"
	if g.come {
		word = "来了"
	}
	return []string{string(g.at.Kind) + " " + word + " [" + g.typed + "]"}, nil
}

// wait sits a person down at a first page and a second, each behind a gate.
func wait(t *testing.T, now func() time.Time) (p *drive.Person, first, second chan struct{}) {
	first, second = make(chan struct{}), make(chan struct{})
	o := bare()
	o.Now = now
	o.Makers = map[tui.Kind]tui.Maker{
		tui.Home:  func(c tui.Context, at tui.Place) tui.Page { return &gated{leaf: leaf{c}, at: at, gate: first} },
		tui.Table: func(c tui.Context, at tui.Place) tui.Page { return &gated{leaf: leaf{c}, at: at, gate: second} },
	}
	return drive.New(t.Context(), t, screen.Size{Width: 60, Height: 10}, o), first, second
}

func TestWhatIsTypedAheadReachesThePageThatItIsMeantFor(t *testing.T) {
	p, first, second := wait(t, time.Now)
	p.See("home 在等 []").Type("ab").Press("o").Paste("一句").Type("x").Press(keys.Esc).Type("z").See("home 在等 []")
	close(first)
	p.See("table 在等 []")
	close(second)
	p.See("home 来了 [abz]") // the second page had its paste and its x, and Esc came back
	p.Press("o").See("table 来了 []")
}

func TestAKeyThatNeedNotWaitDoesNotUnlessOneBeforeItDoes(t *testing.T) {
	p, first, _ := wait(t, time.Now)
	p.See("home 在等").Press(keys.PgDown).See("[pgdown]").Type("a").Press(keys.PgDown).See("[pgdown]")
	close(first)
	p.See("[pgdownapgdown]")
}

func TestAQuestionTakesTheKeysTypedAheadForIt(t *testing.T) {
	p, first, _ := wait(t, time.Now)
	p.See("home 在等").Press("c", keys.Esc).Type("k")
	close(first)
	p.See("home 来了 [k]")
}

func TestAPageThatDoesNotComeCanBeLeft(t *testing.T) {
	now := time.Now()
	p, first, second := wait(t, func() time.Time { return now })
	close(first)
	p.See("home 来了").Press("o").See("table 在等").Press(keys.Esc).See("home 来了") // nothing typed before it
	p.Press("o").See("table 在等").Type("ab").Press(keys.Esc).See("table 在等")
	now = now.Add(3 * time.Second)
	p.Press(keys.Esc).See("home 来了 []")
	p.Press("o").See("table 在等").Type("ab").Press("ctrl+c").See("退出反诈月报?").Press(keys.Esc)
	close(second)
	p.See("table 来了 []")
}

// write sits a person down at a second page, which is writing something down.
func write(t *testing.T, now func() time.Time, refused bool) (*drive.Person, chan struct{}) {
	gate, open := make(chan struct{}), make(chan struct{})
	close(open)
	o := bare()
	o.Now = now
	o.Makers = map[tui.Kind]tui.Maker{
		tui.Home: func(c tui.Context, at tui.Place) tui.Page { return &gated{leaf: leaf{c}, at: at, gate: open} },
		tui.Table: func(c tui.Context, at tui.Place) tui.Page {
			return &gated{leaf: leaf{c}, at: at, gate: gate, writes: true, refused: refused}
		},
	}
	p := drive.New(t.Context(), t, screen.Size{Width: 60, Height: 10}, o).See("home 来了").Press("o").See("table 在等")
	return p, gate
}

func TestLeavingWaitsForWhatIsBeingWritten(t *testing.T) {
	now := time.Now()
	p, gate := write(t, func() time.Time { return now }, false)
	p.Press(keys.Esc).Type("k").See("table 在等")
	close(gate)
	p.See("home 来了 [k]")

	p, _ = write(t, func() time.Time { return now }, false)
	p.Press(keys.Esc).See("table 在等")
	now = now.Add(3 * time.Second)
	p.Press(keys.Esc).See("home 来了 []") // nobody waits for what does not come
}

func TestWhatIsTypedAheadOfARefusalIsForgotten(t *testing.T) {
	p, gate := write(t, time.Now, true)
	p.Type("ab").Press(keys.Esc).See("table 在等")
	close(gate)
	p.See("table 来了 []").Type("x").See("table 来了 [x]")
}
