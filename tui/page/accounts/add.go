package accounts

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// add asks for an account step by step: the login, where it belongs, its role,
// and for an auditor until when. What was typed for one that was refused is
// offered again.
func (p *Page) add() tea.Cmd {
	a := widget.Ask{
		Question: "新账号的登录名",
		Detail:   "小写字母开头, 由字母和数字组成, 2 到 32 位, 例如 ledao2. 写已有的账号, 就是给它加一个角色.",
		Missing:  "请写登录名, 或按 Esc 返回.",
		Field:    widget.Field{Max: 32},
		Wrong: func(text string) string {
			if err := account.CheckLogin(login(text)); err != nil {
				return err.Error()
			}
			return ""
		},
	}
	a.Field.SetValue(p.draft.Login)
	return p.Ask(a, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			p.draft = account.New{}
			return nil
		}
		p.draft.Login = login(text)
		return p.addPlace()
	})
}

// login is what was typed as a name for an account; an input method may have
// been on.
func login(text string) string { return strings.ToLower(strings.Map(keys.Half, text)) }

// addPlace asks where the account belongs; the unit in hand's is not assumed.
func (p *Page) addPlace() tea.Cmd {
	units := p.data.units
	items := []tui.Item{{Name: "全乡 (" + units[0].name + ")", Side: "不填报"}}
	for _, u := range units[1:] {
		items = append(items, tui.Item{Name: u.name, Side: u.code})
	}
	return p.Menu(p.draft.Login+" 属于哪个单位", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		p.draft.Unit = units[i].code
		return p.addRole(i == 0)
	})
}

// addRole asks for the role; who is of the whole township fills in nothing.
func (p *Page) addRole(township bool) tea.Cmd {
	roles := []string{account.Filler, account.Reviewer, account.Leader, account.Auditor}
	about := map[string]string{
		account.Filler: "填本单位的月报", account.Reviewer: "审核, 管账号", account.Leader: "看全部, 写批示", account.Auditor: "只看, 有期限",
	}
	if township {
		roles = roles[1:]
	} else {
		about[account.Reviewer], about[account.Leader], about[account.Auditor] = "只审这个单位", "只看这个单位", "只看这个单位"
	}
	var items []tui.Item
	for _, r := range roles {
		items = append(items, tui.Item{Name: account.RoleName(r), Side: about[r]})
	}
	return p.Menu(p.draft.Login+" 是什么角色", items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		p.draft.Role, p.draft.Until = roles[i], plan.Date{}
		if roles[i] == account.Auditor {
			return p.addUntil("")
		}
		return p.addSure()
	})
}

// addUntil asks for the last day of an auditor.
func (p *Page) addUntil(wrong string) tea.Cmd {
	detail := "写成 2021-12-31 的样子. 过了这一天就看不到了."
	if wrong != "" {
		detail = wrong + " " + detail
	}
	return p.Ask(widget.Ask{
		Question: "督查账号 " + p.draft.Login + " 用到哪一天?", Detail: detail,
		Missing: "督查账号要写明到期日.", Field: widget.Field{Max: 10, Numeric: true, Placeholder: "2021-12-31"},
	}, func(text string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		day, err := plan.ParseDate(text)
		if err != nil {
			return p.addUntil(err.Error() + ".")
		}
		p.draft.Until = day
		return p.addSure()
	})
}

// addSure asks before an account that is there already gets a further role.
func (p *Page) addSure() tea.Cmd {
	a := p.data.find(p.draft.Login)
	if a == nil {
		return p.addNow()
	}
	return p.ask("账号 "+a.login+" 已经有了 ("+a.place()+" "+a.roles()+"), 给它再加一个角色?",
		"再加 "+account.RoleName(p.draft.Role)+". 密码不变.", "不加", "加上", p.addNow)
}

func (p *Page) addNow() tea.Cmd {
	n := p.draft
	return p.run(func(ctx context.Context) acted {
		c, err := p.desk.AddAccount(ctx, n)
		return acted{verb: "添加", said: "账号 " + n.Login + " 已添加", added: n.Login, fresh: c, more: []string{c.Unit + " " + c.Role + "."}, err: err}
	})
}
