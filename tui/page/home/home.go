// Package home is what a person who fills in sees first: what is due, until
// when, what is missing, what came back, and how the year stands.
package home

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// Desk is what the page may do.
type Desk interface {
	Judge(ctx context.Context, unit string, p report.Period) (*report.Sheet, []report.Finding, error)
	Unsaved(ctx context.Context, unit string, p report.Period) ([]report.Finding, error)
	Year(ctx context.Context, unit string, year int) ([]report.Report, error)
	MarkNil(ctx context.Context, unit string, p report.Period, reason string, on bool) (*report.Sheet, error)
	Withdraw(ctx context.Context, unit string, p report.Period) (*report.Sheet, error)
	Remarks(ctx context.Context, unit string, p report.Period) ([]report.Remark, error)
	History(ctx context.Context, unit string, p report.Period) ([]report.Event, error)
	Begun(ctx context.Context, unit string) ([]report.Begun, error)
}

// data is what one load brought.
type data struct {
	sheet    *report.Sheet
	findings []report.Finding
	reports  []report.Report          // of the years that matter here, oldest first
	remarks  []report.Remark          // on the report, oldest first
	opened   map[report.Period]string // who sent a report back, or unsealed it
	office   *report.Report           // the office's own, where the person's unit judges it
	begun    []report.Begun           // by the person, and not kept
}

// Page is one unit's home for one period.
type Page struct {
	tui.Context
	tui.Load[data]
	desk Desk
	at   tui.Place
	last *last

	data   *data
	acting bool

	hand   string       // the id of the choice in hand; empty is the menu's first
	spots  widget.Spots // where the choices were drawn
	extra  int          // rows scrolled past the choice in hand
	more   int          // how many rows stand below the last one shown
	notice string       // what the last key could not do
}

// last is the home that a session saw last. While a neighbouring period loads,
// its body stays on the screen, so that turning the months does not flicker.
type last struct{ page *Page }

// Maker makes the page for a desk.
func Maker(d Desk) tui.Maker {
	seen := &last{}
	return func(c tui.Context, at tui.Place) tui.Page {
		p := &Page{Context: c, desk: d, at: at, last: seen}
		p.Load = tui.NewLoad(c, func() tui.Reading[data] { return p.read }, p.show)
		return p
	}
}

// acted says what a step came to.
type acted struct {
	verb string
	err  error
}

// Failed is why it came to nothing.
func (a acted) Failed() error { return a.err }

