package plan

import (
	"reflect"
	"strings"
)

// expandRules replaces a rule whose key is a matrix's every line (loss.*) by
// one rule for each line: ".*" in its condition and message is that line's
// unit in all of them.
func (c *checker) expandRules() {
	var rules []Rule
	var origins []*Rule
	for n := range c.plan.Rules {
		r := &c.plan.Rules[n]
		if !strings.HasSuffix(r.Key, ".*") {
			rules, origins = append(rules, *r), append(origins, r)
			continue
		}
		dims := c.dimsOf(strings.TrimSuffix(r.Key, ".*"))
		if len(dims) == 0 {
			c.wrong(first(&r.Key), "%s 不是分单位填的指标, 不能写 .*", strings.TrimSuffix(r.Key, ".*"))
		}
		for _, dim := range dims {
			each := *r
			each.ID += "." + dim
			each.Key = strings.ReplaceAll(r.Key, ".*", "."+dim)
			each.When = strings.ReplaceAll(r.When, ".*", "."+dim)
			each.Message = strings.ReplaceAll(r.Message, ".*", "."+dim)
			rules, origins = append(rules, each), append(origins, r)
		}
	}
	for n := range rules {
		c.reader.moved(reflect.ValueOf(origins[n]).Elem(), reflect.ValueOf(&rules[n]).Elem())
	}
	c.plan.Rules = rules
}

// dimsOf lists the lines of a matrix by their suffixes.
func (c *checker) dimsOf(key string) []string {
	var dims []string
	for n := range c.plan.Lines {
		i := &c.plan.Lines[n]
		if i.Key != key || i.Matrix == nil {
			continue
		}
		for _, l := range c.plan.expand(i, 0)[1:] {
			dims = append(dims, l.Dim)
		}
		break
	}
	return dims
}

// moved remembers the places of a struct's fields for its copy as well.
func (r *reader) moved(from, to reflect.Value) {
	remember := func(a, b reflect.Value) {
		if at, ok := r.places[a.Addr().Interface()]; ok {
			r.places[b.Addr().Interface()] = at
			r.nodes[b.Addr().Interface()] = r.nodes[a.Addr().Interface()]
		}
	}
	remember(from, to)
	for i := range from.NumField() {
		if from.Type().Field(i).IsExported() {
			remember(from.Field(i), to.Field(i))
		}
	}
}
