package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fanzha/cmd/fanzha/internal/drive"
)

// Who comes with a first password chooses another before anything else, and
// commands say so; after that everything is open.
func TestFirstPassword(t *testing.T) {
	o := openOffice(t)
	first, own := o.passwords["chayuanba"], "fanzha-Cybsq-2021"

	p := o.byPassword(t, "password", "chayuanba", "status")
	p.See("password:").Type(first + "\r").See("还在用首次密码. 请先不带命令登录一次")
	if got := code(t, p); got != exitFailed {
		t.Errorf("a command with a first password: exit %d", got)
	}
	p = o.byPassword(t, "keyboard-interactive", "茶园坝社区")
	p.See("密码:").Type(first + "\r").See("请换一个自己的密码").NotSee("填报员          截止").NotSee("开始填报")
	p.Press("f2").See("全部操作").NotSee("前往").Press("esc").See("请换一个自己的密码")
	p.See("> 新密码").NotSee("原密码").Type(own).Press("enter").Type(own).Press("enter").See("密码已改")
	if strings.Contains(p.Screen(), own) {
		t.Error("the password shows on the screen")
	}
	p.Press("enter").See("开始填报").Press("ctrl+c").See("退出反诈月报?").Press("right", "enter")
	if got := code(t, p); got != exitDone {
		t.Errorf("leaving: exit %d", got)
	}

	p = o.byPassword(t, "password", "chayuanba", "status")
	p.See("password:").Type(own + "\r").See("2021年3月 茶园坝社区: 未报")
	if got := code(t, p); got != exitMissing {
		t.Errorf("a command with an own password: exit %d", got)
	}
}

// A wrong password, and the first one after it was changed, say the same.
func TestPasswd(t *testing.T) {
	o := openOffice(t)
	first := o.passwords["ledao"]
	cmd := exec.Command("ssh", o.openSSH("ledao", o.key, "passwd")...)
	cmd.Stdin = strings.NewReader(first + "\n" + "Ledao-cun-fanzha" + "\n")
	out, err := cmd.CombinedOutput()
	if err != nil || string(out) != "密码已改.\n" {
		t.Fatalf("%v: %s", err, out)
	}
	for _, wrong := range []string{first, "nonsense"} {
		p := o.byPassword(t, "password", "ledao", "status")
		p.See("password:").Type(wrong + "\r").See("Permission denied")
		if got := code(t, p); got != 255 {
			t.Errorf("exit %d", got)
		}
	}
	p := o.byPassword(t, "keyboard-interactive", "乐道村", "status")
	p.See("密码:").Type("Ledao-cun-fanzha\r").See("2021年3月 乐道村: 未报")
	if got := code(t, p); got != exitMissing {
		t.Errorf("exit %d", got)
	}
}

// A key needs no first password, and a person may log in by the unit's name.
func TestKeyByChineseName(t *testing.T) {
	o := openOffice(t)
	o.byKey(t, "茶园坝社区", "-t").See("茶园坝社区 填报员").See("开始填报")
	p := o.byKey(t, "茶园坝社区", "-T")
	p.See("界面需要一个终端")
	if got := code(t, p); got != exitFailed {
		t.Errorf("exit %d", got)
	}
}

// A key that the person's computer offered in vain is there to be added with
// one key press; then it opens the account.
func TestAKeyOfferedAtLoginIsAddedByChoosingIt(t *testing.T) {
	o := openOffice(t)
	fresh := filepath.Join(t.TempDir(), "fresh")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", fresh).CombinedOutput(); err != nil {
		t.Fatal(string(out), err)
	}
	cmd := exec.Command("ssh", append([]string{"-i", fresh}, o.openSSH("ledao", o.key)...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	p := drive.OpenCommand(t, desktop, cmd).See("开始填报").Press("f2").Type("我的账号").Press("enter").See("公钥  1 把")
	p.Press("f4").See("添加哪一把公钥").See("1 本机的 SHA256:").See("ssh-ed25519").See("2 粘贴别的公钥").Press("１").See("公钥已添加").See("公钥  2 把")
	p.Press("f4").See("粘贴公钥: .pub").Press("esc").NotSee("粘贴公钥: .pub") // there is no other
	if out, err := exec.Command("ssh", o.openSSH("ledao", fresh, "show")...).CombinedOutput(); err != nil || !strings.Contains(string(out), "乐道村") {
		t.Errorf("the key opens %s, %v", out, err)
	}
}
