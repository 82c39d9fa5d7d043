package sshd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/creack/pty"
	gossh "golang.org/x/crypto/ssh"
)

// openSSH prepares a run of the real client. With a password it answers every prompt through an askpass program.
func (h *house) openSSH(t *testing.T, program, login, password string, args ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatal("the tests need an OpenSSH client: ", err)
	}
	host, port, _ := strings.Cut(h.addr, ":")
	options := []string{
		"-F", "none", "-P", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(t.TempDir(), "known"),
		"-o", "LogLevel=ERROR", "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes", "-o", "NumberOfPasswordPrompts=1",
	}
	if program == "ssh" {
		options[2] = "-p"
	}
	flags, command := args, []string(nil)
	for i, arg := range args {
		if arg == "--" {
			flags, command = args[:i], args[i+1:]
			break
		}
	}
	cmd := exec.CommandContext(t.Context(), path, slices.Concat(flags, options, []string{login + "@" + host}, command)...)
	askpass := filepath.Join(t.TempDir(), "askpass")
	must(t, os.WriteFile(askpass, []byte("#!/bin/sh\nprintf '%s\\n' \"$ASKPASS_ANSWER\"\n"), 0o700))
	cmd.Env = append(os.Environ(), "SSH_ASKPASS="+askpass, "SSH_ASKPASS_REQUIRE=force", "ASKPASS_ANSWER="+password, "LC_ALL=C.UTF-8", "HOME="+t.TempDir())
	return cmd
}

