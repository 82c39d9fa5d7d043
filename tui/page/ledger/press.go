package ledger

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/ledger"
	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// pressBooks takes a key in the list of ledgers.
func (p *Page) pressBooks(key string) tea.Cmd {
	last := len(p.data.books) - 1
	switch digit := keys.Digit(key); {
	case key == keys.Esc:
		return p.Back()
	case key == keys.Up, key == keys.ShiftTab:
		p.book = max(p.book-1, 0)
	case key == keys.Down, key == keys.Tab:
		p.book = max(min(p.book+1, last), 0)
	case key == keys.Home:
		p.book = 0
	case key == keys.End:
		p.book = max(last, 0)
	case key == keys.Enter && last >= 0:
		return p.openBook(p.book)
	case digit > 0 && digit-1 <= last:
		return p.openBook(digit - 1)
	case key == keys.Left:
		return p.month(-1)
	case key == keys.Right:
		return p.month(1)
	case key == "f6" && p.Me.SeesAll:
		return p.units()
	}
	return nil
}

func (p *Page) openBook(i int) tea.Cmd {
	p.book, p.listed = i, true
	to := p.want
	to.id = p.data.books[i].ID
	return p.turn(to)
}

// press takes a key in a ledger, or in the rows of a figure.
func (p *Page) press(key string) tea.Cmd {
	switch key {
	case keys.Esc:
		return p.back()
	case keys.Enter:
		if p.row() == nil {
			return p.add()
		}
		return p.correct()
	case "f3", keys.Insert, "+", "n":
		return p.add()
	case "f4":
		return p.correct()
	case "f8", keys.Delete:
		return p.strike()
	case "f5":
		return p.everything()
	case "f7":
		return p.pastToo()
	case "f6":
		if p.Me.SeesAll && p.want.figure == "" {
			return p.units()
		}
	case "/":
		return p.find()
	case keys.Tab:
		return p.nextBook(1)
	case keys.ShiftTab:
		return p.nextBook(-1)
	case keys.Left:
		return p.month(-1)
	case keys.Right:
		return p.month(1)
	default:
		return p.move(key)
	}
	return nil
}

// back goes back one level: first from what hides rows, then to the list of
// ledgers where one came from it, then from the page.
func (p *Page) back() tea.Cmd {
	to := p.want
	switch {
	case to.text != "" || to.past:
		to.text, to.past = "", false
		return p.turn(to)
	case to.figure == "" && p.listed:
		to.id, to.all = "", false
		return p.turn(to)
	}
	return p.Back()
}

// move takes another row in hand; the line that adds one stands before the
// first. At the last row older ones are asked for.
func (p *Page) move(key string) tea.Cmd {
	rows := p.rows()
	at := slices.IndexFunc(rows, func(r *ledger.Row) bool { return r.ID == p.hand })
	switch key {
	case keys.Up:
		at--
	case keys.Down:
		at++
	case keys.PgUp:
		at -= pageRows
	case keys.PgDown:
		at += pageRows
	case keys.Home:
		at = -1
	case keys.End:
		at = len(rows) - 1
	default:
		return nil
	}
	first := -1
	if !p.writes() {
		first = 0
	}
	at = max(min(at, len(rows)-1), min(first, len(rows)-1))
	p.hand = ""
	if at >= 0 {
		p.hand = rows[at].ID
	}
	if at == len(rows)-1 && p.more() && p.want.limit <= len(rows) {
		p.want.limit += ledger.DefaultLimit
		return p.Request()
	}
	return nil
}

// pageRows is how far PgUp and PgDn go.
const pageRows = 10

// everything shows the rows of every month, or again those of this one.
func (p *Page) everything() tea.Cmd {
	if p.want.figure != "" {
		return nil
	}
	to := p.want
	to.all = !to.all
	return p.turn(to)
}

// pastToo shows what was put right and struck out too.
func (p *Page) pastToo() tea.Cmd {
	if p.want.figure != "" {
		return nil
	}
	to := p.want
	to.past = !to.past
	return p.turn(to)
}

// nextBook goes to the unit's next ledger.
func (p *Page) nextBook(by int) tea.Cmd {
	n := len(p.data.books)
	if p.want.figure != "" || n < 2 {
		return nil
	}
	at := slices.IndexFunc(p.data.books, func(b ledger.Book) bool { return b.ID == p.want.id })
	p.book = (at + by + n) % n
	to := p.want
	to.id, to.text = p.data.books[p.book].ID, ""
	return p.turn(to)
}

// month goes to the period before or after, from the folder's first to the one
// that is being counted.
func (p *Page) month(by int) tea.Cmd {
	s, to := p.data.sheet.Schedule, p.want
	if by < 0 {
		to.period = s.Prev(to.period)
		if to.period.Before(s.First) {
			return p.refuse("这是第一期, 没有更早的了.")
		}
	} else {
		to.period = s.Next(to.period)
		if s.Of(plan.DateOf(p.Now())).Before(to.period) {
			first, _ := s.Window(to.period)
			return p.refuse(to.period.Short() + "从 " + first.Start().Format("1月2日") + " 开始.")
		}
	}
	return p.turn(to)
}

// find opens the line that filters the rows.
func (p *Page) find() tea.Cmd {
	if p.want.figure != "" {
		return nil
	}
	p.filter.Text = p.want.text
	p.filter.Open("地点, 日期, 单位, 或其他字句")
	return nil
}

// search takes a key while the filter is typed; the rows follow at once.
func (p *Page) search(msg tea.Msg) tea.Cmd {
	changed, move := p.filter.Update(msg)
	switch {
	case move != "":
		return p.move(move)
	case !changed:
		return nil
	}
	p.want.text = p.filter.Text
	return p.Request()
}

// strike takes the row in hand out of the figures, after asking why.
func (p *Page) strike() tea.Cmd {
	r := p.row()
	switch {
	case r == nil && p.hasBegun(""):
		return p.dropBegun()
	case r == nil:
		return nil
	}
	if why := p.barred(r); why != "" {
		return p.refuse(why)
	}
	detail := r.Text + ". 划去以后不再计数, 这一笔仍看得到."
	if to, err := p.data.reports.Settling(p.data.sheet.Schedule, r.Period, p.Now()); err == nil && to != r.Period {
		detail += " " + r.Period.Name() + " 已报送或锁定, 减去的数记在 " + to.Name() + "."
	}
	id := r.ID
	return p.AskKeeping("strike/"+id, widget.Ask{
		Question: "划去这一笔, 原因是什么?", Detail: detail,
		Missing: "请写一句原因, 例如: 记重了.", Field: widget.Field{Max: report.MaxProse, Placeholder: "例如: 记重了"},
	}, func(reason string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.strikeOut(id, reason)
	})
}

// barred says why the person cannot change a row; empty if they can.
func (p *Page) barred(r *ledger.Row) string {
	switch {
	case r.Partner:
		return "这是 " + r.Unit.Name + " 主办的联合活动, 由主办单位改."
	case !p.writes():
		return "这里只能看, 由 " + r.Unit.Name + " 自己改."
	case r.Struck:
		return "这一笔已经划去. 要记请另记一笔."
	case r.CorrectedBy != "":
		return "这一笔已经改过, 请改新的一笔."
	}
	return ""
}
