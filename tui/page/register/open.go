package register

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// refuses says why nothing can be changed now; empty where it can.
func (p *Page) refuses(w *row) string {
	r := p.register()
	switch {
	case !p.day.IsZero():
		return "现在看的是 " + p.day.String() + " 的名录, 只看不改. 按 F4 空着回到今天再改."
	case r == nil:
		return "名录还没有读到."
	case w != nil && w.list.Writes, w == nil && p.keeps():
		return ""
	case r.By != "":
		return r.Name + "由平安办录入, 有变动请联系平安办."
	}
	return "这个名录你只能查看."
}

// change opens the site in hand to be filled in, or shows it to who only
// reads.
func (p *Page) change() tea.Cmd {
	w := p.inHand()
	if w == nil {
		return nil
	}
	if p.refuses(w) != "" {
		return p.Note(w.list.Register.Site+" "+w.name(), p.side(w, 60)[1:]...)
	}
	if w.list.Shut != "" {
		return p.Note(w.list.Register.Site+" "+w.name()+", 现在不能改", append([]string{w.list.Shut}, p.side(w, 60)[1:]...)...)
	}
	return p.fill(newForm(p.data, w))
}

// add opens an empty site; where several units keep the register it asks of
// which.
func (p *Page) add() tea.Cmd {
	if why := p.refuses(nil); why != "" {
		return p.Note("不能添加", why)
	}
	r, codes := p.register(), p.writable()
	if r.Single {
		return p.Note("不能添加", r.Name+"每个单位只有一条, 请选中单位按 Enter 填写.")
	}
	if len(codes) == 1 {
		return p.begin(codes[0])
	}
	var items []tui.Item
	for _, code := range codes {
		items = append(items, tui.Item{Name: p.data.listing(code).Unit.Name, Side: code})
	}
	return p.Menu("哪个单位的"+r.Site, items, func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		return p.begin(codes[i])
	})
}

// begin opens an empty site of a unit's, unless nothing can be changed now.
func (p *Page) begin(code string) tea.Cmd {
	l := p.data.listing(code)
	if l.Shut != "" {
		return p.Note("现在不能添加", l.Shut)
	}
	return p.fill(newForm(p.data, &row{list: l}))
}

// lacks says that points are missing along the site in hand.
func (p *Page) lacks(w *row) bool {
	return w != nil && w.site != nil && len(w.failing) > 0 && w.list.Writes && p.data.plan.Lining(w.list.Register.ID) != nil
}

// line leads to a new point on the road in hand.
func (p *Page) line() tea.Cmd {
	w := p.inHand()
	if !p.keeps() || !p.lacks(w) {
		return nil
	}
	if w.list.Shut != "" {
		return p.Note("现在不能添加", w.list.Shut)
	}
	points := p.data.plan.Lining(w.list.Register.ID)
	p.open, p.road, p.unit, p.down = points.ID, w.site.Name, w.list.Unit.Unit, true
	p.grid = widget.NewGrid(nil, p.Styles)
	return p.Request()
}

// addOn opens a new point with its road filled in and the chainage in hand.
func (p *Page) addOn(name string) {
	codes := p.writable()
	road, at := along(p.register())
	if len(codes) == 0 || road == nil || !p.day.IsZero() {
		return
	}
	l := p.data.listing(codes[0])
	if l.Shut != "" {
		p.notice = "现在不能添加, 按 F3 看为什么"
		return
	}
	p.fill(newForm(p.data, &row{list: l}))
	f := p.form
	f.at(road.Key).SetValue(name)
	f.hand, f.moved = slices.IndexFunc(f.inputs, func(in input) bool { return in.of == at }), true
}

// listing is the open register of a unit.
func (d *data) listing(code string) *register.Listing {
	for i := range d.listings {
		if d.listings[i].Unit.Unit == code {
			return &d.listings[i]
		}
	}
	return nil
}

// end asks from which day the site in hand is no more, and why.
func (p *Page) end() tea.Cmd {
	w := p.inHand()
	if w == nil || w.site == nil {
		return nil
	}
	if why := p.refuses(w); why != "" {
		return p.Note("不能撤销", why)
	}
	if w.list.Shut != "" {
		return p.Note("现在不能撤销", w.list.Shut)
	}
	if w.list.Register.Single {
		return p.Note("不能撤销", w.list.Register.Name+"每个单位只有一条, 请按 Enter 改成新的内容.")
	}
	return p.fill(newEnding(w))
}

// fill opens a form, with what was typed into it before and not kept.
func (p *Page) fill(f *form) tea.Cmd {
	if u := p.data.begun(f.unit.Unit, f.site, f.ends); u != nil {
		f.resume(u)
	}
	p.form = f
	return nil
}

