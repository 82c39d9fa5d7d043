package review

import (
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// titles is the head over the columns of one line; two lines need none.
func titles(width int) string {
	return strings.Repeat(" ", margin) + screen.Pad("指标", labelWidth(width)) + " " + screen.Pad("单位", measureWidth) + " " +
		screen.PadLeft("上月", previousWidth) + " " + screen.PadLeft("本月", valueWidth) + " " +
		screen.PadLeft("累计", sumWidth) + "  " + screen.Pad("目标", targetWidth) + " " + screen.PadLeft("完成", doneWidth)
}

// parts are the figures of a line as people read them.
type parts struct {
	label, measure, previous, value, sum string
	target, done                         string
	doneStyle                            theme.Style
	blank                                bool
}

// parts takes a line apart.
func (d *drawer) parts(e *report.Entry) parts {
	ind := e.Line.Indicator
	p := parts{
		label:    strings.Repeat("  ", e.Line.Depth) + screen.Clean(e.Line.Label),
		measure:  screen.Clean(ind.Measure),
		previous: e.Previous.Shown(), value: e.Value.Shown(), blank: e.Value.Blank(),
	}
	if ind.Type == plan.TypePercent {
		p.value = e.Ratio.String()
	}
	if _, ok := d.words(e); ok {
		p.previous, p.value = "", ""
	}
	wordy := !ind.Number() && ind.Type != plan.TypePercent && ind.Type != plan.TypeYesNo
	if wordy || e.Previous.Blank() && !report.Typed(e.Line) {
		p.previous = ""
	}
	if n, ok := e.Cumulative(); ok {
		p.sum = report.Commas(n)
	}
	if e.Carried {
		p.done, p.doneStyle = e.CarriedWord(), d.Styles.Dim
	}
	if s, ok := d.standing[e.Line.Key]; ok {
		p.target = bound(&s)
		if s.Detail != "" && !p.blank {
			p.done, p.doneStyle = done(&s, d.Styles)
		}
	}
	return p
}

// bound is a target as the column has it: 50% 6-30, 至少 2, 是.
func bound(s *report.Standing) string {
	text := s.Bound()
	percent := s.Target.Ratio != nil || s.Line.Indicator.Type == plan.TypePercent
	switch {
	case s.Target.AtMost != nil && !s.Target.AtMost.IsZero():
		text = "至多 " + text
	case s.Target.AtLeast != nil && !percent:
		text = "至少 " + text
	case s.Target.Below != "":
		text = "低于上年"
	}
	if !s.On.IsZero() && s.Target.Below == "" {
		text += " " + s.On.Start().Format("1-02")
	}
	return text
}

// done says how a line stands against its target.
func done(s *report.Standing, styles theme.Styles) (string, theme.Style) {
	switch {
	case s.None:
		return "不适用", styles.Dim
	case s.Met && !s.Judged:
		return "未到期", styles.Dim
	case s.Met:
		return "达标", styles.Ok
	case s.Judged && s.Target.Severity == plan.TargetHard:
		return report.FailingWord(s.Target.Severity), styles.Error
	case s.Judged:
		return report.FailingWord(s.Target.Severity), styles.Warn
	case s.Short.IsPositive():
		return "差 " + report.Commas(s.Short), styles.Plain
	}
	return "", styles.Plain
}

// one is a line in one row, and the same in hand.
func (d *drawer) one(e *report.Entry) (rows []string, hand string) {
	p := d.parts(e)
	label := screen.Clip(p.label, d.label)
	var rest string
	if text, ok := d.words(e); ok {
		if d.inline(e, text) {
			rest = " " + screen.Clean(text)
		}
	} else {
		rest = " " + screen.Pad(screen.Clip(p.measure, measureWidth), measureWidth) + " " +
			number(p.previous, previousWidth) + " " + number(p.value, valueWidth) + " " + number(p.sum, sumWidth) + "  " +
			screen.Pad(screen.Clip(p.target, targetWidth), targetWidth) + " "
	}
	tail := strings.Repeat(" ", max(doneWidth-screen.Width(p.done), 0)) + p.doneStyle.Render(p.done)
	if p.done == "" {
		tail, rest = "", strings.TrimRight(rest, " ")
	}
	plain := screen.Pad(label, d.label) + rest
	row := strings.Repeat(" ", margin) + plain + tail
	if p.blank && p.done == "" {
		row = strings.Repeat(" ", margin) + d.Styles.Dim.Render(strings.TrimRight(plain, " "))
	}
	pad := strings.Repeat(" ", max(d.label-screen.Width(label), 0))
	lead := label[:len(label)-len(strings.TrimLeft(label, " "))]
	hand = " > " + lead + d.Styles.Selected.Render(strings.TrimLeft(label, " ")) + pad + rest + tail
	return []string{screen.Clip(row, d.width)}, screen.Clip(hand, d.width)
}

// two is a line in two rows for a phone, and the first of them in hand.
func (d *drawer) two(e *report.Entry) (rows []string, hand string) {
	p := d.parts(e)
	value := p.value
	if text, ok := d.words(e); ok && d.inline(e, text) {
		value = screen.Clean(text)
	} else if !p.blank && p.measure != "" && p.measure != "%" && !e.Value.NA() {
		value += " " + p.measure
	}
	room := d.width - 3 - screen.Width(value) - 1
	label := screen.Clip(p.label, room)
	gap := strings.Repeat(" ", max(room-screen.Width(label), 0)+1)
	lead := label[:len(label)-len(strings.TrimLeft(label, " "))]
	first := " " + label + gap + value
	if p.blank {
		first = " " + d.Styles.Dim.Render(label+gap+value)
	}
	hand = ">" + lead + d.Styles.Selected.Render(strings.TrimLeft(label, " ")) + gap + value
	rows = []string{screen.Clip(first, d.width)}
	var more []string
	add := func(word, text string) {
		if text != "" && text != "-" {
			more = append(more, word+" "+text)
		}
	}
	add("上月", p.previous)
	if p.sum != p.value || len(more) > 0 {
		add("累计", p.sum)
	}
	add("目标", p.target)
	second := strings.Join(more, "  ")
	if p.done != "" {
		second += "  " + p.doneStyle.Render(p.done)
	}
	if second != "" && !(p.blank && second == "累计 0") {
		rows = append(rows, screen.Clip("   "+second, d.width-2))
	}
	return rows, screen.Clip(hand, d.width)
}

// number stands right; of one that does not fit no digit may be missing.
func number(text string, width int) string {
	if screen.Width(text) > width {
		return strings.Repeat("#", width)
	}
	return screen.PadLeft(text, width)
}
