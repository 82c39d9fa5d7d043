package tui

import (
	"context"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/widget"
)

// asking is an overlay into which a text is typed that must not be lost when it
// is left, or the line drops, before it is answered.
type asking interface {
	// Unanswered is the text as it stands, and what it is about.
	Unanswered() (about, text string)
}

// Failing is what a page's work answers where it may have failed.
type Failing interface{ Failed() error }

// Texts are what a person has typed into questions and not answered, by what
// they were about, and how that is kept for the next time. Nil keeps nothing.
type Texts struct {
	write func(ctx context.Context, about, text string) error
	order sync.Mutex // one is written after the other, each as it is newest

	mu    sync.Mutex
	kept  map[string]string
	fresh map[string]bool // not written yet
}

// NewTexts begins with what was kept before. Write keeps a text; the empty text
// is to be forgotten.
func NewTexts(kept map[string]string, write func(ctx context.Context, about, text string) error) *Texts {
	return &Texts{kept: kept, write: write, fresh: map[string]bool{}}
}

func (t *Texts) of(about string) string {
	if t == nil {
		return ""
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.kept[about]
}

// put takes a text, or forgets it where it is empty.
func (t *Texts) put(about, text string) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.kept[about] == text:
		return
	case text == "":
		delete(t.kept, about)
	default:
		t.kept[about] = text
	}
	t.fresh[about] = true
}

// flush writes what is not written yet, although the session may be ending.
func (t *Texts) flush(session context.Context) {
	if t == nil {
		return
	}
	ctx, cancel := keeping(session)
	defer cancel()
	t.order.Lock()
	defer t.order.Unlock()
	t.mu.Lock()
	todo := map[string]string{}
	for about := range t.fresh {
		todo[about] = t.kept[about]
	}
	clear(t.fresh)
	t.mu.Unlock()
	for about, text := range todo {
		_ = t.write(ctx, about, text) // else it stays for this session
	}
}

// KeptText is what the person has typed before about the same and not answered.
func (c Context) KeptText(about string) string { return c.root.Texts.of(about) }

// KeepText keeps what is typed for the next time; the empty text forgets it.
func (c Context) KeepText(about, text string) tea.Cmd {
	t := c.root.Texts
	t.put(about, text)
	return func() tea.Msg {
		t.flush(c.ctx)
		return nil
	}
}

// KeepUnlessDone forgets a text once what it was typed for is done, and keeps it
// where that has failed.
func (c Context) KeepUnlessDone(about, text string, work tea.Cmd) tea.Cmd {
	if work == nil {
		return c.KeepText(about, "")
	}
	t := c.root.Texts
	return func() tea.Msg {
		done, left := work(), ""
		if a, ok := done.(answer); ok {
			if f, ok := a.msg.(Failing); ok && f.Failed() != nil {
				left = text
			}
		}
		t.put(about, left)
		t.flush(c.ctx)
		return done
	}
}

// thought is an ask whose text is kept until it is answered.
type thought struct {
	ask
	c            Context
	about, stood string // what it is about, and what stood there without being typed
}

// AskKeeping is Ask for what takes thought: what was typed and not answered, be
// it that the person went back or that the line dropped, is offered again when
// they are asked about the same. So is what was answered where the work that came
// of it has failed.
func (c Context) AskKeeping(about string, q widget.Ask, then func(text string, agreed bool) tea.Cmd) tea.Cmd {
	t := &thought{ask{q, then}, c, about, q.Text()}
	if text := c.KeptText(about); text != "" {
		t.Field.SetValue(text)
		t.Old, t.Detail = false, strings.TrimSpace(q.Detail+"\n"+StillThere)
	}
	return c.Open(t)
}

// StillThere says where a question begins with what was typed before.
const StillThere = "上次写的还在."

func (t *thought) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch t.Ask.Update(msg) {
	case widget.Agreed:
		return true, t.c.KeepUnlessDone(t.about, t.Text(), t.then(t.Text(), true))
	case widget.Refused:
		return true, tea.Batch(t.c.KeepText(t.Unanswered()), t.then("", false))
	}
	return false, nil
}

// Help says besides that nothing typed is lost.
func (t *thought) Help() []string { return append(t.ask.Help(), Lasting) }

// Lasting says that what is typed into a question waits for the next time.
const Lasting = "没写完按 Esc, 写过的留着, 下次再问还在; 断线也一样."

// Unanswered is what was typed.
func (t *thought) Unanswered() (about, text string) {
	if text = t.Text(); text == t.stood {
		text = ""
	}
	return t.about, text
}

// About names what is asked about a report.
func About(what, unit string, p report.Period) string { return what + "/" + unit + "/" + p.String() }
