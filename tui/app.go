package tui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// Options is what a session of the interface is made with.
type Options struct {
	Me      account.Me
	Styles  theme.Styles
	Palette *screen.Palette // how they are drawn; nil until the background is known
	Now     func() time.Time
	Makers  map[Kind]Maker
	Start   Place
	Changes <-chan struct{} // receives after every change of the data
	Offered []account.Key   // keys that the person's own computer has offered, not added yet
	Call    string          // how this person calls the program's commands from a command line
	Texts   *Texts          // what this person has typed into questions and not answered
}

// App is the root: it routes messages, and holds the page stack and the
// overlay; nothing else. It is a screen.Model.
type App struct {
	Options
	ctx     context.Context
	size    screen.Size
	stack   []entry
	overlay Overlay
	below   Overlay // what the overlay lies over, if not the page
	last    int     // the id of the newest page
	closing bool
	mousing bool
	pointer *screen.PointerMsg // where it rests; nil once something is done or another page is there
	seen    []string           // the rows as they were painted, while the mouse is on
	asked   []tea.Msg          // what pages asked of the root while they were updated
	ahead   ahead
	rest    rest
}

// entry is a page in the stack with the id that answers are addressed to.
type entry struct {
	id   int
	at   Place
	page Page
}

// New makes the interface of one session, which ends with ctx.
func New(ctx context.Context, o Options) *App {
	a := &App{Options: o, ctx: ctx, size: screen.Size{Width: 80, Height: 24}}
	a.push(o.Start)
	return a
}

// tick moves the countdown of the top line.
type tick struct{}

const tickEvery = time.Minute

func nextTick() tea.Cmd { return tea.Tick(tickEvery, func(time.Time) tea.Msg { return tick{} }) }

// Init starts the first page, the feed of changes and the countdown.
func (a *App) Init() tea.Cmd {
	return tea.Batch(a.top().Init(), a.listen(), nextTick())
}

// listen waits for the next change of the data.
func (a *App) listen() tea.Cmd {
	return func() tea.Msg {
		select {
		case <-a.Changes:
			return Changed{}
		case <-a.ctx.Done():
			return nil
		}
	}
}

func (a *App) top() Page { return a.stack[len(a.stack)-1].page }

// visit goes to a place: down to it where it is in the stack already, else to a
// new page on top.
func (a *App) visit(at Place) tea.Cmd {
	for i, e := range a.stack {
		if e.at.same(a.named(at)) {
			var cmds []tea.Cmd
			for _, left := range a.stack[i+1:] {
				cmds = append(cmds, left.page.Update(screen.CloseMsg{})) // it may hold what is typed
			}
			a.stack = a.stack[:i+1]
			return tea.Batch(append(cmds, e.page.Update(Shown{Key: at.Key}))...)
		}
	}
	return a.push(at)
}

// named is a place whose period is named.
func (a *App) named(at Place) Place {
	if at.Period.IsZero() {
		at.Period = a.Me.Current
	}
	return at
}

func (p Place) same(q Place) bool {
	return p.Kind == q.Kind && p.Unit == q.Unit && p.Period == q.Period
}

func (a *App) push(at Place) tea.Cmd {
	a.last++
	at = a.named(at)
	c := Context{Styles: a.Styles, Me: a.Me, Now: a.Now, Call: a.Call, Offered: a.Offered, ctx: a.ctx, id: a.last, root: a}
	p := a.Makers[at.Kind](c, at)
	a.stack = append(a.stack, entry{a.last, at, p})
	return p.Init()
}

// Update routes a message, and at once whatever a page asks of the root
// meanwhile: the next key, already typed, then reaches what the person means
// it for.
func (a *App) Update(msg tea.Msg) (screen.Model, tea.Cmd) {
	front := a.front()
	defer func() {
		if a.front() != front {
			a.pointer = nil
		}
	}()
	cmds := []tea.Cmd{a.route(msg)}
	for {
		if len(a.asked) > 0 {
			asked := a.asked[0]
			a.asked = a.asked[1:]
			cmds = append(cmds, a.route(asked))
			continue
		}
		typed := a.next()
		if typed == nil {
			return a, tea.Batch(cmds...)
		}
		cmds = append(cmds, a.press(typed))
	}
}

