package plan

import (
	"maps"
	"reflect"
	"slices"
)

// SumsAs reports whether a row of a ledger adds the same to the same lines under
// both plans, so that what was summed under one stands under the other: the
// ledger feeds, asks and is kept alike. Words may differ, and fields and choices
// may come.
func (p *Plan) SumsAs(q *Plan, id string) bool {
	a, kept := p.Ledger(id)
	b, still := q.Ledger(id)
	if !kept || !still {
		return kept == still
	}
	return a.Partners == b.Partners && a.List == b.List && reflect.DeepEqual(a.Feeds, b.Feeds) &&
		!slices.ContainsFunc(a.Fields, func(f Field) bool { return !f.readsAs(find(b.Fields, f.Key)) }) &&
		maps.EqualFunc(p.fedLines(a), q.fedLines(b), slices.Equal)
}

// readsAs reports whether what stands in a field is read the same by another.
func (f *Field) readsAs(g *Field) bool {
	return g != nil && f.Type == g.Type && f.Places == g.Places && f.Over == g.Over && f.Of == g.Of &&
		!slices.ContainsFunc(f.Choices, func(c string) bool { return !slices.Contains(g.Choices, c) })
}

// fedLines are the lines that a ledger feeds, by the kind of unit that keeps it.
func (p *Plan) fedLines(l *Ledger) map[string][]string {
	lines := map[string][]string{}
	for _, u := range p.Units {
		form := p.FormOf(u.Kind)
		if form == nil || !l.Kept(u.Kind) || lines[u.Kind] != nil {
			continue
		}
		lines[u.Kind] = []string{}
		for i := range l.Feeds {
			if line, ok := form.Find(l.Feeds[i].Key); ok && line.Key == l.Feeds[i].Key {
				lines[u.Kind] = append(lines[u.Kind], line.Key)
			}
		}
	}
	return lines
}
