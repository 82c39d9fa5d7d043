package review

import (
	"context"
	"maps"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// press does what a key asks for.
func (p *Page) press(key string) tea.Cmd {
	if key == keys.Esc {
		return p.leave()
	}
	if p.sheet == nil {
		return nil
	}
	switch key {
	case keys.Enter:
		if p.fed() {
			return p.Go(tui.Place{Kind: tui.Figure, Unit: p.at.Unit, Period: p.at.Period, Key: p.shown})
		}
	case keys.Right, "]":
		return p.turn(1)
	case keys.Left, "[":
		return p.turn(-1)
	case "ctrl+r":
		return p.Go(tui.Place{Kind: tui.History, Unit: p.at.Unit, Period: p.at.Period})
	case "/":
		return p.find()
	case "f5":
		p.pick = p.pick.next(len(p.changed) > 0)
		p.form.drawn = false
	}
	if p.acting {
		return nil // the decision on the way comes first
	}
	switch key {
	case "f3":
		if p.fills() {
			return p.Go(tui.Place{Kind: tui.Entry, Unit: p.at.Unit, Period: p.at.Period, Key: p.shown})
		}
	case "f4":
		return p.remark()
	case "f6":
		return p.mark()
	case "f7":
		return p.unseal()
	case "f8":
		return p.sendBack()
	case "f9":
		return p.accept()
	default:
		p.move(key)
	}
	return nil
}

// fed says that the line in hand is summed from a ledger, whose rows can be
// looked at.
func (p *Page) fed() bool {
	e := p.sheet.Find(p.shown)
	return e != nil && len(p.sheet.Plan.FedBy(p.sheet.Unit.Kind, e.Line)) > 0
}

// leave goes back; what is marked and not sent is asked for first.
func (p *Page) leave() tea.Cmd { return p.unmarked(p.Back) }

// unmarked goes on once there is nothing marked, or the person has said that
// the marks may go.
func (p *Page) unmarked(onward func() tea.Cmd) tea.Cmd {
	if len(p.marks) == 0 {
		return onward()
	}
	return p.Confirm(widget.Confirm{
		Question: "标记的 " + strconv.Itoa(len(p.marks)) + " 项还没有退回.",
		Detail:   "离开后标记不保留. 要退回请留下按 F8.",
		Safe:     "留下", Act: "离开, 不退回",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		p.marks = map[string]string{}
		return tea.Batch(p.keepMarks(), onward())
	})
}

// refuse shows a refusal.
func (p *Page) refuse(err error) tea.Cmd {
	p.notice, p.warn = err.Error(), true
	return nil
}

// name is the report as a question calls it.
func (p *Page) name() string { return p.sheet.Unit.Name + " " + p.sheet.Report.Period.Name() }

// accept asks, and seals the report.
func (p *Page) accept() tea.Cmd {
	r := p.sheet.Report
	if _, err := r.Accept(p.Now()); err != nil {
		return p.refuse(err)
	}
	detail := "通过后封存, 单位不能再改."
	if _, warnings := report.Count(p.found); warnings > 0 {
		detail += " 有 " + strconv.Itoa(warnings) + " 条提示"
		if r.Explanation != "" {
			detail += ", 单位的说明: " + r.Explanation
		}
		detail = strings.TrimRight(detail, ".。") + "."
	}
	if len(p.marks) > 0 {
		detail += " 标记的 " + strconv.Itoa(len(p.marks)) + " 项不会退回."
	}
	if p.fresh != "" { // it may have come as the key was pressed
		detail = p.fresh + " " + detail
	}
	unit, period, seen := p.at.Unit, p.at.Period, p.sight()
	return p.Confirm(widget.Confirm{Question: "通过 " + p.name() + "?", Detail: detail, Safe: "再看看", Act: "通过"}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do(judged, seen, func(ctx context.Context) (string, error) {
			s, err := p.desk.Accept(ctx, unit, period, seen.version)
			if err != nil {
				return "", err
			}
			return "已通过 " + s.Unit.Name, nil
		})
	})
}

