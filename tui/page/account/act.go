package account

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// choice is something that Enter does: an item of the menu, or a key.
type choice struct {
	id  string // keeps the hand on it while the page reloads
	act func() tea.Cmd
}

// Ids of the menu's items; a key's is its fingerprint.
const (
	idPassword = "password"
	idAdd      = "add"
	idExpel    = "expel"
)

// choices are the menu's items, and then the keys.
func (p *Page) choices() []choice {
	all := []choice{{idPassword, p.password}, {idAdd, p.add}, {idExpel, p.expel}}
	for _, k := range p.keys() {
		all = append(all, choice{k.Fingerprint, func() tea.Cmd { return p.remove(k) }})
	}
	return all
}

// keys are the public keys that the filter leaves.
func (p *Page) keys() (all []account.Key) {
	for _, k := range p.data.keys {
		if p.filter.Shows(k.Fingerprint, kind(k), day(p.Now(), k.Added)) {
			all = append(all, k)
		}
	}
	return all
}

// kind is the algorithm of a public key.
func kind(k account.Key) string {
	kind, _, _ := strings.Cut(k.PublicKey, " ")
	return kind
}

// inHand is the index of the choice in hand.
func (p *Page) inHand(all []choice) int {
	for i, c := range all {
		if c.id == p.hand {
			return i
		}
	}
	return 0
}

// keyInHand is the key in hand, if one is.
func (p *Page) keyInHand() (account.Key, bool) {
	for _, k := range p.keys() {
		if k.Fingerprint == p.hand {
			return k, true
		}
	}
	return account.Key{}, false
}

func (p *Page) press(key string) tea.Cmd {
	switch {
	case key == keys.Esc && p.filter.Text != "":
		p.filter.Text, p.top = "", 0
		return nil
	case key == keys.Esc:
		return p.Back()
	case p.data == nil:
		return nil
	}
	all := p.choices()
	at := p.inHand(all)
	hold := func(i int) { p.hand, p.top = all[max(min(i, len(all)-1), 0)].id, 0 }
	switch key {
	case keys.Up, keys.ShiftTab:
		hold(at - 1)
	case keys.Down, keys.Tab:
		if at < len(all)-1 {
			hold(at + 1)
		} else {
			p.top += min(p.more, 1) // past the last choice the list of sessions scrolls
		}
	case keys.PgDown:
		p.top += min(p.more, 10)
	case keys.PgUp:
		p.top = max(p.top-10, 0)
	case "f5":
		return p.Reload()
	case "/":
		p.filter.Open("地址, 日期, 公钥, 或其他字句")
		p.top = 0
	case keys.Home:
		hold(0)
	case keys.End:
		hold(len(all) - 1)
	}
	if p.acting {
		return nil
	}
	switch n := keys.Digit(key); {
	case key == keys.Enter:
		return all[at].act()
	case n == 1 || key == "f6":
		return p.password()
	case n == 2 || key == "f4":
		return p.add()
	case n == 3 || key == "f8":
		return p.expel()
	case key == keys.Delete:
		if k, ok := p.keyInHand(); ok {
			return p.remove(k)
		}
	}
	return nil
}

// sift gives a key or a paste to the filter; what is shown follows at once.
func (p *Page) sift(msg tea.Msg) {
	changed, move := p.filter.Update(msg)
	if changed {
		p.top = 0
	}
	if move != "" {
		p.press(move)
	}
}

func (p *Page) password() tea.Cmd { return p.Go(tui.Place{Kind: tui.Password}) }

// mostKey bounds what may be pasted: the longest keys have some 3,000
// characters.
const mostKey = 4096

