package accounts

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// press does what a key asks for.
func (p *Page) press(key string) tea.Cmd {
	if key == keys.Esc {
		if p.filter.Text == "" {
			return p.Back()
		}
		p.filter.Text, p.stale = "", true
		return nil
	}
	if p.data == nil || p.acting {
		return nil
	}
	switch key {
	case "/":
		p.filter.Open("单位, 账号, 状态")
		return nil
	case "f3":
		return p.add()
	case "f5":
		return p.Reload()
	case keys.Left, keys.Right:
		return nil
	}
	if a := p.inHand(); a != nil {
		for _, step := range p.steps(a) {
			if step.key == key {
				return step.act()
			}
		}
		if key == keys.Enter {
			return p.menu(a)
		}
	}
	p.grid.Press(key)
	return nil
}

// step is something that can be done with an account.
type step struct {
	key, label, name string
	act              func() tea.Cmd
}

// steps are what can be done with an account as it stands.
func (p *Page) steps(a *person) []step {
	disable := step{"f6", "F6", "停用", func() tea.Cmd { return p.disable(a) }}
	if a.disabled {
		disable = step{"f6", "F6", "启用", func() tea.Cmd { return p.enable(a) }}
	}
	return []step{
		{"f4", "F4", "重置密码", func() tea.Cmd { return p.reset(a) }},
		disable,
		{"f7", "F7", "公钥", func() tea.Cmd { return p.listKeys(a.login) }},
		{"f8", "F8", "让他在各处退出", func() tea.Cmd { return p.expel(a) }},
	}
}

// menu offers what can be done with the account in hand.
func (p *Page) menu(a *person) tea.Cmd {
	steps := p.steps(a)
	var items []tui.Item
	for _, s := range steps {
		items = append(items, tui.Item{Name: s.name, Side: s.label})
	}
	return p.Menu(a.login+" "+a.place(), items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		return steps[i].act()
	})
}

// run carries a step to the desk.
func (p *Page) run(work func(ctx context.Context) acted) tea.Cmd {
	if p.acting {
		return nil
	}
	p.acting = true
	return p.Do(func(ctx context.Context) tea.Msg { return work(ctx) })
}

// do is run for a step that only succeeds or fails.
func (p *Page) do(verb, said string, work func(ctx context.Context) error) tea.Cmd {
	return p.run(func(ctx context.Context) acted { return acted{verb: verb, said: said, err: work(ctx)} })
}

// ask confirms a step; the safe choice stands first.
func (p *Page) ask(question, detail, safe, act string, then func() tea.Cmd) tea.Cmd {
	return p.Confirm(widget.Confirm{Question: question, Detail: detail, Safe: safe, Act: act}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return then()
	})
}

// first shows a first password. It is nowhere else, and not shown again.
func (p *Page) first(c account.Credential, more []string) tea.Cmd {
	return p.Note("账号 "+c.Login+" 的首次密码 (只显示这一次)", append([]string{
		c.Password, "",
		"请当面或打电话告诉本人, 不要发到群里. 首次登录时要改成自己的密码.",
	}, more...)...)
}

func (p *Page) reset(a *person) tea.Cmd {
	if a.login == p.Me.Login {
		return p.Note("这是你自己的账号", "改自己的密码请到 我的账号, 按 F6.")
	}
	detail := "原密码立即不能用." + leaving(a)
	var more []string
	if a.keys > 0 {
		more = append(more, "这个账号有 "+count(a.keys)+" 把公钥仍能登录. 不是本人的, 请按 F7 移除.")
	}
	if a.disabled {
		more = append(more, "这个账号现在停用, 启用 (F6) 以后才能登录.")
	}
	return p.ask("重置 "+a.login+" ("+a.place()+") 的密码?", detail, "不重置", "重置", func() tea.Cmd {
		return p.run(func(ctx context.Context) acted {
			c, err := p.desk.ResetPassword(ctx, a.login)
			return acted{verb: "重置密码", said: "密码已重置", fresh: c, more: more, err: err}
		})
	})
}

// leaving says what becomes of the account's open sessions.
func leaving(a *person) string {
	if len(a.in) == 0 {
		return ""
	}
	return " 正开着的 " + count(len(a.in)) + " 个界面立即退出."
}

