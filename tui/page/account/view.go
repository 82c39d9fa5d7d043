package account

import (
	"strings"
	"time"

	"fanzha/db/account"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// From where on the sessions stand beside the rest, and how wide that is then.
const (
	wide     = 110
	leftMost = 90
)

// Body draws who one is, the menu and the keys, and where one was logged in.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取账号.", "Esc 返回", size.Width), nil
	}
	width := size.Width
	head, cursor := p.filter.Above(0, width, p.Styles)
	size.Height = max(size.Height-len(head), 1)
	var rows []string
	var first, last int
	left := width
	if width >= wide {
		left = min(width*11/20, leftMost)
		main, from, to := p.main(left)
		rows, first, last = widget.Beside(main, left, p.sessions(width-left-3)), from, to
	} else {
		rows, first, last = p.main(width)
		rows = append(append(rows, ""), p.sessions(width)...)
	}
	if p.top == 0 {
		p.top = max(0, min(first, last-size.Height))
	}
	p.top = max(min(p.top, len(rows)-size.Height), 0)
	end := min(p.top+size.Height, len(rows))
	p.more = len(rows) - end
	p.spots.Place(len(head), p.top, size.Height, left)
	head, rows = widget.Around(head, rows[p.top:end], p.top, p.more, width, p.Styles.Dim)
	return append(head, rows...), cursor
}

// main is all but the sessions; first and last are the rows of the choice in
// hand.
func (p *Page) main(width int) (rows []string, first, last int) {
	var roles []string
	for _, r := range p.Me.Roles {
		roles = append(roles, account.RoleName(r))
	}
	rows = []string{
		" " + p.Styles.Heading.Render("我的账号") + "  " + screen.Clip(screen.Clean(p.Me.Login+"  "+p.Me.Name+"  "+strings.Join(roles, ", ")), max(width-12, 0)),
		" " + p.Styles.Dim.Render(screen.Clip(p.lastLogin(), width-2)), "",
	}
	all := p.choices()
	hand := all[p.inHand(all)].id
	p.spots.Reset()
	n := -1 // the choices, in their order
	item := func(id, number, text, side string) {
		n++
		p.spots.Skip(len(rows))
		mark, look := "   ", p.Styles.Plain
		if id == hand {
			mark, look, first = " > ", p.Styles.Selected, len(rows)
			last = first + 1
		}
		rows = append(rows, screen.Clip(mark+number+look.Render(text)+"  "+p.Styles.Dim.Render(side), width))
		p.spots.Add(len(rows), n)
	}
	password := ""
	if p.data.first {
		password = "还在用首次密码"
	}
	item(idPassword, "1 ", "改密码", password)
	item(idAdd, "2 ", "添加公钥", "有公钥登录不用输密码")
	others := "别处没有登录"
	if n := len(p.elsewhere()); n > 0 {
		others = "别处还有 " + report.Whole(n).String() + " 个登录"
	}
	item(idExpel, "3 ", "在别处退出", others)
	rows = append(rows, "", " "+p.Styles.Heading.Render("公钥")+"  "+report.Whole(len(p.data.keys)).String()+" 把")
	shown := p.keys()
	for _, k := range shown {
		said := day(p.Now(), k.Added) + " 添加  " + kind(k)
		if width < 70 {
			item(k.Fingerprint, "", screen.Clip(k.Fingerprint, width-4), "")
			rows = append(rows, screen.Clip("     "+p.Styles.Dim.Render(said), width))
			p.spots.Add(len(rows), n)
			if k.Fingerprint == hand {
				last++
			}
			continue
		}
		item(k.Fingerprint, "", k.Fingerprint, said)
	}
	switch {
	case len(p.data.keys) == 0:
		rows = append(rows, "   "+p.Styles.Dim.Render("没有. 按 F4 添加, F1 说明怎么得到公钥."))
	case len(shown) == 0:
		rows = append(rows, "   "+p.Styles.Dim.Render("没有符合的"))
	}
	return rows, first, last
}

// lastLogin says when and from where the account was in before.
func (p *Page) lastLogin() string {
	s := p.previous()
	if s == nil {
		return "这是第一次登录."
	}
	return "上次登录 " + moment(p.Now(), s.Began) + "  " + screen.Clean(s.Origin)
}

// sessions lists where the account was logged in, newest first.
func (p *Page) sessions(width int) []string {
	rows := []string{" " + p.Styles.Heading.Render("登录记录")}
	for _, s := range p.data.sessions {
		when := moment(p.Now(), s.Began)
		state, style := "", p.Styles.Plain
		switch {
		case s.Here:
			state, style = "这里", p.Styles.Ok
		case s.Ended == nil:
			state, style = "在线", p.Styles.Info
		default:
			state = "到 " + until(s.Began, *s.Ended)
		}
		if !p.filter.Shows(when, state, s.Origin, s.Client) {
			continue
		}
		row := "   " + when + strings.Repeat(" ", max(15-screen.Width(when), 1)) + style.Render(state) + strings.Repeat(" ", max(10-screen.Width(state), 1)) + screen.Clean(s.Origin)
		client := "  " + screen.Clean(strings.TrimPrefix(s.Client, "SSH-2.0-"))
		if screen.Width(row)+screen.Width(client) <= width {
			row += p.Styles.Dim.Render(client)
		}
		rows = append(rows, screen.Clip(row, width))
	}
	if len(rows) == 1 && p.filter.Text != "" {
		rows = append(rows, "   "+p.Styles.Dim.Render("没有符合的"))
	}
	return rows
}

// moment is a time as people write it; the year only where it is another.
func moment(now, at time.Time) string { return day(now, at) + at.In(plan.China).Format(" 15:04") }

func day(now, at time.Time) string {
	at = at.In(plan.China)
	if at.Year() != now.In(plan.China).Year() {
		return at.Format("2006年1月2日")
	}
	return at.Format("1月2日")
}

// until is the end of a session: the time, and the day where it is another.
func until(began, ended time.Time) string {
	began, ended = began.In(plan.China), ended.In(plan.China)
	if began.Format(time.DateOnly) == ended.Format(time.DateOnly) {
		return ended.Format("15:04")
	}
	return ended.Format("1-2 15:04")
}
