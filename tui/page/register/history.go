package register

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/register"
)

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
