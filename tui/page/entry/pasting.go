package entry

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// pasting is the question that shows, before anything is saved, which line gets
// which row of a paste, and what is left out.
type pasting struct {
	widget.Confirm
	page  *Page
	rows  []pasted
	pairs []pairing
	over  []pasted // for which there is no line
	dense bool     // lines that nobody types take no row
	both  bool     // that makes a difference
	top   int      // the first row of the list in sight
	room  int      // how many there is room for
	last  int      // how many rows the list has

	choices int // where they were drawn
}

// pasteMany asks which line is to get which row of a paste.
func (p *Page) pasteMany(rows []pasted) tea.Cmd {
	q := &pasting{page: p, rows: rows}
	full, _ := p.pairs(rows, false)
	dense, _ := p.pairs(rows, true)
	q.both = !slices.EqualFunc(full, dense, func(a, b pairing) bool { return a.label == b.label })
	if q.pair(); len(filling(full))+len(filling(dense)) == 0 {
		return p.Note("粘贴了 "+count(len(rows))+" 行, 没有一项能填", q.left(true)...)
	}
	return p.Open(q)
}

// pair puts the rows to the lines, and says how many of them are put there.
func (q *pasting) pair() {
	q.pairs, q.over = q.page.pairs(q.rows, q.dense)
	q.top = 0
	n := len(filling(q.pairs))
	q.Confirm = widget.Confirm{
		Question: "粘贴了 " + count(len(q.rows)) + " 行, 填入 " + count(n) + " 项:",
		Safe:     "不填", Act: "填入这 " + count(n) + " 项",
	}
	if out := len(q.pairs) - n; out > 0 {
		q.Question = "粘贴了 " + count(len(q.rows)) + " 行, 填入 " + count(n) + " 项, " + count(out) + " 项不动:"
	}
	switch {
	case q.both && q.dense:
		q.Detail = "不用填的项没有占一行. 复制来的表里有那几行, 就按 F5.\n"
	case q.both:
		q.Detail = "不用填的项也各占一行. 复制来的表里没有那几行, 就按 F5.\n"
	}
	if len(q.over) > 0 {
		q.Detail += q.beyond()
	}
}

// beyond names the rows for which there is no line.
func (q *pasting) beyond() string {
	var texts []string
	for _, row := range q.over {
		texts = append(texts, report.Clip(row.text))
	}
	return "多出 " + count(len(texts)) + " 行, 表里没有地方填: " + strings.Join(texts, ", ") + "."
}

func count(n int) string { return report.Whole(n).String() }

// Update takes the answer; PgUp and PgDn look through the list, F5 pairs it anew.
func (q *pasting) Update(msg tea.Msg) (bool, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch keys.Of(key) {
		case keys.PgDown:
			q.top = max(min(q.top+q.room, q.last-q.room), 0)
			return false, nil
		case keys.PgUp:
			q.top = max(q.top-q.room, 0)
			return false, nil
		case "f5":
			if q.both {
				q.dense = !q.dense
				q.pair()
			}
			return false, nil
		}
	}
	switch q.Confirm.Update(msg) {
	case widget.Agreed:
		return true, q.page.fill(q)
	case widget.Refused:
		q.page.hint = "没有填, 贴的 " + count(len(filling(q.pairs))) + " 项没有收."
		return true, nil
	}
	return false, nil
}

// fill saves what a paste puts into the lines, and says what it left out.
func (p *Page) fill(q *pasting) tea.Cmd {
	edits := filling(q.pairs)
	if p.editing && slices.ContainsFunc(edits, func(e report.Edit) bool { return e.Key == p.here().Line.Key }) {
		p.editing = false
	}
	if left := q.left(false); len(left) > 0 {
		p.hint = "没有贴: " + strings.Join(left, " ")
	}
	return p.send(edits...)
}