func runOpenSSH(t *testing.T, cmd *exec.Cmd) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// writeKey saves a fresh private key for ssh -i.
func writeKey(t *testing.T, generate ...string) (path string, public gossh.PublicKey) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "key")
	out, err := exec.Command("ssh-keygen", append([]string{"-q", "-N", "", "-f", path}, generate...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(path + ".pub")
	must(t, err)
	public, _, _, _, err = gossh.ParseAuthorizedKey(text)
	must(t, err)
	return path, public
}

func echo(_ context.Context, c Caller, args []string, in io.Reader, out, errs io.Writer) int {
	text, err := io.ReadAll(in)
	_, _ = fmt.Fprintf(out, "%s %q %q %v\n", c.Account, args, text, err)
	_, _ = fmt.Fprintln(errs, "说明")
	return len(args)
}

func TestOpenSSHLogsIn(t *testing.T) {
	h := open(t, func(c *Config) { c.Command = echo })
	for _, method := range []string{"password", "keyboard-interactive"} {
		cmd := h.openSSH(t, "ssh", "幸福村", "谷雨", "-o", "PreferredAuthentications="+method, "--", "set", "'a b'")
		cmd.Stdin = strings.NewReader("正文")
		code, out, errs := runOpenSSH(t, cmd)
		if code != 2 || out != "4 [\"set\" \"a b\"] \"正文\" <nil>\n" || errs != "说明\n" {
			t.Errorf("%s: got %d %q %q", method, code, out, errs)
		}
		if got := h.caller(t); !strings.HasPrefix(got.Client, "SSH-2.0-OpenSSH") {
			t.Errorf("client %q", got.Client)
		}
	}
	for _, kind := range [][]string{{"-t", "ed25519"}, {"-t", "ecdsa"}, {"-t", "rsa", "-b", "2048"}} {
		path, public := writeKey(t, kind...)
		h.people.mu.Lock()
		h.people.logins["carol"] = person{id: "5", keys: []gossh.PublicKey{public}}
		h.people.logins["carol2"] = person{id: "6", keys: []gossh.PublicKey{public}}
		h.people.mu.Unlock()
		for login, id := range map[string]string{"carol": "5", "carol2": "6"} {
			code, out, errs := runOpenSSH(t, h.openSSH(t, "ssh", login, "", "-n", "-i", path, "-o", "PreferredAuthentications=publickey", "--", "status"))
			if code != 1 || !strings.HasPrefix(out, id+" ") {
				t.Errorf("%v as %s: got %d %q %q", kind, login, code, out, errs)
			}
			if got := h.caller(t); got.Key != gossh.FingerprintSHA256(public) {
				t.Errorf("key %q", got.Key)
			}
		}
	}
	code, out, errs := runOpenSSH(t, h.openSSH(t, "ssh", "bob", "wrong", "--", "status"))
	if code != 255 || out != "" || !strings.Contains(errs, "Permission denied") {
		t.Errorf("a wrong password: %d %q %q", code, out, errs)
	}
}

// Every host key and every way to exchange keys and to encrypt that is promised works with the real client.
func TestOpenSSHAgreesOnEveryAlgorithm(t *testing.T) {
	h := open(t, nil)
	for option, names := range map[string][]string{
		"HostKeyAlgorithms": {"ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512", "rsa-sha2-256"},
		"KexAlgorithms": {
			"curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256",
			"diffie-hellman-group16-sha512", "diffie-hellman-group14-sha256",
		},
		"Ciphers": {"chacha20-poly1305@openssh.com", "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes128-ctr", "aes256-ctr"},
	} {
		for _, name := range names {
			if code, out, errs := runOpenSSH(t, h.openSSH(t, "ssh", "bob", "wheat", "-n", "-o", option+"="+name, "--", "status")); code != 0 || out != "ok\n" {
				t.Errorf("%s=%s: %d %q", option, name, code, errs)
			}
		}
	}
	for option, name := range map[string]string{
		"HostKeyAlgorithms": "ssh-rsa", "KexAlgorithms": "diffie-hellman-group14-sha1", "Ciphers": "aes128-cbc", "MACs": "hmac-sha1",
	} {
		args := []string{"-n", "-o", "LogLevel=INFO", "-o", option + "=" + name, "--", "status"}
		if option == "MACs" {
			args = append([]string{"-o", "Ciphers=aes128-ctr"}, args...)
		}
		if code, _, errs := runOpenSSH(t, h.openSSH(t, "ssh", "bob", "wheat", args...)); code != 255 || !strings.Contains(errs, "no matching") {
			t.Errorf("%s=%s: %d %q", option, name, code, errs)
		}
	}
}

// screenOf runs ssh in a terminal and collects what it shows.
type screenOf struct {
	*os.File
	mu   sync.Mutex
	text strings.Builder
	done chan struct{}
}

func inTerminal(t *testing.T, cmd *exec.Cmd, size pty.Winsize) *screenOf {
	t.Helper()
	file, err := pty.StartWithSize(cmd, &size)
	must(t, err)
	s := &screenOf{File: file, done: make(chan struct{})}
	t.Cleanup(func() { _ = file.Close() })
	go func() {
		defer close(s.done)
		buf := make([]byte, 4096)
		for {
			n, err := file.Read(buf)
			s.mu.Lock()
			s.text.Write(buf[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *screenOf) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func (s *screenOf) shows(t *testing.T, text string) {
	t.Helper()
	eventually(t, fmt.Sprintf("%q to show", text), func() bool { return strings.Contains(s.String(), text) })
}

func TestOpenSSHInATerminal(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Interface = func(ctx context.Context, c Caller, term Terminal) error {
			_, _ = fmt.Fprintf(term.Out, "%s %s %v\n", c.Account, term.Term, term.Size)
			keys := make(chan byte)
			go func() {
				defer close(keys)
				key := make([]byte, 1)
				for {
					if _, err := term.In.Read(key); err != nil {
						return
					}
					keys <- key[0]
				}
			}()
			for {
				select {
				case size := <-term.Resizes:
					_, _ = fmt.Fprintf(term.Out, "%v", size)
				case key, ok := <-keys:
					if !ok || key == 'q' {
						return nil
					}
					_, _ = fmt.Fprintf(term.Out, "<%d>", key)
				case <-ctx.Done():
					return nil
				}
			}
		}
	})
	// The password is typed at the prompt of the server's own words.
	cmd := h.openSSH(t, "ssh", "bob", "", "-o", "PreferredAuthentications=keyboard-interactive")
	cmd.Env = append(cmd.Env, "SSH_ASKPASS_REQUIRE=never", "TERM=xterm-256color")
	screen := inTerminal(t, cmd, pty.Winsize{Cols: 46, Rows: 19})
	screen.shows(t, "密码: ")
	_, err := screen.WriteString("wheat\n")
	must(t, err)
	screen.shows(t, "2 xterm-256color {46 19}\n")
	if strings.Contains(screen.String(), "{46 19}\r\n") {
		t.Error("a newline of the interface was translated")
	}
	_, err = screen.WriteString("x\x03\r")
	must(t, err)
	screen.shows(t, "<120><3><13>")
	must(t, pty.Setsize(screen.File, &pty.Winsize{Cols: 1000, Rows: 40}))
	screen.shows(t, "{400 40}")
	_, err = screen.WriteString("q")
	must(t, err)
	must(t, cmd.Wait())
}

func TestOpenSSHCommandsInATerminal(t *testing.T) {
	h := open(t, func(c *Config) {
		c.Command = func(ctx context.Context, _ Caller, args []string, _ io.Reader, out, _ io.Writer) int {
			_, _ = io.WriteString(out, "报送\n入户\n")
			if args[0] == "wait" {
				<-ctx.Done()
			}
			return 1
		}
	})
	cmd := h.openSSH(t, "ssh", "bob", "wheat", "-t", "--", "status")
	screen := inTerminal(t, cmd, pty.Winsize{Cols: 80, Rows: 24})
	<-screen.done
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 || !strings.HasPrefix(screen.String(), "报送\r\n入户\r\n") {
		t.Errorf("got %v %q", err, screen)
	}
	cmd = h.openSSH(t, "ssh", "bob", "wheat", "-t", "--", "wait")
	screen = inTerminal(t, cmd, pty.Winsize{Cols: 80, Rows: 24})
	screen.shows(t, "入户\r\n")
	_, err := screen.WriteString("\x03")
	must(t, err)
	screen.shows(t, string(canceled))
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("got %v", err)
	}
}

func TestOpenSSHIsToldWhatIsNotServed(t *testing.T) {
	h := open(t, nil)
	code, out, errs := runOpenSSH(t, h.openSSH(t, "ssh", "bob", "wheat", "-T"))
	if code != 2 || out != "" || !strings.Contains(errs, "界面需要一个终端") {
		t.Errorf("no terminal: %d %q %q", code, out, errs)
	}
	code, _, errs = runOpenSSH(t, h.openSSH(t, "sftp", "bob", "wheat", "-o", "BatchMode=no"))
	if code == 0 || !strings.Contains(errs, "还不能用 sftp") {
		t.Errorf("sftp: %d %q", code, errs)
	}
	code, _, errs = runOpenSSH(t, h.openSSH(t, "ssh", "bob", "wheat", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1", "--", "status"))
	if code != 255 || !strings.Contains(errs, "forwarding") {
		t.Errorf("-R: %d %q", code, errs)
	}
	code, out, _ = runOpenSSH(t, h.openSSH(t, "ssh", "bob", "wheat", "-A", "-X", "-o", "SetEnv=PATH=/x LD_PRELOAD=y", "--", "status"))
	if code != 0 || out != "ok\n" {
		t.Errorf("-A -X: %d %q", code, out)
	}
}

// A killed client is noticed at once: the kernel closes its line.
func TestOpenSSHKilledCancelsItsCommand(t *testing.T) {
	causes := make(chan error, 1)
	h := open(t, func(c *Config) {
		c.Command = func(ctx context.Context, _ Caller, _ []string, in io.Reader, _, _ io.Writer) int {
			_, err := io.ReadAll(in)
			<-ctx.Done()
			causes <- errors.Join(err, context.Cause(ctx))
			return 0
		}
	})
	cmd := h.openSSH(t, "ssh", "bob", "wheat", "--", "import")
	in, err := cmd.StdinPipe()
	must(t, err)
	must(t, cmd.Start())
	_, err = io.WriteString(in, "half")
	must(t, err)
	h.caller(t)
	must(t, cmd.Process.Kill())
	if err := cmd.Wait(); err == nil {
		t.Error("it ended well")
	}
	if cause := receive(t, causes, "the command"); !errors.Is(cause, errGone) {
		t.Errorf("got %v", cause)
	}
}
