package plan

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Register is a kind of place that a unit keeps a dated list of (名录): roads,
// hoardings, outlets, households. Each has one owner.
type Register struct {
	ID     string   `yaml:"id"`
	Name   string   `yaml:"name"`
	For    []string `yaml:"for"`    // kinds of unit whose places they are; empty means all
	By     string   `yaml:"by"`     // ByOffice: the 平安办 alone keeps it
	Site   string   `yaml:"site"`   // what one entry is called: 路段, 网点
	Single bool     `yaml:"single"` // one entry a unit, which bears the unit's name
	Basis  bool     `yaml:"basis"`  // every change names what it rests on
	Clause string   `yaml:"clause"`
	Help   string   `yaml:"help"`
	Fields []Field  `yaml:"fields"`
	Feeds  []Feed   `yaml:"feeds"`

	Targets []SiteTarget `yaml:"targets"`
}

// SiteTarget is what every site of a register must meet by itself (方案三(二),
// 三(五), 三(六)). Exactly one of Ratio, AtLeast with Field, Is with Field, and Gap is set.
type SiteTarget struct {
	ID      string           `yaml:"id"`
	Name    string           `yaml:"name"`
	Line    string           `yaml:"line"` // the line of the form whose target it details
	Where   []Match          `yaml:"where"`
	Field   string           `yaml:"field"`
	AtLeast *decimal.Decimal `yaml:"at_least"` // in the field's measure, or percent with Ratio
	Is      string           `yaml:"is"`
	Ratio   *SiteRatio       `yaml:"ratio"`
	Gap     *Gap             `yaml:"gap"`
}

// SiteRatio is one field of a site over another, compared by
// cross-multiplication.
type SiteRatio struct {
	Num string `yaml:"num"`
	Den string `yaml:"den"`
}

// Gap bounds the longest stretch of a road without a point, both ends of the
// road included (方案三(二): 每隔200米至少有1处).
type Gap struct {
	Length string          `yaml:"length"` // the road's field, in metres
	Points string          `yaml:"points"` // the register of points
	Road   string          `yaml:"road"`   // its field that names the road
	At     string          `yaml:"at"`     // its chainage
	Where  []Match         `yaml:"where"`  // the points that count
	Max    decimal.Decimal `yaml:"max"`    // metres
}

// Kept reports whether units of the kind have places in the register.
func (r *Register) Kept(kind string) bool { return len(r.For) == 0 || slices.Contains(r.For, kind) }

// Field is the register's field of a key, or of its label; nil where there is
// none.
func (r *Register) Field(key string) *Field { return named(r.Fields, key) }

// Target is the target of an id; nil where there is none.
func (r *Register) Target(id string) *SiteTarget {
	i := slices.IndexFunc(r.Targets, func(t SiteTarget) bool { return t.ID == id })
	if i < 0 {
		return nil
	}
	return &r.Targets[i]
}

// Register finds a register by its id or its name.
func (p *Plan) Register(id string) (*Register, bool) {
	i := slices.IndexFunc(p.Registers, func(r Register) bool { return r.ID == id || r.Name == id })
	if i < 0 {
		return nil, false
	}
	return &p.Registers[i], true
}

// Lining is the register of the points that a register's sites must not lack
// along their way; nil where it asks for none.
func (p *Plan) Lining(id string) *Register {
	r, ok := p.Register(id)
	if !ok {
		return nil
	}
	for i := range r.Targets {
		if g := r.Targets[i].Gap; g != nil {
			points, _ := p.Register(g.Points)
			return points
		}
	}
	return nil
}

// RegistersOf lists the registers in which units of a kind have places.
func (p *Plan) RegistersOf(kind string) []*Register {
	var all []*Register
	for i := range p.Registers {
		if p.Registers[i].Kept(kind) {
			all = append(all, &p.Registers[i])
		}
	}
	return all
}

// Lists reports whether a register tells something of what a form reads of the
// reports of another kind.
func (p *Plan) Lists(from From) bool {
	f := p.FormOf(from.Kind)
	return f != nil && slices.ContainsFunc(f.Lines, func(l *Line) bool {
		_, ok := p.Registering(from.Kind, l)
		return ok && (l.Key == from.Key || l.Indicator.Key == from.Key)
	})
}

// Registering is the register that a line of a kind's form is taken from.
func (p *Plan) Registering(kind string, l *Line) (*Register, bool) {
	for _, r := range p.RegistersOf(kind) {
		if slices.ContainsFunc(r.Feeds, func(f Feed) bool { return f.feeds(l) }) {
			return r, true
		}
	}
	return nil, false
}
