package overview

import (
	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui/keys"
	"fanzha/tui/widget"
)

// sift gives a key or a paste to the filter; what is shown follows at once. The
// arrows scroll.
func (p *Page) sift(msg tea.Msg) {
	switch _, move := p.filter.Update(msg); move {
	case keys.Up:
		p.top = max(p.top-1, 0)
	case keys.Down:
		p.top += min(p.more, 1)
	}
}

// sifted is the data with only those units in its lists whose name the filter
// shows; a target that fails is found by its own name too. The numbers stay
// those of the township.
func (d *data) sifted(f *widget.Filter) *data {
	if f.Text == "" {
		return d
	}
	named := func(u report.UnitRef) bool { return f.Shows(u.Name, u.Unit) }
	st := *d.status
	st.Missing, st.Back = only(st.Missing, named), only(st.Back, func(b report.BackRef) bool { return named(b.UnitRef) })
	st.Late = only(st.Late, func(l report.LateRef) bool { return named(l.UnitRef) })
	st.Failing = only(st.Failing, func(t report.Failing) bool { return f.Shows(t.Name, t.Unit, t.Label) })
	if c := st.Coverage; c != nil {
		left := *c
		left.Units = only(c.Units, func(u report.UnitCoverage) bool { return f.Shows(u.Name, u.Unit) })
		st.Coverage = &left
	}
	return &data{
		status: &st, matrix: d.matrix,
		wait:   only(d.wait, func(w report.Waiting) bool { return f.Shows(w.Name, w.Unit) }),
		happen: only(d.happen, func(h happening) bool { return f.Shows(h.unit) }),
	}
}

// empty says that no unit and no target is left.
func (d *data) empty() bool {
	st := d.status
	return len(st.Missing)+len(st.Back)+len(st.Late)+len(st.Failing)+len(d.wait)+len(d.happen) == 0 &&
		(st.Coverage == nil || len(st.Coverage.Units) == 0)
}

// only are the items that are to stay, in a list of their own.
func only[T any](all []T, stays func(T) bool) (left []T) {
	for _, item := range all {
		if stays(item) {
			left = append(left, item)
		}
	}
	return left
}
