package account_test

import (
	"testing"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

// A click takes a key in hand, and the next asks whether to remove it; what can
// be done is done at once.
func TestAClickTakesAKeyAndThenRemovesIt(t *testing.T) {
	w := dbtest.New(t)
	p := sit(w, "ledao").See("公钥  0 把").Click("添加公钥").See("粘贴公钥").Type(publicKey).Press("enter").See("公钥  1 把")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, {Width: 120, Height: 40}, home} {
		p.Resize(size).Press("home").See("> 1 改密码").Click("SHA256:").See("> SHA256:").Click("登录记录").See("> SHA256:")
		p.Click("SHA256:").See("移除以后").Click("留着").Gone("留着")
	}
	p.Resize(screen.Size{Width: 46, Height: 19}).Press("home").ClickBelow("SHA256:", 2).See("> SHA256:").Click("在别处退出").See("让别处的连接都退出?")
}