// add lets a person choose a key that their own computer has offered, or paste
// one.
func (p *Page) add() tea.Cmd {
	var fresh []account.Key
	for _, k := range p.Offered {
		if !slices.ContainsFunc(p.data.keys, func(have account.Key) bool { return have.Fingerprint == k.Fingerprint }) {
			fresh = append(fresh, k)
		}
	}
	if len(fresh) == 0 {
		return p.paste()
	}
	var items []tui.Item
	for _, k := range fresh {
		items = append(items, tui.Item{Name: "本机的 " + k.Fingerprint, Side: kind(k)})
	}
	items = append(items, tui.Item{Name: "粘贴别的公钥"})
	return p.Menu("添加哪一把公钥? 这台电脑登录时出示过下面的", items, func(i int) tea.Cmd {
		switch {
		case i < 0:
			return nil
		case i == len(fresh):
			return p.paste()
		}
		return p.doAdd(fresh[i].PublicKey)
	})
}

func (p *Page) doAdd(line string) tea.Cmd {
	return p.do("添加公钥", "公钥已添加", func(ctx context.Context) error {
		return p.desk.AddKey(ctx, "", account.Key{PublicKey: line})
	})
}

// paste asks for the line of a public key.
func (p *Page) paste() tea.Cmd {
	return p.Ask(widget.Ask{
		Question: "粘贴公钥: .pub 文件里的那一行",
		Detail:   "例如 ssh-ed25519 AAAA... 怎么得到这一行, 先按 Esc 返回, 再按 F1 看.",
		Missing:  "请粘贴公钥, 或按 Esc 返回.",
		Field:    widget.Field{Max: mostKey, Placeholder: "ssh-ed25519 AAAA..."},
	}, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.doAdd(text)
	})
}

// remove asks before a key stops opening the account.
func (p *Page) remove(k account.Key) tea.Cmd {
	detail := "移除以后, 持这把公钥的电脑要输密码才能登录."
	if p.data.first {
		detail += " 你还没有设自己的密码, 移除前请先记好首次密码."
	}
	return p.Confirm(widget.Confirm{
		Question: "移除公钥 " + k.Fingerprint + " ?", Detail: detail, Safe: "留着", Act: "移除",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do("移除公钥", "公钥已移除", func(ctx context.Context) error {
			return p.desk.RemoveKey(ctx, "", k.Fingerprint)
		})
	})
}

// expel asks before the other sessions end.
func (p *Page) expel() tea.Cmd {
	open := p.elsewhere()
	question := "让别处的 " + report.Whole(len(open)).String() + " 个登录退出?"
	detail := "那边填过的会先保存. 只执行命令的连接也断开. 这里不退出."
	if len(open) == 0 {
		question = "让别处的连接都退出?"
		detail = "别处没有打开的界面. 如果有只执行命令的连接, 也会断开, 要重新登录. 这里不退出."
	}
	var from []string
	for _, s := range open {
		from = append(from, s.Origin)
	}
	if len(from) > 0 {
		detail = "来自 " + strings.Join(from, ", ") + ". " + detail
	}
	return p.Confirm(widget.Confirm{
		Question: question, Detail: detail,
		Safe: "不退出", Act: "让别处退出",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do("让别处退出", "别处已退出", func(ctx context.Context) error { return p.desk.Expel(ctx, "", "") })
	})
}

// do runs a step that changes the account.
func (p *Page) do(verb, said string, step func(ctx context.Context) error) tea.Cmd {
	if p.acting {
		return nil
	}
	p.acting = true
	return p.Do(func(ctx context.Context) tea.Msg { return acted{verb, said, step(ctx)} })
}

// Target is the choice under a cell, which a click does at once, or a key, which
// it takes in hand first: on the one in hand it is Enter.
func (p *Page) Target(x, y int, row string) widget.Target {
	at, ok := p.spots.At(x, y)
	if p.data == nil || p.filter.Typing() || !ok {
		return widget.Target{}
	}
	id := p.choices()[at.Item].id
	return at.Hold(id == p.hand || widget.Numbered(x, y, row).Is(), func() { p.hand, p.notice = id, "" })
}
