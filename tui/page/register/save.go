package register

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui/screen"
)

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
