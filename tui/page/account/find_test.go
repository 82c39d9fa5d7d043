package account_test

import (
	"testing"
	"time"

	"fanzha/db/dbtest"
	"fanzha/tui/screen"
)

// Of the keys and the logins only those stay that hold what is sought, and what
// can be done stays as it is.
func TestKeysAndLoginsAreFound(t *testing.T) {
	w := dbtest.New(t)
	first := w.Come("ledao")
	if err := w.Store.Ended(w.Ctx, first.Session); err != nil {
		t.Fatal(err)
	}
	w.Clock.Pass(26 * time.Hour)
	w.Come("ledao")
	for _, size := range []screen.Size{{Width: 46, Height: 19}, home, {Width: 120, Height: 40}} {
		p := sit(w, "ledao").Resize(size).See("公钥  ").See("3月18日 09:00").See("  在线")
		if size.Width == 46 {
			p.Press("f4").See("粘贴公钥").Type(publicKey).Press("enter").See("公钥  1 把")
		}
		p.See("SHA256:").Press("、").See("地址, 日期, 公钥").Type("３月１８").Gone("SHA256:").See("没有符合的").See("3月18日 09:00").Gone("  在线").Fits(size)
		p.Press("enter").See("查找 ３月１８").Press("esc").Gone("查找 ３月１８").See("  在线")
		p.Press("／").Paste("ed25519").See("SHA256:").Gone("3月18日 09:00").Press("end").See("Enter 查找").Press("esc").See("3月18日 09:00")
		p.Press("/").Type("ｚｘ").See("  在线").Gone("3月18日 09:00").Press("esc").See("3月18日 09:00")
	}
}
