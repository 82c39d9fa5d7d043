package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"fanzha/db"
	"fanzha/db/plan"
	"fanzha/db/report"
)

// Exit codes of every command, here and over ssh.
const (
	exitDone    = 0 // done, and nothing is missing
	exitMissing = 1 // done, but something is missing: 未报, 不达标
	exitFailed  = 2 // not done; why stands on stderr
)

// errMissing ends a command with exit 1 and says nothing more.
var errMissing = errors.New("something is missing")

type stdio struct {
	in       io.Reader
	out, err io.Writer
}

// App is the program around one data folder: every command and every
// end-to-end test builds it.
type App struct {
	Data  string           // the data folder
	Clock func() time.Time // nil: the machine's
	Start string           // --clock, for a rehearsal folder only
	Log   *slog.Logger

	store    *db.Store
	presence *presence
	shift    time.Duration // of a rehearsal clock against the machine's
}

// now is the time that every use case gets.
func (a *App) now() time.Time {
	if a.Clock != nil {
		return a.Clock()
	}
	return time.Now().Add(a.shift)
}

// dataFolder picks --data, else FANZHA_DATA, else the user's data folder.
func dataFolder(flag string) string {
	if flag != "" {
		return flag
	}
	if env := os.Getenv("FANZHA_DATA"); env != "" {
		return env
	}
	return filepath.Join(xdg.DataHome, "fanzha")
}

// open opens the folder's database; making it is init's and serve's.
func (a *App) open(ctx context.Context) (*db.Store, error) {
	if a.store != nil {
		return a.store, nil
	}
	if _, err := os.Stat(filepath.Join(a.Data, db.File)); errors.Is(err, os.ErrNotExist) {
		return nil, report.Errorf(report.CodeNotFound, "数据目录 %s 里还没有数据. 请先运行 fanzha init (或 fanzha serve).", a.Data)
	}
	return a.make(ctx)
}

// make opens the folder's database, empty if it was not there. The clock of a
// rehearsal folder starts at the folder's instant, or at --clock, and runs; a
// real folder refuses --clock.
func (a *App) make(ctx context.Context) (*db.Store, error) {
	store, err := db.Open(ctx, a.Data, db.Options{Clock: a.now})
	if err != nil {
		return nil, err
	}
	if err := a.setClock(ctx, store); err != nil {
		_ = store.Close()
		return nil, err
	}
	a.store = store
	return store, nil
}

func (a *App) setClock(ctx context.Context, store *db.Store) error {
	start, rehearsal, err := store.Rehearsal(ctx)
	if err != nil {
		return err
	}
	if a.Start != "" {
		empty, err := store.Empty(ctx)
		if err != nil {
			return err
		}
		if !rehearsal && !empty {
			return report.Errorf(report.CodeInvalid, "这是正式的数据目录, 不能改时钟. --clock 只用于演练目录 (fanzha init --clock …).")
		}
		if start, err = parseInstant(a.Start); err != nil {
			return err
		}
		rehearsal = true
	}
	if rehearsal && a.Clock == nil {
		a.shift = time.Until(start)
	}
	return nil
}

// parseInstant reads 2021-03-18T09:00:00+08:00, and shorter forms in China
// time.
func parseInstant(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, plan.China); err == nil {
			return t, nil
		}
	}
	return time.Time{}, report.Errorf(report.CodeInvalid, "时刻 %s 应写成 2021-03-18T09:00:00+08:00 的样子.", s)
}

func (a *App) close() {
	if a.store != nil {
		_ = a.store.Close()
		a.store = nil
	}
}

// desk opens the desk of whoever is at the machine: the named login, else the
// office.
func (a *App) desk(ctx context.Context, as string) (*db.Desk, error) {
	store, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	var id string
	if as == "" {
		id, err = store.OfficeAtMachine(ctx)
	} else {
		id, err = store.AccountAtMachine(ctx, as)
	}
	if err != nil {
		return nil, err
	}
	return store.Desk(ctx, db.Actor{Account: id, Origin: db.OriginMachine, AtMachine: true})
}

// run is the whole program, short of the process: it returns the exit code.
func run(ctx context.Context, args []string, io stdio) int {
	a := &App{}
	defer a.close()
	s := &session{app: a, io: io}
	return execute(ctx, s, args)
}

// sentence writes an error for people, once and on its own line.
func sentence(w io.Writer, err error) {
	text := strings.TrimSpace(err.Error())
	_, _ = fmt.Fprintln(w, text)
}
