package password

import (
	"fmt"
	"strings"

	"fanzha/db/account"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Cells of the form.
const (
	lead  = 13 // the mark and the field's name
	roomy = 32 // the field, where there is room
)

// name is what a field is called.
func (p *Page) name(i int) string {
	switch {
	case i == old:
		return "原密码"
	case i == chosen:
		return "新密码"
	}
	return "再输一次"
}

// Body draws the fields, with what is wrong under each.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	var rows []string
	say := func(indent int, style func(string) string, text string) {
		for _, row := range widget.Wrap(text, max(size.Width-indent-1, 2)) {
			rows = append(rows, screen.Cut(strings.Repeat(" ", indent)+style(row), size.Width))
		}
	}
	gap := func() {
		if size.Height >= 14 {
			rows = append(rows, "")
		}
	}
	gap()
	if p.Me.MustChange {
		say(1, p.Styles.Heading.Render, "第一次登录, 请换一个自己的密码")
		hint := "换好以后才能填报."
		if !p.Me.ProvedFirst {
			hint = "原密码就是平安办发给你的首次密码, 短横可以不写. " + hint
		}
		say(1, p.Styles.Dim.Render, hint)
	} else {
		say(1, p.Styles.Heading.Render, "修改密码")
	}
	gap()
	var cursor *screen.Cursor
	room := max(min(size.Width-lead-5, roomy), 4)
	p.spots.Reset()
	for i := p.from; i < fields; i++ {
		p.spots.Skip(len(rows))
		mark, name := "   ", screen.Pad(p.name(i), lead-3)
		style := p.Styles.Field
		if i == p.hand {
			mark, name, style = " > ", p.Styles.Selected.Render(name), p.Styles.Caret
			cursor = &screen.Cursor{X: min(lead+2+p.field[i].Caret(room), max(size.Width-1, 0)), Y: len(rows)}
		}
		rows = append(rows, screen.Cut(mark+name+"[ "+style.Render(p.field[i].View(room))+" ]", size.Width))
		if p.wrong[i] != "" {
			say(min(lead, 5+size.Width/10), p.Styles.Error.Render, p.wrong[i])
		} else if i == chosen {
			say(min(lead, 5+size.Width/10), p.Styles.Dim.Render, fmt.Sprintf("至少 %d 位, 字母分大小写.", account.MinPassword))
		}
		p.spots.Add(len(rows), i)
		gap()
	}
	switch {
	case p.sending:
		say(1, p.Styles.Dim.Render, "正在更换...")
	case p.refused != "":
		say(1, p.Styles.Error.Render, "没有改: "+p.refused)
	}
	p.spots.Place(0, 0, size.Height, size.Width)
	if len(rows) > size.Height {
		rows = rows[:size.Height]
	}
	return rows, cursor
}

// Head is what the top line says: no month, no deadline.
func (p *Page) Head() tui.Head { return tui.Head{} }

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	enter := "下一项"
	if p.hand == again {
		enter = "换密码"
	}
	leave := "返回"
	if p.Me.MustChange {
		leave = "退出"
	}
	return []keys.Binding{
		{Keys: []string{keys.Enter}, Label: "Enter", Help: enter},
		{Keys: []string{keys.Up, keys.Down}, Label: "上下", Help: "移动"},
		{Keys: []string{keys.Esc}, Label: "Esc", Help: leave},
		{Keys: []string{"f1"}, Label: "F1", Help: "说明"},
	}
}

// Status says whether a change is under way.
func (p *Page) Status() string {
	if p.sending {
		return keys.Saving
	}
	return ""
}

// Help explains the page.
func (p *Page) Help() []string {
	what := "输入" + p.name(old) + ", 再把新密码输两次. 屏幕上只显示星号."
	if p.from == chosen {
		what = "把新密码输两次. 屏幕上只显示星号."
	}
	return []string{
		what,
		fmt.Sprintf("新密码至少 %d 位, 不要用单位代码, 生日或 12345678. 输入前请关闭中文输入法.", account.MinPassword),
		"忘记了密码, 请平安办重置.",
	}
}
