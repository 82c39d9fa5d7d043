package plan

import (
	"slices"
	"strings"
)

// checkForms compiles, for every kind of unit, its formulas and rules.
func (c *checker) checkForms() {
	p := c.plan
	p.forms = map[string]*Form{}
	for _, k := range p.Kinds {
		f := p.buildForm(k.ID)
		p.forms[k.ID] = f
		f.words = f.vocabulary()
		for n := range p.Lines {
			if i := &p.Lines[n]; i.Asked(k.ID) {
				c.compileLine(i, k.ID, f.words)
				c.checkPart(i, f)
			}
		}
		c.orderComputed(f)
		c.checkMilestones(f)
	}
	ids := map[string]bool{}
	for n := range p.Rules {
		r := &p.Rules[n]
		if ids[r.ID] && r.ID != "" {
			c.wrong(first(&r.ID), "规则 %s 写了两遍, 请改一个", r.ID)
		}
		ids[r.ID] = true
		c.checkRule(r)
	}
	p.divideForms()
}

// vocabulary is what the expressions of a form may name.
func (f *Form) vocabulary() vocabulary {
	words := vocabulary{cells: map[string]sort{}, ratios: map[string]bool{}, matrices: map[string]bool{}, later: map[string]bool{}}
	for _, l := range f.Lines {
		switch i := l.Indicator; {
		case i.Type == TypePercent:
			words.cells[l.Key], words.ratios[l.Key] = number, true
		case i.Number():
			words.cells[l.Key] = number
			words.matrices[l.Key] = i.Matrix != nil && l.Dim == ""
		default:
			words.cells[l.Key] = word
		}
	}
	return words
}

// compileLine compiles an indicator's formulas for a kind.
func (c *checker) compileLine(i *Indicator, kind string, words vocabulary) {
	if i.Compute != "" {
		put(&i.programs, kind, c.formula(&i.Compute, number, words))
	}
	if i.Ratio != nil {
		c.compileRatio(i.Ratio, kind, words)
	}
	for n := range i.Targets {
		t := &i.Targets[n]
		if t.Ratio != nil {
			c.compileRatio(t.Ratio, kind, words)
		}
		if t.Below != "" {
			if below, ok := words.cells[t.Below]; !ok || below != number {
				c.wrong(first(&t.Below), "%s 的表里没有 %s 这个数, 目标没法比", kind, t.Below)
			}
		}
	}
}

func (c *checker) compileRatio(r *Ratio, kind string, words vocabulary) {
	if r.Num == "" || r.Den == "" {
		c.wrong(first(r), "ratio 要写分子 num 和分母 den")
		return
	}
	put(&r.num, kind, c.formula(&r.Num, number, words))
	put(&r.den, kind, c.formula(&r.Den, number, words))
}

func put(programs *map[string]*Expr, kind string, e *Expr) {
	if *programs == nil {
		*programs = map[string]*Expr{}
	}
	(*programs)[kind] = e
}

// formula compiles a field, and complains at the field if it is wrong.
func (c *checker) formula(field *string, want sort, words vocabulary) *Expr {
	e, err := compile(*field, want, words)
	if err != nil {
		c.wrongExpr(field, err)
		return nil
	}
	return e
}

// has reports whether any form may have a line of that key, so that what is on
// none is said once and not of every kind.
func (p *Plan) has(key string) bool {
	key, _, _ = strings.Cut(key, ".")
	return slices.ContainsFunc(p.Lines, func(i Indicator) bool { return i.Key == key })
}

// checkPart wants the whole of a part on the same form, in the same section.
func (c *checker) checkPart(i *Indicator, f *Form) {
	if i.PartOf == "" {
		return
	}
	whole, ok := f.line(i.PartOf)
	switch {
	case !ok && !c.plan.has(i.PartOf):
		c.wrong(first(&i.PartOf), "没有 %s 这个指标, 其中 没有着落", i.PartOf)
		return
	case !ok:
		c.wrong(first(&i.PartOf), "%s 的表里没有 %s, 其中 没有着落", f.Kind, i.PartOf)
		return
	}
	for seen := []*Indicator{i}; ; {
		if slices.Contains(seen, whole.Indicator) {
			c.wrong(first(&i.PartOf), "其中 绕成了圈: %s", i.Key)
			return
		}
		seen = append(seen, whole.Indicator)
		next, ok := f.line(whole.Indicator.PartOf)
		if !ok {
			return
		}
		whole = next
	}
}

// orderComputed sorts the lines with formulas by what they are computed from,
// and names a circle.
func (c *checker) orderComputed(f *Form) {
	const visiting, done = 1, 2
	state := map[string]int{}
	var path []string
	var visit func(l *Line)
	visit = func(l *Line) {
		expr := l.Indicator.Expr(f.Kind)
		if expr == nil || state[l.Key] == done {
			return
		}
		if state[l.Key] == visiting {
			circle := append(path[slices.Index(path, l.Key):], l.Key)
			c.wrong(first(&l.Indicator.Compute), "计算绕成了圈: %s", strings.Join(circle, " → "))
			return
		}
		state[l.Key] = visiting
		path = append(path, l.Key)
		for _, key := range expr.now {
			if next, ok := f.line(key); ok {
				visit(next)
			}
		}
		path = path[:len(path)-1]
		state[l.Key] = done
		f.computed = append(f.computed, l)
	}
	for _, l := range f.Lines {
		visit(l)
	}
}
