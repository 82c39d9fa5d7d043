package plan

import "slices"

// Unit finds a unit by its code, the township among them.
func (p *Plan) Unit(code string) (*Unit, bool) {
	return p.findUnit(func(u *Unit) bool { return u.Code == code })
}

// UnitByName finds a unit by its Chinese name.
func (p *Plan) UnitByName(name string) (*Unit, bool) {
	return p.findUnit(func(u *Unit) bool { return u.Name == name })
}

func (p *Plan) findUnit(is func(u *Unit) bool) (*Unit, bool) {
	if is(&p.Root) {
		return &p.Root, true
	}
	for i := range p.Units {
		if is(&p.Units[i]) {
			return &p.Units[i], true
		}
	}
	return nil, false
}

// Kind finds a kind of unit.
func (p *Plan) Kind(id string) (*Kind, bool) {
	i := slices.IndexFunc(p.Kinds, func(k Kind) bool { return k.ID == id })
	if i < 0 {
		return nil, false
	}
	return &p.Kinds[i], true
}

// GroupOf finds the subtotal in which a kind of unit counts.
func (p *Plan) GroupOf(kind string) (*Group, bool) {
	i := slices.IndexFunc(p.Groups, func(g Group) bool { return slices.Contains(g.Kinds, kind) })
	if i < 0 {
		return nil, false
	}
	return &p.Groups[i], true
}

// Clause finds a duty of the notice by its number.
func (p *Plan) Clause(id string) (*Clause, bool) {
	i := slices.IndexFunc(p.Clauses, func(c Clause) bool { return c.ID == id })
	if i < 0 {
		return nil, false
	}
	return &p.Clauses[i], true
}

// Column is one definition of an indicator in the consolidated table. Several
// definitions may share a key where different kinds count different things:
// 劝阻 is counted in 起 by the police and in 笔 by a bank.
type Column struct {
	ID        string // the key, or key@firstkind where definitions share it
	Key       string
	Indicator *Indicator
}

// Columns lists the distinct definitions in the catalogue's order.
func (p *Plan) Columns() []Column {
	times := map[string]int{}
	for _, i := range p.Lines {
		times[i.Key]++
	}
	columns := make([]Column, 0, len(p.Lines))
	for n := range p.Lines {
		i := &p.Lines[n]
		c := Column{ID: i.Key, Key: i.Key, Indicator: i}
		if times[i.Key] > 1 && len(i.For) > 0 {
			c.ID += "@" + i.For[0]
		}
		columns = append(columns, c)
	}
	return columns
}
