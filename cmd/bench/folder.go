package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// folder is a rehearsal folder made by the real program, half a year of a
// township, with a key that opens every account.
type folder struct {
	program string
	path    string
	signer  ssh.Signer
	fillers []string // logins that start at their unit's home
	readers []string // logins that start at the overview
}

// extraReaders are added to the demonstration's accounts: the server lets an
// account have 20 sessions, and 500 are wanted.
const extraReaders = 3

// drafting is somebody whose report of the month is not sent yet.
const drafting = "chayuanba"

// makeFolder keeps the folder of the product's own demonstration.
func makeFolder(ctx context.Context, program, dir string) (*folder, error) {
	f := &folder{program: program, path: filepath.Join(dir, "data")}
	c, err := start(ctx, dir, program, "demo", "--keep", f.path, "--listen", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	c.stop()
	for i := range extraReaders {
		if _, err := f.run(ctx, "user", "add", fmt.Sprintf("bench%d", i+1), "--role", "leader"); err != nil {
			return nil, err
		}
	}
	return f, f.keys(ctx, dir)
}

// run runs a command on the folder.
func (f *folder) run(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, f.program, append([]string{"--data", f.path}, args...)...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, exit.Stderr)
		}
		return out, fmt.Errorf("fanzha %s: %w", strings.Join(args, " "), err)
	}
	return out, nil
}

// keys makes one key and gives it to every account.
func (f *folder) keys(ctx context.Context, dir string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	if f.signer, err = ssh.NewSignerFromKey(private); err != nil {
		return err
	}
	public := filepath.Join(dir, "key.pub")
	if err := os.WriteFile(public, ssh.MarshalAuthorizedKey(f.signer.PublicKey()), 0o600); err != nil {
		return err
	}
	out, err := f.run(ctx, "user", "list", "--json")
	if err != nil {
		return err
	}
	var accounts []struct {
		Login string `json:"login"`
		Role  string `json:"role"`
	}
	if err := json.Unmarshal(out, &accounts); err != nil {
		return err
	}
	reader := map[string]bool{} // an account is listed once for each of its roles
	for _, a := range accounts {
		reader[a.Login] = reader[a.Login] || a.Role != "filler"
	}
	for _, login := range slices.Sorted(maps.Keys(reader)) {
		if _, err := f.run(ctx, "key", "add", login, public); err != nil {
			return err
		}
		if reader[login] {
			f.readers = append(f.readers, login)
		} else {
			f.fillers = append(f.fillers, login)
		}
	}
	return nil
}

// fills says that a login begins at its unit's home.
func (f *folder) fills(login string) bool { return slices.Contains(f.fillers, login) }
