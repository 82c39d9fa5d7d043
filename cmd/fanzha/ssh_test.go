package main

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fanzha/cmd/fanzha/internal/drive"
)

// office is a running server over a rehearsal folder of its own.
type office struct {
	*server
	folder, key string
	passwords   map[string]string // the first passwords by login
	log         *transcript
}

// transcript is a server's log, to wait for what it says.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
	more chan struct{} // closed at the next line
}

func (l *transcript) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(l.more)
	l.more = make(chan struct{})
	return l.text.Write(b)
}

// wait waits until the log has said something.
func (l *transcript) wait(t *testing.T, want string) {
	t.Helper()
	for late := time.After(patience); ; {
		l.mu.Lock()
		said, more := strings.Contains(l.text.String(), want), l.more
		l.mu.Unlock()
		if said {
			return
		}
		select {
		case <-more:
		case <-late:
			t.Fatalf("the server does not say %s", want)
		}
	}
}

// shared is one connection of a login that carries many commands.
type shared struct {
	o       *office
	login   string
	options []string
}

func (o *office) shared(t *testing.T, login string) *shared {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "mux")
	s := &shared{o, login, []string{"-o", "ControlPath=" + socket}}
	master := exec.Command("ssh", append(o.openSSH(login, o.key, s.options...), "-M", "-N")...)
	if err := master.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = master.Process.Kill()
		_ = master.Wait()
	})
	for late := time.After(patience); !exists(socket); {
		select {
		case <-late:
			t.Fatal("the connection is not shared")
		case <-time.After(10 * time.Millisecond):
		}
	}
	return s
}

// command is a command on the connection, not yet started.
func (s *shared) command(words ...string) *exec.Cmd {
	return exec.Command("ssh", s.o.openSSH(s.login, s.o.key, append(s.options[:len(s.options):len(s.options)], words...)...)...)
}

func openOffice(t *testing.T) *office {
	t.Helper()
	o := &office{folder: filepath.Join(t.TempDir(), "data"), passwords: map[string]string{}, log: &transcript{more: make(chan struct{})}}
	var err error
	if o.key, err = rehearsal(o.folder); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(o.folder, accountsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		o.passwords[row[0]] = row[3]
	}
	if o.server, err = serve(o.folder, opened, o.log); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.stop(); err != nil {
			t.Error(err)
		}
	})
	return o
}

// byKey sits a person down before the real ssh client with a key.
func (o *office) byKey(t *testing.T, login string, more ...string) *drive.Person {
	t.Helper()
	cmd := exec.Command("ssh", o.openSSH(login, o.key, more...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	return drive.OpenCommand(t, desktop, cmd)
}

// byPassword is byKey without a key: the client asks for the password, by one
// of its two methods.
func (o *office) byPassword(t *testing.T, method, login string, more ...string) *drive.Person {
	t.Helper()
	cmd := exec.Command("ssh", append([]string{
		"-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
		"-o", "PubkeyAuthentication=no", "-o", "PreferredAuthentications=" + method, "-o", "NumberOfPasswordPrompts=1",
		"-p", o.port, login + "@127.0.0.1",
	}, more...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "SSH_ASKPASS_REQUIRE=never")
	return drive.OpenCommand(t, desktop, cmd)
}

// code is the exit code with which a client ended.
func code(t *testing.T, p *drive.Person) int {
	t.Helper()
	var exit *exec.ExitError
	if err := p.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if exit == nil {
		return 0
	}
	return exit.ExitCode()
}

// Another process's report shows on an open screen by itself.
func TestScreensAreLiveAcrossProcesses(t *testing.T) {
	o := openOffice(t)
	table := o.byKey(t, "lingdao", "-t").See("应报 20   已报 0")
	local := []string{"--data", o.folder, "--clock", opened}
	for _, args := range [][]string{
		{"set", "households=612", "--unit", "chayuanba", "--as-of", "2021-03-01", "--basis", "派出所核定"},
		{"--as", "chayuanba", "set", "staff=综治专干", "visited=120", "visits=150"},
		{"--as", "chayuanba", "submit"},
	} {
		if out, err := exec.Command("fanzha", append(local, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	table.See("已报 1").See("待审 1")
}

// A server that is stopped saves what everyone was typing, gives the terminals
// back and says why, once, also to who was waiting for a command.
func TestStopDuringSessions(t *testing.T) {
	o := openOffice(t)
	clerk := o.byKey(t, "chayuanba", "-t").See("开始填报").Press("enter").See("第 1 组")
	clerk.Press("right").See("三(二) 入户宣传").Press("down").See("> 新入户").Type("77").See("[ 77")
	leader := o.byKey(t, "lingdao", "-t").See("应报 20")
	const sentence = "服务器正在停止, 已保存. 请稍后再连."
	var said [3]strings.Builder
	waiting := make([]*exec.Cmd, len(said))
	for i, words := range [][]string{{"passwd"}, {"plan", "check", "-"}, {"register", "import", "roads"}} {
		waiting[i] = exec.Command("ssh", o.openSSH("pingan", o.key, words...)...)
		typed, err := waiting[i].StdinPipe() // stays open: the command waits for its input
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = typed.Close() }()
		waiting[i].Stderr = &said[i]
		if err := waiting[i].Start(); err != nil {
			t.Fatal(err)
		}
		o.log.wait(t, "verb="+words[0])
	}
	if err := o.stop(); err != nil {
		t.Error(err)
	}
	for i, c := range waiting {
		if err := c.Wait(); err == nil || said[i].String() != sentence+"\n" {
			t.Errorf("a waiting command said %q, %v", said[i].String(), err)
		}
	}
	for _, p := range []*drive.Person{clerk, leader} {
		p.See(sentence).NotSee("2021年3月")
		if got := code(t, p); got != exitFailed {
			t.Errorf("exit %d", got)
		}
		if n := strings.Count(p.Screen(), sentence); n != 1 {
			t.Errorf("the sentence stands %d times:\n%s", n, p.Screen())
		}
		if err := p.Restored(); err != nil {
			t.Error(err)
		}
	}
	out, err := call(nil, "--data", o.folder, "--clock", opened, "--as", "chayuanba", "show", "--json")
	if err != nil {
		t.Fatal(err)
	}
	if _, cells, _ := strings.Cut(out, `"visited": {`); !strings.HasPrefix(strings.TrimSpace(cells), `"value": 77,`) {
		t.Errorf("what was being typed is lost: %.80s", cells)
	}
}

// BenchmarkStart is from starting the program to its "ready", on an existing
// database. The bound is 150 ms.
func BenchmarkStart(b *testing.B) {
	folder := filepath.Join(b.TempDir(), "data")
	if _, err := rehearsal(folder); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := serve(folder, opened, io.Discard)
		b.StopTimer()
		if err == nil {
			err = s.stop()
		}
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/op")
}

// The command that an export names is one that works from where the person is.
func TestAnExportNamesTheServerThatWasCalled(t *testing.T) {
	o := openOffice(t)
	o.byKey(t, "pingan").See("3 汇总表").Press("3", "f8").See("ssh -p " + o.port + " pingan@127.0.0.1 table 2021-03 --csv --group all >")
	out, err := exec.Command("ssh", o.openSSH("pingan", o.key, "table", "2021-03", "--csv", "--group", "all")...).Output()
	if err != nil || !strings.Contains(string(out), "村(社区),茶园坝社区,未报,") {
		t.Errorf("%s, %v", out, err)
	}
}
