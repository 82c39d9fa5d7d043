// Package account is a person's own account: the password, the public keys, and
// where it is in use (我的账号).
package account

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page may do. An empty login is the own one.
type Desk interface {
	Me(ctx context.Context) (account.Me, error)
	ListKeys(ctx context.Context, login string) ([]account.Key, error)
	AddKey(ctx context.Context, login string, k account.Key) error
	RemoveKey(ctx context.Context, login, fingerprint string) error
	Sessions(ctx context.Context, login string) ([]account.Session, error)
	Expel(ctx context.Context, login, keep string) error
}

// data is what one load brought.
type data struct {
	first    bool // the first password is still in use
	keys     []account.Key
	sessions []account.Session // newest first
}

// Page is the own account.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk

	data   *data
	acting bool
	notice string // what came of the last key
	read   time.Time

	hand string // the id of the choice in hand
	top  int    // the first row in sight
	more int    // how many rows stand below the last one in sight

	spots widget.Spots // where the choices were drawn

	filter widget.Filter // only keys and logins that hold its text
}

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, _ tui.Place) tui.Page {
		p := &Page{Context: c, desk: d}
		p.Load = tui.NewLoad(c, p.reading, p.show)
		return p
	}
}

// acted says what a step came to.
type acted struct {
	verb, said string
	err        error
}

func (p *Page) reading() tui.Reading[data] {
	return func(ctx context.Context) (*data, error) {
		me, err := p.desk.Me(ctx)
		if err != nil {
			return nil, err
		}
		d := &data{first: me.MustChange}
		if d.keys, err = p.desk.ListKeys(ctx, ""); err == nil {
			d.sessions, err = p.desk.Sessions(ctx, "")
		}
		return d, err
	}
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case acted:
		p.acting = false
		if msg.err != nil {
			return tea.Batch(p.Note("没有"+msg.verb, msg.err.Error()), p.Reload())
		}
		p.notice = msg.said
		return p.Renew()
	case tui.Changed, tui.Shown:
		return p.Reload()
	case tea.PasteMsg:
		if p.filter.Typing() {
			p.sift(msg)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.filter.Typing() {
			p.sift(msg)
			return nil
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what was read.
func (p *Page) show(d *data) {
	if d != nil {
		p.data, p.read = d, p.Now()
	}
}

// elsewhere are the open sessions but this one.
func (p *Page) elsewhere() (open []account.Session) {
	for _, s := range p.data.sessions {
		if s.Ended == nil && !s.Here {
			open = append(open, s)
		}
	}
	return open
}

// previous is the session before this one, or nil.
func (p *Page) previous() *account.Session {
	passed := false
	for i, s := range p.data.sessions {
		if passed {
			return &p.data.sessions[i]
		}
		passed = s.Here
	}
	return nil
}

// Head says whose account it is.
func (p *Page) Head() tui.Head { return tui.Head{} }

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	back := keys.Binding{Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"}
	switch {
	case p.filter.Typing():
		return p.filter.Keys()
	case p.data == nil:
		return []keys.Binding{back}
	case p.filter.Text != "":
		back.Help = "看全部"
	}
	enter := "选定"
	if _, ok := p.keyInHand(); ok {
		enter = "移除公钥"
	}
	return slices.Concat([]keys.Binding{
		{Keys: []string{keys.Enter}, Label: "Enter", Help: enter},
		{Keys: []string{"f4"}, Label: "F4", Help: "添加公钥"},
		{Keys: []string{"f6"}, Label: "F6", Help: "改密码"},
		{Keys: []string{"f8"}, Label: "F8", Help: "在别处退出"},
		back,
		{Keys: []string{"/"}, Label: "/", Help: "查找"},
		{Keys: []string{"f5"}, Label: "F5", Help: "刷新"},
	}, keys.Pages, keys.Ends)
}

// Status says of when the view is, since coming and going wakes nobody, and
// what came of the last key.
func (p *Page) Status() string {
	doing := ""
	if p.acting {
		doing = keys.Saving
	}
	return cmp.Or(p.Trouble(p.data == nil), doing, p.notice, "截至 "+p.read.In(plan.China).Format("15:04"))
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"有公钥登录就不用输密码. 按 F4, 这台电脑登录时出示过的公钥可以直接选; 没有出示的, 在自己的电脑上打开命令行, 输入下面第一行生成, 一路回车; 再输入第二行显示公钥, 复制那一行, 回到这里按 F4 粘贴:",
		"  ssh-keygen -t ed25519",
		"  type %USERPROFILE%\\.ssh\\id_ed25519.pub",
		"苹果和 Linux 的第二行是 cat ~/.ssh/id_ed25519.pub. 用 PuTTY 的, 打开 PuTTYgen 复制上方框内的一行.",
		"只要 .pub 结尾的公钥, 没有 .pub 的是私钥, 不要交给任何人. 这里不接收转发来的密钥代理 (agent).",
		"/ 查找: 打地址, 日期, 公钥或其他字句, 只留下符合的公钥和登录记录. Esc 看全部.",
		"登录记录里有不认得的: 按 F8 让别处退出, 按 F6 改密码, 并移除不认得的公钥.",
	}
}