func (p *Page) disable(a *person) tea.Cmd {
	if a.login == p.Me.Login {
		return p.Note("这是你自己的账号", "不能停用正在使用的账号.")
	}
	detail := "停用后不能登录." + leaving(a) + " 填过的和历史都保留, 以后可以启用."
	return p.ask("停用 "+a.login+" ("+a.place()+")?", detail, "不停用", "停用", func() tea.Cmd {
		return p.do("停用", a.login+" 已停用", func(ctx context.Context) error {
			return p.desk.DisableAccount(ctx, a.login)
		})
	})
}

func (p *Page) enable(a *person) tea.Cmd {
	return p.ask("启用 "+a.login+" ("+a.place()+")?", "启用后用原来的密码和公钥就能登录.", "不启用", "启用", func() tea.Cmd {
		return p.do("启用", a.login+" 已启用", func(ctx context.Context) error {
			return p.desk.EnableAccount(ctx, a.login)
		})
	})
}

func (p *Page) expel(a *person) tea.Cmd {
	var from []string
	for _, s := range a.in {
		if !s.Here {
			from = append(from, s.Origin)
		}
	}
	question := "让 " + a.login + " (" + a.place() + ") 的 " + count(len(from)) + " 个登录退出?"
	detail := "来自 " + strings.Join(from, ", ") + ". 那边填过的会先保存, 只执行命令的连接也断开. 密码不变, 可以再登录."
	if len(from) == 0 {
		question = "让 " + a.login + " (" + a.place() + ") 的连接都退出?"
		detail = "没有打开的界面. 如果有只执行命令的连接, 也会断开. 密码不变, 可以再登录."
	}
	return p.ask(question, detail, "不退出", "让他退出", func() tea.Cmd {
		return p.do("让他退出", a.login+" 已退出", func(ctx context.Context) error {
			return p.desk.Expel(ctx, a.login, "")
		})
	})
}

// listKeys asks for the keys of a login.
func (p *Page) listKeys(login string) tea.Cmd {
	p.acting = true
	return p.Do(func(ctx context.Context) tea.Msg {
		all, err := p.desk.ListKeys(ctx, login)
		return keysOf{login, all, err}
	})
}

// showKeys offers to add a key or to remove one.
func (p *Page) showKeys(msg keysOf) tea.Cmd {
	if msg.err != nil {
		return p.Note("没有读到公钥", msg.err.Error())
	}
	items := []tui.Item{{Name: "添加公钥"}}
	for _, k := range msg.keys {
		kind, _, _ := strings.Cut(k.PublicKey, " ")
		items = append(items, tui.Item{Name: "移除 " + k.Fingerprint, Side: moment(p.Now(), k.Added) + " " + kind})
	}
	return p.Menu(msg.login+" 的公钥", items, func(i int) tea.Cmd {
		switch {
		case i < 0:
			return nil
		case i == 0:
			return p.addKey(msg.login)
		}
		k := msg.keys[i-1]
		return p.ask("移除 "+msg.login+" 的公钥 "+k.Fingerprint+" ?", "移除以后, 持这把公钥的电脑要输密码才能登录.", "留着", "移除", func() tea.Cmd {
			return p.do("移除公钥", "公钥已移除", func(ctx context.Context) error {
				return p.desk.RemoveKey(ctx, msg.login, k.Fingerprint)
			})
		})
	})
}

// addKey asks for the line of a public key.
func (p *Page) addKey(login string) tea.Cmd {
	return p.Ask(widget.Ask{
		Question: "给 " + login + " 粘贴公钥: .pub 文件里的那一行",
		Detail:   "只加本人交来的公钥: 持有它的人就能以这个账号登录.",
		Missing:  "请粘贴公钥, 或按 Esc 返回.",
		Field:    widget.Field{Max: 4096, Placeholder: "ssh-ed25519 AAAA..."},
	}, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do("添加公钥", "公钥已添加", func(ctx context.Context) error {
			return p.desk.AddKey(ctx, login, account.Key{PublicKey: text})
		})
	})
}

// Target is the row under a cell: a click takes it in hand, and on the one in
// hand it is Enter.
func (p *Page) Target(x, y int, _ string) widget.Target {
	if p.data == nil || p.filter.Typing() {
		return widget.Target{}
	}
	return p.grid.Target(x, y, p.above, func() {})
}
