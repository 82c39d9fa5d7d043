package db

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
)

// child is another process on the folder.
func child(role, dir string) int {
	ctx := context.Background()
	clock := func() time.Time { return time.Date(2021, 3, 18, 10, 0, 0, 0, plan.China) }
	s, err := Open(ctx, dir, Options{Clock: clock})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	switch role {
	case "open":
		err = s.Close()
	case "save":
		err = childSaves(ctx, s)
	case "storm":
		err = childStorms(ctx, s)
	case "notes":
		err = childNotes(ctx, s)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

func childDesk(ctx context.Context, s *Store, login string) (*Desk, error) {
	id, err := s.AccountAtMachine(ctx, login)
	if err != nil {
		return nil, err
	}
	return s.Desk(ctx, Actor{Account: id, Origin: "ssh 10.9.9.9"})
}

// childSaves waits for a line on stdin, writes one value, and says so.
func childSaves(ctx context.Context, s *Store) error {
	d, err := childDesk(ctx, s, "ledao")
	if err != nil {
		return err
	}
	fmt.Println("ready")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	if _, _, err := d.Save(ctx, "", march, edits("leaflets=7")); err != nil {
		return err
	}
	fmt.Println("saved")
	return s.Close()
}

// process starts this test binary as another process on a folder.
func process(t testing.TB, role, dir string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], dir)
	c.Env = append(os.Environ(), childEnv+"="+role)
	c.Stderr = os.Stderr
	return c
}

func TestAFolderIsMadeByManyAtOnceAndMigratedOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	others := []*exec.Cmd{process(t, "open", dir), process(t, "open", dir)}
	for _, c := range others {
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
	}
	opened := make(chan error, 6)
	for range cap(opened) {
		go func() {
			s, err := Open(t.Context(), dir, Options{})
			if err == nil {
				err = s.Close()
			}
			opened <- err
		}()
	}
	for range cap(opened) {
		if err := within(t, 20*time.Second, opened, "a Store"); err != nil {
			t.Error(err)
		}
	}
	for _, c := range others {
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
	}
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	var steps int
	if err := s.read.QueryRow(`SELECT count(*) FROM goose_db_version WHERE version_id = 1`).Scan(&steps); err != nil || steps != 1 {
		t.Errorf("the first migration ran %d times, %v", steps, err)
	}
	if empty, err := s.Empty(t.Context()); err != nil || !empty {
		t.Errorf("a new folder is empty: %v, %v", empty, err)
	}
}

func TestTheFileIsItsOwnersAlone(t *testing.T) {
	h := newHouse(t)
	h.save("ledao", "", march, "leaflets=1")
	for _, name := range []string{File, File + "-wal"} {
		info, err := os.Stat(filepath.Join(h.dir, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestEveryConnectionHasThePragmas(t *testing.T) {
	h := newHouse(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000", "trusted_schema": "0", "recursive_triggers": "1"} {
		for name, pool := range map[string]*sql.DB{"write": h.store.write, "read": h.store.read.DB} {
			c, err := pool.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got string
			if err := c.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s: %s is %q, want %s, %v", name, pragma, got, want, err)
			}
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := h.store.read.Exec(`DELETE FROM kept`); err == nil {
		t.Error("a reader may write")
	}
}

// News of another process takes a look at the file, and the looks follow each
// other within a second.
func TestLooksAtTheFileFollowWithinASecond(t *testing.T) {
	if pollEvery >= time.Second {
		t.Errorf("the file is looked at every %s", pollEvery)
	}
}

func TestTwoStoresOnOneFolderSeeEachOther(t *testing.T) {
	h := newHouse(t)
	other := h.open()
	seen := other.Watch(t.Context())
	h.save("ledao", "", march, "leaflets=5")
	within(t, 20*time.Second, seen, "news of the other Store's change")
	s, err := h.deskOf(other, "pingan", false).Form(t.Context(), "ledao", march)
	if err != nil || s.Find("leaflets").Value.String() != "5" {
		t.Errorf("the other Store reads %v, %v", s, err)
	}
}

func TestAnotherProcessIsSeen(t *testing.T) {
	h := newHouse(t)
	c := process(t, "save", h.dir)
	in, err1 := c.StdinPipe()
	out, err2 := c.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string)
	go func() {
		for sc := bufio.NewScanner(out); sc.Scan(); {
			lines <- sc.Text()
		}
	}()
	if got := within(t, 20*time.Second, lines, "the other process"); got != "ready" {
		t.Fatalf("the other process says %q", got)
	}
	watching := h.desk("pingan").Watch(t.Context())
	if _, err := fmt.Fprintln(in, "now"); err != nil {
		t.Fatal(err)
	}
	within(t, 10*time.Second, lines, "the other process's write")
	within(t, 20*time.Second, watching, "news of it")
	e := h.form("ledao", march).Find("leaflets")
	if e.Value.String() != "7" || e.Cell.By != "乐道村" {
		t.Errorf("here the cell is %q by %s", e.Value, e.Cell.By)
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

func TestInsideAProcessNewsIsAtOnce(t *testing.T) {
	h := newHouse(t)
	h.store.feed.mu.Lock()
	h.store.feed.every = time.Hour // no look at the file tells of it
	h.store.feed.mu.Unlock()
	seen := h.desk("lingdao").Watch(t.Context())
	for n := range 5 {
		h.save("ledao", "", march, fmt.Sprintf("leaflets=%d", n+1))
		within(t, 20*time.Second, seen, "news of the own write")
	}
}

func TestAListenerThatLeavesIsForgotten(t *testing.T) {
	h := newHouse(t)
	ctx, leave := context.WithCancel(t.Context())
	gone, stays := h.store.Watch(ctx), h.store.Watch(t.Context())
	leave()
	deadline := time.Now().Add(5 * time.Second)
	for listeners := 2; listeners != 1; {
		h.store.feed.mu.Lock()
		listeners = len(h.store.feed.listeners)
		h.store.feed.mu.Unlock()
		if time.Now().After(deadline) {
			t.Fatalf("%d listeners stay", listeners)
		}
	}
	for len(gone) > 0 {
		<-gone
	}
	h.save("ledao", "", march, "leaflets=1")
	within(t, time.Second, stays, "news for who stays")
	if len(gone) != 0 {
		t.Error("who left still hears")
	}
}

func TestAReportOfAnOldFolderIsReadAsItWas(t *testing.T) {
	h := newHouse(t)
	h.submit("ledao", march)
	again := h.deskOf(h.open(), "pingan", false)
	s, err := again.Form(t.Context(), "ledao", march)
	if err != nil || s.Report.State != report.StateSubmitted || s.Find("visited").Value.String() != "20" {
		t.Errorf("reopened: %+v, %v", s, err)
	}
}
