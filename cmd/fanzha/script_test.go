package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestScripts runs testdata/*.txtar. Beside testscript's own commands there are
//
//	serve [INSTANT]          (re)starts the server on $FANZHA_DATA with that --clock; sets $PORT and $CLOCK
//	stop                     stops it with SIGTERM; it must end with exit 0
//	as LOGIN VERB ...        runs the real ssh client; as?1 and as?2 want that exit code
//	line LOGIN 'TEXT'        the same with a command line sent as it stands; line?2
//	here VERB ...            runs fanzha on this machine at $CLOCK; here?1 and here?2
//	files LOGIN key=value .. sets and submits $MONTH over ssh
//	json PATH VALUE          compares a value in the last stdout: a/b, */ for each, /len for how many
//	keys PATH NAME ...       an object there has at least these keys
func TestScripts(t *testing.T) {
	cmds := map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"serve": scriptServe, "stop": scriptStop, "files": scriptFiles, "json": scriptJSON, "keys": scriptKeys,
	}
	for suffix, code := range map[string]int{"": exitDone, "?1": exitMissing, "?2": exitFailed} {
		cmds["as"+suffix] = remotely(code, quoted)
		cmds["line"+suffix] = remotely(code, func(args []string) []string { return args })
		cmds["here"+suffix] = locally(code)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: setupScript, Cmds: cmds})
}

// world is what a script's commands share.
type world struct {
	key    string
	log    *os.File
	server *server
}

type worldKey struct{}

func setupScript(env *testscript.Env) error {
	w := &world{}
	var err error
	data := filepath.Join(env.WorkDir, "data")
	if w.key, err = rehearsal(data); err != nil {
		return err
	}
	if w.log, err = os.Create(filepath.Join(env.WorkDir, "server.log")); err != nil {
		return err
	}
	town, err := os.ReadFile(filepath.Join("..", "..", "db", "plan", "testdata", "small.yaml"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(env.WorkDir, "small.yaml"), town, 0o600); err != nil {
		return err
	}
	env.Values[worldKey{}] = w
	env.Setenv("FANZHA_DATA", data)
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("KEY", w.key)
	env.Setenv("CLOCK", opened)
	env.Setenv("MONTH", "2021-03")
	env.Defer(func() {
		if w.server != nil {
			_ = w.server.stop()
		}
		_ = w.log.Close()
	})
	return nil
}

func worldOf(ts *testscript.TestScript) *world { return ts.Value(worldKey{}).(*world) }

func scriptServe(ts *testscript.TestScript, neg bool, args []string) {
	w := worldOf(ts)
	if w.server != nil {
		ts.Check(w.server.stop())
		w.server = nil
	}
	clock := strings.Join(args, "")
	s, err := serve(ts.Getenv("FANZHA_DATA"), clock, w.log)
	if neg {
		if err == nil {
			_ = s.stop()
			ts.Fatalf("the server started")
		}
		return
	}
	if err != nil {
		text, _ := os.ReadFile(w.log.Name())
		ts.Fatalf("%v\n%s", err, text)
	}
	w.server = s
	ts.Setenv("PORT", s.port)
	ts.Setenv("CLOCK", clock)
}

func scriptStop(ts *testscript.TestScript, _ bool, _ []string) {
	w := worldOf(ts)
	ts.Check(w.server.stop())
	w.server = nil
}

// remotely makes the command that runs ssh and wants an exit code. ssh joins
// its arguments with blanks, so each is quoted for the other side first.
func remotely(want int, prepare func([]string) []string) func(ts *testscript.TestScript, neg bool, args []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) == 0 {
			ts.Fatalf("usage: as LOGIN VERB ...")
		}
		w := worldOf(ts)
		if w.server == nil {
			ts.Fatalf("no server runs")
		}
		exits(ts, want, "ssh", w.server.openSSH(args[0], w.key, prepare(args[1:])...)...)
	}
}

func locally(want int) func(ts *testscript.TestScript, neg bool, args []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg {
			ts.Fatalf("say which exit code: here?1, here?2")
		}
		if clock := ts.Getenv("CLOCK"); clock != "" {
			args = append([]string{"--clock", clock}, args...)
		}
		exits(ts, want, "fanzha", args...)
	}
}

// exits runs a command and wants its exit code. Whoever fails says why on
// stderr, and whoever does not says nothing there.
func exits(ts *testscript.TestScript, want int, program string, args ...string) {
	err := ts.Exec(program, args...)
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if code != want {
		ts.Fatalf("exit %d, want %d", code, want)
	}
	if said := ts.ReadFile("stderr") != ""; said != (want == exitFailed) {
		ts.Fatalf("exit %d with stderr %q", code, ts.ReadFile("stderr"))
	}
}

// quoted quotes words for a POSIX shell.
func quoted(words []string) []string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return out
}

func scriptFiles(ts *testscript.TestScript, _ bool, args []string) {
	as, month := remotely(exitDone, quoted), ts.Getenv("MONTH")
	as(ts, false, append([]string{args[0], "set", month}, args[1:]...))
	if want := "已保存 " + strconv.Itoa(len(args)-1) + " 项.\n"; ts.ReadFile("stdout") != want {
		ts.Fatalf("set said %q, want %q", ts.ReadFile("stdout"), want)
	}
	as(ts, false, []string{args[0], "submit", month})
}