// route: sizes stay here, keys go to the overlay or the page in front, answers
// to the page that asked.
func (a *App) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.size = screen.Size{Width: msg.Width, Height: msg.Height}
		return nil
	case screen.GroundMsg:
		a.Palette = theme.On(&msg.Dark)
		return nil
	case tick:
		if a.closing {
			return nil
		}
		if a.fault() != nil {
			return tea.Batch(a.top().Update(Changed{}), nextTick())
		}
		return nextTick()
	case navigate:
		if msg.instead {
			a.stack = a.stack[:len(a.stack)-1]
		}
		return a.visit(msg.at)
	case back:
		return a.back()
	case rested:
		return a.rest.come(a.ctx)
	case forget:
		a.ahead.typed = nil
		return nil
	case open:
		a.overlay = msg.overlay
		return nil
	case answer:
		return a.deliver(msg)
	case Changed:
		if a.closing {
			return nil // what closing waits for must not wait for the next change
		}
		return tea.Batch(a.top().Update(msg), a.listen())
	case screen.CloseMsg:
		a.closing = true
		var cmds []tea.Cmd
		for _, over := range []Overlay{a.overlay, a.below} {
			if over, ok := over.(asking); ok {
				a.Texts.put(over.Unanswered())
			}
		}
		cmds = append(cmds, func() tea.Msg {
			a.Texts.flush(a.ctx)
			return nil
		})
		for _, e := range a.stack {
			cmds = append(cmds, e.page.Update(msg))
		}
		return tea.Batch(cmds...)
	case tea.KeyPressMsg, tea.PasteMsg:
		a.pointer = nil
		if a.hold(msg) {
			return nil
		}
		return a.press(msg)
	case screen.PointerMsg:
		a.pointer = &msg
		return nil
	case tea.MouseMsg:
		return a.mouse(msg)
	}
	return nil
}

func (a *App) deliver(msg answer) tea.Cmd {
	for _, e := range a.stack {
		if e.id == msg.to {
			return e.page.Update(msg.msg)
		}
	}
	return nil
}

// press gives a key to the overlay, else to the page; the global keys are the
// root's own.
func (a *App) press(msg tea.Msg) tea.Cmd {
	if a.overlay != nil {
		overlay := a.overlay
		if key := nameOf(msg); key == "ctrl+c" {
			if _, reads := overlay.(*note); reads {
				if a.below == nil {
					a.below = overlay // a text that is shown once is there again for who stays
				}
				return a.leave()
			}
		} else if a.explain(key) {
			return nil
		}
		done, cmd := overlay.Update(msg)
		a.finish(overlay, done)
		return cmd
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch keys.Of(key) {
		case "f1":
			a.overlay = &note{help: true, title: "说明", lines: append(slices.Clone(a.top().Help()),
				"F2 或 Ctrl+P 列出这一页的全部操作, 和能去的各页. F12 打开鼠标: 能点的会划线, 点一下选中, 再点一下打开, 滚轮上下移动.")}
			return nil
		case "f2", "ctrl+p":
			a.overlay = a.palette()
			return nil
		case "f12":
			a.mousing = !a.mousing
			return nil
		case "ctrl+y":
			a.copyPage()
			return nil
		case "ctrl+c":
			return a.leave()
		}
	}
	wait := a.rest.arrow(a.ctx, nameOf(msg), a.Now())
	return tea.Batch(wait, a.top().Update(msg))
}

// finish closes an overlay that is done, unless another has come in its place.
func (a *App) finish(overlay Overlay, done bool) {
	if done && a.overlay == overlay {
		a.uncover()
	}
}

// uncover shows what lies below the overlay again.
func (a *App) uncover() { a.overlay, a.below = a.below, nil }