// left says what is left out, one sentence each: all of it, or what the person may
// still want.
func (q *pasting) left(all bool) []string {
	var left []string
	for _, pair := range q.pairs {
		if pair.alone || all && pair.out != "" {
			left = append(left, pair.label+" "+pair.out)
		}
	}
	if len(q.over) > 0 {
		left = append(left, q.beyond())
	}
	return left
}

// Target is a choice under a cell; the figures of the list are none.
func (q *pasting) Target(x, y int, row string) widget.Target {
	if y < q.choices {
		return widget.Target{}
	}
	return q.Confirm.Target(x, y, row)
}

// View draws the list between the question and the choices.
func (q *pasting) View(size screen.Size, styles theme.Styles) ([]string, *screen.Cursor) {
	rows := q.Confirm.View(size.Width, styles)
	choices := rows[len(rows)-2:]
	head := rows[:len(rows)-3]
	if q.Detail != "" {
		head = append(head, "")
	}
	list := q.list(size.Width, styles)
	q.room, q.last = max(size.Height-len(head)-len(choices)-1, 1), len(list)
	if q.last > q.room {
		q.room = max(q.room-1, 1) // for the sign that there are more
	}
	q.top = max(min(q.top, q.last-q.room), 0)
	out := append(slices.Clone(head), list[q.top:min(q.top+q.room, q.last)]...)
	if below := q.last - q.top - q.room; below > 0 {
		out = append(out, "   "+styles.Warn.Render("下面还有 "+count(below)+" 行, 按 PgDn 看"))
	}
	q.choices = len(out) + 1
	return append(append(out, ""), choices...), nil
}

// list is a row for each line: its name, what it gets, and what it holds or why it
// gets nothing.
func (q *pasting) list(width int, styles theme.Styles) []string {
	name, figure := 0, 0
	for _, pair := range q.pairs {
		name, figure = max(name, screen.Width(pair.label)), max(figure, screen.Width(pair.text))
	}
	figure = min(figure, 12)
	name = min(name, max(width-figure-22, 12))
	var rows []string
	for _, pair := range q.pairs {
		row := "   " + screen.Pad(short(pair.label, name), name) + "  "
		told, style := pair.out, styles.Dim
		switch {
		case pair.out == "":
			row += styles.Caret.Render(screen.PadLeft(short(pair.text, figure), figure))
			if pair.was != "" {
				told = "原来 " + pair.was
			}
		default:
			row += styles.Dim.Render(screen.PadLeft(short(pair.text, figure), figure))
			if pair.alone {
				style = styles.Warn
			}
		}
		if told != "" && screen.Width(row)+2+screen.Width(told) <= width {
			row, told = row+"  "+style.Render(told), ""
		}
		rows = append(rows, row)
		for _, more := range widget.Wrap(told, width-6) {
			rows = append(rows, "     "+style.Render(more))
		}
	}
	return rows
}

// Keys are those of the question.
func (q *pasting) Keys() []keys.Binding {
	all := []keys.Binding{{Keys: []string{keys.Enter}, Label: "Enter", Help: "选定"}, {Keys: []string{keys.Down}, Label: "上下", Help: "换一个"}, {Keys: []string{keys.Esc}, Label: "Esc", Help: "不填"}}
	if q.both {
		word := "不用填的行也占一行"
		if !q.dense {
			word = "跳过不用填的行"
		}
		all = append(all, keys.Binding{Keys: []string{"f5"}, Label: "F5", Help: word})
	}
	if q.last > q.room {
		all = append(all, keys.Binding{Keys: []string{keys.PgDown}, Label: "PgDn", Help: "翻看"})
	}
	return all
}

// Help explains the question.
func (q *pasting) Help() []string {
	return []string{
		"贴来的每一行填到哪一项, 先列在这里; 选 填入 才保存, 保存以后 Ctrl+Z 一次全部恢复.",
		"空行和一横 (-) 的那一项不动, 末尾的空行不算. 带着指标名称的行填到同名的一项, 不管光标在哪里.",
		"和台账不同的, 要写日期和依据的, 要单独填, 因为要写原因或依据. 由系统计算, 取自名录和平安办录入的不填.",
	}
}
