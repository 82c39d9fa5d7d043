package table

import (
	"strconv"
	"strings"
	"time"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
	"fanzha/tui/widget"
)

// sideCache keeps what stands beside the table while the unit in hand, the data
// and the room stay the same.
type sideCache struct {
	unit          string
	data          *data
	width, height int
	drawn         []string
}

// rows is what the unit in hand is about.
func (c *sideCache) rows(p *Page, width, height int) []string {
	unit := p.grid.Selected()
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
	w.targets(p.data.standings[unit])
	w.findings(s)
	w.figures(s)
	w.words(s)
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

// wrapped writes a text under a word, indented.
func (w *writer) wrapped(indent int, style theme.Style, text string) {
	for _, row := range widget.Wrap(text, w.width-indent) {
		w.rows = append(w.rows, strings.Repeat(" ", indent)+style.Render(row))
	}
}

func (w *writer) heading(text string) {
	w.rows = append(w.rows, "", w.styles.Heading.Render(screen.Clip(text, w.width)))
}

// report says where the report stands.
func (w *writer) report(d *data, s *report.Sheet) {
	r := s.Report
	w.line(w.styles.Heading.Render(screen.Clean(s.Unit.Name)))
	word, style := stateWord(s, w.styles)
	parts := []string{style.Render(word)}
	if days := d.late[s.Unit.Code]; days > 0 {
		parts = append(parts, w.styles.Warn.Render("迟报 "+strconv.Itoa(days)+" 天"))
	} else if r.Filed() {
		parts = append(parts, "按时")
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
	if !r.Submitted.IsZero() && r.Filed() {
		w.line("报送 " + clock(r.Submitted))
	}
	if r.Explanation != "" {
		w.wrapped(0, w.styles.Plain, "说明 "+r.Explanation)
	}
	if r.Nil && r.NilReason != r.Explanation {
		w.wrapped(0, w.styles.Plain, "零报告 "+r.NilReason)
	}
	if r.State == report.StateReturned {
		w.wrapped(0, w.styles.Error, "退回 "+clock(r.Decided)+" "+r.Reason)
		for _, l := range s.Form.Lines {
			if why, ok := r.CellReasons[l.Key]; ok {
				w.wrapped(2, w.styles.Error, l.Label+": "+why)
			}
		}
	}
	if !r.Filed() {
		filled, all, missing := s.Progress()
		w.line("已填 " + strconv.Itoa(filled) + " / " + strconv.Itoa(all) + "  必填还差 " + strconv.Itoa(len(missing)) + " 项")
	}
}

// targets says how the report stands against the plan's numbers.
func (w *writer) targets(all []report.Standing) {
	heading, coming := true, ""
	for _, s := range all {
		if !s.Judged && !s.On.IsZero() {
			if s.Line.Key == coming {
				continue // of several days to come, the first counts
			}
			coming = s.Line.Key
		}
		if s.Detail == "" || !s.Judged && s.On.IsZero() || s.Target.Severity == plan.TargetEvaluation {
			continue
		}
		if heading {
			w.heading("目标")
			heading = false
		}
		name := s.Target.Name
		if name == "" {
			name = s.Line.Label
		}
		word, style := "未到期", w.styles.Dim
		switch {
		case s.Met:
			word, style = "达标", w.styles.Ok
		case s.Judged:
			word, style = "不达标", w.styles.Error
		}
		w.line(style.Render(screen.Pad(word, 7)) + screen.Clean(name))
		if !s.Met {
			w.wrapped(7, w.styles.Plain, s.Detail)
		}
	}
}

// findings is what the rules say.
func (w *writer) findings(s *report.Sheet) {
	if s.Report.State == report.StateBlank || s.Report.State == "" {
		return
	}
	all, err := s.Findings()
	if err != nil || len(all) == 0 {
		return
	}
	w.heading("检查")
	for _, f := range all {
		word, style := "说明", w.styles.Dim
		switch f.Severity {
		case plan.SeverityError:
			word, style = "错误", w.styles.Error
		case plan.SeverityWarning:
			word, style = "提示", w.styles.Warn
		}
		for i, row := range widget.Wrap(f.Message, w.width-5) {
			lead := "     "
			if i == 0 {
				lead = style.Render(word) + " "
			}
			w.rows = append(w.rows, lead+row)
		}
	}
}

// figures are the numbers that somebody has filled in.
func (w *writer) figures(s *report.Sheet) {
	heading := true
	for i := range s.Entries {
		e := &s.Entries[i]
		n, number := e.Value.Number()
		if !number || n.IsZero() || e.Line.Dim != "" && !report.Typed(e.Line) {
			continue
		}
		if heading {
			w.heading("本期")
			heading = false
		}
		value := report.Commas(n)
		if e.Line.Indicator.Type == plan.TypePercent {
			value = e.Ratio.String()
		} else if e.Line.Indicator.Measure != "" {
			value += " " + e.Line.Indicator.Measure
		}
		label := strings.Repeat("  ", e.Line.Depth) + e.Line.Label
		w.line(screen.Pad(label, w.width-screen.Width(value)-1) + " " + value)
	}
}

// words are the texts and the remarks.
func (w *writer) words(s *report.Sheet) {
	for i := range s.Entries {
		e := &s.Entries[i]
		if text, ok := e.Value.Text(); ok && e.Line.Indicator.Type == plan.TypeText {
			w.heading(e.Line.Label)
			w.wrapped(0, w.styles.Plain, text)
		}
		if e.Cell.Note != "" {
			w.heading("备注: " + e.Line.Label)
			w.wrapped(0, w.styles.Plain, e.Cell.Note)
		}
	}
}

// clock writes an instant as people do: 3月18日 09:12.
func clock(t time.Time) string { return t.In(plan.China).Format("1月2日 15:04") }
