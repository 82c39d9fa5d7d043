package review

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// Where the side begins, and how wide it is.
const (
	wide    = 110
	sideMin = 38
	sideMax = 56
)

// Body draws the page.
func (p *Page) Body(size screen.Size) ([]string, *screen.Cursor) {
	if p.sheet == nil {
		return p.Blank("正在读取月报.", "Esc 返回", size.Width), nil
	}
	width, beside := size.Width, 0
	if width >= wide {
		beside = min(max(width*3/10, sideMin), sideMax)
		width -= beside + 2
	}
	p.draw(width)
	head := p.head(width, size.Height)
	foot := p.foot(width)
	p.room = max(size.Height-len(head)-len(foot), 1)
	rows := p.window(width)
	p.spots.Place(len(head), p.top, p.room, width)
	for len(foot) > 0 && len(rows) < p.room {
		rows = append(rows, "")
	}
	rows = slices.Concat(head, rows, foot)
	if beside > 0 {
		side := p.side(beside, size.Height)
		rows = widget.Beside(rows, width, side)
	}
	return rows, nil
}

// head says where the report stands, what its unit explains, and names the
// columns.
func (p *Page) head(width, height int) []string {
	rows := []string{p.standing(width)}
	most := 3
	if height < 20 {
		most = 2
	}
	rows = append(rows, p.said(width, most)...)
	if width < narrow {
		return rows
	}
	if height >= 20 {
		rows = append(rows, "")
	}
	return append(rows, p.Styles.Heading.Render(screen.Clip(titles(width), width)))
}

// standing is the line of the state and its flags.
func (p *Page) standing(width int) string {
	s := p.sheet
	r := s.Report
	name := stateName(s)
	style := map[string]theme.Style{
		"通过": p.Styles.Ok, "待审": p.Styles.Info, "退回": p.Styles.Error, "草稿": p.Styles.Warn, "未报": p.Styles.Error,
	}[name]
	parts := []string{style.Render(name)}
	spare := -1 // the part that goes first where room is short
	add := func(on bool, text string, style theme.Style) {
		if on {
			parts = append(parts, style.Render(text))
		}
	}
	late := r.DaysLate(s.Schedule.Due(r.Period))
	add(r.Filed() && late == 0, "按时", p.Styles.Plain)
	add(late > 0, "迟报 "+strconv.Itoa(late)+" 天", p.Styles.Warn)
	if r.Filed() && !r.Submitted.IsZero() {
		spare = len(parts)
		add(true, clock(r.Submitted)+" 报送", p.Styles.Plain)
	}
	add(r.Nil, "零报告", p.Styles.Plain)
	add(r.OnBehalf, "代填", p.Styles.Plain)
	add(r.Returns > 0, "退回 "+strconv.Itoa(r.Returns)+" 次", p.Styles.Plain)
	errors, warnings := report.Count(p.found)
	add(errors > 0, "错误 "+strconv.Itoa(errors), p.Styles.Error)
	add(warnings > 0, "提示 "+strconv.Itoa(warnings), p.Styles.Warn)
	add(len(p.changed) > 0, "改 "+strconv.Itoa(len(p.changed))+" 项", p.Styles.Info)
	right := p.right(width)
	room := width - screen.Width(right) - 1
	text := " " + strings.Join(parts, "  ")
	if screen.Width(text) >= room && spare > 0 {
		text = " " + strings.Join(slices.Delete(parts, spare, spare+1), "  ")
	}
	if right == "" {
		return screen.Clip(text, width)
	}
	return screen.Clip(screen.Pad(screen.Clip(text, room-1), room)+right, width)
}

// right is the view and the place in the queue, at the right end of the state.
func (p *Page) right(width int) string {
	where := p.position()
	if i := place(p.wait, p.at); width < narrow && i >= 0 {
		where = strconv.Itoa(i+1) + "/" + strconv.Itoa(len(p.wait)) + " 份"
	}
	if p.pick == pickAll {
		return where
	}
	if where == "" {
		return p.pick.name()
	}
	return p.pick.name() + "  " + where
}

// said is what leaders wrote, what was decided with which reason, and what the
// unit explains. Where that takes more than most rows, each has one, and ~ says
// that it goes on in the history.
func (p *Page) said(width, most int) []string {
	r := p.sheet.Report
	var rows, short []string
	say := func(word, text string) {
		if text == "" {
			return
		}
		lead := word + ": "
		short = append(short, screen.Clip(" "+p.Styles.Heading.Render(lead)+screen.Clean(text), width))
		for i, row := range widget.Wrap(text, max(width-screen.Width(lead)-2, 8)) {
			if i > 0 {
				rows = append(rows, screen.Clip(strings.Repeat(" ", 1+screen.Width(lead))+row, width))
				continue
			}
			rows = append(rows, screen.Clip(" "+p.Styles.Heading.Render(lead)+row, width))
		}
	}
	switch {
	case r.Reason == "":
	case r.State == report.StateReturned:
		say("退回 "+clock(r.Decided), r.Reason)
	case r.Returns > 0:
		say("上次退回", r.Reason)
	default:
		say("启封", r.Reason)
	}
	if n := len(p.remarks); n > 0 {
		word := "批示 "
		if n > 1 {
			word += strconv.Itoa(n) + " 条 "
		}
		say(word+p.remarks[n-1].By, p.remarks[n-1].Text)
	}
	say("零报告", r.NilReason)
	if r.Explained() != r.NilReason {
		say("附说明", r.Explained())
	}
	if !r.Filed() {
		filled, all, missing := p.sheet.Progress()
		owed := "必填项已填完"
		if n := len(missing); n > 0 {
			owed = "必填还差 " + strconv.Itoa(n) + " 项"
		}
		say("还没有报送", "已填 "+strconv.Itoa(filled)+" / "+strconv.Itoa(all)+", "+owed+". 现在只能看.")
	}
	if len(rows) <= most {
		return rows
	}
	if len(short) > most {
		short = short[:most]
		short[most-1] = screen.Cut(screen.Pad(strings.TrimSuffix(short[most-1], "~"), width-1), width-1) + "~"
	}
	return short
}

// foot is what came of the last key, else what is marked. A refusal is read to
// its end.
func (p *Page) foot(width int) []string {
	text, style, most := p.notice, p.Styles.Ok, 2
	switch {
	case p.warn:
		style, most = p.Styles.Warn, 4
	case text == "" && len(p.marks) > 0:
		text, style = "已标记 "+strconv.Itoa(len(p.marks))+" 项: "+strings.Join(p.marked(), ", ")+". 按 F8 一起退回.", p.Styles.Warn
	}
	var rows []string
	for _, row := range widget.Wrap(text, width-2) {
		rows = append(rows, screen.Clip(" "+style.Render(row), width))
	}
	return rows[:min(len(rows), most)]
}

// clock writes an instant as people do: 3月18日 09:12.
func clock(t time.Time) string { return t.In(plan.China).Format("1月2日 15:04") }

// Whole is the report with all of the lines that are shown.
func (p *Page) Whole(width int) []string {
	if p.sheet == nil {
		return nil
	}
	all := *p
	all.room, all.spots = tui.Endless, widget.Spots{}
	width = min(width, wide-1)
	all.draw(width)
	return append(all.head(width, all.room), all.window(width)...)
}
