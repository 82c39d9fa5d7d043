package table

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// beside is what stands at the right of the table: what the unit in hand is
// about, and below it, at rest whatever row is in hand, who is missing and what
// fails in the township.
func (p *Page) beside(width, height int) []string {
	town := p.sentences(width + 1)
	for i, row := range town {
		town[i] = strings.TrimPrefix(row, " ") // the gap to the table is there already
	}
	if most := max(height/2, 1); len(town) > most {
		town = append(town[:most-1:most-1], p.Styles.Dim.Render("(F5 看全部的问题)"))
	}
	room := height - len(town) - 1
	rows := make([]string, 0, height)
	if !p.Moving() {
		rows = append(rows, p.side.rows(p, width, room)...)
	}
	for len(rows) < height-len(town) {
		rows = append(rows, "")
	}
	return append(rows, town...)
}

// sideCache keeps what the unit in hand is about while it, the data and the room
// stay the same.
type sideCache struct {
	unit          string
	data          *data
	width, height int
	drawn         []string
}

// rows is what the unit in hand is about and its row does not say: what it has
// filed and when, how much the rules find, and how it stands against the targets.
// Its figures are a key away.
func (c *sideCache) rows(p *Page, width, height int) []string {
	unit := p.grid.Selected()
	if strings.HasPrefix(unit, sumID) {
		return p.besideSum(unit, width, height)
	}
	if c.data == p.data && c.unit == unit && c.width == width && c.height == height {
		return c.drawn
	}
	*c = sideCache{unit: unit, data: p.data, width: width, height: height}
	s := p.data.sheet(unit)
	if s == nil {
		return nil
	}
	w := writer{styles: p.Styles, width: width}
	w.report(p.data, s)
	w.findings(s)
	w.targets(p.data.standings[unit])
	w.reasons(s)
	if len(w.rows) > height && height > 1 {
		w.rows = append(w.rows[:height-1], p.Styles.Dim.Render("(Enter 看全部)"))
	}
	c.drawn = w.rows
	return c.drawn
}

// writer collects rows of at most width cells.
type writer struct {
	styles theme.Styles
	width  int
	rows   []string
}

func (w *writer) line(text string) { w.rows = append(w.rows, screen.Clip(text, w.width)) }

// said writes a word and as much of a text as the row has room for: enough to
// know what is meant.
func (w *writer) said(style theme.Style, word, text string) {
	w.line(style.Render(word) + " " + screen.Clean(text))
}

// report says what was filed and when; the row itself says the state.
func (w *writer) report(d *data, s *report.Sheet) {
	r := s.Report
	w.line(w.styles.Heading.Render(screen.Clean(s.Unit.Name)))
	var parts []string
	if r.Filed() {
		when := "按时"
		if days := d.late[s.Unit.Code]; days > 0 {
			when = w.styles.Warn.Render("迟报 " + strconv.Itoa(days) + " 天")
		}
		parts = append(parts, "报送 "+clock(r.Submitted), when)
	} else {
		filled, all, missing := s.Progress()
		parts = append(parts, "已填 "+strconv.Itoa(filled)+" / "+strconv.Itoa(all))
		if len(missing) > 0 {
			parts = append(parts, "必填还差 "+strconv.Itoa(len(missing))+" 项")
		}
	}
	if r.Nil {
		parts = append(parts, "零报告")
	}
	if r.OnBehalf {
		parts = append(parts, "代填")
	}
	if r.Returns > 0 {
		parts = append(parts, "退回 "+strconv.Itoa(r.Returns)+" 次")
	}
	w.line(strings.Join(parts, "  "))
}

// targets says what of the plan's numbers is missed and what is to come, each with
// what is short. What is met needs no word.
func (w *writer) targets(all []report.Standing) {
	coming := ""
	for _, s := range all {
		if !s.Judged && !s.On.IsZero() {
			if s.Line.Key == coming {
				continue // of several days to come, the first counts
			}
			coming = s.Line.Key
		}
		if s.Met || s.Detail == "" || !s.Judged && s.On.IsZero() || s.Target.Severity == plan.TargetEvaluation {
			continue
		}
		name := cmp.Or(s.Target.Name, s.Line.Label)
		w.rows = append(w.rows, "")
		switch {
		case s.Judged:
			style := w.styles.Error
			if s.Target.Severity != plan.TargetHard {
				style = w.styles.Warn
			}
			w.said(style, report.FailingWord(s.Target.Severity), name)
		default:
			w.said(w.styles.Dim, "未到期", name)
		}
		w.rows = append(w.rows, widget.Wrap(s.Detail, w.width)...)
	}
}

// findings is how much the rules find, and that the unit explains something; what
// they say stands in the report.
func (w *writer) findings(s *report.Sheet) {
	all, err := s.Findings()
	if err != nil || s.Report.State == report.StateBlank || s.Report.State == "" {
		all = nil
	}
	counts := map[string]int{}
	for _, f := range all {
		counts[f.Severity]++
	}
	var parts []string
	add := func(word string, n int, style theme.Style) {
		if n > 0 {
			parts = append(parts, style.Render(word+" "+strconv.Itoa(n)))
		}
	}
	add("错误", counts[plan.SeverityError], w.styles.Error)
	add("提示", counts[plan.SeverityWarning], w.styles.Warn)
	text := ""
	if len(parts) > 0 {
		text = "检查 " + strings.Join(parts, "  ") + "  "
	}
	if s.Report.Explained() != "" {
		text += "附说明"
	}
	w.line(text)
}

// reasons are why nothing was reported, and why a report was sent back.
func (w *writer) reasons(s *report.Sheet) {
	r := s.Report
	if r.Nil || r.State == report.StateReturned {
		w.rows = append(w.rows, "")
	}
	if r.Nil {
		w.said(w.styles.Plain, "零报告", r.NilReason)
	}
	if r.State == report.StateReturned {
		text := r.Reason
		if n := len(r.CellReasons); n > 0 {
			text = strings.TrimSpace("(" + strconv.Itoa(n) + " 项要改) " + text)
		}
		w.said(w.styles.Error, "退回", text)
	}
}

// clock writes an instant as people do: 3月18日 09:12.
func clock(t time.Time) string { return t.In(plan.China).Format("1月2日 15:04") }