// save sends what the form holds.
func (p *Page) save() tea.Cmd {
	f := p.form
	if p.acting {
		return nil
	}
	today := plan.DateOf(p.Now())
	f.judge(today)
	edit, unit, id := f.edit(), f.unit.Unit, f.register.ID
	var err error
	if edit.From, err = register.ReadFrom(f.typed(register.KeyFrom), today); err != nil {
		f.refuse([]report.Refusal{{Key: register.KeyFrom, Err: err}})
		return nil
	}
	p.acting = true
	begun, before := f.unfinished(), f.kept
	return p.Keep(func(ctx context.Context) tea.Msg {
		msg := kept{form: f}
		if f.ends {
			msg.site, msg.refused, msg.err = p.desk.EndSite(ctx, unit, id, edit.Site, edit.From, edit.Basis)
		} else {
			msg.site, msg.refused, msg.err = p.desk.PutSite(ctx, unit, id, edit)
		}
		switch {
		case msg.err != nil || len(msg.refused) > 0:
			_ = p.desk.KeepUnfinishedSite(ctx, id, begun) // the refusal is what is told
		case before:
			_ = p.desk.DropUnfinishedSite(ctx, id, begun) // else it is offered once more
		}
		return msg
	})
}

// keep shows what came of a step: what was refused stands at its field, all
// the rest stays; after a new site comes the next.
func (p *Page) keep(msg kept) tea.Cmd {
	p.acting = false
	f := msg.form
	switch {
	case msg.err != nil:
		f.kept = true
		p.Forget()
		return tea.Batch(p.Note("没有保存", msg.err.Error()), p.Renew())
	case len(msg.refused) > 0:
		f.kept = true
		f.refuse(msg.refused)
		p.Forget()
		return p.Renew()
	}
	p.land = msg.site.Name
	p.notice = "已记 " + screenName(msg.site.Name)
	if f.ends {
		p.notice, p.land = "已撤销 "+screenName(msg.site.Name), ""
	}
	if p.form == f {
		p.form = nil
		if f.site == "" && !f.register.Single && !f.ends {
			p.form = f.next("已记 " + msg.site.Name + ", " + msg.site.From.String() + " 起. 接着添加下一条, 记完按 Esc.")
		}
	}
	return p.Renew()
}

// screenName is a name that fits the bottom line.
func screenName(name string) string { return screen.Clip(report.Clean(name), 16) }

// history asks for what was ever written of the site in hand.
func (p *Page) history() tea.Cmd {
	w := p.inHand()
	if w == nil || w.site == nil {
		return nil
	}
	p.acting = true
	unit, id, site, name := w.list.Unit.Unit, w.list.Register.ID, w.site.ID, w.name()
	return p.Do(func(ctx context.Context) tea.Msg {
		all, err := p.desk.SiteHistory(ctx, unit, id, site)
		return told{name, all, err}
	})
}

// tell shows the versions of a site, the newest first, each with what it
// changed.
func (p *Page) tell(msg told) tea.Cmd {
	r := p.register()
	if msg.err != nil || r == nil {
		if msg.err == nil {
			return nil
		}
		return p.Note("没有读到历史", msg.err.Error())
	}
	var lines []string
	for i := range msg.versions {
		v := &msg.versions[i]
		var before *register.Version
		if i+1 < len(msg.versions) {
			before = &msg.versions[i+1]
		}
		lines = append(lines, signed(v)+", "+v.At.In(plan.China).Format("2006-01-02 15:04")+" 记", "  "+changes(r, before, v), "")
	}
	return p.Note(r.Site+" "+msg.name+" 的历次改动", lines...)
}

// changes say in words what a version changed of the one before it.
func changes(r *plan.Register, before, now *register.Version) string {
	switch {
	case now.Gone:
		return "撤销"
	case before == nil || before.Gone:
		return now.Line(r)
	}
	var words []string
	if before.Name != now.Name {
		words = append(words, "名称 "+before.Name+" 改为 "+now.Name)
	}
	for i := range r.Fields {
		f := &r.Fields[i]
		was, is := register.Shown(f, before.Fields[f.Key]), register.Shown(f, now.Fields[f.Key])
		switch {
		case was == is:
		case was == "":
			words = append(words, f.Label+" 填 "+is)
		case is == "":
			words = append(words, f.Label+" 清空, 原来是 "+was)
		default:
			words = append(words, f.Label+" "+was+" 改为 "+is)
		}
	}
	if len(words) == 0 {
		return "日期或依据有改动"
	}
	return strings.Join(words, ", ")
}

// export hands the register as it is shown to the clipboard, with the command
// that fetches it.
func (p *Page) export() tea.Cmd {
	r := p.register()
	if r == nil {
		return nil
	}
	columns := register.Columns(r, len(p.data.listings) > 1)
	cells := make([][]string, 2)
	for _, c := range columns {
		cells[0], cells[1] = append(cells[0], c.Label), append(cells[1], c.Key)
	}
	for i := range p.data.listings {
		l := &p.data.listings[i]
		for n := range l.Sites {
			var row []string
			for _, v := range register.Cells(l, &l.Sites[n], columns) {
				row = append(row, v.String())
			}
			cells = append(cells, row)
		}
	}
	words := []string{p.Call, "register", "export", r.ID}
	if p.unit != "" {
		words = append(words, "--unit", p.unit)
	}
	if !p.day.IsZero() {
		words = append(words, "--on", p.day.String())
	}
	return p.HandTable("导出"+r.Name, cells, strings.Join(append(words, "--format", "csv", ">", r.ID+".csv"), " "))
}
