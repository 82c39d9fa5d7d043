package home

import (
	"fmt"
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/theme"
)

// facts say how the report stands: what came back, what is filled, what is
// wrong, until when, and who saved last. With beside the findings stand beside
// and are left out here.
func (p *Page) facts(width int, beside bool) []string {
	rows := []string{p.heading(width)}
	say := func(lead string, style theme.Style, text string) {
		rows = append(rows, p.lines(lead, style, text, width)...)
	}
	if p.other() && p.fills() {
		say("代填", p.Styles.Warn, "正在替 "+p.data.sheet.Unit.Name+" 填报. 填过的每一项都注明是代填.")
	}
	if !p.data.sheet.Owed() {
		say("", p.Styles.Plain, "这一期没有月报: 本单位那时不在方案里, 或已撤并. 左右键看别的月份.")
		return rows
	}
	p.decided(say)
	rows = append(rows, p.remarked(width)...)
	p.progress(say)
	if !beside {
		p.complaint(say)
	}
	p.sent(say)
	p.closed(say)
	p.kept(say)
	return rows
}

// heading names the form; its state, a word and a colour, stands at the right.
func (p *Page) heading(width int) string {
	r := p.report()
	left := " " + p.Styles.Heading.Render(p.period().Short()+"进展情况表")
	if p.period().Month == report.Supplement {
		left = " " + p.Styles.Heading.Render("年终补报进展情况表")
	}
	name, style := p.state()
	words := []string{style.Render(name)}
	if r.OnBehalf {
		words = slices.Insert(words, 0, "有代填")
	}
	if r.Nil {
		words = slices.Insert(words, 0, "零报告")
	}
	right := strings.Join(words, "  ")
	gap := width - screen.Width(left) - screen.Width(right) - 1
	return screen.Clip(left+strings.Repeat(" ", max(gap, 2))+right, width)
}

// state is the report's state as a word with its colour. What was not sent in
// time says so, whether it was begun or not.
func (p *Page) state() (string, theme.Style) {
	r, now := p.report(), p.Now()
	mark := r.Mark(p.schedule(), now)
	overdue := !r.Filed() && now.After(p.schedule().Due(r.Period))
	switch {
	case !p.data.sheet.Owed():
		return "不用报", p.Styles.Dim
	case overdue:
		return mark.Word(), p.Styles.Error
	case r.State == report.StateDraft:
		return r.Word(), p.Styles.Warn
	case r.State == report.StateBlank:
		return p.data.sheet.StateWord(), p.Styles.Plain
	case r.State == report.StateAccepted:
		return r.State.Name(), p.Styles.Ok
	}
	return r.State.Name(), markStyle(mark, p.Styles)
}

// decided says what was sent back and why, cell by cell, and until when.
func (p *Page) decided(say func(string, theme.Style, string)) {
	r := p.report()
	if !r.Back() {
		return
	}
	text := r.Reason
	if text == "" {
		text = "下面各项要改."
	}
	say(returned(r, p.data.opened[r.Period]), p.Styles.Error, text)
	for _, l := range p.data.sheet.Form.Lines {
		if why, ok := r.CellReasons[l.Key]; ok {
			say(" ", p.Styles.Plain, l.Label+": "+why)
		}
	}
	until := p.due(r)
	if p.Now().Before(until) {
		say("", p.Styles.Plain, "改好以后, 请在 "+report.Deadline(until)+" 前重报, "+report.Left(until, p.Now())+".")
	}
}

// remarked is the newest of the leaders' remarks in one row; the history has the
// rest.
func (p *Page) remarked(width int) []string {
	n := len(p.data.remarks)
	if n == 0 {
		return nil
	}
	newest := p.data.remarks[n-1]
	lead := "批示:"
	if n > 1 {
		lead = fmt.Sprintf("批示 %d 条:", n)
	}
	by := "  " + screen.Clean(newest.By)
	text := screen.Clean(newest.Text)
	room := width - screen.Width(lead) - 5
	for _, who := range []string{by + " " + clock(newest.At), by} {
		if screen.Width(text)+screen.Width(who) <= room {
			text += p.Styles.Dim.Render(who)
			break
		}
	}
	return []string{screen.Clip("   "+p.Styles.Warn.Render(lead)+" "+text, width)}
}

// progress says how much is filled, and which required lines are not.
func (p *Page) progress(say func(string, theme.Style, string)) {
	filled, all, missing := p.data.sheet.Progress()
	text := fmt.Sprintf("已填 %d / %d", filled, all)
	switch {
	case !p.open():
	case len(missing) > 0:
		names := make([]string, len(missing))
		for i, l := range missing {
			names[i] = l.Label
			if l.Indicator.By == plan.ByOffice {
				names[i] += "(平安办填)"
			}
		}
		text += fmt.Sprintf("    必填还差 %d 项: %s", len(missing), strings.Join(names, ", "))
	default:
		text += "    必填项已填完"
	}
	say("", p.Styles.Plain, text)
	if r := p.report(); r.Nil {
		say("零报告", p.Styles.Info, r.NilReason)
	}
}

