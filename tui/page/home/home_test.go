package home_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/drive"
	"fanzha/tui/keys"
	"fanzha/tui/page/home"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

var (
	february = report.Period{Year: 2021, Month: 2}
	march    = report.Period{Year: 2021, Month: 3}
	folder   string // a fresh one from February 2021 on, that tests copy
)

func TestMain(m *testing.M) { os.Exit(prepare(m)) }

func prepare(m *testing.M) int {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "fanzha")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	store, err := db.Open(ctx, dir, db.Options{Clock: func() time.Time { return at("2021-02-10 09:00") }})
	if err != nil {
		panic(err)
	}
	if _, err := store.Create(ctx, db.NewFolder{Source: plan.DefaultSource(), From: february}); err != nil {
		panic(err)
	}
	if err := store.Close(); err != nil {
		panic(err)
	}
	folder = dir
	return m.Run()
}

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, plan.China)
	if err != nil {
		panic(err)
	}
	return t
}

// town is a township's store with its people and a clock that a test moves.
type town struct {
	testing.TB
	ctx   context.Context
	store *db.Store
	mu    sync.Mutex
	time  time.Time
}

func newTown(t testing.TB) *town {
	t.Helper()
	dir := t.TempDir()
	file, err := os.ReadFile(filepath.Join(folder, db.File))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, db.File), file, 0o600); err != nil {
		t.Fatal(err)
	}
	w := &town{TB: t}
	var end context.CancelFunc
	w.ctx, end = context.WithCancel(context.Background())
	w.is("2021-03-18 09:00")
	if w.store, err = db.Open(w.ctx, dir, db.Options{Clock: w.now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		end()
		_ = w.store.Close()
	})
	return w
}

func (w *town) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.time
}

func (w *town) is(s string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.time = at(s)
}

func (w *town) desk(login string) *db.Desk {
	w.Helper()
	id, err := w.store.AccountAtMachine(w.ctx, login)
	if err != nil {
		w.Fatal(err)
	}
	d, err := w.store.Desk(w.ctx, db.Actor{Account: id, Origin: "ssh 10.1.2.3"})
	if err != nil {
		w.Fatal(err)
	}
	return d
}

func (w *town) save(login, unit string, p report.Period, pairs ...string) {
	w.Helper()
	var edits []report.Edit
	for _, pair := range pairs {
		key, text, _ := strings.Cut(pair, "=")
		edits = append(edits, report.Edit{Key: key, Text: text, Version: report.AnyVersion})
	}
	_, refused, err := w.desk(login).Save(w.ctx, unit, p, edits)
	if err != nil || len(refused) > 0 {
		w.Fatal(err, refused)
	}
}

// file fills in and sends a village's report.
func (w *town) file(unit string, p report.Period) {
	w.Helper()
	w.save("pingan", unit, p, "households=612")
	w.save(unit, "", p, "staff=综治专干", "visited=100", "visits=120", "events=2", "audience=80")
	if _, fs, err := w.desk(unit).Submit(w.ctx, "", p, "已核对", report.AnyVersion); err != nil {
		w.Fatal(err, fs)
	}
}

func (w *town) sendBack(unit string, p report.Period, reason string, cells map[string]string) {
	w.Helper()
	if _, err := w.desk("pingan").Return(w.ctx, unit, p, reason, cells, report.AnyVersion); err != nil {
		w.Fatal(err)
	}
}

// elsewhere is a page of its own that says where one has come to.
type elsewhere struct {
	tui.Context
	at tui.Place
}

func (e *elsewhere) Init() tea.Cmd { return nil }

func (e *elsewhere) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok && keys.Of(key) == keys.Esc {
		return e.Back()
	}
	return nil
}

func (e *elsewhere) Body(screen.Size) ([]string, *screen.Cursor) {
	return []string{"at " + string(e.at.Kind) + " " + e.at.Unit + " " + e.at.Period.String()}, nil
}
func (e *elsewhere) Head() tui.Head       { return tui.Head{} }
func (e *elsewhere) Keys() []keys.Binding { return nil }
func (e *elsewhere) Status() string       { return "" }
func (e *elsewhere) Help() []string       { return nil }

var usual = screen.Size{Width: 80, Height: 24}

// sit puts a login at the home of a unit; an empty one is the own.
func (w *town) sit(login, unit string) *drive.Person {
	w.Helper()
	d := w.desk(login)
	me, err := d.Me(w.ctx)
	if err != nil {
		w.Fatal(err)
	}
	away := func(c tui.Context, at tui.Place) tui.Page { return &elsewhere{c, at} }
	return drive.New(w.ctx, w, usual, tui.Options{
		Me: me, Styles: theme.New(theme.Options{NoColor: true}), Now: w.now,
		Makers:  map[tui.Kind]tui.Maker{tui.Home: home.Maker(d), tui.Entry: away, tui.Check: away, tui.History: away},
		Start:   tui.Place{Kind: tui.Home, Unit: unit},
		Changes: d.Watch(w.ctx),
	})
}
