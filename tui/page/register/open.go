package register

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"fanzha/tui"
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