// read asks for the report and for the years around it: the one that is shown,
// and those in which something may still be owed.
func (p *Page) read(ctx context.Context) (*data, error) {
	s, fs, err := p.desk.Judge(ctx, p.at.Unit, p.at.Period)
	if err != nil {
		return nil, err
	}
	unsaved, err := p.desk.Unsaved(ctx, p.at.Unit, p.at.Period)
	if err != nil {
		return nil, err
	}
	d := &data{sheet: s, findings: append(unsaved, fs...), opened: map[report.Period]string{}}
	shown, now := s.Report.Period.Year, s.Schedule.Of(plan.DateOf(s.Now)).Year
	for year := min(shown, max(now-1, s.Schedule.First.Year)); year <= max(shown, now); year++ {
		if year != shown && year < now-1 {
			continue
		}
		reports, err := p.desk.Year(ctx, p.at.Unit, year)
		if err != nil {
			return nil, err
		}
		d.reports = append(d.reports, reports...)
	}
	if d.remarks, err = p.desk.Remarks(ctx, p.at.Unit, s.Report.Period); err != nil {
		return nil, err
	}
	if d.begun, err = p.desk.Begun(ctx, p.at.Unit); err != nil {
		return nil, err
	}
	if err := p.deputize(ctx, d); err != nil {
		return nil, err
	}
	for _, r := range append(d.reports[:len(d.reports):len(d.reports)], s.Report) {
		if _, known := d.opened[r.Period]; !known && r.Back() {
			if err := p.opener(ctx, d, r.Period); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// deputize reads the office's own report for the deputy unit. The desk shows
// it while no leader does judge it, and else to nobody of that unit.
func (p *Page) deputize(ctx context.Context, d *data) error {
	pl := d.sheet.Plan
	if p.other() || p.Me.Unit == "" || p.Me.Unit != pl.Deputy {
		return nil
	}
	s, _, err := p.desk.Judge(ctx, pl.Office, d.sheet.Report.Period)
	switch {
	case err == nil:
		d.office = &s.Report
	case report.Refused(err, report.CodeForbidden), report.Refused(err, report.CodeNotFound):
		return nil
	}
	return err
}

// opener asks who gave a report back to its unit.
func (p *Page) opener(ctx context.Context, d *data, period report.Period) error {
	events, err := p.desk.History(ctx, p.at.Unit, period)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(events, func(e report.Event) bool { return e.Verb == "return" || e.Verb == "unseal" })
	if i >= 0 {
		d.opened[period] = screen.Clean(events[i].By)
	}
	return nil
}

// Update takes keys, answers and changes.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tui.Loaded[data]:
		return p.Take(msg)
	case acted:
		p.acting = false
		if msg.err != nil {
			return tea.Batch(p.Note(msg.verb+"没有办成", msg.err.Error()), p.Reload())
		}
		p.notice = "已" + msg.verb
		return p.Renew()
	case tui.Changed, tui.Shown:
		return p.Reload()
	case tea.KeyPressMsg:
		p.notice = ""
		return p.press(keys.Of(msg))
	}
	return nil
}

// show takes what was read.
func (p *Page) show(d *data) {
	if d != nil {
		p.data, p.last.page = d, p
		all, first := p.choices()
		p.hand = all[p.inHand(all, first)].id // it stays there, whatever comes in above
	}
}

// schedule and the accessors below stand for a loaded page only.
func (p *Page) schedule() *report.Schedule { return p.data.sheet.Schedule }

func (p *Page) report() *report.Report { return &p.data.sheet.Report }

func (p *Page) period() report.Period { return p.data.sheet.Report.Period }

// other says that the page is about another unit than the person's own.
func (p *Page) other() bool { return p.at.Unit != "" && p.at.Unit != p.Me.Unit }

// fills says that the person may type for the unit; the desk decides in the
// end.
func (p *Page) fills() bool {
	if !p.other() {
		return p.Me.Unit != ""
	}
	return p.Me.Reviews || p.filesFor(p.data.sheet.Unit.Code)
}

// filesFor says that the plan lets the person's unit file for another.
func (p *Page) filesFor(code string) bool {
	for _, other := range p.filed() {
		if other == code {
			return true
		}
	}
	return false
}

// filed are the units that the person's own unit files for.
func (p *Page) filed() []string {
	own, ok := p.data.sheet.Plan.Unit(p.Me.Unit)
	if !ok {
		return nil
	}
	return own.FilesFor
}

// Head says which month, who, and until when: a report that came back counts
// down to its own deadline, and one that is out of the unit's hands to none.
func (p *Page) Head() tui.Head {
	h := tui.Head{Period: p.at.Period}
	if p.data == nil {
		return h
	}
	h.Period, h.Who = p.period(), p.data.sheet.Unit.Name
	if p.other() && p.fills() {
		h.Who += "(代填)"
	}
	if r := p.report(); r.State != report.StateSubmitted && r.State != report.StateAccepted {
		h.Due = p.due(r)
	}
	return h
}

// due is until when the unit has to act: a return or an unlock moves it.
func (p *Page) due(r *report.Report) time.Time {
	return r.Deadline(p.schedule())
}

// Awaits says that a key waits, but for one that turns on to another period
// while the body of the one before still stands.
func (p *Page) Awaits(key string) bool {
	turns := p.data == nil && p.last.page != nil && (key == keys.Left || key == keys.Right || key == keys.PgUp || key == keys.PgDown)
	return p.Load.Awaits(key) && !turns
}

// Status says whether what was typed is kept, and what the last key could not
// do.
func (p *Page) Status() string {
	if word := p.Trouble(p.data == nil); word != "" {
		return word
	}
	switch {
	case p.acting:
		return keys.Saving
	case p.notice != "":
		return p.notice
	case p.unsaved() > 0:
		return keys.Unsaved(p.unsaved())
	case p.report().State == report.StateBlank:
		return keys.Live
	}
	return keys.Saved
}

// unsaved is how much of what the person has typed into the form they are still
// to see to.
func (p *Page) unsaved() (n int) {
	for _, f := range p.data.findings {
		if f.Rule == report.Unsaved {
			n++
		}
	}
	return n
}

// Unsaved says that something typed is not saved, in the form or elsewhere.
func (p *Page) Unsaved() bool { return p.data != nil && (p.unsaved() > 0 || len(p.data.begun) > 0) }

// Help explains the page.
func (p *Page) Help() []string {
	return []string{
		"首页说明这一期到什么时候截止, 报到哪一步, 还缺什么. 从第一项开始填, 填好按 2 检查并报送.",
		"按数字, 或用上下键选中一项按 Enter. 左右键或 PgUp PgDn 看前后各期.",
		"/ 查找: 打几个字或拼音首字母, 按 Enter 就到表里的那一项; 这一页上能办的事也找得到.",
		"平安办退回的, 原因写在最上面, 并写明几月几日以前重报. 过了截止日没有报的各期也列在上面, 选中按 Enter 就到那一期.",
		"零报告是写明本月没有开展. 它只是一个标记, 标记以后还要按 2 报送.",
		"报送以后, 平安办审核以前可以撤回. 撤回就放弃已经记下的报送时间, 重新报送时才算按时还是迟报.",
		"按 Ctrl+R 或选 历史, 看报过什么, 改过什么, 为什么退回, 和领导的全部批示.",
		"覆盖率的条形里, 另一种颜色的一格是序时: 到这一期末应该做到的进度.",
	}
}
