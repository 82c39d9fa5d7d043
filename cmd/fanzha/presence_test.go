package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"fanzha/cmd/fanzha/internal/drive"
	"fanzha/db"
	"fanzha/db/account"
	"fanzha/db/report"
)

// beside opens the office's folder a second time, as a command on the server's
// machine does.
func (o *office) beside(t *testing.T) *App {
	t.Helper()
	a := &App{Data: o.folder, Start: opened}
	if _, err := a.open(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.close)
	return a
}

// present waits until so many sessions of a login are listed as open.
func present(t *testing.T, a *App, login string, want int) []account.Session {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	d := deskOf(t, a, "pingan")
	again := time.NewTicker(20 * time.Millisecond) // coming and going wakes nobody
	defer again.Stop()
	for {
		all, err := d.Present(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var in []account.Session
		for _, s := range all {
			if s.Login == login {
				in = append(in, s)
			}
		}
		if len(in) == want {
			return in
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			t.Fatalf("%d sessions of %s are open, want %d: %+v", len(in), login, want, in)
		}
	}
}

// drop cuts the line of a login's session and waits until what it held is kept:
// left are the sessions of the login that stay. A session is listed some time
// after its first screen, so that one which is not yet would seem to be over.
func drop(t *testing.T, a *App, p *drive.Person, login string, left int) {
	t.Helper()
	present(t, a, login, left+1)
	p.Drop()
	present(t, a, login, left)
}

// sentOut waits until a session has ended with a sentence.
func sentOut(t *testing.T, p *drive.Person, sentence string) {
	t.Helper()
	p.See(sentence)
	if got := code(t, p); got != exitDone {
		t.Errorf("exit %d", got)
	}
	if err := p.Restored(); err != nil {
		t.Error(err)
	}
}

func TestExpellingEndsTheOtherSessionsAndKeepsTheOneThatAsks(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	away := o.byKey(t, "chayuanba").See("开始填报")
	in := present(t, a, "chayuanba", 1)
	if !strings.HasPrefix(in[0].Client, "SSH-2.0-OpenSSH") || in[0].Origin != "ssh 127.0.0.1" {
		t.Errorf("listed as %+v", in[0])
	}
	stranger := o.byKey(t, "ledao").See("开始填报")
	away.Press("enter").See("四(一)").Press("enter").Type("干事") // typed, and not left yet
	away.See("干事")

	// The person asks from a session at the machine, which stays.
	p := newPresence(a.store, nil)
	_, d, leave := p.enter(t.Context(), deskOf(t, a, "chayuanba"), "", "")
	defer leave()
	present(t, a, "chayuanba", 2)
	if err := d.Expel(t.Context(), "", ""); err != nil {
		t.Fatal(err)
	}
	sentOut(t, away, "这个账号在别处选了退出其他登录, 这里已退出")
	if in := present(t, a, "chayuanba", 1); in[0].Origin != db.OriginMachine {
		t.Errorf("left is %+v", in[0])
	}
	if s, err := d.Form(t.Context(), "", report.Period{}); err != nil || s.Find("staff").Value.String() != "干事" {
		t.Errorf("what was typed is lost: %v, %v", s.Find("staff").Value, err)
	}
	stranger.Press("f1").See("首页说明")
}

func TestADisabledAccountAndAResetPasswordEndWhatIsOpen(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	office := deskOf(t, a, "pingan")
	first, second := o.byKey(t, "sifa").See("开始填报"), o.byKey(t, "sifa").See("开始填报")
	stolen := o.byKey(t, "ledao").See("开始填报")
	present(t, a, "sifa", 2)
	if err := office.DisableAccount(t.Context(), "sifa"); err != nil {
		t.Fatal(err)
	}
	sentOut(t, first, "刚由平安办停用, 这里已退出")
	sentOut(t, second, "刚由平安办停用, 这里已退出")
	if _, err := office.ResetPassword(t.Context(), "ledao"); err != nil {
		t.Fatal(err)
	}
	sentOut(t, stolen, "密码刚由平安办重置, 这里已退出")
	present(t, a, "sifa", 0)
	present(t, a, "ledao", 0)
}

// Who was sent out has to log in again: one connection carries several
// sessions, and the next one on it would not ask for a password.
func TestAConnectionThatWasSentOutOpensNothingMore(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	line := o.shared(t, "ledao")
	p := drive.OpenCommand(t, desktop, line.command("-t")).See("开始填报")
	if _, err := deskOf(t, a, "pingan").ResetPassword(t.Context(), "ledao"); err != nil {
		t.Fatal(err)
	}
	sentOut(t, p, "密码刚由平安办重置")
	out, err := line.command("status").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "这个连接已经退出") {
		t.Errorf("the connection still answers %s, %v", out, err)
	}
	o.byKey(t, "ledao").See("开始填报") // another connection logs in with the key
}

