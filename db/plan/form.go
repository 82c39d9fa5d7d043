package plan

import (
	"maps"
	"slices"
)

// Form is what one kind of unit fills in (进展情况表). It is made once when
// the plan is parsed, and read-only.
type Form struct {
	Kind     string
	Sections []FormSection
	Lines    []*Line // all of them, flat, in the order of the sections

	places   map[string]int // of the lines, by their keys
	computed []*Line
	rules    []*Rule
	words    vocabulary

	within map[DayOfYear]*Form // the form of a period that a milestone divides; zero: of any other; nil: always this one
}

// FormSection is a heading with its lines; one without lines is left out.
type FormSection struct {
	ID    string
	Title string
	Lines []*Line
}

// Line is one row of a form. A matrix has a line for its total and one for
// each unit of its kind, whose Dim is the unit's code, or "other".
type Line struct {
	Key       string // visited, cases, cases.ledao, cases.other
	Label     string
	Depth     int // of indentation: 其中
	Indicator *Indicator
	Dim       string
}

// FormOf is the form of a kind of unit with the lines of every milestone, nil
// for a kind that the plan lacks.
func (p *Plan) FormOf(kind string) *Form { return p.forms[kind] }

// Find is the line of a key, or of its Chinese label.
func (f *Form) Find(key string) (*Line, bool) {
	if l, ok := f.line(key); ok {
		return l, true
	}
	i := slices.IndexFunc(f.Lines, func(l *Line) bool { return l.Label == key })
	if i < 0 {
		return nil, false
	}
	return f.Lines[i], true
}

// Place is where among the lines the one of a key stands.
func (f *Form) Place(key string) (int, bool) {
	i, ok := f.places[key]
	return i, ok
}

// line is the line of a key.
func (f *Form) line(key string) (*Line, bool) {
	i, ok := f.places[key]
	if !ok {
		return nil, false
	}
	return f.Lines[i], true
}

// add appends a section, unless it has no line.
func (f *Form) add(s FormSection) {
	if len(s.Lines) == 0 {
		return
	}
	f.Sections = append(f.Sections, s)
	for _, l := range s.Lines {
		f.places[l.Key] = len(f.Lines)
		f.Lines = append(f.Lines, l)
	}
}

// Rules lists what a report of this kind is asked, in the plan's order.
func (f *Form) Rules() []*Rule { return f.rules }

// LooksAhead lists the keys whose later periods some expression or message of
// the form names; no others need be read.
func (f *Form) LooksAhead() []string { return slices.Sorted(maps.Keys(f.words.later)) }

// Carried lists the keys of the lines whose newest value, however old, is looked
// at where nothing newer stands: what is there at all, and what is said once.
func (f *Form) Carried() (keys []string) {
	for _, l := range f.Lines {
		if c := l.Indicator.Counts; c == CountsStock || c == CountsOnce {
			keys = append(keys, l.Key)
		}
	}
	return keys
}

// Reads lists what the form reads of the reports of other kinds, into a line or
// for a rule to compare with.
func (f *Form) Reads() []From {
	if f == nil {
		return nil
	}
	var all []From
	add := func(from *From) {
		if from != nil && !slices.Contains(all, *from) {
			all = append(all, *from)
		}
	}
	for _, l := range f.Lines {
		add(l.Indicator.From)
	}
	for _, r := range f.rules {
		add(r.From)
	}
	return all
}

// Computed lists the lines with a formula so that each comes after all that it
// is computed from. Ratios and lines read from another unit are not among them.
func (f *Form) Computed() []*Line { return f.computed }

// OtherDim is the Dim of a matrix's line for all places outside its units.
const OtherDim = "other"

// Asked reports whether the indicator stands on the form of a kind.
func (i *Indicator) Asked(kind string) bool { return len(i.For) == 0 || slices.Contains(i.For, kind) }

// Number reports whether the indicator's cells hold numbers.
func (i *Indicator) Number() bool { return i.Type == TypeWhole || i.Type == TypeDecimal }

// Expr is the formula of a computed number for a kind, nil for any other line.
func (i *Indicator) Expr(kind string) *Expr { return i.programs[kind] }

// NumExpr is the numerator's formula for a kind.
func (r *Ratio) NumExpr(kind string) *Expr { return r.num[kind] }

// DenExpr is the denominator's formula for a kind.
func (r *Ratio) DenExpr(kind string) *Expr { return r.den[kind] }

// buildForm lays out the lines of a kind; the plan's references are known to
// be right.
func (p *Plan) buildForm(kind string) *Form {
	f := &Form{Kind: kind, places: map[string]int{}}
	for _, s := range p.Sections {
		f.add(FormSection{ID: s.ID, Title: s.Title, Lines: p.sectionLines(kind, s)})
	}
	return f
}

// sectionLines are the lines of a section in the catalogue's order, except
// that a part follows its whole.
func (p *Plan) sectionLines(kind string, s Section) []*Line {
	asked := func(i *Indicator) bool { return i.Asked(kind) && slices.Contains(s.Clauses, i.Clause) }
	whole := map[string]bool{}
	for n := range p.Lines {
		if asked(&p.Lines[n]) {
			whole[p.Lines[n].Key] = true
		}
	}
	var lines []*Line
	var add func(i *Indicator, depth int)
	add = func(i *Indicator, depth int) {
		lines = append(lines, p.expand(i, depth)...)
		if depth > len(p.Lines) {
			return // a circle of parts; the checks have named it
		}
		for n := range p.Lines {
			if part := &p.Lines[n]; asked(part) && part.PartOf == i.Key {
				add(part, depth+1)
			}
		}
	}
	for n := range p.Lines {
		if i := &p.Lines[n]; asked(i) && !whole[i.PartOf] {
			add(i, 0)
		}
	}
	return lines
}

// expand is an indicator's line, and those of its matrix.
func (p *Plan) expand(i *Indicator, depth int) []*Line {
	lines := []*Line{{Key: i.Key, Label: i.Label, Depth: depth, Indicator: i}}
	if i.Matrix == nil {
		return lines
	}
	for _, u := range p.Units {
		if u.Kind == i.Matrix.Over {
			lines = append(lines, &Line{Key: i.Key + "." + u.Code, Label: u.Name, Depth: depth + 1, Indicator: i, Dim: u.Code})
		}
	}
	if i.Matrix.Other != "" {
		lines = append(lines, &Line{Key: i.Key + "." + OtherDim, Label: i.Matrix.Other, Depth: depth + 1, Indicator: i, Dim: OtherDim})
	}
	return lines
}

// Denominators lists the lines that a percent of the form or of a target
// divides by; a change of one of them is worth telling.
func (f *Form) Denominators() []*Line {
	named := map[string]bool{}
	note := func(r *Ratio) {
		if r == nil || r.den[f.Kind] == nil {
			return
		}
		for _, key := range r.den[f.Kind].keys {
			named[key] = true
		}
	}
	for _, l := range f.Lines {
		note(l.Indicator.Ratio)
		for _, t := range l.Indicator.Targets {
			note(t.Ratio)
		}
	}
	var lines []*Line
	for _, l := range f.Lines {
		if named[l.Key] {
			lines = append(lines, l)
		}
	}
	return lines
}
