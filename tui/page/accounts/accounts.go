// Package accounts is where the office keeps all logins (账号管理): who has one,
// who is in now, first passwords, keys, and an end to each of them.
package accounts

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	ListAccounts(ctx context.Context) ([]account.Account, error)
	Present(ctx context.Context) ([]account.Session, error)
	Plan(ctx context.Context, p report.Period) (*plan.Plan, string, error)
	AddAccount(ctx context.Context, n account.New) (account.Credential, error)
	ResetPassword(ctx context.Context, login string) (account.Credential, error)
	DisableAccount(ctx context.Context, login string) error
	EnableAccount(ctx context.Context, login string) error
	Expel(ctx context.Context, login, keep string) error
	ListKeys(ctx context.Context, login string) ([]account.Key, error)
	AddKey(ctx context.Context, login string, k account.Key) error
	RemoveKey(ctx context.Context, login, fingerprint string) error
}

// Page is the list of accounts.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk

	data   *data
	acting bool
	notice string // what came of the last key
	read   time.Time

	filter widget.Filter
	draft  account.New // what is typed of a new account, kept while it is refused
	land   string      // the login to take in hand once it is listed

	grid  *widget.Grid
	above int  // rows of the page above the grid
	lines int  // how many screen lines a row was laid out in
	stale bool // the grid must be built anew
}

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, _ tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, grid: widget.NewGrid(nil, c.Styles), stale: true}
		p.Load = tui.NewLoad(c, func() tui.Reading[data] { return p.gather }, p.show)
		return p
	}
}

// The answers of the page's commands.
type (
	// acted says what a step came to.
	acted struct {
		verb, said string
		added      string             // the login of a new account
		fresh      account.Credential // a first password to be shown
		more       []string           // what is said below it
		err        error
	}
	// keysOf brings the keys of a login.
	keysOf struct {
		login string
		keys  []account.Key
		err   error
	}
)

func (p *Page) gather(ctx context.Context) (*data, error) {
	all, err := p.desk.ListAccounts(ctx)
	if err != nil {
		return nil, err
	}
	in, err := p.desk.Present(ctx)
	if err != nil {
		return nil, err
	}
	pl, _, err := p.desk.Plan(ctx, report.Period{})
	if err != nil {
		return nil, err
	}
	return digest(all, in, pl), nil
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
		if msg.added != "" {
			p.draft, p.land = account.New{}, msg.added
		}
		p.notice = msg.said
		if msg.fresh.Password != "" {
			return tea.Batch(p.first(msg.fresh, msg.more), p.Renew())
		}
		return p.Renew()
	case keysOf:
		p.acting = false
		return p.showKeys(msg)
	case tui.Changed, tui.Shown:
		return p.Reload()
	case tea.PasteMsg:
		if p.filter.Typing() {
			p.typing(msg)
		}
	case tea.KeyPressMsg:
		p.notice = ""
		if p.filter.Typing() {
			p.typing(msg)
			return nil
		}
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what was read; the row in hand stays in hand.
func (p *Page) show(d *data) {
	if d != nil {
		p.data, p.stale, p.read = d, true, p.Now()
	}
}

// typing gives a key or a paste to the filter; the rows follow at once. Who
// types a whole login means that one.
func (p *Page) typing(msg tea.Msg) {
	p.stale = p.filter.Over(p.grid, msg) || p.stale
	if slices.ContainsFunc(p.data.people, func(a *person) bool { return a.login == p.filter.Text }) {
		p.land = p.filter.Text
	}
}

// Head says whose page it is.
func (p *Page) Head() tui.Head { return tui.Head{} }

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	if p.filter.Typing() {
		return p.filter.Keys()
	}
	if p.data == nil {
		return []keys.Binding{bind(keys.Esc, "Esc", "返回")}
	}
	disable := "停用"
	if a := p.inHand(); a != nil && a.disabled {
		disable = "启用"
	}
	return slices.Concat([]keys.Binding{
		bind(keys.Enter, "Enter", "办理"),
		bind("f3", "F3", "添加"), bind("f4", "F4", "重置密码"), bind("f6", "F6", disable), bind("f7", "F7", "公钥"),
		bind("/", "/", "查找"), bind(keys.Esc, "Esc", "返回"),
		bind("f8", "F8", "让他退出"), bind("f5", "F5", "刷新"),
	}, keys.Pages, keys.Ends)
}

// Status says of when the view is, since coming and going wakes nobody, and
// what came of the last key.
func (p *Page) Status() string {
	doing := ""
	if p.acting {
		doing = "办理中"
	}
	return cmp.Or(p.Trouble(p.data == nil), doing, p.notice, "截至 "+p.read.In(plan.China).Format("15:04"))
}

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"这里列出全乡的账号. 上下选中一个, 按 Enter 列出能办的事. / 按单位, 账号或拼音首字母查找.",
		"状态: 在用; 首次密码 是还没有改成自己的密码; 停用 是不能登录, 填过的和历史都保留.",
		"F3 添加账号. 首次密码只显示一次, 请当面或打电话告诉本人; 忘了就按 F4 重置.",
		"F4 重置密码, F6 停用, 这个账号正开着的界面都立即退出. 重置以后公钥仍能登录, 不认得的公钥请按 F7 移除.",
		"F8 让一个账号在各处退出, 密码不变. 自己的密码和公钥在 我的账号 里改.",
	}
}
