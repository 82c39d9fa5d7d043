package main

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"fanzha/cmd/fanzha/internal/demo"
	"fanzha/db"
)

// running is a demonstration that has said all that it says at its start.
type running struct {
	cmd  *exec.Cmd
	addr string
	said string
}

func startDemo(t *testing.T, temp string, args ...string) *running {
	t.Helper()
	r := &running{cmd: exec.Command("fanzha", append([]string{"demo"}, args...)...)}
	r.cmd.Env = append(os.Environ(), "TMPDIR="+temp)
	var errs strings.Builder
	r.cmd.Stderr = &errs
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.cmd.Process.Kill() })
	late := time.AfterFunc(patience, func() { _ = r.cmd.Process.Kill() })
	defer late.Stop()
	lines := bufio.NewReader(out)
	for !strings.Contains(r.said, "Ctrl-C") {
		line, err := lines.ReadString('\n')
		if err != nil {
			_ = r.cmd.Wait()
			t.Fatalf("the demonstration said %q and %q, and ended: %v", r.said, errs.String(), err)
		}
		r.said += line
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	first, _, _ := strings.Cut(r.said, "\n")
	r.addr = strings.TrimPrefix(first, "ready ")
	return r
}

// stop presses Ctrl-C.
func (r *running) stop(t *testing.T) {
	t.Helper()
	if err := r.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(patience, func() { _ = r.cmd.Process.Kill() })
	defer late.Stop()
	if err := r.cmd.Wait(); err != nil {
		t.Fatalf("Ctrl-C: %v", err)
	}
}

func TestDemoIsServedAndGoneAfterwards(t *testing.T) {
	temp := t.TempDir()
	r := startDemo(t, temp)
	port := r.addr[strings.LastIndexByte(r.addr, ':')+1:]
	for _, want := range []string{"演示", "6月18日 09:00", demo.Password, "ssh -p " + port + " chayuanba@127.0.0.1", " pingan@", " lingdao@"} {
		if !strings.Contains(r.said, want) {
			t.Errorf("the demonstration does not say %q:\n%s", want, r.said)
		}
	}
	client, err := gossh.Dial("tcp", r.addr, &gossh.ClientConfig{
		User: "zhuren", Auth: []gossh.AuthMethod{gossh.Password(demo.Password)},
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience,
	})
	if err != nil {
		t.Fatal(err)
	}
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out, err := session.Output("status") // ends with 1: something is missing
	if exit, ok := err.(*gossh.ExitError); !ok || exit.ExitStatus() != exitMissing {
		t.Errorf("status: %v", err)
	}
	if !strings.HasPrefix(string(out), "2021年6月 报送: 应报 20, 已报 15 (待审 4, 通过 10, 退回 1), 未报 5") {
		t.Errorf("status: %s", out)
	}
	_ = client.Close()
	r.stop(t)
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestDemoKeepsItsFolderWhenAsked(t *testing.T) {
	temp := t.TempDir()
	kept := filepath.Join(temp, "kept")
	r := startDemo(t, temp, "--keep", kept)
	r.stop(t)
	if _, err := os.Stat(filepath.Join(kept, db.File)); err != nil {
		t.Error(err)
	}
	if out, err := call(nil, "--data", kept, "show", "tongxin", "2021-05"); err != nil || !strings.Contains(out, "基础运营商") {
		t.Errorf("show: %s, %v", out, err)
	}
	if _, err := call(nil, "demo", "--keep", kept); err == nil || !strings.Contains(err.Error(), "不是空的") {
		t.Errorf("a second demonstration in the same folder: %v", err)
	}
}

func TestDemoStaysOnThisMachine(t *testing.T) {
	for listen, want := range map[string]string{
		"127.0.0.1:0": "127.0.0.1:0", ":2222": "127.0.0.1:2222", "localhost:22": "127.0.0.1:22", "[::1]:0": "[::1]:0",
		"0.0.0.0:2222": "", "[::]:0": "", "10.1.2.3:2222": "", "example.org:22": "", "2222": "", "": "",
	} {
		if got, err := loopback(listen); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", listen, got, err)
		}
	}
	for _, flag := range []string{"--data", "--clock", "--as"} {
		if _, err := call(nil, "demo", flag, "2021-03-18"); err == nil || !strings.Contains(err.Error(), flag) {
			t.Errorf("%s: %v", flag, err)
		}
	}
}

// The year takes seconds to make: a port that is taken is said before, once.
func TestADemoOnATakenPortSaysSoAtOnce(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	addr := taken.Addr().String()
	kept := filepath.Join(t.TempDir(), "kept")
	_, err = call(nil, "demo", "--listen", addr, "--keep", kept)
	if err == nil || !strings.Contains(err.Error(), "--listen :2223") {
		t.Fatalf("a port that is taken: %v", err)
	}
	_, said, _ := strings.Cut(err.Error(), "exit 2: ")
	if strings.Count(said, addr) != 1 || strings.Count(said, "监听") != 1 || strings.Contains(said, "正在建立") {
		t.Errorf("said %q", said)
	}
	if _, err := os.Stat(kept); !os.IsNotExist(err) {
		t.Errorf("the folder was made: %v", err)
	}
}
