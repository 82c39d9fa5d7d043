package main

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fanzha/cmd/fanzha/internal/demo"
)

// demonstrated is the demonstration's folder, made once for all tests.
var demonstrated struct {
	once   sync.Once
	folder string
	err    error
}

// year is a copy of the demonstration's folder opened in this process. The
// clock stands where the demonstration's begins.
func year(t *testing.T) *App {
	t.Helper()
	d := &demonstrated
	d.once.Do(func() {
		var beside string
		if beside, _, d.err = prepare(); d.err != nil {
			return
		}
		d.folder = filepath.Join(filepath.Dir(beside), "year") // goes when that goes
		d.err = demo.Make(context.Background(), d.folder, func(time.Month) {})
	})
	if d.err != nil {
		t.Fatal(d.err)
	}
	to := filepath.Join(t.TempDir(), "data")
	if err := copyFolder(d.folder, to); err != nil {
		t.Fatal(err)
	}
	a := &App{Data: to, Clock: func() time.Time { return demo.Now }, Log: slog.New(slog.DiscardHandler)}
	if _, err := a.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.close)
	return a
}

func copyFolder(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(to, strings.TrimPrefix(path, from))
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o600)
	})
}
