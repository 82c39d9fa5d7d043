package register

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/register"
)

// aside says that what was typed is written down, or forgotten, for the next
// time.
type aside struct {
	said string
	err  error
}

// unfinished is what the form holds, to be written down: all of a new site,
// since the one after another begins with some of it, else what changes.
func (f *form) unfinished() register.Unfinished {
	u := register.Unfinished{Unit: f.unit.Unit, Site: f.site, Ends: f.ends, Seen: f.seen, Typed: map[string]string{}}
	for i := range f.inputs {
		if in := &f.inputs[i]; in.Value() != in.first || f.site == "" && in.Value() != "" {
			u.Typed[in.key] = in.Value()
		}
	}
	return u
}

// resume fills in what was begun before.
func (f *form) resume(u *register.Unfinished) {
	f.kept, f.seen = true, u.Seen
	for i := range f.inputs {
		if text, ok := u.Typed[f.inputs[i].key]; ok {
			f.inputs[i].SetValue(text)
		}
	}
}

// begun is what the person has begun of a site, or of its end, and not kept;
// nil where that is nothing.
func (d *data) begun(unit, site string, ends bool) *register.Unfinished {
	for i := range d.unfinished {
		if u := &d.unfinished[i]; u.Unit == unit && u.Site == site && u.Ends == ends {
			return u
		}
	}
	return nil
}

// waits names the sites in sight that were begun and not kept.
func (d *data) waits() []string {
	var all []string
	for i := range d.listings {
		l := &d.listings[i]
		if !l.Writes {
			continue
		}
		if (!l.Register.Single || len(l.Sites) == 0) && d.begun(l.Unit.Unit, "", false) != nil {
			all = append(all, "新的"+l.Register.Site)
		}
		for n := range l.Sites {
			for _, ends := range []bool{false, true} {
				if d.begun(l.Unit.Unit, l.Sites[n].ID, ends) != nil {
					all = append(all, map[bool]string{false: "修改 ", true: "撤销 "}[ends]+l.Sites[n].Name)
				}
			}
		}
	}
	return all
}

// putAside closes the form. What was typed is kept for the next time, at
// whatever terminal that is.
func (p *Page) putAside() tea.Cmd {
	f := p.form
	p.form = nil
	switch {
	case f.dirty():
		return p.writeDown(f, "没有存的还留着")
	case f.kept:
		return p.forgo(f)
	}
	return nil
}

// writeDown keeps what the form holds, even if the session is closing.
func (p *Page) writeDown(f *form, said string) tea.Cmd {
	p.acting = true
	id, u := f.register.ID, f.unfinished()
	return p.Keep(func(ctx context.Context) tea.Msg { return aside{said, p.desk.KeepUnfinishedSite(ctx, id, u)} })
}

// forgo forgets what was kept of a form in which nothing stands any more.
func (p *Page) forgo(f *form) tea.Cmd {
	p.acting = true
	id, u := f.register.ID, f.unfinished()
	return p.Keep(func(ctx context.Context) tea.Msg { return aside{"", p.desk.DropUnfinishedSite(ctx, id, u)} })
}

// laid shows what came of putting a form aside.
func (p *Page) laid(msg aside) tea.Cmd {
	p.acting = false
	if msg.err != nil {
		p.Forget()
		return tea.Batch(p.Note("没有存的记不下来", msg.err.Error()), p.Renew())
	}
	p.notice = msg.said
	return p.Renew()
}

// close keeps what is typed when the session ends. What is on its way already
// keeps itself.
func (p *Page) close() tea.Cmd {
	if p.form == nil || p.acting || !p.form.dirty() {
		return nil
	}
	return p.writeDown(p.form, "")
}
