package targets

import (
	"slices"
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
	switch key {
	case keys.Esc:
		return p.escape()
	case keys.Left:
		return p.turn(-1)
	case keys.Right:
		return p.turn(1)
	case "f4":
		return p.askDay()
	}
	if p.data == nil {
		return nil
	}
	p.settle()
	switch key {
	case keys.Enter:
		return p.enter()
	case "+":
		return p.mend()
	case "f5":
		p.only = !p.only
	case "/":
		p.filter.Open("指标, 单位")
	default:
		p.front().Press(key)
	}
	return nil
}

// front is the grid in front.
func (p *Page) front() *widget.Grid {
	if p.open == "" {
		return p.grid
	}
	return p.owing
}

// escape goes back one level: from what hides rows, from a day, from the open
// target, from the page.
func (p *Page) escape() tea.Cmd {
	switch {
	case p.filter.Text != "" || p.only:
		p.filter.Text, p.only = "", false
	case p.open != "":
		p.open = ""
	case !p.day.IsZero():
		p.day = plan.Date{}
		return p.Request()
	default:
		return p.Back()
	}
	return nil
}

// turn goes to the period before or after. Whether there is one the desk says.
func (p *Page) turn(by int) tea.Cmd {
	to := p.period
	if to.Month += by; to.Month < 1 {
		to = report.Period{Year: to.Year - 1, Month: 13}
	} else if to.Month > 13 {
		to = report.Period{Year: to.Year + 1, Month: 1}
	}
	p.period, p.day = to, plan.Date{}
	return p.Request()
}

// askDay asks as of which day to judge.
func (p *Page) askDay() tea.Cmd {
	return p.AskDay("看哪一天的?", "写成 6-30 或 2021-06-30; 空着就是整个一期.", p.day, func(day plan.Date) tea.Cmd {
		p.day = day
		return p.Request()
	})
}

// enter opens the target in hand, or, of an open one, what its figure is made
// of.
func (p *Page) enter() tea.Cmd {
	t := p.at()
	if t == nil {
		if p.open = p.grid.Selected(); p.open != "" {
			p.filter.Text = ""
			p.owing = widget.NewGrid(nil, p.Styles)
			if t := p.at(); t != nil && len(t.Owing) == 1 {
				p.owing.Select(t.Owing[0].Unit)
			}
		}
		return nil
	}
	r := p.inHand()
	if r == nil {
		return nil
	}
	if len(r.Sites) > 1 {
		items := make([]tui.Item, len(r.Sites))
		for i, s := range r.Sites {
			items[i] = tui.Item{Name: s.Site, Side: s.Detail}
		}
		return p.Menu(r.Name+" 不达标的", items, func(i int) tea.Cmd {
			if i < 0 {
				return nil
			}
			return p.Go(p.place(r, r.Sites[i].Register, r.Sites[i].Site))
		})
	}
	return p.Go(p.drill(t, r))
}

// lacking are the sites of the unit in hand along which points are missing, as
// far as the person may add some.
func (p *Page) lacking() (sites []report.Failure, points *plan.Register) {
	r := p.inHand()
	if r == nil || !p.day.IsZero() || !p.Has(tui.Register) || !p.Me.Reviews && r.Unit != p.Me.Unit {
		return nil, nil
	}
	for _, s := range r.Sites {
		if lining := p.data.plan.Lining(s.Register); lining != nil {
			sites, points = append(sites, s), lining
		}
	}
	return sites, points
}

// mend leads to a new point on a road that lacks some.
func (p *Page) mend() tea.Cmd {
	sites, points := p.lacking()
	if len(sites) == 0 {
		return nil
	}
	unit := p.inHand().Unit
	add := func(i int) tea.Cmd {
		if i < 0 {
			return nil
		}
		key := tui.SiteKey{Register: points.ID, Site: sites[i].Site, Adds: true}
		return p.Go(tui.Place{Kind: tui.Register, Unit: unit, Key: key.String()})
	}
	if len(sites) == 1 {
		return add(0)
	}
	items := make([]tui.Item, len(sites))
	for i, s := range sites {
		items[i] = tui.Item{Name: s.Site, Side: s.Detail}
	}
	return p.Menu("在哪条路上补点位", items, add)
}

