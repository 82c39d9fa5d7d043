package history

import (
	"fmt"
	"slices"
	"strings"

	"fanzha/db/report"
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
	p.room = max(size.Height-len(head), 1)
	p.scroll(0)
	rows := p.rows[p.top:min(p.top+p.room, len(p.rows))]
	if below := len(p.rows) - p.top - len(rows); below > 0 || p.top > 0 {
		word := "  第 " + count(p.top+1) + "-" + count(p.top+len(rows)) + " 行, 共 " + count(len(p.rows)) + " 行"
		if screen.Width(head[0])+screen.Width(word) <= size.Width {
			head[0] += p.Styles.Dim.Render(word)
		}
	}
	return append(head, rows...), nil
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
	for i := len(p.data.remarks) - 1; i >= 0; i-- {
		r := p.data.remarks[i]
		rows = append(rows, screen.Clip("   "+p.Styles.Dim.Render(moment(p.Now(), r.At))+"  "+screen.Clean(r.By), width))
		for _, row := range widget.Wrap(screen.Clean(r.Text), width-6) {
			rows = append(rows, "     "+p.Styles.Warn.Render(row))
		}
	}
	if len(p.data.remarks) == 0 {
		rows = append(rows, "   "+p.Styles.Dim.Render("没有"))
	}
	return rows
}

// events are what happened, newest first.
func (p *Page) events(width int) []string {
	all := entries(p.data.events)
	if len(all) == 0 {
		return []string{" 还没有人动过这份月报."}
	}
	var rows []string
	for _, e := range all {
		rows = append(rows, p.entry(e, width)...)
	}
	return rows
}

// entry is one thing that happened: when, what, who and from where; below it the
// reason and the values.
func (p *Page) entry(e entry, width int) []string {
	verb := report.VerbName(e.Verb)
	if n := len(e.Values); e.Verb == "save" && n > 0 {
		verb += " " + count(n) + " 项"
	}
	who := e.By
	if who == "" {
		who = "系统"
	}
	when := moment(p.Now(), e.At)
	head := " " + when + strings.Repeat(" ", max(15-screen.Width(when), 1)) + p.verbStyle(e.Verb).Render(verb) +
		strings.Repeat(" ", max(12-screen.Width(verb), 2)) + screen.Clean(who)
	if from := "  " + screen.Clean(e.Origin); screen.Width(head)+screen.Width(from) <= width {
		head += p.Styles.Dim.Render(from)
	}
	rows := []string{screen.Clip(head, width)}
	add := func(indent int, style theme.Style, text string) {
		for _, row := range widget.Wrap(text, max(width-indent-1, 10)) {
			rows = append(rows, screen.Clip(strings.Repeat(" ", indent)+style.Render(row), width))
		}
	}
	indent := 16
	if width < 60 {
		indent = 4
	}
	if e.Reason != "" && e.Verb != "nil" {
		add(indent, p.Styles.Plain, reasonWord(e.Verb)+": "+screen.Clean(e.Reason))
	}
	carried := 0
	for _, v := range ordered(p.data.sheet, e.Values) {
		if moves(e.Verb) && v.Key[0] != '#' {
			carried++ // told below in one sentence
			continue
		}
		if label, words := change(p.data.sheet, e.Verb, v); words != "" {
			add(indent, p.Styles.Plain, screen.Clean(label+"  "+words))
		}
	}
	switch {
	case carried > 0 && e.Verb == "submit":
		add(indent, p.Styles.Dim, p.carried(e))
	case carried > 0:
		add(indent, p.Styles.Dim, fmt.Sprintf("报送时带入的 %d 项随之取消, 再报时重新带入.", carried))
	}
	return rows
}

// moves reports whether an event moves a report and types nothing: the values in
// it were taken over by the submission, or went with it.
func moves(verb string) bool {
	return slices.Contains([]string{"submit", "withdraw", "return", "unseal"}, verb)
}

// carried names what a submission took over: what stands from earlier periods,
// the zeros of a nil report, the sums of matrices.
func (p *Page) carried(e entry) string {
	var all []string
	for _, v := range ordered(p.data.sheet, e.Values) {
		if v.Key[0] != '#' {
			label, words := change(p.data.sheet, e.Verb, v)
			all = append(all, screen.Clean(label+" "+strings.TrimPrefix(words, "带入 ")))
		}
	}
	return "报送时带入: " + strings.Join(all, ", ")
}

// reasonWord is what an event's reason is called.
func reasonWord(verb string) string {
	switch verb {
	case "submit":
		return "说明"
	case "opening":
		return "依据"
	}
	return "原因"
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
