package register

import (
	"cmp"
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui/screen"
	"fanzha/tui/search"
)

// row is a site in the table, or, of a register with one entry a unit, a unit
// that has none yet.
type row struct {
	list    *register.Listing
	site    *register.Site // nil: nothing is kept yet
	failing []register.Verdict
	judged  bool // a target looks at it
}

func (r *row) id() string {
	if r.site == nil {
		return r.list.Unit.Unit
	}
	return r.list.Unit.Unit + " " + r.site.ID
}

func (r *row) name() string {
	if r.site == nil {
		return r.list.Unit.Name
	}
	return r.site.Name
}

// state is the word for how a site stands against what it must meet.
func (r *row) state() string {
	switch {
	case r.site == nil:
		return "没有记"
	case len(r.failing) > 0:
		return "不达标"
	case r.judged:
		return "达标"
	}
	return ""
}

// all are the rows of the open register, in the order of the units; points
// stand along their roads.
func (d *data) all() []row {
	var rows []row
	for i := range d.listings {
		l := &d.listings[i]
		for n := range l.Sites {
			s := &l.Sites[n]
			r := row{list: l, site: s, failing: l.Failing(s.ID)}
			r.judged = slices.ContainsFunc(l.Verdicts, func(v register.Verdict) bool { return v.ID == s.ID })
			rows = append(rows, r)
		}
		if l.Register.Single && len(l.Sites) == 0 {
			rows = append(rows, row{list: l})
		}
	}
	if len(d.listings) == 0 {
		return rows
	}
	if road, at := along(d.listings[0].Register); at != nil {
		slices.SortStableFunc(rows, func(a, b row) int {
			x, _ := a.site.Fields[at.Key].Number()
			y, _ := b.site.Fields[at.Key].Number()
			return cmp.Or(cmp.Compare(a.list.Unit.Unit, b.list.Unit.Unit), strings.Compare(a.site.Fields[road.Key].String(), b.site.Fields[road.Key].String()), x.Cmp(y))
		})
	}
	return rows
}

// along are the fields that put a point on a road; nil where there are none.
func along(r *plan.Register) (road, at *plan.Field) {
	for i := range r.Fields {
		switch f := &r.Fields[i]; {
		case f.Type == plan.TypeSite:
			road = f
		case f.Type == plan.TypeChainage:
			at = f
		}
	}
	if road == nil || at == nil {
		return nil, nil
	}
	return road, at
}

// rows are those in view.
func (p *Page) rows() []row {
	d := p.shown()
	if d == nil {
		return nil
	}
	return slices.DeleteFunc(d.all(), func(r row) bool {
		return p.only && len(r.failing) == 0 && r.site != nil || !search.Match(r.words(), p.filter.Text)
	})
}

// words are what a row is found by.
func (r *row) words() string {
	words := []string{r.name(), r.list.Unit.Name, r.list.Unit.Unit, r.state()}
	if r.site != nil {
		for i := range r.list.Register.Fields {
			f := &r.list.Register.Fields[i]
			words = append(words, shown(f, r.site.Fields[f.Key]))
		}
	}
	return strings.Join(words, " ")
}

// shown is a field's value in a column, without its measure.
func shown(f *plan.Field, v report.Value) string {
	n, ok := v.Number()
	switch {
	case v.Blank():
		return ""
	case ok && f.Type == plan.TypeChainage:
		return report.Chainage(n)
	case ok:
		return report.Commas(n)
	}
	return screen.Clean(v.Shown())
}

// stretches are the parts of a road that lack points, as its own register
// judges them.
func (d *data) stretches(unit, road string) []register.Stretch {
	var all []register.Stretch
	for i := range d.places {
		l := &d.places[i]
		for _, v := range l.Verdicts {
			if l.Unit.Unit == unit && v.Site == road && !v.Met {
				all = append(all, v.Stretches...)
			}
		}
	}
	return all
}

// inHand is the row in hand, or nil.
func (p *Page) inHand() *row {
	for _, r := range p.rows() {
		if r.id() == p.grid.Selected() {
			return &r
		}
	}
	return nil
}

// keeps says whether the person may change something of what is open, today.
func (p *Page) keeps() bool {
	d := p.shown()
	return d != nil && p.day.IsZero() && slices.ContainsFunc(d.listings, func(l register.Listing) bool { return l.Writes })
}
