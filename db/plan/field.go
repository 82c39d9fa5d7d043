package plan

import "github.com/shopspring/decimal"

// Types of a field beyond those of an indicator.
const (
	TypeUnits    = "units"    // other units, by code, joined by 、
	TypeUnit     = "unit"     // one unit of the kind Over, or "other"
	TypeItems    = "items"    // a list of names, each once
	TypeNumbers  = "numbers"  // a list of household numbers, each once however it is written
	TypeChainage = "chainage" // metres from a road's start: K0+420
	TypeSite     = "site"     // the name of a site of the register Of
)

// Field is one thing that a ledger's row or a register's site tells.
type Field struct {
	Key      string           `yaml:"key"`
	Label    string           `yaml:"label"`
	Help     string           `yaml:"help"`
	Type     string           `yaml:"type"` // absent: whole
	Places   int32            `yaml:"places"`
	Length   int              `yaml:"length"`
	Choices  []string         `yaml:"choices"`
	Measure  string           `yaml:"measure"`
	Required bool             `yaml:"required"`
	Min      *decimal.Decimal `yaml:"min"` // absent: 0 for numbers
	Max      *decimal.Decimal `yaml:"max"`
	PartOf   string           `yaml:"part_of"` // the field of the same row that it may not exceed
	Over     string           `yaml:"over"`    // of a unit: the kind that may be named
	Other    string           `yaml:"other"`   // of a unit: the word for none of them
	Of       string           `yaml:"of"`      // of a site: the register
	Within   string           `yaml:"within"`  // of a chainage: the field of the site's register that it may not exceed

	line *Line
}

// Line is the field as a line of a form, so that what a person types is read
// by the same rules. It is nil for the types that no form has.
func (f *Field) Line() *Line { return f.line }

// Number reports whether the field holds a number that can be added.
func (f *Field) Number() bool { return f.Type == TypeWhole || f.Type == TypeDecimal }

// Items reports whether the field holds a list whose entries can count once a
// year.
func (f *Field) Items() bool { return f.Type == TypeItems || f.Type == TypeNumbers }

// Several reports whether the field takes more than one of its options.
func (f *Field) Several() bool { return f.Type == TypeChoices || f.Type == TypeUnits }

// Prose reports whether the field tells the course of something, in more words
// than a name or a place has.
func (f *Field) Prose() bool { return f.Type == TypeText && f.Length > 40 }

// Flows reports whether words over several lines can belong into one field: they
// are prose or a list.
func (f *Field) Flows() bool { return f.Prose() || f.Items() || f.Several() }

// Match narrows rows or sites to those whose field is one of some words, or,
// without words, to those whose field is filled.
type Match struct {
	Field string   `yaml:"field"`
	Is    []string `yaml:"is"`
}

// Feed says which line of the form is made from a ledger or a register, and
// how. Exactly one of Count, Sum, Once, Word and Failing is set, except that
// Sum and Once may stand together: a unit that keeps the list counts Once,
// another Sum.
type Feed struct {
	Key     string  `yaml:"key"`
	Count   bool    `yaml:"count"`   // rows or sites
	Sum     string  `yaml:"sum"`     // a number of theirs
	Once    string  `yaml:"once"`    // their items, each once a year
	Word    string  `yaml:"word"`    // of a register with one site: the field's words
	Failing string  `yaml:"failing"` // of a register: the sites that miss that target
	Where   []Match `yaml:"where"`
	Dim     string  `yaml:"dim"`    // a unit field: the figure goes to Key.<unit>
	Shared  bool    `yaml:"shared"` // the partners of a joint row count it too, and the township once
}

// find is the field of a key.
func find(fields []Field, key string) *Field {
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i]
		}
	}
	return nil
}
