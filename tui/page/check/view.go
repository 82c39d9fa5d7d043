package check

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Body lists the findings, errors first; on a wide screen the line that the one
// in hand is about stands beside.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.sheet == nil {
		return p.Blank("正在检查...", "Esc 返回", size.Width), nil
	}
	if size.Width >= wide {
		rows := p.body(screen.Size{Width: listMost, Height: size.Height})
		return widget.Beside(rows, listMost, p.side(min(size.Width-listMost-3, sideMost), size.Height)), nil
	}
	return p.body(size), nil
}

// body is the list with what it comes to.
func (p *Page) body(size screen.Size) []string {
	errs, warns := report.Count(p.findings)
	rows := []string{screen.Cut(" "+p.Styles.Heading.Render(p.name())+"   "+p.sheet.Report.Word(), size.Width), ""}
	style, verdict := p.Styles.Ok, "没有错误和提示, 可以报送 (F9)."
	switch {
	case p.sheet.Report.Out():
		verdict = "已经报送, 这里只看."
		if warns > 0 {
			verdict += " 有 " + report.Whole(warns).String() + " 条提示, 报送时写明了原因."
		}
	case errs > 0:
		style, verdict = p.Styles.Error, "有 "+report.Whole(errs).String()+" 处错误, 改好才能报送."
	case warns > 0:
		style, verdict = p.Styles.Warn, "没有错误. 有 "+report.Whole(warns).String()+" 条提示, 写明原因可以报送 (F9)."
	}
	for _, row := range widget.Wrap(verdict, size.Width-2) {
		rows = append(rows, " "+style.Render(row))
	}
	rows = append(rows, "")
	list, first, last := p.list(size.Width)
	room := max(size.Height-len(rows), 1)
	top := widget.Scroll(0, first, last, len(list), room)
	end := min(top+room, len(list))
	p.spots.Place(len(rows), top, room, size.Width)
	rows, list = widget.Around(rows, list[top:end], top, len(list)-end, size.Width, p.Styles.Dim)
	return append(rows, list...)
}

// name is what the page is for.
func (p *Page) name() string {
	if p.sheet.Report.Out() {
		return "检查"
	}
	return "检查并报送"
}

// list draws the findings; first and last are the rows of the one in hand.
func (p *Page) list(width int) (rows []string, first, last int) {
	p.spots.Reset()
	for i, f := range p.findings {
		style, word := p.Styles.Dim, "说明"
		switch f.Severity {
		case plan.SeverityError:
			style, word = p.Styles.Error, "错误"
		case plan.SeverityWarning:
			style, word = p.Styles.Warn, "提示"
		}
		mark, text := "   ", p.Styles.Plain
		if i == p.hand {
			mark, text, first = " > ", p.Styles.Selected, len(rows)
		}
		number := report.Whole(i + 1).String()
		head := mark + number + " " + style.Render(word) + " "
		for n, row := range widget.Wrap(f.Message, max(width-screen.Width(head)-1, 10)) {
			if n > 0 {
				head = strings.Repeat(" ", screen.Width(head))
			}
			rows = append(rows, head+text.Render(row))
		}
		p.spots.Add(len(rows), i)
		if i == p.hand {
			last = len(rows)
		}
	}
	return rows, first, last
}
