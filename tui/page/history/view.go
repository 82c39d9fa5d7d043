package history

import (
	"strings"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// wide is the width from which the remarks stand beside the events.
const wide = 110

// Body draws what happened, as much of it as fits.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.data == nil {
		return p.Blank("正在读取历史.", "Esc 返回", size.Width), nil
	}
	if p.drawn != size.Width {
		p.draw(size.Width)
	}
	s := p.data.sheet
	head := []string{screen.Clip(" "+p.Styles.Heading.Render("历史")+"  "+screen.Clean(s.Unit.Name)+" "+s.Report.Period.Name()+"  "+
		p.stateStyle(s.Report.State).Render(s.Report.Word()), size.Width), ""}
	sought, cursor := p.filter.Above(1, size.Width, p.Styles)
	if len(sought) > 0 {
		head = append(head[:1], sought...)
	}
	p.room = max(size.Height-len(head), 1)
	p.scroll(0)
	rows := p.rows[p.top:min(p.top+p.room, len(p.rows))]
	more := len(p.rows) - p.top - len(rows)
	if more == 0 && p.top == 0 {
		return append(head, rows...), cursor
	}
	word := "  第 " + count(p.top+1) + "-" + count(p.top+len(rows)) + " 行, 共 " + count(len(p.rows)) + " 行"
	if screen.Width(head[0])+screen.Width(word) <= size.Width {
		head[0] += p.Styles.Dim.Render(word)
		return append(head, rows...), cursor
	}
	head, rows = widget.Around(head, rows, p.top, more, size.Width, p.Styles.Dim)
	return append(head, rows...), cursor
}

// draw makes the rows for a width.
func (p *Page) draw(width int) {
	p.drawn = width
	if width >= wide {
		left := width * 3 / 5
		p.rows = widget.Beside(p.events(left), left, p.remarks(width-left-3))
		return
	}
	p.rows = nil
	if len(p.data.remarks) > 0 {
		p.rows = append(p.remarks(width), "")
	}
	p.rows = append(p.rows, p.events(width)...)
}

// remarks are what leaders wrote, newest first.
func (p *Page) remarks(width int) []string {
	rows := []string{" " + p.Styles.Heading.Render("批示")}
	none := "没有"
	for i := len(p.data.remarks) - 1; i >= 0; i-- {
		r := p.data.remarks[i]
		when := moment(p.Now(), r.At)
		if !p.filter.Shows(when, r.By, r.Text) {
			none = "没有符合的"
			continue
		}
		rows = append(rows, screen.Clip("   "+p.Styles.Dim.Render(when)+"  "+screen.Clean(r.By), width))
		for _, row := range widget.Wrap(screen.Clean(r.Text), width-7) {
			rows = append(rows, "     "+p.Styles.Warn.Render(row))
		}
	}
	if len(rows) == 1 {
		rows = append(rows, "   "+p.Styles.Dim.Render(none))
	}
	return rows
}

// events are what happened, newest first.
func (p *Page) events(width int) []string {
	all := entries(p.data.events)
	if len(all) == 0 {
		var rows []string
		for _, row := range widget.Wrap(p.untouched(), width-2) {
			rows = append(rows, " "+row)
		}
		return rows
	}
	var rows []string
	for _, e := range all {
		if t, ok := p.tell(e).sifted(&p.filter); ok {
			rows = append(rows, p.entry(t, width)...)
		}
	}
	if len(rows) == 0 {
		return []string{screen.Clip(" 没有符合 "+screen.Clean(p.filter.Text)+" 的. 按 Esc 看全部.", width)}
	}
	return rows
}

// untouched says that there is no history yet, and what begins it.
func (p *Page) untouched() string {
	if s := p.data.sheet; s.Unit.Code != p.Me.Unit {
		return "还没有人动过这份月报. " + screen.Clean(s.Unit.Name) + " 填了第一项, 这里就看得到. Esc 返回."
	}
	return "还没有人动过这份月报. 填了第一项, 这里就看得到. 按 Esc 返回去填."
}

// entry is one thing that happened: when, what, who and from where; below it the
// reason and the values.
func (p *Page) entry(t tale, width int) []string {
	head := " " + t.when + strings.Repeat(" ", max(15-screen.Width(t.when), 1)) + p.verbStyle(t.kind).Render(t.verb) +
		strings.Repeat(" ", max(12-screen.Width(t.verb), 2)) + t.who
	if from := "  " + t.from; screen.Width(head)+screen.Width(from) <= width {
		head += p.Styles.Dim.Render(from)
	}
	rows := []string{screen.Clip(head, width)}
	indent := 16
	if width < 60 {
		indent = 4
	}
	add := func(style theme.Style, text string) {
		for _, row := range widget.Wrap(text, max(width-indent-2, 10)) {
			rows = append(rows, screen.Clip(strings.Repeat(" ", indent)+style.Render(row), width))
		}
	}
	add(p.Styles.Plain, t.reason)
	for _, line := range t.lines {
		add(p.Styles.Plain, line)
	}
	add(p.Styles.Dim, t.carried)
	return rows
}

// verbStyle colours what an event means for the report.
func (p *Page) verbStyle(verb string) theme.Style {
	switch verb {
	case "accept":
		return p.Styles.Ok
	case "submit":
		return p.Styles.Info
	case "return", "unseal":
		return p.Styles.Error
	case "withdraw", "nil":
		return p.Styles.Warn
	}
	return p.Styles.Plain
}

func (p *Page) stateStyle(s report.State) theme.Style {
	switch s {
	case report.StateAccepted:
		return p.Styles.Ok
	case report.StateSubmitted:
		return p.Styles.Info
	case report.StateReturned:
		return p.Styles.Error
	}
	return p.Styles.Warn
}

func count(n int) string { return report.Whole(n).String() }

// Whole is all that happened, as far as the filter leaves it.
func (p *Page) Whole(width int) []string {
	if p.data == nil {
		return nil
	}
	all := *p
	rows, _ := all.Body(screen.Size{Width: width, Height: tui.Endless})
	return rows
}