// place is a site of a unit's register, as of the day that is shown.
func (p *Page) place(r *report.TargetRow, id, site string) tui.Place {
	k := tui.SiteKey{Register: id, Site: site}
	if day := p.data.targets.Day; day.Before(plan.DateOf(p.Now())) && (!p.day.IsZero() || p.period.Before(p.Me.Current)) {
		k.Day = day
	}
	return tui.Place{Kind: tui.Register, Unit: r.Unit, Key: k.String()}
}

// drill is where a unit's figure comes from: its failing site, its register,
// the rows of its ledger, else its report.
func (p *Page) drill(t *report.TargetStanding, r *report.TargetRow) tui.Place {
	if len(r.Sites) == 1 {
		return p.place(r, r.Sites[0].Register, r.Sites[0].Site)
	}
	pl := p.data.plan
	u, ok := pl.Unit(r.Unit)
	if ok && pl.FormOf(u.Kind) != nil {
		form := pl.FormOf(u.Kind)
		for _, key := range parts(t.Key, form) {
			line, ok := form.Find(key)
			if !ok {
				continue
			}
			if k, ok := pl.Registering(u.Kind, line); ok && p.Has(tui.Register) {
				return p.place(r, k.ID, "")
			}
			if len(pl.FedBy(u.Kind, line)) > 0 && p.Has(tui.Figure) {
				return tui.Place{Kind: tui.Figure, Unit: r.Unit, Period: p.period, Key: line.Key}
			}
		}
	}
	if p.Me.SeesAll {
		return tui.Place{Kind: tui.Review, Unit: r.Unit, Period: p.period, Key: t.Key}
	}
	return tui.Place{Kind: tui.Entry, Unit: r.Unit, Period: p.period, Key: t.Key}
}

// parts are a line's key and the keys of what it is computed from.
func parts(key string, form *plan.Form) []string {
	all := []string{key}
	for n := 0; n < len(all); n++ {
		line, ok := form.Find(all[n])
		if !ok {
			continue
		}
		if ratio := line.Indicator.Ratio; ratio != nil && ratio.NumExpr(form.Kind) != nil {
			for _, k := range ratio.NumExpr(form.Kind).Keys() {
				k = k[strings.LastIndex(k, ".")+1:]
				if len(all) < 8 && k != all[n] {
					all = append(all, k)
				}
			}
		}
	}
	return all
}

// Keys are the keys that work now.
func (p *Page) Keys() []keys.Binding {
	bind := func(key, label, help string) keys.Binding {
		return keys.Binding{Keys: []string{key}, Label: label, Help: help}
	}
	if p.filter.Typing() {
		return p.filter.Keys()
	}
	esc := bind(keys.Esc, "Esc", "返回")
	only := "只看不达标"
	if p.only {
		only = "看全部"
	}
	if p.only || p.filter.Text != "" {
		esc.Help = "看全部"
	}
	enter := "打开"
	if p.open != "" {
		enter = "看明细"
	}
	var mend []keys.Binding
	if p.open != "" && p.data != nil {
		if sites, _ := p.lacking(); len(sites) > 0 {
			mend = append(mend, bind("+", "+", "补点位"))
		}
	}
	return slices.Concat([]keys.Binding{bind(keys.Enter, "Enter", enter)}, mend, []keys.Binding{
		{Label: "左右", Help: "换月份"},
		bind("f5", "F5", only), bind("f4", "F4", "看某一天"),
		bind("/", "/", "查找"), esc,
		{Label: "F1", Help: "说明"},
		bind(keys.Left, "左", "上一期"), bind(keys.Right, "右", "下一期"),
	}, keys.Pages, keys.Ends)
}
