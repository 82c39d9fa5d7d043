package overview

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"fanzha/db/report"
	"fanzha/tui"
	"fanzha/tui/keys"
	"fanzha/tui/screen"
	"fanzha/tui/widget"
)

// sift gives a key or a paste to the filter; what is shown follows at once, and
// the first unit found is in hand. The arrows take another.
func (p *Page) sift(msg tea.Msg) {
	changed, move := p.filter.Update(msg)
	if changed {
		p.unit = ""
	}
	p.among(move)
}

// found are the units that the filter shows, each with a report of the period:
// by their own name, or by that of a target that they fail.
func (p *Page) found() []report.UnitRef {
	if p.filter.Text == "" || p.data == nil {
		return nil
	}
	failing := p.data.sifted(&p.filter).status.Failing
	var all []report.UnitRef
	for _, r := range p.data.matrix.Rows {
		fails := slices.ContainsFunc(failing, func(f report.Failing) bool { return f.Unit == r.Unit })
		c := p.data.matrix.Cell(r.Unit, p.data.status.Period)
		if (fails || p.filter.Shows(r.Name, r.Unit)) && c != nil && c.Owed {
			all = append(all, r.UnitRef)
		}
	}
	return all
}

// inFound is the index of the unit in hand among those found.
func (p *Page) inFound(found []report.UnitRef) int {
	return max(slices.IndexFunc(found, func(u report.UnitRef) bool { return u.Unit == p.unit }), 0)
}

// among takes another of the units found in hand; it says whether the key is one
// that does.
func (p *Page) among(key string) bool {
	by := 0
	switch key {
	case keys.Up, keys.ShiftTab:
		by = -1
	case keys.Down, keys.Tab:
		by = 1
	default:
		return false
	}
	if found := p.found(); len(found) > 0 {
		p.unit = found[max(min(p.inFound(found)+by, len(found)-1), 0)].Unit
	}
	return true
}

// openFound opens the report of the unit in hand among those found, if there is
// any.
func (p *Page) openFound() tea.Cmd {
	found := p.found()
	if len(found) == 0 {
		return nil
	}
	return p.Go(tui.Place{Kind: tui.Review, Unit: found[p.inFound(found)].Unit, Period: p.data.status.Period})
}

// foundRow is the unit in hand among those found, with how its report stands.
func (p *Page) foundRow(width int) []string {
	found := p.found()
	if len(found) == 0 {
		return nil
	}
	at := p.inFound(found)
	row := " > " + p.Styles.Selected.Render(screen.Clean(found[at].Name)) + "  " +
		p.data.matrix.Cell(found[at].Unit, p.data.status.Period).Word()
	if len(found) > 1 {
		row += "   " + p.Styles.Dim.Render(strconv.Itoa(at+1)+" / "+strconv.Itoa(len(found))+", 上下键换")
	}
	return []string{screen.Clip(row, width)}
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
