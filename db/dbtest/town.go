// Package dbtest gives a test a township of its own: a real folder with its
// people, and a clock that the test moves. Only tests import it.
package dbtest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fanzha/db"
	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
)

// The folder owes its reports from February 2021 on; the one that counts when a
// test begins is March's.
var (
	February = report.Period{Year: 2021, Month: 2}
	March    = report.Period{Year: 2021, Month: 3}
)

// Opened is when a test begins, as Clock.Set reads it.
const Opened = "2021-03-18 09:00"

// Town is a township's open store. Whatever a test has somebody do there fails
// the test if it is refused.
type Town struct {
	testing.TB
	Ctx   context.Context // ends before the store is closed
	Store *db.Store
	Clock *Clock

	month  report.Period
	firsts map[string]string
}

// made is a folder of the default plan, made once in a process, since its
// passwords cost as many argon2 hashes.
type made struct {
	file   []byte
	firsts map[string]string // the first passwords by login
}

var folder = sync.OnceValues(func() (made, error) {
	dir, err := os.MkdirTemp("", "fanzha")
	if err != nil {
		return made{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	store, err := db.Open(ctx, dir, db.Options{Clock: (&Clock{at: instant("2021-02-10 09:00")}).Now})
	if err != nil {
		return made{}, err
	}
	creds, err := store.Create(ctx, db.NewFolder{Source: plan.DefaultSource(), From: February})
	if err = errors.Join(err, store.Close()); err != nil {
		return made{}, err
	}
	m := made{firsts: map[string]string{}}
	for _, c := range creds {
		m.firsts[c.Login] = c.Password
	}
	m.file, err = os.ReadFile(filepath.Join(dir, db.File))
	return m, err
})

// New opens a township in a folder that nobody has touched, for one test.
func New(t testing.TB) *Town {
	t.Helper()
	m, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, db.File), m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	w := &Town{TB: t, Clock: &Clock{at: instant(Opened)}, month: March, firsts: m.firsts}
	var end context.CancelFunc
	w.Ctx, end = context.WithCancel(context.Background())
	if w.Store, err = db.Open(w.Ctx, dir, db.Options{Clock: w.Clock.Now}); err != nil {
		end()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		end()
		_ = w.Store.Close()
	})
	return w
}

// In is the same township at work on the reports of another period than March.
func (w *Town) In(p report.Period) *Town {
	other := *w
	other.month = p
	return &other
}

// FirstPassword is what the office handed to a login when the folder was made.
func (w *Town) FirstPassword(login string) string {
	w.Helper()
	first, ok := w.firsts[login]
	if !ok {
		w.Fatal("no account " + login)
	}
	return first
}

// Desk is the desk of a login that came over ssh.
func (w *Town) Desk(login string) *db.Desk {
	w.Helper()
	id, err := w.Store.AccountAtMachine(w.Ctx, login)
	if err != nil {
		w.Fatal(err)
	}
	d, err := w.Store.Desk(w.Ctx, db.Actor{Account: id, Origin: "ssh 10.1.2.3"})
	if err != nil {
		w.Fatal(err)
	}
	return d
}

// Come is a session of a login that has begun.
func (w *Town) Come(login string) db.Seat {
	w.Helper()
	seat := w.Store.Seat(w.Desk(login))
	if err := w.Store.Began(w.Ctx, seat, "SSH-2.0-OpenSSH_9.6"); err != nil {
		w.Fatal(err)
	}
	return seat
}

// Save types key=value pairs into a unit's report; households with their date
// and basis.
func (w *Town) Save(login, unit string, pairs ...string) {
	w.Helper()
	var edits []report.Edit
	for _, pair := range pairs {
		key, text, _ := strings.Cut(pair, "=")
		e := report.Edit{Key: key, Text: text, Version: report.AnyVersion}
		if key == "households" {
			e.AsOf, e.Basis = plan.Date{Year: 2021, Month: 2, Day: 1}, "派出所核定"
		}
		edits = append(edits, e)
	}
	_, refused, err := w.Desk(login).Save(w.Ctx, unit, w.month, edits)
	if err != nil || len(refused) > 0 {
		w.Fatal(err, refused)
	}
}

// Note writes a row into a ledger of a unit in one line, as people type it, but
// for the day: that is the tenth of the month.
func (w *Town) Note(unit, id string, words ...string) {
	w.Helper()
	u, _ := plan.Default().Unit(unit)
	l, err := ledger.Find(plan.Default().LedgersOf(u.Kind), id)
	if err != nil {
		w.Fatal(err)
	}
	e := ledger.Parse(l, words)
	e.Day = plan.Date{Year: w.month.Year, Month: time.Month(w.month.Month), Day: 10}.String()
	if _, refused, err := w.Desk(unit).Note(w.Ctx, unit, id, e); err != nil || len(refused) > 0 {
		w.Fatal(err, refused)
	}
}

// Put keeps a site in a register of a unit, with key=value pairs.
func (w *Town) Put(login, unit, id, name string, pairs ...string) {
	w.Helper()
	e := register.Edit{Name: name, Fields: map[string]string{}}
	for _, pair := range pairs {
		key, text, _ := strings.Cut(pair, "=")
		e.Fields[key] = text
	}
	if _, refused, err := w.Desk(login).PutSite(w.Ctx, unit, id, e); err != nil || len(refused) > 0 {
		w.Fatal(err, refused)
	}
}

// File notes a village's events, fills in the rest of its report and submits it.
func (w *Town) File(unit string) {
	w.Helper()
	w.Save("pingan", unit, "households=612")
	w.Note(unit, "events", "文化广场", "宣讲会", "受众=1200")
	w.Note(unit, "events", "村委会院坝", "院坝会", "受众=110")
	w.Save(unit, unit, "staff=综治专干", "visited=100", "visits=120")
	w.Submit(unit, "已核对")
}

// Submit sends a unit's report with an explanation of what was found in it.
func (w *Town) Submit(unit, explanation string) {
	w.Helper()
	if _, found, err := w.Desk(unit).Submit(w.Ctx, unit, w.month, explanation, report.AnyVersion); err != nil {
		w.Fatal(err, found)
	}
}

// SendBack has the office return a unit's report for a reason, and for those of
// its cells that are named, with what is wrong in each.
func (w *Town) SendBack(unit, reason string, cells map[string]string) {
	w.Helper()
	if _, err := w.Desk("pingan").Return(w.Ctx, unit, w.month, reason, cells, report.AnyVersion); err != nil {
		w.Fatal(err)
	}
}

// Accept has the office seal a unit's report.
func (w *Town) Accept(unit string) {
	w.Helper()
	if _, err := w.Desk("pingan").Accept(w.Ctx, unit, w.month, report.AnyVersion); err != nil {
		w.Fatal(err)
	}
}
