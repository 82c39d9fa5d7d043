package account_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHFD0YJbVpX7uPN8kFhYtnqXb9iR3v0yq3xTXKM5p8Zk"

func TestAKeyIsPastedListedAndRemoved(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao").See("公钥  0 把").See("这是第一次登录.")
	p.Press("f4").See("粘贴公钥").Type(publicKey + " 干事@办公室").Press("enter").See("公钥已添加").See("公钥  1 把").See("SHA256:")
	if text := p.Text(); strings.Contains(text, "干事") || !strings.Contains(text, "3月18日 添加  ssh-ed25519") {
		t.Errorf("listed as\n%s", text)
	}
	p.Press("end", "enter").See("移除公钥 SHA256:").See("> 1 留着").Press("enter").Gone("1 留着").See("公钥  1 把")
	p.Press("enter").See("1 留着").Press("2").See("公钥已移除").See("公钥  0 把")
}

func TestTheFirstPasswordIsSpokenOfUntilItIsChanged(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao").See("还在用首次密码")
	if err := w.Desk("ledao").ChangePassword(w.Ctx, w.FirstPassword("ledao"), "Ledao-cun-fanzha"); err != nil {
		t.Fatal(err)
	}
	p.Gone("还在用首次密码")
}

func TestAPrivateKeyIsRefusedWithAClearSentence(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao").See("公钥  0 把")
	for text, says := range map[string]string{
		"-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEAAAAA": "这是私钥",
		"ssh-ed25519 AAAA": "这不是公钥",
		"你好":               "这不是公钥",
	} {
		p.Press("2").See("粘贴公钥").Type(text).Press("enter").See("没有添加公钥").See(says).Press("enter").Gone("没有添加公钥")
	}
	p.Press("2").See("粘贴公钥").Press("enter").See("请粘贴公钥").Press("esc").Gone("粘贴公钥").See("公钥  0 把")
}

func TestTheOtherSessionsAreShownAndSentOut(t *testing.T) {
	w := dbtest.New(t)
	old := w.Come("ledao")
	w.Clock.Pass(40 * time.Minute)
	if err := w.Store.Ended(w.Ctx, old.Session); err != nil {
		t.Fatal(err)
	}
	w.Clock.Pass(time.Hour)
	other := w.Come("ledao")
	w.Clock.Pass(time.Hour)
	_, since, err := w.Store.Oustings(w.Ctx, -1)
	if err != nil {
		t.Fatal(err)
	}
	p := sit(w, "ledao").See("上次登录 3月18日 10:40  ssh 10.1.2.3").See("别处还有 1 个登录").See("到 09:40").See("OpenSSH_9.6").See("截至 11:40")
	p.Press("f8").See("让别处的 1 个登录退出?").See("> 1 不退出").Press("right", "enter").See("别处已退出")
	outs, _, err := w.Store.Oustings(w.Ctx, since)
	if err != nil || len(outs) != 1 || outs[0].Session != other.Session {
		t.Errorf("out are %+v, %v", outs, err)
	}
	if err := w.Store.Ended(w.Ctx, other.Session); err != nil {
		t.Fatal(err)
	}
	p.Press("f5").See("别处没有登录").Press("3").See("别处没有打开的界面").Press("2").See("别处已退出") // commands may have a connection
	if outs, _, err = w.Store.Oustings(w.Ctx, since); err != nil || len(outs) != 2 || outs[1].Session != "" || outs[1].All {
		t.Errorf("out are %+v, %v", outs, err)
	}
}

func TestEveryKeyNamedIsInThePalette(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao").See("公钥  0 把").Press("f2")
	for _, name := range []string{"添加公钥", "改密码", "在别处退出", "刷新", "返回"} {
		p.See(name)
	}
	p.Type("tjgy").Press("enter").See("粘贴公钥")
}

func TestRowsFitEverySize(t *testing.T) {
	w := dbtest.New(t)
	for range 30 {
		w.Come("ledao")
	}
	p := sit(w, "ledao").See("公钥  0 把")
	p.Press("f4").See("粘贴公钥").Type(publicKey).Press("enter").See("公钥  1 把")
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		names := []string{"up", "down", "pgup", "pgdown", "home", "end"}
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 6).Draw(r, "keys") {
			p.Press(key).Fits(size)
		}
	})
}