// sendBack asks for the reason, and returns the report, whole or with the lines
// that are marked.
func (p *Page) sendBack() tea.Cmd {
	r := p.sheet.Report
	if _, err := r.Return(p.sheet.Schedule, p.Now(), usual[0], p.marks); err != nil {
		return p.refuse(err)
	}
	ask := p.reasons(p.subject("return"), "退回 "+p.name()+", 原因是什么?", "请写明退回的原因, 单位要照着改.")
	ask.detail = "单位改好后重报, 期限 " + strconv.Itoa(p.sheet.Plan.Calendar.ReturnDays) + " 天."
	if len(p.marks) > 0 {
		ask.detail = "标记的 " + strconv.Itoa(len(p.marks)) + " 项连同各自的原因一起退回: " + strings.Join(p.marked(), ", ") + "."
		ask.hint = "直接 Enter 退回, 或再写总的原因"
		ask.missing = "" // the lines have theirs
	}
	unit, period, seen, cells := p.at.Unit, p.at.Period, p.sight(), maps.Clone(p.marks)
	ask.then = func(reason string) tea.Cmd {
		return p.do(judged, seen, func(ctx context.Context) (string, error) {
			s, err := p.desk.Return(ctx, unit, period, reason, cells, seen.version)
			if err != nil {
				return "", err
			}
			return "已退回 " + s.Unit.Name + ", 可改到 " + report.Deadline(s.Report.OpenUntil), nil
		})
	}
	return p.Open(ask)
}

// marked are the labels of the lines that are marked, in the form's order.
func (p *Page) marked() []string {
	var labels []string
	for _, l := range p.sheet.Form.Lines {
		if p.marks[l.Key] != "" {
			labels = append(labels, l.Label)
		}
	}
	return labels
}

// mark asks why the line in hand is to be returned, or takes its mark away.
func (p *Page) mark() tea.Cmd {
	e := p.sheet.Find(p.shown)
	if e == nil {
		return nil
	}
	if _, err := p.sheet.Report.Return(p.sheet.Schedule, p.Now(), usual[0], nil); err != nil {
		return p.refuse(err)
	}
	key := p.shown
	if p.marks[key] != "" {
		delete(p.marks, key)
		p.form.drawn = false
		return p.keepMarks()
	}
	ask := p.reasons(p.subject("mark")+"/"+key, "退回这一项: "+e.Line.Label+", 原因是什么?", "请写明这一项的原因, 单位要照着改.")
	ask.detail = "先标记, 按 F8 才退回."
	ask.then = func(reason string) tea.Cmd {
		p.marks[key] = reason
		p.form.drawn = false
		return p.keepMarks()
	}
	return p.Open(ask)
}

// subject names what is asked about the report.
func (p *Page) subject(what string) string {
	return tui.About(what, p.sheet.Unit.Code, p.sheet.Report.Period)
}

// unseal asks for the reason, and opens a sealed report again.
func (p *Page) unseal() tea.Cmd {
	if _, err := p.sheet.Report.Unseal(p.sheet.Schedule, p.Now(), usual[0]); err != nil {
		return p.refuse(err)
	}
	unit, period, seen := p.at.Unit, p.at.Period, p.sight()
	return p.AskKeeping(p.subject("unseal"), widget.Ask{
		Question: "启封 " + p.name() + ", 原因是什么?",
		Detail:   "启封后单位可以再改, 改好要重报. 原因领导看得到.",
		Field:    widget.Field{Max: report.MaxProse, Placeholder: "例如 入户数录错"},
		Missing:  "请写明启封的原因.",
	}, func(reason string, agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.do(unsealed, seen, func(ctx context.Context) (string, error) {
			_, later, err := p.desk.Unseal(ctx, unit, period, reason, seen.version)
			said := "已启封, 单位可以再改."
			if len(later) > 0 {
				said += " 累计数会随之变动的: " + listed(period, later) + "."
			}
			return said, err
		})
	})
}

// listed names periods; the year only where it is another.
func listed(from report.Period, later []report.Period) string {
	names := make([]string, len(later))
	for i, q := range later {
		names[i] = q.Short()
		if q.Year != from.Year {
			names[i] = q.Name()
		}
	}
	return strings.Join(names, ", ")
}

// stateName is the word for where a report stands.
func stateName(s *report.Sheet) string {
	if s.Report.State == report.StateBlank || s.Report.State == "" {
		return "未报"
	}
	return s.Report.State.Name()
}

// severity is a finding's word.
func severity(f report.Finding) string {
	switch f.Severity {
	case plan.SeverityError:
		return "错误"
	case plan.SeverityWarning:
		return "提示"
	}
	return "说明"
}
