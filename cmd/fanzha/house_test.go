package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"fanzha/db/plan"
)

// The tests run the real program: the test binary is it when it is called so.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"fanzha": main})
}

// suite removes what all tests share when they are done.
type suite struct{ *testing.M }

func (s suite) Run() int {
	code := s.M.Run()
	if prepared.folder != "" {
		_ = os.RemoveAll(filepath.Dir(prepared.folder))
	}
	return code
}

const (
	// opened is when a rehearsal starts: a Thursday with three days left.
	opened = "2021-03-18T09:00:00+08:00"
	// patience bounds every wait; a machine under load is slow, not broken.
	patience = 30 * time.Second
)

// prepared is a rehearsal folder that tests copy: making one costs half a
// second of hashing, and host keys may cost more.
var prepared struct {
	once   sync.Once
	folder string // the data folder; the key lies beside it
	err    error
}

// prepare makes the folder with an ssh key that opens every account; it
// returns the folder and the key's file.
func prepare() (folder, key string, err error) {
	p := &prepared
	p.once.Do(func() {
		var dir string
		if dir, p.err = os.MkdirTemp("", "fanzha-prepared"); p.err != nil {
			return
		}
		p.folder = filepath.Join(dir, "data")
		p.err = furnish(p.folder, filepath.Join(dir, "key"))
	})
	return p.folder, filepath.Join(filepath.Dir(p.folder), "key"), p.err
}

func furnish(folder, key string) error {
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	if _, err := call(nil, "init", "--data", folder, "--clock", opened, "--from", "2021-03"); err != nil {
		return err
	}
	for _, account := range plan.Default().Accounts {
		if _, err := call(nil, "--data", folder, "key", "add", account.Login, key+".pub"); err != nil {
			return err
		}
	}
	s, err := serve(folder, opened, io.Discard) // makes the host keys
	if err != nil {
		return err
	}
	return s.stop()
}

// call runs one command inside this process, and answers what it printed.
func call(in io.Reader, args ...string) (string, error) {
	var out, errs strings.Builder
	if in == nil {
		in = strings.NewReader("")
	}
	if code := run(context.Background(), args, stdio{in, &out, &errs}); code != exitDone {
		return out.String(), fmt.Errorf("fanzha %s: exit %d: %s", strings.Join(args, " "), code, errs.String())
	}
	return out.String(), nil
}

// rehearsal copies the prepared folder to a place of the test's own.
func rehearsal(to string) (key string, err error) {
	from, key, err := prepare()
	if err != nil {
		return "", err
	}
	return key, filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
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

// server is a running `fanzha serve`.
type server struct {
	cmd  *exec.Cmd
	addr string
	port string
	done chan struct{} // closed when it has ended
	err  error         // how; read after done
}

// serve starts a server on a folder, at an instant if one is given, and waits
// until it is ready. Its log goes to log.
func serve(folder, clock string, log io.Writer) (*server, error) {
	args := []string{"serve", "--listen", "127.0.0.1:0", "--data", folder}
	if clock != "" {
		args = append(args, "--clock", clock)
	}
	s := &server{cmd: exec.Command("fanzha", args...), done: make(chan struct{})}
	s.cmd.Stderr = log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	late := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	late.Stop()
	addr, ready := strings.CutPrefix(strings.TrimSpace(line), "ready ")
	go func() {
		_, _ = io.Copy(io.Discard, out)
		s.err = s.cmd.Wait()
		close(s.done)
	}()
	if !ready {
		_ = s.cmd.Process.Kill()
		<-s.done
		return nil, fmt.Errorf("the server said %q and ended: %w", line, errors.Join(err, s.err))
	}
	s.addr, s.port = addr, addr[strings.LastIndexByte(addr, ':')+1:]
	return s, nil
}

// stop ends the server as a service manager does; it must then end cleanly.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-s.done:
		return s.err
	case <-time.After(patience):
		_ = s.cmd.Process.Kill()
		return errors.New("the server did not stop")
	}
}

// openSSH are the arguments of the real client for a login.
func (s *server) openSSH(login, key string, more ...string) []string {
	return append([]string{
		"-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
		"-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "BatchMode=yes", "-i", key, "-p", s.port, login + "@127.0.0.1",
	}, more...)
}
