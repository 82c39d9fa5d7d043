// Package check shows what the rules say of a report and sends it (检查并报送).
package check

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	Judge(ctx context.Context, unit string, p report.Period) (*report.Sheet, []report.Finding, error)
	Unsaved(ctx context.Context, unit string, p report.Period) ([]report.Finding, error)
	Submit(ctx context.Context, unit string, p report.Period, explanation string, seen int) (*report.Sheet, []report.Finding, error)
}

// data is a report with what the rules say of it, and first of all what the
// person typed there that is not saved.
type data struct {
	sheet    *report.Sheet
	findings []report.Finding // the last is about what is blank, if anything is
	unsaved  int              // how many of them are about what is not saved
	blank    bool
}

// Page shows the findings of one report.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk
	at   tui.Place

	data
	hand    int // the finding in hand
	sending bool
	spots   widget.Spots // where the findings were drawn
}

// New makes the page.
func New(c tui.Context, at tui.Place, d Desk) *Page {
	p := &Page{Context: c, desk: d, at: at}
	p.Load = tui.NewLoad(c, p.reading, p.show)
	return p
}

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	return func(c tui.Context, at tui.Place) tui.Page { return New(c, at, d) }
}

// sent says what came of sending.
type sent struct {
	sheet *report.Sheet
	err   error
}

// Failed is why it was not sent.
func (s sent) Failed() error { return s.err }

func (p *Page) reading() tui.Reading[data] {
	return func(ctx context.Context) (*data, error) {
		s, fs, err := p.desk.Judge(ctx, p.at.Unit, p.at.Period)
		if err != nil {
			return nil, err
		}
		unsaved, err := p.desk.Unsaved(ctx, p.at.Unit, p.at.Period)
		blank := blanks(s)
		return &data{s, slices.Concat(unsaved, fs, blank), len(unsaved), len(blank) > 0}, err
	}
}

// Update moves among the findings, and sends.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case sent:
		return p.answered(msg)
	case tui.Changed, tui.Shown:
		if !p.sending {
			return p.Reload()
		}
	case tea.KeyPressMsg:
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what the rules say.
func (p *Page) show(d *data) {
	if d != nil {
		p.data = *d
		p.hand = max(min(p.hand, len(p.findings)-1), 0)
	}
}

func (p *Page) press(key string) tea.Cmd {
	switch {
	case key == keys.Esc:
		return p.Back()
	case p.sheet == nil || p.sending:
		return nil
	case key == "f9":
		return p.submit()
	case key == "f8" && p.blank:
		return p.jump(len(p.findings) - 1)
	case key == keys.Up:
		p.hand = max(p.hand-1, 0)
	case key == keys.Down:
		p.hand = max(min(p.hand+1, len(p.findings)-1), 0)
	case key == keys.Enter && len(p.findings) == 0:
		return p.submit()
	case key == keys.Enter:
		return p.jump(p.hand)
	case keys.Digit(key) > 0 && keys.Digit(key) <= len(p.findings):
		return p.jump(keys.Digit(key) - 1)
	}
	return nil
}

// jump goes to the line that a finding is about.
func (p *Page) jump(i int) tea.Cmd {
	return p.Go(tui.Place{Kind: tui.Entry, Unit: p.at.Unit, Period: p.at.Period, Key: p.findings[i].Key})
}

// submit sends the report: errors stand in the way, warnings want a word, and
// a report without either is confirmed once.
func (p *Page) submit() tea.Cmd {
	errs, warns := report.Count(p.findings)
	name := p.sheet.Report.Period.Name()
	seen := p.sheet.Report.Version // what the person agrees to, whatever comes meanwhile
	switch {
	case p.sheet.Report.State == report.StateSubmitted, p.sheet.Report.State == report.StateAccepted:
		return p.Note("不用再报", name+" 现在是"+p.sheet.Report.Word()+".")
	case errs > 0:
		return p.Note("还不能报送", "有 "+report.Whole(errs).String()+" 处错误. 选中一条按 Enter 去改, 改好再报.")
	case warns > 0:
		a := widget.Ask{
			Question: name + " 有 " + report.Whole(warns).String() + " 条提示, 写明原因就可以报送",
			Detail:   p.warned() + "平安办会看到这句话. 想先去改, 按 Esc.",
			Missing:  "请写一句原因, 例如: 本月农忙, 入户推迟.",
			Field:    widget.Field{Max: report.MaxProse}, Old: true,
		}
		a.Field.SetValue(p.sheet.Report.Explanation)
		if p.sheet.Report.Nil {
			a.Field.SetValue(p.sheet.Report.NilReason)
		}
		about := tui.About("explain", p.sheet.Unit.Code, p.sheet.Report.Period)
		return p.AskKeeping(about, a, func(text string, agreed bool) tea.Cmd {
			if !agreed {
				return nil
			}
			return p.send(text, seen)
		})
	}
	return p.Confirm(widget.Confirm{
		Question: "报送 " + p.sheet.Unit.Name + " " + name + " 的月报?",
		Detail:   "报送后不能再改, 平安办审核以前可以撤回.",
		Safe:     "先不报", Act: "报送",
	}, func(agreed bool) tea.Cmd {
		if !agreed {
			return nil
		}
		return p.send("", seen)
	})
}