// open says that the report is still the unit's to send.
func (p *Page) open() bool {
	s := p.report().State
	return s != report.StateSubmitted && s != report.StateAccepted
}

// findings are those that stand against sending, without the required lines
// that are blank: those are named already. Of a report that is not begun it is
// what was typed and not saved.
func (p *Page) findings() (list []report.Finding, errs, warns int) {
	if !p.open() {
		return nil, 0, 0
	}
	begun := p.report().State != report.StateBlank
	_, _, missing := p.data.sheet.Progress()
	for _, f := range p.data.findings {
		blank := slices.ContainsFunc(missing, func(l *plan.Line) bool { return l.Key == f.Key })
		if f.Rule == report.Unsaved || begun && !(f.Severity == plan.SeverityError && blank) {
			list = append(list, f)
		}
	}
	errs, warns = report.Count(list)
	return list, errs, warns
}

// complaint is how many findings there are, with the first one's sentence.
func (p *Page) complaint(say func(string, theme.Style, string)) {
	list, errs, warns := p.findings()
	switch {
	case errs+warns == 0:
	case errs > 0 && warns > 0:
		say(fmt.Sprintf("错误 %d, 提示 %d:", errs, warns), p.Styles.Error, list[0].Message)
	case errs > 0:
		say(fmt.Sprintf("错误 %d:", errs), p.Styles.Error, list[0].Message)
	default:
		say(fmt.Sprintf("提示 %d:", warns), p.Styles.Warn, list[0].Message)
	}
}

// sent says when the report came in and what the office has done with it.
func (p *Page) sent(say func(string, theme.Style, string)) {
	r := p.report()
	switch r.State {
	case report.StateSubmitted, report.StateAccepted:
	default:
		return
	}
	text := clock(r.FirstSubmitted) + " 报送, " + punctual(r, p.schedule())
	if r.Submitted.After(r.FirstSubmitted) {
		text += ", " + clock(r.Submitted) + " 重报"
	}
	if r.Returns > 0 {
		text += fmt.Sprintf(", 退回过 %d 次", r.Returns)
	}
	say("", p.Styles.Plain, text)
	if r.Explanation != "" && r.Explanation != r.NilReason {
		say("说明", p.Styles.Dim, r.Explanation)
	}
	if r.State == report.StateAccepted {
		say("", p.Styles.Plain, clock(r.Decided)+" 审核通过, 已封存. 要改, 请平安办启封.")
		return
	}
	if _, err := r.Withdraw(p.schedule(), p.Now()); err != nil {
		say("", p.Styles.Plain, "等"+p.judge()+"审核. 已锁定, 不能撤回; 要改, 请"+p.judge()+"退回.")
		return
	}
	say("", p.Styles.Plain, "等"+p.judge()+"审核. 审核以前可以撤回.")
}

// judge is who decides on the report: the office, and on its own a leader.
func (p *Page) judge() string {
	if p.data.sheet.Unit.Code == p.data.sheet.Plan.Office {
		return "领导"
	}
	return "平安办"
}

// closed says what the deadline means for a report that was not sent.
func (p *Page) closed(say func(string, theme.Style, string)) {
	r, s, now := p.report(), p.schedule(), p.Now()
	if !p.open() {
		return
	}
	switch {
	case r.Locked(s, now) && r.Filed():
		say("", p.Styles.Error, "重报的期限已过, 已锁定. 要重报, 请平安办解锁.")
	case r.Locked(s, now):
		say("", p.Styles.Error, report.Deadline(s.Lock(r.Period))+" 已锁定. 要补报, 请平安办解锁.")
	case r.Filed():
	case r.Back() && now.After(s.Due(r.Period)):
		say("", p.Styles.Warn, "撤回以后, 报送时间从重报那天算, 记迟报.")
	case r.OpenUntil.After(s.Lock(r.Period)) && !now.Before(s.Lock(r.Period)):
		say("已解锁", p.Styles.Warn, "请在 "+report.Deadline(r.OpenUntil)+" 前报送, 记迟报.")
	case now.After(s.Due(r.Period)):
		say("已过截止日", p.Styles.Error, "现在报送记迟报. "+report.Deadline(s.Lock(r.Period))+" 锁定, 以后不能再报.")
	}
}

// kept is when something was saved last, and by whom if it was another.
func (p *Page) kept(say func(string, theme.Style, string)) {
	var newest report.Cell
	for i := range p.data.sheet.Entries {
		c := p.data.sheet.Entries[i].Cell
		if c.At.After(newest.At) || c.At.Equal(newest.At) && c.By == p.Me.Name {
			newest = c
		}
	}
	if newest.At.IsZero() || !p.open() {
		return
	}
	text := "上次保存 " + clock(newest.At)
	switch {
	case newest.OnBehalf:
		text += ", 由 " + newest.By + " 代填"
	case newest.By != p.Me.Name:
		text += ", 由 " + newest.By
	}
	say("", p.Styles.Plain, text)
}
