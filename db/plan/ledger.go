package plan

import "slices"

// Ledger is a kind of dated event that units note through the month (台账,
// 方案四(六)); the form's figures are summed from its rows.
type Ledger struct {
	ID     string   `yaml:"id"`
	Name   string   `yaml:"name"`
	For    []string `yaml:"for"` // kinds of unit that keep it; empty means all
	Clause string   `yaml:"clause"`
	Help   string   `yaml:"help"`
	Fields []Field  `yaml:"fields"`
	Feeds  []Feed   `yaml:"feeds"`

	// Partners is the field that names the other units of a joint row; List
	// the items field that a unit may choose, once, to keep instead of counting.
	Partners string `yaml:"partners"`
	List     string `yaml:"list"`
}

// Kept reports whether a kind of unit keeps the ledger.
func (l *Ledger) Kept(kind string) bool { return len(l.For) == 0 || slices.Contains(l.For, kind) }

// Field is the ledger's field of a key, or of its label; nil where there is none.
func (l *Ledger) Field(key string) *Field { return named(l.Fields, key) }

// named finds a field by its key or its label.
func named(fields []Field, key string) *Field {
	if f := find(fields, key); f != nil {
		return f
	}
	for i := range fields {
		if fields[i].Label == key {
			return &fields[i]
		}
	}
	return nil
}

// Ledger finds a ledger by its id or its name.
func (p *Plan) Ledger(id string) (*Ledger, bool) {
	i := slices.IndexFunc(p.Ledgers, func(l Ledger) bool { return l.ID == id || l.Name == id })
	if i < 0 {
		return nil, false
	}
	return &p.Ledgers[i], true
}

// LedgersOf lists the ledgers that a kind of unit keeps.
func (p *Plan) LedgersOf(kind string) []*Ledger {
	var all []*Ledger
	for i := range p.Ledgers {
		if p.Ledgers[i].Kept(kind) {
			all = append(all, &p.Ledgers[i])
		}
	}
	return all
}

// FedBy lists the ledgers whose rows a line of a kind's form is summed from.
func (p *Plan) FedBy(kind string, l *Line) []*Ledger {
	var all []*Ledger
	for _, k := range p.LedgersOf(kind) {
		if slices.ContainsFunc(k.Feeds, func(f Feed) bool { return f.feeds(l) }) {
			all = append(all, k)
		}
	}
	return all
}

// feeds reports whether the figure reaches the line: a feed with a dimension
// reaches each line of the matrix and, through them, its total.
func (f *Feed) feeds(l *Line) bool { return f.Key == l.Indicator.Key }

// Nearest lists up to n labels of fields that a wrong name may have meant, best
// first.
func (l *Ledger) Nearest(name string, n int) []string {
	labels := NearestField(l.Fields, name, n)
	for i, key := range labels {
		labels[i] = find(l.Fields, key).Label
	}
	return labels
}