// warned repeats the first warnings, so that the reason is written about them.
func (p *Page) warned() string {
	const most = 2
	text, n := "", 0
	for _, f := range p.findings {
		if f.Severity != plan.SeverityWarning {
			continue
		}
		if n++; n > most {
			return text + "还有别的, 见上一页.\n"
		}
		text += report.Whole(n).String() + " " + f.Message + "\n"
	}
	return text
}

func (p *Page) send(explanation string, seen int) tea.Cmd {
	p.sending = true
	return p.Keep(func(ctx context.Context) tea.Msg {
		s, _, err := p.desk.Submit(ctx, p.at.Unit, p.at.Period, explanation, seen)
		return sent{s, err}
	})
}

func (p *Page) answered(msg sent) tea.Cmd {
	p.sending = false
	if msg.err != nil {
		note := p.Note("没有报送", msg.err.Error())
		return tea.Batch(note, p.Request())
	}
	r := msg.sheet.Report
	word := "按时"
	if days := r.DaysLate(msg.sheet.Schedule.Due(r.Period)); days > 0 {
		word = "迟报 " + report.Whole(days).String() + " 天"
	}
	p.Go(tui.Place{Kind: tui.Home, Unit: p.at.Unit, Period: p.at.Period})
	return p.Note("已报送", msg.sheet.Unit.Name+" "+r.Period.Name()+" 于 "+r.Submitted.In(plan.China).Format("1月2日 15:04")+" 报送, "+word+".", "平安办审核以前可以在首页撤回.")
}

// Head is what the top line says.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.at.Period}
	if p.sheet != nil {
		h.Who, h.Due = p.sheet.Unit.Name, p.sheet.Report.Deadline(p.sheet.Schedule)
	}
	return h
}

// Keys are the keys that work here.
func (p *Page) Keys() []keys.Binding {
	if p.sheet != nil && p.sheet.Report.Out() {
		all := []keys.Binding{{Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"}, {Label: "F1", Help: "说明"}}
		if len(p.findings) > 0 {
			all = append(all, keys.Binding{Keys: []string{keys.Enter}, Label: "Enter", Help: "看这一项"}, keys.Binding{Label: "上下", Help: "选择"})
		}
		return all
	}
	if len(p.findings) == 0 {
		return []keys.Binding{{Keys: []string{"f9"}, Label: "F9", Help: "报送"}, {Label: "F1", Help: "说明"}, {Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"}}
	}
	all := []keys.Binding{{Keys: []string{keys.Enter}, Label: "Enter", Help: "去改这一项"}, {Keys: []string{"f9"}, Label: "F9", Help: "报送"}}
	if p.blank {
		all = append(all, keys.Binding{Keys: []string{"f8"}, Label: "F8", Help: "去填空着的"})
	}
	return append(all, keys.Binding{Keys: []string{keys.Esc}, Label: "Esc", Help: "返回"}, keys.Binding{Label: "上下", Help: "选择"}, keys.Binding{Label: "F1", Help: "说明"})
}

// Status says whether a submission is under way.
func (p *Page) Status() string {
	if p.sending {
		return "报送中"
	}
	saved := keys.Saved
	if p.unsaved > 0 {
		saved = keys.Unsaved(p.unsaved)
	}
	return cmp.Or(p.Trouble(false), saved)
}

// Unsaved says that something typed into the form is not saved.
func (p *Page) Unsaved() bool { return p.unsaved > 0 }

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"报送以前先检查. 错误要改好, 提示写明原因就可以报送, 说明只是告诉你.",
		"选中一条按 Enter, 就到那一项去改. 改好按 F9 再回到这里. F8 到第一项空着的.",
		"F9 报送. 报送的时间决定按时还是迟报; 平安办审核以前可以撤回.",
	}
}

// Target is the finding under a cell: a click goes to the line that it is about.
func (p *Page) Target(x, y int, _ string) widget.Target {
	at, ok := p.spots.At(x, y)
	if p.sheet == nil || p.sending || !ok {
		return widget.Target{}
	}
	return at.Target("", func() tea.Cmd {
		p.hand = at.Item
		return p.jump(at.Item)
	})
}
