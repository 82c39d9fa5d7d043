package accounts_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"fanzha/db/dbtest"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
)

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHFD0YJbVpX7uPN8kFhYtnqXb9iR3v0yq3xTXKM5p8Zk"

var firstPassword = regexp.MustCompile(`[a-z2-9]{4}(-[a-z2-9]{4}){3}`)

func TestTheListSaysWhoIsInAndWhoNeverWas(t *testing.T) {
	w := dbtest.New(t)
	w.Come("ledao")
	p := sit(w, home).See("账号 23   在线 2   首次密码 23").See("截至 09:00")
	p.Press("/").Type("ldc").See("乐道村").Gone("卫生院").See("在线 09:00 起")
	p.Press("esc").See("卫生院").Press("/").Type("从来没有").See("没有符合的账号").Press("enter", "esc").See("卫生院")
	p.Press("/").Type("sifa").See("从未").Press("enter").See("查找 sifa").Press("esc").See("乐道村")
}

func TestAnAccountIsAddedAndItsFirstPasswordShownOnce(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, home).See("账号 23")
	p.Press("f3").See("新账号的登录名").Type("ledao2").Press("enter").See("属于哪个单位").Type("ldc").See("乐道村").Press("enter")
	p.See("是什么角色").See("填报员").Press("1").See("账号 ledao2 的首次密码 (只显示这一次)")
	password := firstPassword.FindString(p.Text())
	if id, _, err := w.Store.SignIn(w.Ctx, "ledao2", password); err != nil || id == "" {
		t.Errorf("%q opens nothing: %v\n%s", password, err, p.Text())
	}
	p.Press("enter").Gone(password).See("账号 24").See(">乐道村").See("账号 ledao2 已添加")
	if strings.Contains(p.Text(), password) {
		t.Error("the password is shown twice")
	}

	p.Press("f3").See("新账号的登录名").Type("ducha").Press("enter").See("全乡 (武陵山乡)").Press("1").See("是什么角色").Gone("填报员")
	p.Type("dc").Press("enter").See("用到哪一天").Type("2021-13-99").Press("enter").See("2021-13-99 不存在").Type("2021-12-31").Press("enter").See("只显示这一次").Press("enter")
	p.See("账号 25").See("督查")
}

func TestANameThatNoAccountCanHaveIsRefusedInItsField(t *testing.T) {
	p := sit(dbtest.New(t), home).See("账号 23")
	p.Press("f3").See("新账号的登录名").Type("乐道").Press("enter").See("账号 乐道 应为小写字母开头").Type("2").Gone("应为小写字母开头").Press("esc").Gone("新账号的登录名")
}

func TestWhatIsTypedForARefusedAccountIsOfferedAgain(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, home).See("账号 23")
	p.Press("f3").See("新账号的登录名").Type("ducha2").Press("enter").See("全乡 (武陵山乡)").Press("1").See("是什么角色").Type("dc").Press("enter").See("用到哪一天").Type("2020-12-31").Press("enter")
	p.See("没有添加").See("已经过去").Press("enter").Gone("已经过去").Press("f3").See("[ ducha2").Press("esc").Gone("新账号的登录名")
	p.Press("f3").See("[ ").Type("sifa").Press("enter").See("属于哪个单位").Press("2").See("是什么角色").Press("1")
	p.See("账号 sifa 已经有了").Press("enter").Gone("已经有了").See("账号 23")
}

func TestAResetIsAskedForAndEndsWhatIsOpen(t *testing.T) {
	w := dbtest.New(t)
	open := w.Come("ledao")
	_, since, err := w.Store.Oustings(w.Ctx, -1)
	if err != nil {
		t.Fatal(err)
	}
	p := sit(w, home).See("账号 23").Press("/").Type("ledao").Press("enter").See("查找 ledao")
	p.Press("f4").See("重置 ledao (乐道村) 的密码?").See("正开着的 1 个界面").Press("enter").Gone("不重置")
	p.Press("enter").See("ledao 乐道村").Press("1").See("重置 ledao").Press("2").See("只显示这一次")
	password := firstPassword.FindString(p.Text())
	if _, _, err := w.Store.SignIn(w.Ctx, "ledao", password); err != nil {
		t.Errorf("%q opens nothing: %v", password, err)
	}
	outs, _, err := w.Store.Oustings(w.Ctx, since)
	if err != nil || len(outs) != 1 || outs[0].Account != open.Account {
		t.Errorf("out are %+v, %v", outs, err)
	}
	p.Press("enter", "esc").See("卫生院").Press("/").Type("pingan").Press("enter").Press("f4").See("这是你自己的账号").Press("enter")
	p.Press("f6").See("不能停用正在使用的账号")
}

func TestAnAccountIsDisabledAndEnabled(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, home).See("账号 23").Press("/").Type("司法所").Press("enter").See("查找 司法所")
	p.Press("f6").See("停用 sifa (司法所)?").See("> 1 不停用").Press("2").See("sifa 已停用").See("停用 1")
	p.Press("f6").See("启用 sifa (司法所)?").Press("2").See("sifa 已启用").Gone("停用 1")
}

func TestTheKeysOfALogin(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, home).See("账号 23").Press("/").Type("sifa").Press("enter").See("查找 sifa")
	p.Press("f7").See("sifa 的公钥").Press("1").See("给 sifa 粘贴公钥").Type(publicKey).Press("enter").See("公钥已添加")
	p.Press("f7").See("移除 SHA256:").Press("2").See("留着").Press("2").See("公钥已移除")
	if all, err := w.Desk("sifa").ListKeys(w.Ctx, ""); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestSomebodyIsSentOut(t *testing.T) {
	w := dbtest.New(t)
	w.Come("sifa")
	_, since, err := w.Store.Oustings(w.Ctx, -1)
	if err != nil {
		t.Fatal(err)
	}
	p := sit(w, home).See("账号 23").Press("/").Type("sifa").Press("enter").See("在线 09:00 起")
	p.Press("f8").See("让 sifa (司法所) 的 1 个登录退出?").Press("2").See("sifa 已退出").Gone("在线 09:00 起")
	if outs, _, err := w.Store.Oustings(w.Ctx, since); err != nil || len(outs) != 1 || outs[0].Session == "" {
		t.Errorf("out are %+v, %v", outs, err)
	}
}

// The page is only for who administers; whoever gets here reads why not.
func TestTheListIsTheOfficesAlone(t *testing.T) {
	w := dbtest.New(t)
	if _, err := w.Desk("lingdao").ListAccounts(w.Ctx); !report.Refused(err, report.CodeForbidden) {
		t.Error(err)
	}
}

func TestRowsFitEverySize(t *testing.T) {
	w := dbtest.New(t)
	for _, login := range []string{"ledao", "ledao", "sifa"} {
		w.Come(login)
	}
	p := sit(w, home).See("账号 23")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 80, Height: 24}, {Width: 120, Height: 40}, {Width: 200, Height: 50}} {
		p.Resize(size).Fits(size)
	}
	names := []string{keys.Up, keys.Down, keys.PgUp, keys.PgDown, keys.Home, keys.End, "f3", "f4", "f5", "f6", "/", "s", "乐", keys.Esc}
	rapid.Check(t, func(r *rapid.T) {
		size := screen.Clamp(rapid.IntRange(1, 210).Draw(r, "width"), rapid.IntRange(3, 60).Draw(r, "height"))
		p.Resize(size).Fits(size)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(names), 0, 6).Draw(r, "keys") {
			p.Press(key).Fits(size)
		}
	})
}
