package register

import (
	"slices"
	"strings"

	"fanzha/db/plan"
	"fanzha/db/register"
	"fanzha/db/report"
	"fanzha/tui/keys"
)

// form is a site as it is filled in: a new one, a change, or its end.
type form struct {
	register *plan.Register
	unit     report.UnitRef
	site     string // id; empty for a new one
	name     string // that it bore
	seen     int64
	ends     bool
	kept     bool   // something of it is kept as unfinished
	said     string // what came of the one before, or of a paste
	left     string // what of a paste was not taken

	inputs []input
	hand   int
	moved  bool              // the hand has just come to where it is
	wrong  map[string]string // by key
	late   bool              // somebody else changed the site meanwhile
	places []string          // the sites that a field may name
	gaps   func(place string) string
}

// newForm is the form of a row, filled with what stands there.
func newForm(d *data, w *row) *form {
	r := w.list.Register
	f := &form{register: r, unit: w.list.Unit, wrong: map[string]string{}}
	f.meet(d)
	basis, fields := "", map[string]report.Value{}
	if w.site != nil {
		f.site, f.name, f.seen, fields, basis = w.site.ID, w.site.Name, w.site.Seq, w.site.Fields, w.site.Basis
	}
	if !r.Single {
		in := input{key: register.KeyName, label: r.Site, first: f.name}
		in.Max = 30
		if road, _ := along(r); road != nil {
			in.Placeholder = "不写就用路段和桩号"
		}
		f.inputs = append(f.inputs, in)
	}
	for i := range r.Fields {
		f.inputs = append(f.inputs, f.input(&r.Fields[i], fields[r.Fields[i].Key]))
	}
	f.inputs = append(f.inputs, dayInput())
	if r.Basis {
		in := input{key: register.KeyBasis, label: "依据", help: "例如: 派出所核定", first: basis}
		in.Max = report.MaxProse
		f.inputs = append(f.inputs, in)
	}
	for i := range f.inputs {
		f.inputs[i].SetValue(f.inputs[i].first)
	}
	f.moved = true
	if f.site != "" && !r.Single && len(r.Fields) > 0 {
		f.hand = 1 // a change is seldom of the name
	}
	return f
}

// move takes another input in hand.
func (f *form) move(by int, today plan.Date) {
	f.judge(today)
	f.hand, f.moved = max(min(f.hand+by, len(f.inputs)-1), 0), true
}

// newEnding is the form that ends a site.
func newEnding(w *row) *form {
	f := &form{
		register: w.list.Register, unit: w.list.Unit, site: w.site.ID, name: w.site.Name, ends: true, wrong: map[string]string{},
		inputs: []input{{key: register.KeyBasis, label: "原因", help: "例如: 已完工拆除"}, dayInput()},
	}
	f.inputs[0].Max = report.MaxProse
	return f
}

// meet takes what the data now say: the places that may be named, and, after a
// refusal because of another's change, the version that was changed.
func (f *form) meet(d *data) {
	if d == nil {
		return
	}
	f.places = nil
	for i := range d.places {
		for n := range d.places[i].Sites {
			if d.places[i].Unit == f.unit {
				f.places = append(f.places, d.places[i].Sites[n].Name)
			}
		}
	}
	for i := range f.inputs {
		if of := f.inputs[i].of; of != nil && of.Type == plan.TypeSite {
			f.inputs[i].choices = f.places
		}
	}
	f.gaps = func(place string) string {
		var words []string
		for _, s := range d.stretches(f.unit.Unit, place) {
			words = append(words, s.String())
		}
		return strings.Join(words, ", ")
	}
	if l := d.listing(f.unit.Unit); f.late && l != nil {
		for i := range l.Sites {
			if l.Sites[i].ID == f.site {
				f.seen, f.late = l.Sites[i].Seq, false
			}
		}
	}
}

// dirty says that something was typed.
func (f *form) dirty() bool {
	return slices.ContainsFunc(f.inputs, func(in input) bool { return in.Value() != in.first })
}

// at is the input of a key; nil where there is none.
func (f *form) at(key string) *input {
	i := slices.IndexFunc(f.inputs, func(in input) bool { return in.key == key })
	if i < 0 {
		return nil
	}
	return &f.inputs[i]
}

// typed is what stands under a key.
func (f *form) typed(key string) string {
	if in := f.at(key); in != nil {
		return in.Value()
	}
	return ""
}

// edit is what the form asks for; the day is read apart. What stayed as it was
// is not named, so that only what the person changed is put in.
func (f *form) edit() register.Edit {
	e := register.Edit{Site: f.site, Seen: f.seen, Basis: f.typed(register.KeyBasis), Fields: map[string]string{}}
	all := map[string]string{}
	for i := range f.inputs {
		in := &f.inputs[i]
		if in.of == nil {
			continue
		}
		all[in.key] = in.Value()
		if f.site == "" || in.Value() != in.first {
			e.Fields[in.key] = in.Value()
		}
	}
	if name := register.Called(f.register, f.typed(register.KeyName), all); name != f.name && !f.ends {
		e.Name = name
	}
	return e
}

// refuse puts what was refused at its fields and takes the first in hand.
func (f *form) refuse(all []report.Refusal) {
	f.wrong, f.said, f.left = map[string]string{}, "", ""
	first := len(f.inputs)
	for _, r := range all {
		i := slices.IndexFunc(f.inputs, func(in input) bool { return in.key == r.Key })
		if i < 0 {
			i = 0
		}
		first = min(first, i)
		key := f.inputs[i].key
		f.wrong[key] = strings.TrimSpace(f.wrong[key] + " " + r.Err.Error())
		f.late = f.late || report.Refused(r.Err, report.CodeStale)
	}
	f.hand, f.moved = min(first, len(f.inputs)-1), false
}

// next is the form of the site after this one: what kind it is and where
// stays, its name and figures are new.
func (f *form) next(said string) *form {
	g := *f
	g.inputs, g.wrong, g.said, g.hand = slices.Clone(f.inputs), map[string]string{}, said, 0
	g.moved, g.kept, g.left = true, false, ""
	for i := range g.inputs {
		in := &g.inputs[i]
		again := in.key == register.KeyFrom || in.key == register.KeyBasis || in.of != nil && (in.of.Type == plan.TypeChoice || in.of.Type == plan.TypeSite)
		if !again {
			in.SetValue("")
		}
		in.first = in.Value()
	}
	if _, at := along(f.register); at != nil {
		g.hand = slices.IndexFunc(g.inputs, func(in input) bool { return in.of == at })
	}
	return &g
}

// keys are the keys that work in the form.
func (f *form) keys() []keys.Binding {
	all := []keys.Binding{
		{Label: "Enter", Help: "下一项"},
		{Keys: []string{"f9"}, Label: "F9", Help: "保存"},
		{Label: "上下", Help: "移动"},
	}
	if in := &f.inputs[f.hand]; len(in.choices) > 0 {
		all = append(all, keys.Binding{Label: "数字 左右", Help: "选择"}, keys.Binding{Keys: []string{"f4"}, Label: "F4", Help: "列出"})
	}
	return append(all, keys.Binding{Keys: []string{keys.Esc}, Label: "Esc", Help: "先放着"})
}
