package db

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// childEnv makes this test binary another process of the house: its value says
// what that process does.
const childEnv = "FANZHA_TEST_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(childEnv); role != "" {
		os.Exit(child(role, os.Args[len(os.Args)-1]))
	}
	os.Exit(m.Run())
}

var march = report.Period{Year: 2021, Month: 3}

// standing is a clock that a test moves.
type standing struct {
	mu sync.Mutex
	t  time.Time
}

func (c *standing) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *standing) set(t testing.TB, s string) {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, plan.China)
	if err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	c.t = at
	c.mu.Unlock()
}

// made is a folder of the default plan from March 2021 on, made once, since its
// 23 passwords cost as many argon2 hashes.
type made struct {
	file      []byte
	passwords map[string]string // by login
	roles     map[string]string // by login, as the list of accounts says
	units     map[string]string
}

var folder = sync.OnceValues(func() (made, error) {
	dir, err := os.MkdirTemp("", "fanzha")
	if err != nil {
		return made{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	clock := func() time.Time { return time.Date(2021, 3, 1, 9, 0, 0, 0, plan.China) }
	s, err := Open(ctx, dir, Options{Clock: clock})
	if err != nil {
		return made{}, err
	}
	creds, err := s.Create(ctx, NewFolder{Source: plan.DefaultSource()})
	if err = errors.Join(err, s.Close()); err != nil {
		return made{}, err
	}
	m := made{passwords: map[string]string{}, roles: map[string]string{}, units: map[string]string{}}
	for _, c := range creds {
		m.passwords[c.Login], m.roles[c.Login], m.units[c.Login] = c.Password, c.Role, c.Unit
	}
	m.file, err = os.ReadFile(filepath.Join(dir, File))
	return m, err
})

// house is a folder of its own for one test, open, on the morning of 18 March
// 2021.
type house struct {
	testing.TB
	dir   string
	store *Store
	clock *standing
}

func newHouse(t testing.TB) *house {
	t.Helper()
	m, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, File), m.file, 0o600); err != nil {
		t.Fatal(err)
	}
	h := &house{TB: t, dir: dir, clock: &standing{}}
	h.clock.set(t, "2021-03-18 09:00")
	h.store = h.open()
	t.Cleanup(h.knowsVerbs)
	return h
}

// knowsVerbs fails a test that has changed something under a verb of which
// touched.go does not say whether forms show it: they would all be read again.
func (h *house) knowsVerbs() {
	if h.store.read.PingContext(context.Background()) != nil {
		return // the test has closed it
	}
	err := h.store.each(context.Background(), func(rows *sql.Rows) error {
		var verb string
		err := rows.Scan(&verb)
		if _, known := shows[verb]; !known {
			h.Errorf("nobody says whether forms show %q", verb)
		}
		return err
	}, `SELECT DISTINCT verb FROM change`)
	if err != nil {
		h.Error(err)
	}
}

// open is one more Store on the folder, closed at the test's end.
func (h *house) open() *Store {
	h.Helper()
	s, err := Open(h.Context(), h.dir, Options{Clock: h.clock.now})
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() {
		if err := s.Close(); err != nil {
			h.Error(err)
		}
	})
	return s
}

// desk is where a login sits.
func (h *house) desk(login string) *Desk { return h.deskOf(h.store, login, false) }

func (h *house) deskOf(s *Store, login string, atMachine bool) *Desk {
	h.Helper()
	id, err := s.AccountAtMachine(h.Context(), login)
	if err != nil {
		h.Fatal(err)
	}
	d, err := s.Desk(h.Context(), Actor{Account: id, Origin: "ssh 10.1.2.3", AtMachine: atMachine})
	if err != nil {
		h.Fatal(err)
	}
	return d
}

// edits reads "key=value key=value", for whoever has seen no version. Households
// come with their date and basis.
func edits(typed string) []report.Edit {
	var all []report.Edit
	for _, pair := range strings.Fields(typed) {
		key, text, _ := strings.Cut(pair, "=")
		e := report.Edit{Key: key, Text: text, Version: report.AnyVersion}
		if key == "households" && text != "" {
			e.AsOf, e.Basis = plan.Date{Year: 2021, Month: 3, Day: 1}, "派出所核定"
		}
		all = append(all, e)
	}
	return all
}

// unledgered is why a figure stands on a form without its ledger.
var unledgered = "台账在纸上"

// save types for a unit and refuses nothing.
func (h *house) save(login, unit string, p report.Period, typed string) *report.Sheet {
	h.Helper()
	all := edits(typed)
	for i := range all {
		if slices.Contains([]string{"rallies_talk", "leaflets"}, all[i].Key) {
			all[i].Note = &unledgered
		}
	}
	s, refused, err := h.desk(login).Save(h.Context(), unit, p, all)
	if err != nil || refused != nil {
		h.Fatalf("%s saves %s for %s: %v, refused %v", login, typed, unit, err, refused)
	}
	return s
}

// least is what a unit must have filled in to report without a warning.
func least(kind string) string {
	switch kind {
	case "village":
		return "staff=文书 visited=20 visits=20"
	case "safety_office":
		return "staff=干事 rallies_talk=2"
	case "party_office":
		return "staff=干事 opinion_post=干事"
	case "health":
		return "staff=护士 ads_shown=2"
	case "bank", "telecom":
		return "staff=柜员 duty_system=是 outlets=1 outlets_board=1"
	}
	return "staff=干事"
}

// fill makes a unit's report ready to be sent.
func (h *house) fill(unit string, p report.Period) *report.Sheet {
	h.Helper()
	u, ok := plan.Default().Unit(unit)
	if !ok {
		h.Fatalf("no unit %s", unit)
	}
	if u.Kind == "village" {
		h.save("pingan", unit, p, "households=100")
	}
	return h.save(unit, unit, p, least(u.Kind))
}

func (h *house) submit(unit string, p report.Period) *report.Sheet {
	h.Helper()
	h.fill(unit, p)
	s, fs, err := h.desk(unit).Submit(h.Context(), unit, p, "", report.AnyVersion)
	if err != nil {
		h.Fatalf("%s submits: %v, %+v", unit, err, fs)
	}
	return s
}

func (h *house) accept(unit string, p report.Period) *report.Sheet {
	h.Helper()
	h.submit(unit, p)
	s, err := h.desk("pingan").Accept(h.Context(), unit, p, report.AnyVersion)
	if err != nil {
		h.Fatal(err)
	}
	return s
}

// form is a unit's report as the office sees it.
func (h *house) form(unit string, p report.Period) *report.Sheet {
	h.Helper()
	s, err := h.desk("pingan").Form(h.Context(), unit, p)
	if err != nil {
		h.Fatal(err)
	}
	return s
}

// one asks the database for one value, past every Desk.
func (h *house) one(query string, args ...any) string {
	h.Helper()
	var v string
	if err := h.store.read.QueryRowContext(h.Context(), query, args...).Scan(&v); err != nil {
		h.Fatalf("%s: %v", query, err)
	}
	return v
}

// refused fails the test unless err is a refusal of the code, in a sentence.
func refused(t testing.TB, err error, code report.Code, says string) {
	t.Helper()
	if !report.Refused(err, code) || !strings.Contains(err.Error(), says) {
		t.Errorf("%v, want %s with %q", err, code, says)
	}
}

// within fails the test unless something arrives in time.
func within[T any](t testing.TB, limit time.Duration, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(limit):
		t.Fatalf("%s did not come within %s", what, limit)
		panic("unreachable")
	}
}