func TestAServerEndsWhatAKilledOneLeftOpen(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	o.byKey(t, "ledao").See("开始填报")
	present(t, a, "ledao", 1)
	if err := o.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-o.done
	if all, err := deskOf(t, a, "pingan").Present(t.Context()); err != nil || len(all) != 1 {
		t.Fatalf("after the crash %+v, %v", all, err)
	}
	var err error
	if o.server, err = serve(o.folder, opened, io.Discard); err != nil {
		t.Fatal(err)
	}
	present(t, a, "ledao", 0)
	all, err := deskOf(t, a, "ledao").Sessions(t.Context(), "")
	if err != nil || len(all) != 1 || all[0].Ended == nil {
		t.Errorf("%+v, %v", all, err)
	}
	p := o.byKey(t, "ledao").See("开始填报")
	present(t, a, "ledao", 1)
	p.Drop()
	present(t, a, "ledao", 0)
}

// Closing the window of the local interface is a way to leave like any other.
func TestAWindowThatIsClosedLeavesNobodyListed(t *testing.T) {
	o := openOffice(t)
	a := o.beside(t)
	cmd := exec.Command("fanzha", "--data", o.folder, "--as", "ledao")
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	p := drive.OpenCommand(t, desktop, cmd).See("开始填报").Press("enter").See("四(一)").Press("enter").Type("干事").See("干事")
	present(t, a, "ledao", 1)
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	if got := code(t, p); got != exitDone {
		t.Errorf("exit %d", got)
	}
	present(t, a, "ledao", 0)
	if s, err := deskOf(t, a, "ledao").Form(t.Context(), "", report.Period{}); err != nil || s.Find("staff").Value.String() != "干事" {
		t.Errorf("what was typed is lost: %v", err)
	}
}

// A connection on which nothing but commands ran is a login like any other: it
// is sent out, what runs on it ends, and the one that asks stays.
func TestLoggingOutElsewhereMeansCommandsToo(t *testing.T) {
	o := openOffice(t)
	away, here := o.shared(t, "ledao"), o.shared(t, "ledao")
	for _, c := range []*shared{away, here} {
		if out, err := c.command("show").CombinedOutput(); err != nil {
			t.Fatal(string(out), err)
		}
	}
	waiting := away.command("passwd")
	typed, err := waiting.StdinPipe() // stays open: the command waits for two lines
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = typed.Close() }()
	var said strings.Builder
	waiting.Stderr = &said
	if err := waiting.Start(); err != nil {
		t.Fatal(err)
	}
	o.log.wait(t, "verb=passwd")
	if out, err := here.command("logout").CombinedOutput(); err != nil || !strings.Contains(string(out), "别处的登录已退出") {
		t.Fatal(string(out), err)
	}
	if err := waiting.Wait(); err == nil || strings.Count(said.String(), "这个账号在别处选了退出其他登录") != 1 {
		t.Errorf("the waiting command said %q, %v", said.String(), err)
	}
	if out, err := away.command("show").CombinedOutput(); err == nil || !strings.Contains(string(out), "这个连接已经退出") {
		t.Errorf("the other connection still answers %s, %v", out, err)
	}
	if out, err := here.command("show").CombinedOutput(); err != nil {
		t.Errorf("the connection that asked answers %s, %v", out, err)
	}
	o.byKey(t, "ledao").See("开始填报") // whoever logs in again may
}
