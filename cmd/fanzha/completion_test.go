package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fanzha/db"
)

func TestCompletionIsWrittenForEveryShell(t *testing.T) {
	for shell, sign := range map[string]string{
		"bash": "complete -o default -F __start_fanzha fanzha", "zsh": "#compdef fanzha", "fish": "complete -c fanzha",
		"powershell": "Register-ArgumentCompleter -CommandName 'fanzha'",
	} {
		script, err := call(nil, "completion", shell)
		if err != nil || !strings.Contains(script, sign) {
			t.Errorf("%s: %v, %d bytes without %q", shell, err, len(script), sign)
		}
	}
	for _, args := range [][]string{{"completion"}, {"completion", "csh"}, {"completion", "bash", "zsh"}} {
		if _, err := call(nil, args...); err == nil || !strings.Contains(err.Error(), "bash|zsh|fish|powershell") {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// The tests need an OpenSSH client and hence a shell; bash is the one that most
// have.
func TestCompletionScriptIsRightToBash(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err)
	}
	script, err := call(nil, "completion", "bash")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "fanzha.bash")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(bash, "-n", file).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestCompletionOffersCommandsAndNoFiles(t *testing.T) {
	for typed, want := range map[string]string{
		"sta": "status\t", "accept ": ":4", "completion ": "powershell", "user re": "reset\t", "plan check ": ":0",
	} {
		out, err := call(nil, append([]string{"__complete"}, strings.Split(typed, " ")...)...)
		if err != nil || !strings.Contains(out, want) {
			t.Errorf("%q: %q, %v", typed, out, err)
		}
	}
}

func TestCompletionOffersWhatThePlanNames(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	if _, err := rehearsal(data); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"accept ": "chayuanba\t茶园坝社区", "set --unit ": "chayuanba\t茶园坝社区", "ledger list ": "\t入户",
		"register list --unit ": "chayuanba\t茶园坝社区", "register list ": "chayuanba\t茶园坝社区", "register show ": "hoardings\t工地围挡名录", "register import outlets ": ":0", "register show outlets ": ":4",
	} {
		out, err := call(nil, append([]string{"__complete", "--data", data}, strings.Split(typed, " ")...)...)
		if err != nil || !strings.Contains(out, want) {
			t.Errorf("%q: %q, %v", typed, out, err)
		}
	}
}

func TestDemoManAndCompletionAreForThisMachineAlone(t *testing.T) {
	over := rootCommand(&session{app: &App{}, over: &db.Desk{}})
	for _, name := range []string{"demo", "man", "completion", "serve", "init"} {
		if c, _, err := over.Find([]string{name}); err == nil && c != over {
			t.Errorf("%s runs over ssh", name)
		}
	}
}
