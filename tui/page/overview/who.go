package overview

import (
	"strconv"
	"strings"

	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// number is a word with how many; none is plain.
func number(word string, n int, style theme.Style) string {
	text := word + " " + strconv.Itoa(n)
	if n > 0 {
		return style.Render(text)
	}
	return text
}

// counts is who has reported, in numbers: in a row, or in two where it is too
// narrow.
func (p *Page) counts(width int) []string {
	s, st := p.data.status, p.Styles
	in := []string{
		number("应报", s.Expected, st.Plain), number("已报", s.Submitted, st.Plain), number("待审", s.Pending, st.Info),
	}
	out := []string{
		number("通过", s.Accepted, st.Ok), number("退回", s.Returned, st.Error),
		number(p.unfiled(), len(s.Missing), st.Error), number("迟报", len(s.Late), st.Warn),
	}
	lead := " " + st.Heading.Render("报送")
	for _, gap := range []string{"   ", "  "} {
		row := lead + "    " + strings.Join(append(in[:3:3], out...), gap)
		if screen.Width(row) < width {
			return []string{row}
		}
	}
	return []string{screen.Clip(lead+"  "+strings.Join(in, "  "), width), screen.Clip("       "+strings.Join(out, "  "), width)}
}

// unfiled is the word for units that have not reported: once the month is
// locked they have missed it.
func (p *Page) unfiled() string {
	if p.Now().Before(p.data.status.Lock) {
		return "未报"
	}
	return "漏报"
}

// who names the units behind the numbers, each kind in at most so many rows
// (0: in as many as it takes).
func (p *Page) who(width, most int) []string {
	s, st := p.seen.status, p.Styles
	var rows []string
	say := func(word string, style theme.Style, items []string) {
		for i, row := range pack(items, width-10, most) {
			lead := "         "
			if i == 0 {
				lead = "   " + style.Render(word) + "  "
			}
			rows = append(rows, lead+row)
		}
	}
	var late, wait []string
	for _, l := range s.Late {
		late = append(late, l.Name+" "+strconv.Itoa(l.Days)+"天")
	}
	for _, w := range p.seen.wait {
		name := w.Name
		if w.Period != s.Period {
			name += " " + p.month(w.Period)
		}
		if w.Unit == p.data.schedule().PlanFor(w.Period).Office {
			name += "(由领导审核)"
		}
		wait = append(wait, name)
	}
	say(p.unfiled(), st.Error, report.UnitNames(s.Missing))
	say("退回", st.Error, p.back(width-10))
	say("迟报", st.Warn, late)
	say("待审", st.Info, wait)
	return rows
}

// month names another period than the one in view.
func (p *Page) month(at report.Period) string {
	if at.Year != p.data.status.Period.Year {
		return at.Name()
	}
	return at.Short()
}

// firstWords is a reason where it fits in so many cells, else its start, up to its
// first pause; ~ says that it goes on.
func firstWords(text string, room int) string {
	text = screen.Clean(text)
	if screen.Width(text) <= room {
		return text
	}
	if at := strings.IndexAny(text, ",.;:，。；："); at > 0 && at < len(text)-1 && screen.Width(text[:at]) < max(room, reasonMost+1) {
		return text[:at] + "~"
	}
	return screen.Clip(text, max(room, reasonMost))
}

// reasonMost is how many cells of a reason stand behind a name in any case.
const reasonMost = 16

// back names what was sent back, with why: in as many words as one row of a width
// has room for.
func (p *Page) back(width int) []string {
	var all []string
	spare := width
	for _, u := range p.seen.status.Back {
		spare -= screen.Width(u.Name) + 4 // the brackets, and the gap
	}
	room := spare / max(len(p.seen.status.Back), 1)
	for _, u := range p.seen.status.Back {
		why := ""
		if c := p.data.matrix.Cell(u.Unit, p.data.status.Period); c != nil {
			switch {
			case c.Reason != "":
				why = firstWords(c.Reason, room)
			case len(c.Reasons) > 0:
				why = strconv.Itoa(len(c.Reasons)) + " 项要改"
			}
		}
		if why != "" {
			why = "(" + why + ")"
		}
		all = append(all, u.Name+why)
	}
	return all
}

// pack puts items into rows of at most width cells, each item whole if it can
// be; the last of most rows says how many are left out.
func pack(items []string, width, most int) []string {
	var rows []string
	for _, item := range items {
		item = screen.Clip(screen.Clean(item), width)
		n := len(rows)
		if n > 0 && screen.Width(rows[n-1])+2+screen.Width(item) <= width {
			rows[n-1] += "  " + item
			continue
		}
		if most > 0 && n == most {
			return closed(rows, len(items), width)
		}
		rows = append(rows, item)
	}
	return rows
}

// closed ends the last row with how many items there are in all; what stands
// in its way goes.
func closed(rows []string, all, width int) []string {
	last := len(rows) - 1
	for {
		tail := "等 " + strconv.Itoa(all) + " 个"
		if screen.Width(rows[last])+2+screen.Width(tail) <= width {
			rows[last] += "  " + tail
			return rows
		}
		cut := strings.LastIndex(rows[last], "  ")
		if cut < 0 {
			rows[last] = screen.Clip(tail, width)
			return rows
		}
		rows[last] = rows[last][:cut]
	}
}
